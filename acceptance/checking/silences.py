"""Let authors allow what a check finds, with a reason: `# allow NAME: reason`.

Such a comment covers what begins on the next line that is no comment: a feature, which is all of a
file, a rule, a scenario, a step, or a phrase in Python.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from acceptance.checking.findings import CHECKS, Finding
from acceptance.checking.slips import lines_of_doc_strings
from acceptance.checking.sources import Source

COMMENT = re.compile(
    r"\s*#\s*allow(?:\s+(?P<name>[\w-]+))?(?:(?:\s*:|\s+[-–—]\s)\s*(?P<reason>.*))?", re.IGNORECASE
)
FUNCTION = re.compile(r"\s*(async\s+)?def\s")
LEAST_REASON = 3  # words
# What keeps a specification from running, whatever a comment says.
NEVER = {"not-understood", "read-differently", "undefined-step", "impossible-value"}

NAME = "unclear-silence"
HOW = "Write “# allow NAME: ” with the name of a check and a sentence."
WHY = "what is allowed without a reason is allowed for ever"
NEEDLESS = "needless-silence"
NEEDLESS_WHY = "a reason for something that is not there misleads the next author"


@dataclass(eq=False)
class Silence:
    """A comment that allows what a check finds between two lines."""

    file: str
    line: int
    column: int
    check: str
    reason: str
    first: int
    last: int
    is_needed: bool = False

    def covers(self, finding: Finding) -> bool:
        """Tell whether this allows a finding."""
        is_here = finding.file == self.file and self.first <= finding.line <= self.last
        return is_here and finding.check == self.check and not self.problem

    @property
    def problem(self) -> str:
        """Say what is wrong with the comment, if anything is."""
        if not self.check:
            return "The comment names no check."
        if self.check in NEVER:
            return f"{self.check} cannot be allowed: the run would fail all the same."
        if self.check not in CHECKS:
            close = get_close_matches(self.check, CHECKS, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            return f'There is no check "{self.check}"{hint or "."}'
        if len(self.reason.split()) < LEAST_REASON:
            return "The comment gives no reason."
        return ""


def sift(findings: Iterable[Finding], silences: Iterable[Silence]) -> Iterator[Finding]:
    """Leave out what is allowed, and add what is wrong with the comments that allow it."""
    silences = list(silences)
    for finding in findings:
        covering = [silence for silence in silences if silence.covers(finding)]
        for silence in covering:
            silence.is_needed = True
        if not covering:
            yield finding
    for silence in silences:
        place = (silence.file, silence.line, silence.column)
        if silence.problem:
            instead = "Delete the comment." if silence.check in NEVER else HOW
            yield Finding(*place, NAME, silence.problem, WHY, instead)
        elif not silence.is_needed:
            problem = f'Nothing here needs "allow {silence.check}".'
            yield Finding(*place, NEEDLESS, problem, NEEDLESS_WHY, "Delete the comment.")


def in_source(source: Source) -> Iterator[Silence]:
    """Find the silences of a feature file."""
    lines = source.lines
    quoted = lines_of_doc_strings(lines)
    for number, match in _comments(lines):
        if number in quoted:
            continue
        first = _next_line(lines, number)
        yield _silence(source.file, number, match, first, _end(source, first))


def in_python(file: str) -> Iterator[Silence]:
    """Find the silences of a file of phrases; each covers the function below it."""
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    for number, match in _comments(lines):
        functions = (n for n, line in enumerate(lines, 1) if n > number and FUNCTION.match(line))
        yield _silence(file, number, match, number + 1, next(functions, len(lines)))


def _silence(file: str, line: int, match: re.Match, first: int, last: int) -> Silence:
    column = len(match[0]) - len(match[0].lstrip()) + 1
    return Silence(file, line, column, match["name"] or "", match["reason"] or "", first, last)


def _comments(lines: list[str]) -> Iterator[tuple[int, re.Match]]:
    for number, line in enumerate(lines, start=1):
        match = COMMENT.fullmatch(line.rstrip())
        # Without a sign behind it, a word that is no check is prose: "# allow readers".
        if match and (match["reason"] is not None or match["name"] in CHECKS):
            yield number, match


def _next_line(lines: list[str], number: int) -> int:
    """Find the next line that is neither blank nor a comment."""
    rest = enumerate(lines[number:], start=number + 1)
    return next((n for n, line in rest if line.strip() and line.strip()[0] != "#"), len(lines))


def _end(source: Source, first: int) -> int:
    """Find the last line of what begins at a line."""
    if source.feature is None:
        return len(source.lines)
    nodes = (node for node in source.feature.walk() if node.start == first)
    node = next(nodes, None)
    return node.end if node else first
