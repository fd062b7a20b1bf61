"""Align the columns of tables as they show, with wide characters and combining ones."""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from acceptance.checking.layout.lines import ROW, Line, runs_of

CELL = re.compile(r"((?:\\.|[^\\|])*)\|")


def align_tables(lines: Iterable[Line]) -> None:
    """Align every table."""
    for rows in runs_of(ROW, lines):
        for row, text in zip(rows, align([row.text for row in rows]), strict=True):
            row.text = text


def align(rows: Sequence[str]) -> list[str]:
    """Align the rows of a table; escapes stay as they are written."""
    split = [_split(row) for row in rows]
    columns = zip(*(cells for cells, _ in split), strict=True)
    widths = [max(map(cell_len, column)) for column in columns]
    return [_join(cells, widths, rest) for cells, rest in split]


def _split(row: str) -> tuple[list[str], str]:
    """Give the cells of a row, and what stands behind the last of them, which is no cell."""
    cells, end = [], 1
    while cell := CELL.match(row, end):
        cells.append(cell[1].strip())
        end = cell.end()
    return cells, row[end:].strip()


def _join(cells: Sequence[str], widths: Sequence[int], rest: str) -> str:
    padded = (
        f"{cell}{' ' * (width - cell_len(cell))} |"
        for cell, width in zip(cells, widths, strict=True)
    )
    return " ".join(["|", *padded, rest]).rstrip()
