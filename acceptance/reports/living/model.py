"""The specification as its readers see it: capabilities, features, rules and scenarios.

It is made of one or more runs (`acceptance.reports.living.building`). An outline is one scenario,
whose examples have outcomes of their own. Everything that has a page has an address.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property

from acceptance.stream.outcomes import (
    Location,
    Outcome,
    Problem,
    RunOutcome,
    ScenarioOutcome,
)
from acceptance.stream.preface import Preface

# What outweighs what where several runs or examples are told as one; what never ran is no less
# doubtful than what failed, so it outweighs what passed.
WEIGHT = [
    Outcome.FAILED,
    Outcome.ERROR,
    Outcome.UNDEFINED,
    Outcome.INTERRUPTED,
    Outcome.NOT_RUN,
    Outcome.PASSED,
    Outcome.SKIPPED,
    Outcome.PLANNED,
    Outcome.NOT_SELECTED,
]


class Share(StrEnum):
    """What outcomes come to where scenarios are counted."""

    PASSED = "passed"
    FAILING = "failing"
    PLANNED = "planned"
    NOT_RUN = "not run"


def share_of(outcome: Outcome) -> Share:
    """Tell where an outcome is counted."""
    if outcome.is_failure:
        return Share.FAILING
    return {Outcome.PASSED: Share.PASSED, Outcome.PLANNED: Share.PLANNED}.get(
        outcome, Share.NOT_RUN
    )


def weightiest(outcomes: Iterable[Outcome]) -> Outcome:
    """Choose the outcome that several come to; where there is nothing to run, it is planned."""
    return min(outcomes, key=WEIGHT.index, default=Outcome.PLANNED)


@dataclass(eq=False)
class Run:
    """A run that the specification is told from; `name` says how it ran, in a word or two."""

    name: str
    outcome: RunOutcome
    preface: Preface
    is_cut_off: bool = False

    @property
    def started(self) -> datetime | None:
        """Give the moment when it began, if that is known."""
        seconds = self.outcome.started
        return datetime.fromtimestamp(seconds, UTC) if seconds else None

    @property
    def is_incomplete(self) -> bool:
        """Tell whether it left out anything of the specification."""
        told = self.outcome
        ended_early = self.is_cut_off or told.interrupted or told.stopped_by
        selected = self.preface.paths or told.shard or told.counts[Outcome.NOT_SELECTED]
        return bool(ended_early or selected or told.counts[Outcome.NOT_RUN])

    @cached_property
    def flaky(self) -> dict[Location, list[ScenarioOutcome]]:
        """Find what came out differently within this run."""
        return self.outcome.flaky


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a scenario, or of one example, in a run."""

    run: Run
    scenario: ScenarioOutcome


@dataclass(eq=False, slots=True)
class Step:
    """A step as it is written; `kind` is Cucumber's type of its keyword, `rows` its table."""

    keyword: str
    text: str
    kind: str
    line: int
    rows: list[list[str]] = field(default_factory=list)
    doc_string: str | None = None

    @property
    def below(self) -> list[str]:
        """Write its table or its doc string in lines, as a feature file does."""
        if self.doc_string is not None:
            return ['  """', *(f"  {line}" for line in self.doc_string.split("\n")), '  """']
        return [row_of_table(cells) for cells in self.rows]


@dataclass(eq=False, slots=True)
class Example:
    """A row of an outline's examples."""

    cells: list[str]
    line: int
    results: list[Result] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """Tell what it comes to in all runs."""
        return weightiest(result.scenario.outcome for result in self.results)


@dataclass(eq=False, slots=True)
class Examples:
    """A table of examples."""

    title: str
    description: str
    tags: list[str]
    header: list[str]
    rows: list[Example]


@dataclass(eq=False)
class Scenario:
    """A scenario or an outline; `tags` are its own and those that it inherits."""

    address: str
    title: str
    description: str
    tags: list[str]
    line: int
    steps: list[Step]
    feature: "Feature"
    rule: "Rule | None"
    tables: list[Examples] = field(default_factory=list)
    own_results: list[Result] = field(default_factory=list)

    @property
    def all_tags(self) -> list[str]:
        """List its tags and those of its examples."""
        of_tables = (tag for table in self.tables for tag in table.tags)
        return list(dict.fromkeys([*self.tags, *of_tables]))

    @property
    def examples(self) -> Iterator[Example]:
        """Walk through the rows of all tables."""
        return (row for table in self.tables for row in table.rows)

    @property
    def results(self) -> list[Result]:
        """List what became of it, of an outline for every example."""
        return self.own_results or [r for example in self.examples for r in example.results]

    @property
    def outcomes(self) -> list[Outcome]:
        """List the outcomes that are counted: its own, or that of each example if it has any."""
        if self.own_results:
            return [weightiest(result.scenario.outcome for result in self.own_results)]
        return [example.outcome for example in self.examples]

    @property
    def outcome(self) -> Outcome:
        """Tell what it comes to in all runs and examples."""
        return weightiest(self.outcomes)

    @property
    def place(self) -> str:
        """Give the location that runs it again."""
        return f"{self.feature.file}:{self.line}"

    @property
    def backgrounds(self) -> list[list[Step]]:
        """List the steps that come before its own, the feature's and the rule's."""
        found = [self.feature.background, self.rule.background if self.rule else []]
        return [steps for steps in found if steps]

    @property
    def duration(self) -> float:
        """Give the seconds that it took in the run where it took longest, with all examples."""
        took: Counter[Run] = Counter()
        for result in self.results:
            took[result.run] += result.scenario.duration
        return max(took.values(), default=0.0)


@dataclass(eq=False)
class Rule:
    """A rule, with what stands under it."""

    address: str
    title: str
    description: str
    tags: list[str]
    background: list[Step]
    feature: "Feature"
    scenarios: list[Scenario] = field(default_factory=list)


@dataclass(eq=False)
class Feature:
    """A feature file; `scenarios` are those under no rule."""

    address: str
    file: str
    title: str
    narrative: str
    tags: list[str]
    background: list[Step]
    language: str
    capability: "Capability"
    is_planned: bool
    scenarios: list[Scenario] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def all_scenarios(self) -> list[Scenario]:
        """List the scenarios in the order of the file."""
        return [*self.scenarios, *(s for rule in self.rules for s in rule.scenarios)]


@dataclass(eq=False)
class Capability:
    """A folder of the specification with what its README says; that of all is the whole product."""

    address: str
    folder: str
    title: str
    text: str
    parent: "Capability | None" = None
    capabilities: list["Capability"] = field(default_factory=list)
    features: list[Feature] = field(default_factory=list)

    @property
    def all_features(self) -> list[Feature]:
        """List its features and those of the capabilities in it."""
        return [*self.features, *(f for c in self.capabilities for f in c.all_features)]

    @property
    def all_scenarios(self) -> list[Scenario]:
        """List the scenarios of all its features."""
        return [scenario for feature in self.all_features for scenario in feature.all_scenarios]


@dataclass(eq=False)
class Specification:
    """All that is published."""

    product: Capability
    runs: list[Run]
    problems: list[Problem]
    missing: list[str]

    def __post_init__(self):
        self.capabilities = list(_below(self.product))
        self.features = self.product.all_features
        self.rules = [rule for feature in self.features for rule in feature.rules]
        self.scenarios = self.product.all_scenarios

    @property
    def preface(self) -> Preface:
        """Give what the first run says of the specification."""
        return self.runs[0].preface


def _below(capability: Capability) -> Iterator[Capability]:
    for child in capability.capabilities:
        yield child
        yield from _below(child)


def row_of_table(cells: Iterable[str]) -> str:
    """Write a row as a feature file does, where some signs have to be marked."""
    return f"  | {' | '.join(map(_escaped, cells))} |"


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("\n", "\\n").replace("|", "\\|")
