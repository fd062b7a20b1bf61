"""Feature files made at random, laid out at random: the same file never looks the same."""

import re
from collections.abc import Iterator, Sequence
from random import Random
from textwrap import indent

COMMENT = "# a comment"
DOC_STRING = '"""\none\n  two\n\nthree\n"""'
DESCRIPTION = "One.\n  Two, deeper.\n\nThree."
ROWS = ("| a | 茶 |", "|  | long |", "| bcd | 1 |")


def invent(chance: Random) -> Iterator[str]:
    """Invent a feature, in pieces of lines that keep their places to each other."""
    yield from _heading(chance, "Feature: Tea")
    yield from _children(chance)
    for number in range(chance.randrange(3)):
        yield from _heading(chance, f"Rule: {number}")
        yield from _children(chance)


def scribble(chance: Random, pieces: Sequence[str]) -> str:
    """Write pieces with any indents and blank lines; a comment stays with what follows it."""
    text, after_comment = "", False
    for piece in pieces:
        blank_lines = 0 if after_comment else chance.randrange(3)
        if piece.startswith("|"):
            piece = re.sub(r" *\| *", lambda _: f"{_spaces(chance)}|{_spaces(chance)}", piece)
        text += "\n" * blank_lines + indent(piece.strip(" "), _spaces(chance)) + "\n"
        after_comment = piece == COMMENT
    return text


def _spaces(chance: Random) -> str:
    return " " * chance.randrange(9)


def _perhaps(chance: Random, *pieces: str) -> Iterator[str]:
    if chance.random() < 0.4:
        yield from pieces


def _heading(chance: Random, heading: str) -> Iterator[str]:
    yield from _perhaps(chance, COMMENT)
    yield from _perhaps(chance, "@a @b", COMMENT, "@c # why")
    yield heading
    yield from _perhaps(chance, COMMENT, DESCRIPTION)


def _children(chance: Random) -> Iterator[str]:
    if chance.random() < 0.4:
        yield "Background:"
        yield from _steps(chance)
    for number in range(chance.randrange(3)):
        yield from _heading(chance, f"Scenario: {number}")
        yield from _steps(chance)
    if chance.random() < 0.4:
        yield from _outline(chance)


def _outline(chance: Random) -> Iterator[str]:
    yield from _heading(chance, "Scenario Outline: <a>")
    yield from _steps(chance)
    for number in range(chance.randrange(3)):
        yield from _heading(chance, f"Examples: {number}")
        yield from _rows(chance)


def _steps(chance: Random) -> Iterator[str]:
    for _ in range(chance.randrange(3)):
        yield from _perhaps(chance, COMMENT)
        yield chance.choice(["Given tea", "When Bob drinks", "* he smiles"])
        yield from _perhaps(chance, DOC_STRING)
        yield from _perhaps(chance, *_rows(chance))


def _rows(chance: Random) -> Iterator[str]:
    for row in ROWS:
        yield from _perhaps(chance, COMMENT)
        yield row
