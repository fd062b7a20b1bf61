"""Find lines that were meant to be Gherkin and are not: keywords mistyped, or colons forgotten.

Gherkin takes most of them for descriptions. What stands below is then not run, and nobody is told.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from acceptance.checking.likeness import distance
from acceptance.checking.sources import Source

FENCES = ('"""', "```")
# How far a word may be from a keyword, as a part of the longer one.
CLOSE = 0.34
TITLED = re.compile(r"(?P<word>[^\W\d][\w ]*?)\s*:(?P<rest>.*)")
BULLET = re.compile(r"[-*•–]\s+(?P<rest>.+)")


@dataclass(frozen=True)
class Slip:
    """A line that was meant to be something else; `wanted` is what to write."""

    line: int
    column: int
    text: str
    wanted: str


@dataclass(frozen=True)
class _Line:
    number: int
    column: int
    text: str


class SlipFinder:
    """Look through the lines of a feature file.

    `is_step` tells whether a phrase says a text, `is_nearly` whether one is close to it.
    """

    def __init__(
        self, source: Source, is_step: Callable[[str], bool], is_nearly: Callable[[str], bool]
    ):
        self.is_step = is_step
        self.is_nearly = is_nearly
        self.lines = list(_meaningful(source.lines))
        # Without a feature, or in another language, nothing is what it seems.
        self.begins_well = not any("#FeatureLine" in m.message for m in source.mistakes)
        self.not_understood = {mistake.line for mistake in source.mistakes}
        self.dialect = dialect = source.dialect
        steps = ("given", "when", "then", "and", "but")
        self.step_keywords = [
            keyword.strip()
            for name in steps
            for keyword in getattr(dialect, f"{name}_keywords")
            if keyword.strip() != "*"
        ]
        # Descriptions of features and rules are prose; below other titles stand steps.
        self.above_prose = {*dialect.feature_keywords, *dialect.rule_keywords}
        self.is_prose = True
        titles = ("feature", "background", "rule", "scenario", "scenario_outline", "examples")
        self.title_keywords = [
            keyword for name in titles for keyword in getattr(dialect, f"{name}_keywords")
        ]

    @cached_property
    def _of_titles(self) -> dict[str, str]:
        return {keyword.lower(): keyword for keyword in self.title_keywords}

    def find(self) -> Iterator[Slip]:
        """Find the slips from top to bottom."""
        before = None
        for number, line in enumerate(self.lines):
            after = self.lines[number + 1] if number + 1 < len(self.lines) else None
            wanted = self._wanted(line, before, after)
            if wanted and (self.begins_well or before is None):
                yield Slip(line.number, line.column, line.text, wanted)
            if self._is_title(line.text):
                self.is_prose = line.text.partition(":")[0] in self.above_prose
            before = line

    def _wanted(self, line: _Line, before: _Line | None, after: _Line | None) -> str:
        if self._is_gherkin(line.text):
            return self._examples(line.text, after)
        return (
            self._with_colon(line, after)
            or self._without_colon(line, after)
            or self._step(line, before)
            or self._bullet(line.text)
        )

    def _examples(self, text: str, after: _Line | None) -> str:
        """Read "Example:" above a table; it is another word for "Scenario:"."""
        word, colon, rest = text.partition(":")
        is_scenario = colon and word in self.dialect.scenario_keywords
        if is_scenario and after and after.text.startswith("|"):
            return f"{self.dialect.examples_keywords[0]}:{rest}"
        return ""

    def _with_colon(self, line: _Line, after: _Line | None) -> str:
        """Read "Scenaro: A" and "Given: tea"."""
        match = TITLED.match(line.text)
        if not match:
            return ""
        title = _closest(match["word"], self.title_keywords)
        if title and (line.number in self.not_understood or self._leads_on(title, after)):
            return f"{title}:{match['rest']}"
        step = _closest(match["word"], self.step_keywords)
        rest = match["rest"].strip()
        return f"{step} {rest}" if step and self._is_meant(line, rest) else ""

    def _without_colon(self, line: _Line, after: _Line | None) -> str:
        """Read "Scenario A" above a step."""
        for low, keyword in sorted(self._of_titles.items(), key=lambda item: -len(item[0])):
            if line.text.lower() == low or line.text.lower().startswith(f"{low} "):
                is_meant = line.number in self.not_understood or self._leads_on(keyword, after)
                return f"{keyword}: {line.text[len(low) :].strip()}".rstrip() if is_meant else ""
        return ""

    def _leads_on(self, title: str, after: _Line | None) -> bool:
        """Tell whether what follows is what stands below such a title; prose has colons, too."""
        if after is None:
            return False
        if title in self.dialect.examples_keywords:
            return after.text.startswith("|")
        if title in self.dialect.rule_keywords:
            return self._is_title(after.text)
        return self._starts_as_step(after.text)

    def _step(self, line: _Line, before: _Line | None) -> str:
        """Read "Wehn Bob drinks", "given tea", and a step that has no keyword at all."""
        word, _, rest = line.text.partition(" ")
        keyword = _closest(word, self.step_keywords)
        is_among_steps = before is not None and self._is_step_or_row(before.text)
        if keyword and ((is_among_steps and not self.is_prose) or self._is_meant(line, rest)):
            return f"{keyword} {rest}"
        if self.is_prose or not before or not self._is_title(before.text):
            return ""
        text = f"{line.text[0].lower()}{line.text[1:]}"
        first = next(found for found in (line.text, text) if self.is_step(found) or found == text)
        return f"{self.step_keywords[0]} {first}" if self.is_step(first) else ""

    def _is_meant(self, line: _Line, rest: str) -> bool:
        """Tell a step from prose by what stands behind its keyword."""
        if line.number in self.not_understood or self.is_step(rest):
            return True
        return not self.is_prose and self.is_nearly(rest)

    def _bullet(self, text: str) -> str:
        """Read "- Given tea"."""
        match = BULLET.match(text)
        if not match:
            return ""
        word, _, rest = match["rest"].partition(" ")
        is_keyword = word.capitalize() in self.step_keywords
        is_meant = is_keyword and (self.is_step(rest) or not self.is_prose)
        return f"{word.capitalize()} {rest}" if is_meant else ""

    def _is_gherkin(self, text: str) -> bool:
        return self._is_title(text) or self._is_step_or_row(text)

    def _is_title(self, text: str) -> bool:
        word, colon, _ = text.partition(":")
        return bool(colon) and word in self.title_keywords

    def _is_step_or_row(self, text: str) -> bool:
        first = text.partition(" ")[0]
        return first in self.step_keywords or text.startswith(("* ", "|", "@"))

    def _starts_as_step(self, text: str) -> bool:
        return bool(_closest(text.partition(" ")[0], self.step_keywords))


def open_fence(source: Source) -> int:
    """Give the line of a doc string that is not closed, or 0."""
    opened, _ = _fences(source.lines)
    return opened


def second_feature(source: Source) -> int:
    """Give the line of a second feature, which Gherkin takes for a description, or 0."""
    titles = tuple(f"{keyword}:" for keyword in source.dialect.feature_keywords)
    found = [line.number for line in _meaningful(source.lines) if line.text.startswith(titles)]
    return found[1] if len(found) > 1 else 0


def lines_of_doc_strings(lines: list[str]) -> set[int]:
    """Give the numbers of the lines of doc strings."""
    _, inside = _fences(lines)
    return inside


def _meaningful(lines: list[str]) -> Iterator[_Line]:
    """Leave out what is blank, a comment, or within a doc string."""
    inside = lines_of_doc_strings(lines)
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text and number not in inside and not text.startswith("#"):
            yield _Line(number, len(line) - len(line.lstrip()) + 1, text)


def _fences(lines: list[str]) -> tuple[int, set[int]]:
    """Find the lines of doc strings, and where one begins that is not closed."""
    opened, fence, inside = 0, "", set()
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if opened:
            inside.add(number)
            if text.startswith(fence):
                opened = 0
        elif text.startswith(FENCES):
            opened, fence = number, text[:3]
            inside.add(number)
    return opened, inside


def _closest(word: str, keywords: list[str]) -> str:
    """Find the keyword that a word was meant to be; the keyword itself, in any case, too."""
    distances = {keyword: distance(word.lower(), keyword.lower(), CLOSE) for keyword in keywords}
    best = min(distances, key=distances.get)
    return best if distances[best] <= CLOSE else ""
