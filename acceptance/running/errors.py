"""What keeps a run from starting, said so that somebody can act on it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from behave.exception import ConfigError
from behave.model import Feature
from behave.model_type import FileLocation
from behave.parser import ParserError, parse_file
from behave.runner_util import parse_features
from behave.step_registry import AmbiguousStep
from django.core.management.base import CommandError

from acceptance.running.tracebacks import innermost_project_frame, relative
from acceptance.stream.outcomes import EXIT_COULD_NOT_RUN


class CouldNotRun(CommandError):
    """Nothing was run; the message names the place and says what to do."""

    def __init__(self, message: str):
        super().__init__(message, returncode=EXIT_COULD_NOT_RUN)


@contextmanager
def loading_explained() -> Iterator[None]:
    """Turn whatever goes wrong while features and phrases are loaded into one message."""
    try:
        yield
    except CouldNotRun:
        raise
    except ParserError as error:
        raise CouldNotRun(_describe_parser_error(error)) from error
    except SyntaxError as error:
        raise CouldNotRun(_describe_syntax_error(error)) from error
    except AmbiguousStep as error:
        message = (
            f"{_place(error)}: two phrases match the same step: {_on_one_line(error)}; reword one"
        )
        raise CouldNotRun(message) from error
    except ConfigError as error:
        raise CouldNotRun(f"{_on_one_line(error)}; name the folder of the features") from error
    except (Exception, SystemExit) as error:
        raise CouldNotRun(describe(error)) from error


def describe(error: BaseException) -> str:
    """Say on one line where in the project an exception came from, if it did, and what it was."""
    place = _place(error)
    what = f"{type(error).__name__}: {_on_one_line(error)}"
    return f"{place}: {what}" if place else what


def parse(locations: Sequence[FileLocation], language: str | None) -> list[Feature]:
    """Parse feature files, and name the file also where behave does not."""
    try:
        return parse_features(locations, language=language)
    except (UnicodeDecodeError, KeyError) as error:
        for location in locations:
            _require_readable(relative(location.filename))
        raise CouldNotRun(f"A feature file cannot be read: {error}") from error


def _require_readable(file: str) -> None:
    try:
        parse_file(file)
    except UnicodeDecodeError as error:
        raise CouldNotRun(f"{file}: not UTF-8: {error}; save it as UTF-8") from error
    except KeyError as error:
        raise CouldNotRun(f"{file}: {error} is no language; --lang-list lists them") from error


def _describe_parser_error(error: ParserError) -> str:
    message, _, reason = str(error.args[0]).partition("\nREASON: ")
    text = (error.line_text or "").strip()
    place = f"{relative(error.filename)}:{error.line}" if error.line else relative(error.filename)
    problem = f'"{text}" is not understood here' if text else message
    return f"{place}: {problem}" + (f": {reason}" if reason else _hint(message))


def _hint(message: str) -> str:
    _, found, state = message.partition("state=")
    return f" (among {state.split()[0].rstrip(':,')})" if found else ""


def _describe_syntax_error(error: SyntaxError) -> str:
    if not error.filename:
        return describe(error)
    source = f": {error.text.strip()}" if error.text else ""
    place = f"{relative(error.filename)}:{error.lineno}"
    return f"{place}: {type(error).__name__}: {error.msg}{source}"


def _place(error: BaseException) -> str:
    frame = innermost_project_frame(error)
    if frame:
        return str(frame.location)
    file = getattr(error, "filename", None)
    return relative(file) if file else ""


def _on_one_line(error: BaseException) -> str:
    return " ".join(str(error).split())
