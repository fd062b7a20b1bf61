"""Lay a feature file out: indentation, tables, blank lines. No word of it changes."""

from acceptance.checking.layout.lines import Line, place_lines
from acceptance.checking.layout.reading import read
from acceptance.checking.layout.sameness import require_same_document
from acceptance.checking.layout.spacing import place_comments, space
from acceptance.checking.layout.tables import align_tables


def lay_out(uri: str, text: str, language: str = "en") -> str:
    """Give the text of a feature file in our layout; refuse it if it would read differently.

    `language` is that of a file that does not name its own.
    """
    before = read(uri, text, language)
    lines = place_lines(before.tokens)
    align_tables(lines)
    space(lines)
    place_comments(lines)
    new = _render(lines, "\r\n" if text.partition("\n")[0].endswith("\r") else "\n")
    require_same_document(uri, before.tree, read(uri, new, language).tree)
    return new


def _render(lines: list[Line], newline: str) -> str:
    return "".join(newline * line.after_blank + _indented(line, newline) for line in lines)


def _indented(line: Line, newline: str) -> str:
    """Indent a line; it is several if it is a doc string."""
    texts = line.text.split("\n")
    return "".join(f"{' ' * line.depth}{text}" * bool(text) + newline for text in texts)
