"""What came out of a run, as plain data that every report reads.

The runner makes these once (`acceptance.running.recording`), the stream keeps them, and reading it
gives them back. The console, the exit code and whatever is published later count from them and from
nothing else, so they cannot disagree.

Moments are seconds since 1970, durations are seconds.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

# So many scenarios that were skipped for one reason are named one by one.
FEW = 3

EXIT_PASSED = 0
EXIT_FAILED = 1
EXIT_COULD_NOT_RUN = 2
EXIT_INTERRUPTED = 130
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
# The reason of a step that is an error because nothing was written behind its phrase yet.
NOT_IMPLEMENTED = "The step is not implemented yet."


class Outcome(StrEnum):
    """What became of a scenario or of a step."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    UNDEFINED = "undefined"
    SKIPPED = "skipped"
    PLANNED = "planned"
    INTERRUPTED = "interrupted"
    NOT_RUN = "not run"
    NOT_SELECTED = "not selected"

    @property
    def is_failure(self) -> bool:
        """Tell whether this outcome fails the run."""
        return self in {Outcome.FAILED, Outcome.ERROR, Outcome.UNDEFINED}


NEVER_RAN = {Outcome.INTERRUPTED, Outcome.NOT_RUN, Outcome.NOT_SELECTED}


@dataclass(frozen=True, slots=True)
class Location:
    """A line of a file, written so that it can be pasted behind `manage.py behave`."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Frame:
    """A line of code that an exception passed on its way."""

    location: Location
    source: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A step definition: its pattern, and where its function stands."""

    pattern: str
    location: Location


@dataclass(frozen=True, slots=True)
class Argument:
    """A part of a step that filled a gap of its phrase; `start` counts Python's characters."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """What a step or a hook attached: a text or bytes, with a caption if it gave one."""

    media_type: str
    body: str | bytes
    caption: str = ""


@dataclass(frozen=True)
class Evidence:
    """What a browser showed after a step: a picture or the source of a page, and a line on it."""

    file: str
    caption: str

    @property
    def is_picture(self) -> bool:
        """Tell a picture from a page."""
        return self.file.endswith(PICTURES)


@dataclass(frozen=True)
class Page:
    """The last page before a failure: what it was, and where it and what explains it are kept."""

    description: str
    file: str | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failure:
    """Why a scenario, or something around the scenarios, failed."""

    reason: str
    during: str = ""
    frames: tuple[Frame, ...] = ()
    traceback: str = ""
    captured: tuple[tuple[str, str], ...] = ()
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """One step of a scenario; `failure` is there if it is the one that failed.

    `phrase` is there if one was looked for and found, `started` is 0 if the step never began.
    """

    keyword: str
    name: str
    location: Location
    outcome: Outcome
    argument: str = ""
    phrase: Phrase | None = None
    arguments: tuple[Argument, ...] = ()
    started: float = 0.0
    duration: float = 0.0
    failure: Failure | None = None
    evidence: Evidence | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str:
        """Say the step as the feature file does."""
        return f"{self.keyword} {self.name}"


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """One scenario, or one example of an outline.

    `failures` are those that belong to no step: a hook, a clean-up, nothing to check.
    `attachments` are those of hooks. `skip_reason` is there if the project skipped it,
    `missing_evidence` if something that was asked for could not be kept. `repetition` counts from 1
    with `--repeat`. `earlier` are the attempts before this one, if the project tries failed
    scenarios again. `worker` is the number of the process that ran it, 0 for the only one.
    """

    location: Location
    name: str
    outcome: Outcome
    skip_reason: str = ""
    rule: str = ""
    steps: tuple[StepOutcome, ...] = ()
    failures: tuple[Failure, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    started: float = 0.0
    duration: float = 0.0
    missing_evidence: str = ""
    repetition: int = 1
    earlier: tuple["ScenarioOutcome", ...] = ()
    worker: int = 0

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """List what was kept of its steps; the last shows how it ended."""
        return tuple(step.evidence for step in self.steps if step.evidence)

    @property
    def path(self) -> tuple[str, ...]:
        """List the rule, if there is one, and the scenario."""
        return (self.rule, self.name) if self.rule else (self.name,)


@dataclass(frozen=True)
class Problem:
    """A failure outside the scenarios: around a feature, a rule or the whole run."""

    where: str
    failure: Failure


@dataclass(frozen=True)
class FeatureOutcome:
    """A feature file and its scenarios in the order of the file."""

    file: str
    name: str
    scenarios: tuple[ScenarioOutcome, ...]
    problems: tuple[Problem, ...] = ()
    is_planned: bool = False

    @property
    def outcome(self) -> Outcome:
        """Sum the feature up: it failed, passed, never ran, is planned or was left out."""
        found = {scenario.outcome for scenario in self.scenarios}
        if self.problems or any(outcome.is_failure for outcome in found):
            return Outcome.FAILED
        for outcome in (
            Outcome.INTERRUPTED,
            Outcome.NOT_RUN,
            Outcome.PASSED,
            Outcome.SKIPPED,
            Outcome.PLANNED,
        ):
            if outcome in found:
                return outcome
        return Outcome.PLANNED if self.is_planned else Outcome.NOT_SELECTED


@dataclass(frozen=True)
class Shard:
    """One part of a run that several machines share.

    `plan` is a digest of what all of them are to run and of who runs what: parts with one plan
    belong together and leave nothing out.
    """

    number: int
    of: int
    plan: str

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


@dataclass(frozen=True)
class RunOutcome:
    """A whole run; what stopped it before its end is in `stopped_by`.

    `conditions` says how it ran, as pairs of a name and a value: the driver, the order, whatever
    options the project has.
    """

    features: tuple[FeatureOutcome, ...]
    problems: tuple[Problem, ...] = ()
    started: float = 0.0
    duration: float = 0.0
    conditions: tuple[tuple[str, str], ...] = ()
    shard: Shard | None = None
    dry_run: bool = False
    interrupted: bool = False
    stopped_by: str = ""
    counts: Counter[Outcome] = field(init=False)

    def __post_init__(self):
        outcomes = Counter(scenario.outcome for scenario in self.scenarios)
        object.__setattr__(self, "counts", outcomes)

    @property
    def scenarios(self) -> Iterator[ScenarioOutcome]:
        """Walk through every scenario of every feature."""
        return (scenario for feature in self.features for scenario in feature.scenarios)

    @property
    def has_evidence(self) -> bool:
        """Tell whether any page was kept."""
        return any(scenario.evidence for scenario in self.scenarios)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """List what failed outside the scenarios."""
        return (*(p for feature in self.features for p in feature.problems), *self.problems)

    @property
    def passed(self) -> int:
        """Count the scenarios that ran to their end and held."""
        return self.counts[Outcome.PASSED]

    @property
    def failed(self) -> int:
        """Count what fails the run: scenarios, and what failed around them."""
        of_scenarios = sum(n for outcome, n in self.counts.items() if outcome.is_failure)
        return of_scenarios + len(self.all_problems)

    @property
    def skipped(self) -> int:
        """Count the scenarios that say neither yes nor no: planned and never run ones too."""
        return sum(
            n
            for outcome, n in self.counts.items()
            if outcome is not Outcome.PASSED and not outcome.is_failure
        )

    @property
    def skipped_by_reason(self) -> dict[str, list[ScenarioOutcome]]:
        """Sort what the project skipped by what it gave as a reason."""
        found: dict[str, list[ScenarioOutcome]] = {}
        for scenario in self.scenarios:
            if scenario.skip_reason:
                found.setdefault(scenario.skip_reason, []).append(scenario)
        return found

    @property
    def flaky(self) -> dict[Location, list[ScenarioOutcome]]:
        """Find the scenarios that came out differently when they were repeated or tried again."""
        runs: dict[Location, list[ScenarioOutcome]] = {}
        for scenario in self.scenarios:
            runs.setdefault(scenario.location, []).extend([*scenario.earlier, scenario])
        return {
            location: found
            for location, found in runs.items()
            if len({scenario.outcome for scenario in found} - NEVER_RAN) > 1
        }

    @property
    def exit_code(self) -> int:
        """Give the status that the command ends with."""
        if self.interrupted:
            return EXIT_INTERRUPTED
        return EXIT_FAILED if self.failed or self.stopped_by else EXIT_PASSED
