"""What the writer keeps of a pickle, and what there is to tell of a scenario."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from acceptance.stream.index import DocumentScenario
from acceptance.stream.outcomes import Outcome, ScenarioOutcome, StepOutcome

# If no step has run either, this is all there is to tell.
NEVER_BEGAN = {Outcome.PLANNED, Outcome.NOT_RUN, Outcome.NOT_SELECTED}


class Extent(Enum):
    """How much there is to tell of a scenario.

    PLAIN: it passed, and that was all. STANDARD: the standard messages say it. MORE: only with an
    attachment of our own can its outcome be read from the stream.
    """

    PLAIN = auto()
    STANDARD = auto()
    MORE = auto()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is needed of a pickle to write its test cases, and little more room, since it is kept.

    `ids` are those of its steps, with spaces between them; `digest` stands for all that the
    document says of them.
    """

    id: str
    name: str
    rule: str
    lines: tuple[int, ...]
    ids: str
    digest: int

    @classmethod
    def of(cls, scenario: DocumentScenario) -> "Plan":
        """Take it from a scenario of a document."""
        steps = scenario.steps
        return cls(
            id=scenario.id,
            name=scenario.name,
            rule=scenario.rule,
            lines=tuple(step.line for step in steps),
            ids=" ".join(step.id for step in steps),
            digest=hash(tuple((s.line, s.keyword, s.text, s.argument) for s in steps)),
        )

    @property
    def step_ids(self) -> list[str]:
        """List the ids of the steps."""
        return self.ids.split()

    def matched(self, steps: Sequence[StepOutcome]) -> list[StepOutcome | None]:
        """Find the outcome of each step of the pickle, whatever hooks made of the scenario."""
        by_line = {step.location.line: step for step in steps}
        return [by_line.get(line) for line in self.lines]

    def extent(self, scenario: ScenarioOutcome) -> Extent:
        """Find out how much there is to tell."""
        ran = scenario.outcome is Outcome.PASSED
        implied = Outcome.PASSED if ran else Outcome.NOT_RUN
        if (
            not (ran or scenario.outcome in NEVER_BEGAN)
            or scenario.failures
            or scenario.earlier
            or scenario.skip_reason
            or scenario.missing_evidence
            or scenario.name != self.name
            or scenario.rule != self.rule
        ):
            return Extent.MORE
        attached = bool(scenario.attachments)
        read = []
        for step in scenario.steps:
            if (
                step.outcome is not implied
                or step.failure
                or step.evidence
                or bool(step.started) is not ran
                or (step.arguments and not _is_matched(step))
            ):
                return Extent.MORE
            read.append((step.location.line, step.keyword, step.name, step.argument))
            attached = attached or bool(step.attachments)
        if hash(tuple(read)) != self.digest:
            return Extent.MORE
        if ran and scenario.started and scenario.steps:
            return Extent.STANDARD if attached else Extent.PLAIN
        return Extent.MORE if ran or attached or _has_traces(scenario) else Extent.STANDARD


def _is_matched(step: StepOutcome) -> bool:
    return bool(step.phrase) and all(argument.text for argument in step.arguments)


def _has_traces(scenario: ScenarioOutcome) -> bool:
    """Tell whether something is known of a scenario that never ran."""
    has_no_messages = not scenario.steps and scenario.outcome is not Outcome.NOT_SELECTED
    return bool(
        has_no_messages
        or scenario.started
        or scenario.duration
        or scenario.worker
        or any(step.phrase or step.duration for step in scenario.steps)
    )
