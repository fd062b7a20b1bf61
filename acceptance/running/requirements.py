"""Refuse what could not end well, before anything runs."""

from difflib import get_close_matches
from pathlib import Path

from behave.configuration import Configuration
from behave.runner import Runner
from behave.runner_util import FileLocationParser
from behave.step_registry import StepRegistry

from acceptance.running.errors import CouldNotRun


def require_paths(config: Configuration) -> None:
    """Refuse paths that lead nowhere."""
    for path in config.paths:
        is_list = path.startswith("@")
        file = Path(path[1:] if is_list else FileLocationParser.parse(path).filename)
        if not file.exists():
            raise CouldNotRun(f"{file} does not exist{_did_you_mean(file)}")
        if not (is_list or file.is_dir() or file.suffix == ".feature"):
            raise CouldNotRun(f"{file} is no feature file; @{file} would read a list from it")
        if is_list and not any(_names_something(line) for line in file.open(encoding="utf-8")):
            raise CouldNotRun(f"{file} lists nothing to run")


def require_writable(file: Path, flag: str) -> None:
    """Refuse a file that could not be written at the end of the run; its folder is made now."""
    existed = file.exists()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.open("a").close()
        if not existed:
            file.unlink()
    except OSError as error:
        reason = "Not a directory" if isinstance(error, FileExistsError) else error.strerror
        raise CouldNotRun(f"{flag} {file}: {reason}; name another file") from error


def require_sound_phrases(registry: StepRegistry) -> None:
    """Refuse phrases that behave cannot read; it would only leave them out."""
    for matcher in registry.error_handler.bad_step_definitions:
        try:
            matcher.compile()
        except Exception as error:
            message = f'{matcher.location}: the phrase "{matcher.pattern}" is not understood: '
            raise CouldNotRun(message + " ".join(str(error).split())) from error


def _names_something(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _did_you_mean(file: Path) -> str:
    known = [path.as_posix() for path in Path(Runner.DEFAULT_DIRECTORY).rglob("*.feature")]
    close = get_close_matches(file.as_posix(), known, n=1)
    return f"; did you mean {close[0]}?" if close else ""
