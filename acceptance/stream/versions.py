"""Put together what several streams say of one specification, and refuse two versions of it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from acceptance.stream.index import Document
from acceptance.stream.preface import Readme
from acceptance.stream.reading import Stream, StreamError

Thing = TypeVar("Thing")


def documents_of(streams: Sequence[Stream], advice: str) -> list[Document]:
    """Collect the feature files of all, each once; refuse two versions of one, with an advice."""
    return _each_once(
        ((d.uri, d, d.messages, stream.file) for stream in streams for d in stream.documents),
        advice,
    )


def readmes_of(streams: Sequence[Stream], advice: str) -> list[Readme]:
    """Collect the README files of all, each once; refuse two versions of one, with an advice."""
    return _each_once(
        ((r.file, r, r.text, stream.file) for stream in streams for r in stream.preface.readmes),
        advice,
    )


def _each_once(found: Iterable[tuple[str, Thing, object, Path]], advice: str) -> list[Thing]:
    """Keep things by their names, of which each has one content; they come with their streams."""
    kept: dict[str, tuple[Thing, object, Path]] = {}
    for name, thing, content, file in found:
        _, known, first = kept.setdefault(name, (thing, content, file))
        if known != content:
            raise StreamError(f"{name} is not the same in {first} and {file}; {advice}")
    return [thing for thing, _, _ in kept.values()]
