"""Write for people: in colour where it shows, in the characters and the width that there are."""

import os
import shutil
import textwrap
from typing import TextIO

from acceptance.stream.outcomes import Outcome

COLOURS = {
    Outcome.PASSED: "32",
    Outcome.FAILED: "31",
    Outcome.ERROR: "31",
    Outcome.UNDEFINED: "33",
    Outcome.SKIPPED: "36",
    Outcome.PLANNED: "36",
    Outcome.INTERRUPTED: "33",
    Outcome.NOT_RUN: "33",
}
FAINT = "2"
BOLD = "1"
ARROW = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
# How our own typography reads where the terminal cannot show it.
PLAIN = str.maketrans({ARROW: ">", "✓": ".", "✗": "x", "…": "..."})
NARROWEST = 20


class Terminal:
    """A text stream that knows its width, its characters and whether colour shows."""

    def __init__(self, stream: TextIO, color: str = "auto"):
        self.stream = stream
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        self.is_coloured = _shows_colour(stream, color)
        self.measure()

    def measure(self) -> None:
        """Learn how large the window is; it may have been resized."""
        columns, self.height = shutil.get_terminal_size()
        self.width = max(columns, NARROWEST)

    @property
    def can_redraw(self) -> bool:
        """Tell whether somebody watches; services that run checks may only pretend to."""
        return _is_terminal(self.stream) and not os.environ.get("CI")

    def write(self, text: str) -> None:
        """Write at once: progress that waits in a buffer is none."""
        self.stream.write(self.showable(text))
        self.stream.flush()

    def line(self, text: str = "") -> None:
        """Write one line."""
        self.write(f"{text}\n")

    def paint(self, text: str, colour: str) -> str:
        """Colour a text, if colour shows."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.is_coloured else text

    def paint_outcome(self, text: str, outcome: Outcome) -> str:
        """Colour a text as its outcome is coloured everywhere."""
        return self.paint(text, COLOURS[outcome])

    def wrap(self, text: str, indent: str = "") -> str:
        """Fill a sentence into the width, without tearing paths apart."""
        return textwrap.fill(
            text,
            self.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def showable(self, text: str) -> str:
        """Put what the terminal cannot show into characters that it can."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return (
                text.translate(PLAIN)
                .encode(self.encoding, "backslashreplace")
                .decode(self.encoding)
            )
        return text


def _shows_colour(stream: TextIO, color: str) -> bool:
    if color in {"on", "always"}:
        return True
    if color in {"off", "never"} or os.environ.get("NO_COLOR"):
        return False
    return _is_terminal(stream)


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"
