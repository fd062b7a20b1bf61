"""Make sure that a feature file reads the same in its new layout, to Cucumber and to behave."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from textwrap import dedent

from behave.model import Feature

from acceptance.stream.outcomes import Location

# What is read in a line, and the line.
Fact = tuple[int, object]
# Where something stands in a tree of Cucumber's parser.
PLACES = {"id", "location"}
# What the objects of behave's parser have to say, and what they are made of.
WORDS = ("keyword", "step_type", "name", "text", "language", "tags", "description")
WORDS += ("headings", "cells")
PARTS = ("background", "steps", "table", "rows", "examples", "run_items")


class ReadsDifferently(Exception):
    """A file that would read differently in its new layout, with the line."""

    def __init__(self, uri: str, line: int, reader: str):
        self.location = Location(uri, line)
        super().__init__(
            f"{self.location}: {reader} would read this differently in the new layout; "
            "write it another way"
        )


def require_same_document(uri: str, before: dict, after: dict) -> None:
    """Refuse a layout in which Cucumber's own parser reads something else."""
    _require_same(uri, _of_document(before), _of_document(after), "Cucumber's own parser")


def require_same_feature(uri: str, before: Feature | None, after: Feature | None) -> None:
    """Refuse a layout in which behave reads something else."""
    _require_same(uri, _of_feature(before), _of_feature(after), "behave")


def _require_same(uri: str, before: Iterable[Fact], after: Iterable[Fact], reader: str) -> None:
    line = 1
    for ours, theirs in zip_longest(before, after, fillvalue=(None, None)):
        line = ours[0] or line
        if ours[1] != theirs[1]:
            raise ReadsDifferently(uri, line, reader)


def _of_document(node: object, key: str = "", line: int = 1) -> Iterator[Fact]:
    if isinstance(node, dict):
        line = node.get("location", {"line": line})["line"]
        for name, value in node.items():
            if name not in PLACES:
                yield from _of_document(value, name, line)
    elif isinstance(node, list):
        for each in node:
            yield from _of_document(each, key, line)
        yield line, (key, len(node))
    else:
        yield line, (key, _without_place(key, node))


def _without_place(key: str, value: str) -> str:
    """Take from a value what only says where it stood; one line of a description stays blank."""
    if key == "description":
        lines = "\n".join(line.rstrip() for line in value.split("\n"))
        return re.sub(r"\n{3,}", "\n\n", dedent(lines)).strip("\n")
    return value.strip() if key == "text" else value


def _of_feature(node: object) -> Iterator[Fact]:
    yield getattr(node, "line", 1), [getattr(node, name, None) for name in WORDS]
    for name in PARTS:
        part = getattr(node, name, None)
        for each in part if isinstance(part, list) else [part]:
            if each is not None:
                yield from _of_feature(each)
