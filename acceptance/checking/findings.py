"""What a check has found, and the checks by their names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from acceptance.checking.dictionary import ANY_KIND, Dictionary, KnownPhrase
from acceptance.checking.nodes import Feature, Node, Scenario, Step
from acceptance.checking.slips import Slip, SlipFinder
from acceptance.checking.sources import Source
from acceptance.checking.suggesting import suggest
from acceptance.stream.outcomes import Phrase

# A line that is this close to a step was meant to be one.
NEARLY = 1.0


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something to mend: where, what is wrong, why it matters, and what to write instead."""

    file: str
    line: int
    column: int
    check: str
    problem: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a check says of a place; its name and its reason are added later."""

    file: str
    line: int
    column: int
    problem: str
    instead: str


@dataclass(frozen=True)
class Use:
    """A step as it runs; in an outline one for every example, which stands at a line of its own."""

    source: Source
    scenario: Scenario
    step: Step
    text: str
    line: int


@dataclass(eq=False)
class Specification:
    """All feature files and phrases of a project, which checks look into.

    `tags` are those that the project knows. `unreadable` tells of files that are no text,
    `differences` of what behave reads otherwise than Cucumber's parser. `convert` says why a phrase
    cannot take the values of a step.
    """

    sources: list[Source]
    dictionary: Dictionary
    tags: frozenset[str] = frozenset()
    unreadable: list[Found] = field(default_factory=list)
    differences: list[Found] = field(default_factory=list)
    convert: Callable[[Phrase, str], str] = lambda phrase, text: ""

    @property
    def features(self) -> Iterator[tuple[Source, Feature]]:
        """Walk through the features with their files."""
        return ((source, source.feature) for source in self.sources if source.feature)

    @property
    def scenarios(self) -> Iterator[tuple[Source, Scenario]]:
        """Walk through the scenarios with their files."""
        return ((source, s) for source, feature in self.features for s in feature.all_scenarios)

    @cached_property
    def uses(self) -> list[Use]:
        """List the steps as they run, those of backgrounds with every scenario."""
        return [
            Use(source, scenario, step, text, row.line if row else step.line)
            for source, scenario in self.scenarios
            for step in (*scenario.background, *scenario.steps)
            for text, row in scenario.texts_of(step)
        ]

    @cached_property
    def slips(self) -> dict[str, list[Slip]]:
        """Find the lines of each file that were meant to be Gherkin."""
        finders = (
            (source, SlipFinder(source, self._says, self._nearly)) for source in self.sources
        )
        return {source.file: list(finder.find()) for source, finder in finders}

    def _says(self, text: str) -> bool:
        return bool(self.dictionary.find_all(text, ANY_KIND))

    def _nearly(self, text: str) -> bool:
        return any(close.weight <= NEARLY for close in suggest(self.dictionary, text, ANY_KIND))

    @cached_property
    def phrases_of(self) -> dict[tuple[str, str], list[KnownPhrase]]:
        """Find all phrases that match each text and kind of step."""
        wanted = dict.fromkeys((use.text, use.step.kind) for use in self.uses)
        return {(text, kind): self.dictionary.find_all(text, kind) for text, kind in wanted}


@dataclass(frozen=True)
class Check:
    """A check by its name, with the reason why what it finds matters."""

    name: str
    why: str
    find: Callable[[Specification], Iterable[Found]]

    def findings(self, specification: Specification) -> Iterator[Finding]:
        """Check a specification."""
        for found in self.find(specification):
            place = (found.file, found.line, found.column)
            yield Finding(*place, self.name, found.problem, self.why, found.instead)


CHECKS: dict[str, Check] = {}


def check(name: str, why: str) -> Callable:
    """Register a function that looks through a specification as a check."""

    def register(find: Callable[[Specification], Iterable[Found]]) -> Callable:
        CHECKS[name] = Check(name, why, find)
        return find

    return register


def at(source: Source, node: Node | Step, problem: str, instead: str) -> Found:
    """Say something of a node."""
    return Found(source.file, node.line, node.column, problem, instead)
