"""What stands in a feature file, with its places; lines and columns count from 1."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

PLACEHOLDER = re.compile(r"<([^<>]+)>")
PLANNED = "@wip"


@dataclass(eq=False)
class Node:
    """Something of a feature file with a title; `line` counts from 1, `end` is its last line.

    `start` is the first line that belongs to it: that of its tags, if it has any.
    """

    keyword: str
    title: str
    line: int
    column: int
    start: int
    end: int = 0
    description: str = ""
    tags: list["Tag"] = field(default_factory=list)

    @property
    def is_planned(self) -> bool:
        """Tell whether it is tagged as something that is not to run yet."""
        return any(tag.name == PLANNED for tag in self.tags)


@dataclass(frozen=True)
class Tag:
    name: str
    line: int
    column: int


@dataclass(eq=False)
class Step:
    """A step; `kind` is given, when or then, and also for "And" what it goes on with."""

    keyword: str
    text: str
    kind: str
    line: int
    column: int
    table: list[list[str]] = field(default_factory=list)
    doc_string: str | None = None


@dataclass(eq=False)
class Examples(Node):
    """A table of an outline; the cells of its first row name its columns."""

    columns: list[str] = field(default_factory=list)
    rows: list["Row"] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    cells: list[str]
    line: int


@dataclass(eq=False)
class Steps(Node):
    """A background."""

    steps: list[Step] = field(default_factory=list)


@dataclass(eq=False)
class Scenario(Steps):
    """A scenario or an outline; `all_tags` are those of its rule and its feature, too."""

    is_outline: bool = False
    all_tags: list["Tag"] = field(default_factory=list)
    examples: list[Examples] = field(default_factory=list)
    background: list[Step] = field(default_factory=list)

    @property
    def is_planned(self) -> bool:
        """Tell whether it is not to run yet."""
        return any(tag.name == PLANNED for tag in self.all_tags)

    def texts_of(self, step: Step) -> Iterator[tuple[str, "Row | None"]]:
        """Tell a step as it runs, in an outline for every row of its examples."""
        rows = [(examples, row) for examples in self.examples for row in examples.rows]
        if not rows or "<" not in step.text:
            yield step.text, None
            return
        for examples, row in rows:
            pairs = list(zip(examples.columns, row.cells, strict=False))
            values = dict(reversed(pairs))  # of two columns of one name the first counts
            yield _filled(step.text, values), row


@dataclass(eq=False)
class Rule(Node):
    background: Steps | None = None
    scenarios: list[Scenario] = field(default_factory=list)


@dataclass(eq=False)
class Feature(Node):
    """A feature with what stands in it directly, and its rules."""

    background: Steps | None = None
    scenarios: list[Scenario] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    @property
    def all_scenarios(self) -> list[Scenario]:
        """List the scenarios, those of its rules too."""
        return [*self.scenarios, *(s for rule in self.rules for s in rule.scenarios)]

    @property
    def backgrounds(self) -> list[Steps]:
        """List its background and those of its rules."""
        return [b for b in (self.background, *(r.background for r in self.rules)) if b]

    def walk(self) -> Iterator[Node]:
        """Walk through everything that has a keyword but steps, in the order of the file."""
        yield from self._within(self)
        for rule in self.rules:
            yield from self._within(rule)

    @staticmethod
    def _within(parent: "Feature | Rule") -> Iterator[Node]:
        yield parent
        if parent.background:
            yield parent.background
        for scenario in parent.scenarios:
            yield from (scenario, *scenario.examples)


def _filled(text: str, values: dict[str, str]) -> str:
    """Put the values of an example into a step; what names no column stays as it is."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)
