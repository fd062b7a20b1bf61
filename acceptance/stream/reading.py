"""Read a stream back into the outcomes that it was written from.

Only streams that `acceptance.stream.writing` wrote are read: what another tool means by its
messages would be a guess. And they have to end, unless the reader asks for what there is of a run
that was killed: a report that takes half a run for a whole one would be a lie.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from acceptance.stream.collecting import Collector
from acceptance.stream.index import Document
from acceptance.stream.messages import OWN_MEDIA_TYPES, PROTOCOL, RUN_MEDIA_TYPE
from acceptance.stream.outcomes import Phrase, RunOutcome
from acceptance.stream.preface import Preface

KINDS = {
    "attachment",
    "externalAttachment",
    "gherkinDocument",
    "hook",
    "meta",
    "parameterType",
    "parseError",
    "pickle",
    "suggestion",
    "source",
    "stepDefinition",
    "testCase",
    "testCaseFinished",
    "testCaseStarted",
    "testRunFinished",
    "testRunHookFinished",
    "testRunHookStarted",
    "testRunStarted",
    "testStepFinished",
    "testStepStarted",
    "undefinedParameterType",
}


class StreamError(Exception):
    """A stream that cannot be used; the message names the file and says why, in one line."""


@dataclass(frozen=True)
class Stream:
    """All that a stream holds; the preface is empty where there is none.

    Of a stream that is cut off, the run holds what is told: a scenario in the middle of which it
    ends was interrupted, others that are not told of never ran, for all that is known.
    """

    file: Path
    documents: tuple[Document, ...]
    phrases: tuple[Phrase, ...]
    run: RunOutcome
    preface: Preface = field(default_factory=Preface)
    is_cut_off: bool = False


def read(file: Path) -> RunOutcome:
    """Read what came out of a run."""
    return read_stream(file).run


def read_stream(file: Path, allow_incomplete: bool = False) -> Stream:
    """Read a run with its documents and phrases; refuse half of one unless it is allowed."""
    lines = _lines(file)
    _require_version(file, lines[0])
    is_cut_off = not _has_end(file, lines)
    if is_cut_off:
        if not allow_incomplete:
            raise StreamError(f"{file} is cut off: it does not tell how the run ended")
        lines = _whole_lines(lines)
        _require_beginning(file, lines)
    elif len(lines) < 3 or RUN_MEDIA_TYPE not in lines[-2]:
        raise _foreign(file)
    collector = Collector(file.parent, is_cut_off)
    for number, (kind, message) in enumerate(_messages(file, lines), start=1):
        try:
            collector.add(kind, message, lines[number - 1])
        except Exception as error:  # whatever can be wrong with JSON that anybody may have written
            raise StreamError(
                f"{file}:{number}: {kind} is not as expected: {_say(error)}"
            ) from error
    try:
        return Stream(file, *collector.result(), is_cut_off)
    except Exception as error:
        raise StreamError(f"{file}: the messages do not fit together: {_say(error)}") from error


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise StreamError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise StreamError(f"{file} is no stream: not UTF-8") from error
    lines = text.split("\n")
    if not text.strip():
        raise StreamError(f"{file} is empty: the run that wrote it never began")
    return lines if lines[-1] else lines[:-1]


def _require_version(file: Path, line: str) -> None:
    """Look at the first line, which tells whether the others are worth reading."""
    kind, meta = _message(file, 1, line)
    if kind != "meta":
        raise StreamError(f"{file}:1: a stream begins with meta, not with {kind}")
    version = str(meta.get("protocolVersion", "of no version"))
    major = PROTOCOL.partition(".")[0]
    if version.partition(".")[0] != major:
        raise StreamError(f"{file} holds Cucumber Messages {version}, this reads {major}")


def _has_end(file: Path, lines: list[str]) -> bool:
    try:
        kind, _ = _message(file, len(lines), lines[-1])
    except StreamError:
        return False
    return kind == "testRunFinished"


def _whole_lines(lines: list[str]) -> list[str]:
    """Leave out the last line if only half of it was written."""
    return lines if _is_json(lines[-1]) else lines[:-1]


def _require_beginning(file: Path, lines: list[str]) -> None:
    """Refuse what tells nothing of a run: half a specification, or the words of another tool."""
    if not any(line.startswith('{"testRunStarted"') for line in lines):
        raise StreamError(
            f"{file} is cut off before the first scenario; not even the specification is whole"
        )
    if not any(line.startswith('{"attachment"') and OWN_MEDIA_TYPES in line for line in lines):
        raise _foreign(file)


def _foreign(file: Path) -> StreamError:
    return StreamError(f"{file} was written by another tool; only our own streams are read")


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _messages(file: Path, lines: list[str]) -> Iterator[tuple[str, dict]]:
    for number, line in enumerate(lines, start=1):
        kind, message = _message(file, number, line)
        if kind == "meta" and number > 1:
            raise StreamError(f"{file}:{number}: another run begins here; merge streams instead")
        yield kind, message


def _message(file: Path, number: int, line: str) -> tuple[str, dict]:
    try:
        envelope = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise StreamError(f"{file}:{number}: not JSON: {error}") from error
    if not isinstance(envelope, dict) or len(envelope) != 1:
        raise StreamError(f"{file}:{number}: JSON, but no Cucumber message")
    ((kind, message),) = envelope.items()
    if kind not in KINDS or not isinstance(message, dict):
        raise StreamError(f"{file}:{number}: JSON, but no Cucumber message")
    return kind, message


def _say(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
