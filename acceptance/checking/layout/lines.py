"""The lines of a feature file, and how deep each stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from textwrap import dedent

from gherkin.token import Token

# Kinds of lines have the names that Cucumber's parser gives them.
COMMENTS = {"Comment", "Language"}
TAGS = "TagLine"
TEXT = "Other"
STEP = "StepLine"
ROW = "TableRow"
DOC_STRING = "DocStringSeparator"
HEADINGS = {"FeatureLine", "RuleLine", "BackgroundLine", "ScenarioLine", "ExamplesLine"}

DEEPER = 2
IN_FEATURE, IN_RULE = 2, 4
# How much deeper than its scenario a line stands.
IN_SCENARIO = {
    "BackgroundLine": 0,
    "ScenarioLine": 0,
    STEP: DEEPER,
    "ExamplesLine": DEEPER,
    ROW: 2 * DEEPER,
    DOC_STRING: 2 * DEEPER,
}


@dataclass
class Line:
    """A line that is not blank, or a doc string; a line of a description keeps its own indent.

    `indent` is what its author gave it, `depth` what the layout does.
    """

    kind: str
    text: str
    indent: int
    after_blank: bool
    depth: int = 0


def place_lines(tokens: Iterable[Token]) -> list[Line]:
    """List the lines of a file, each but the comments at its depth."""
    lines = list(_read_lines(iter(tokens)))
    _set_depths(lines)
    _set_depths_of_tags(lines)
    for description in runs_of(TEXT, lines):
        _dedent(description)
    return lines


def without_comments(lines: Iterable[Line]) -> Iterator[Line]:
    """Leave comments out."""
    return (line for line in lines if line.kind not in COMMENTS)


def runs_of(kind: str, lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Find lines of a kind that follow each other; comments between them do not divide them."""
    for found, run in groupby(without_comments(lines), key=lambda line: line.kind):
        if found == kind:
            yield list(run)


def _read_lines(tokens: Iterator[Token]) -> Iterator[Line]:
    after_blank = False
    for token in tokens:
        if token.line.is_empty():
            after_blank = True
            continue
        yield Line(token.matched_type, _text(token, tokens), token.line.indent, after_blank)
        after_blank = False


def _text(token: Token, following: Iterator[Token]) -> str:
    if token.matched_type == STEP and not token.matched_text:
        return token.matched_keyword  # it would be no step without the space that this ends with
    text = token.line.get_line_text(0 if token.matched_type == TEXT else -1).rstrip()
    if token.matched_type == DOC_STRING:
        return "\n".join([text, *_content(token.line.indent, following)])
    return text


def _content(indent: int, following: Iterator[Token]) -> Iterator[str]:
    """Give the lines of a doc string as both parsers take them, and the one that ends it."""
    for token in following:
        if token.matched_type == DOC_STRING:
            yield token.line.get_line_text().rstrip()
            return
        yield token.line.get_line_text(indent).rstrip("\r\n")


def _set_depths(lines: Iterable[Line]) -> None:
    scenario, heading = IN_FEATURE, 0
    for line in lines:
        if line.kind == "RuleLine":
            line.depth, scenario = IN_FEATURE, IN_RULE
        elif line.kind == TEXT:
            line.depth = heading + DEEPER
        elif line.kind in IN_SCENARIO:
            line.depth = scenario + IN_SCENARIO[line.kind]
        if line.kind in HEADINGS:
            heading = line.depth


def _set_depths_of_tags(lines: list[Line]) -> None:
    below = 0
    for line in without_comments(reversed(lines)):
        if line.kind == TAGS:
            line.depth = below
        below = line.depth


def _dedent(description: list[Line]) -> None:
    dedented = dedent("\n".join(line.text for line in description)).split("\n")
    for line, text in zip(description, dedented, strict=True):
        line.text = text
