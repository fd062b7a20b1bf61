"""Turn behave's model, after it ran, into the plain outcomes that reports read."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from behave.capture import CaptureController
from behave.model import Feature, Rule, Scenario, ScenarioOutline, Step
from behave.model_describe import ModelDescriptor
from behave.model_type import Status

from acceptance.running.tracebacks import (
    describe_exception,
    failed_check,
    full_traceback,
    project_frames,
    relative,
)
from acceptance.stream.outcomes import (
    NOT_IMPLEMENTED,
    Argument,
    Attachment,
    Evidence,
    Failure,
    Location,
    Outcome,
    Page,
    Phrase,
    ScenarioOutcome,
    StepOutcome,
)

STEP_OUTCOMES = {
    Status.passed: Outcome.PASSED,
    Status.failed: Outcome.FAILED,
    Status.error: Outcome.ERROR,
    Status.hook_error: Outcome.ERROR,
    Status.pending: Outcome.ERROR,
    Status.pending_warn: Outcome.ERROR,
    Status.undefined: Outcome.UNDEFINED,
    Status.untested_undefined: Outcome.UNDEFINED,
    Status.skipped: Outcome.SKIPPED,
}


NO_REASON = "no reason was given"


@dataclass(slots=True)
class StepNotes:
    """What the runner saw of a step that behave's model does not keep."""

    phrase: Phrase | None = None
    arguments: tuple[Argument, ...] = ()
    started: float = 0.0
    clock: float = 0.0
    duration: float = 0.0
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(slots=True)
class Notes:
    """What the runner saw of a scenario that behave's model does not keep.

    `clock` is what the performance counter showed when the scenario began: what a scenario does to
    the date must not change what its steps took, and when.
    """

    started: float = 0.0
    clock: float = 0.0
    repetition: int = 1
    attempt: int = 1
    worker: int = 0
    steps: dict[int, StepNotes] = field(default_factory=dict)  # by the step's identity
    captured: tuple[tuple[str, str], ...] = ()
    page: Page | None = None
    evidence: dict[int, Evidence] = field(default_factory=dict)  # by the number of the step
    missing_evidence: str = ""
    evidence_took: float = 0.0
    step_hook_failure: Failure | None = None
    failures: list[Failure] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    is_interrupted: bool = False
    duration: float = 0.0

    @property
    def took(self) -> float:
        """Tell how many seconds ago the scenario began."""
        return time.perf_counter() - self.clock

    def on(self, step: Step) -> StepNotes:
        """Open the notes on a step; behave calls steps of one text equal, so it is not the key."""
        key = id(step)
        found = self.steps.get(key)
        if found is None:
            found = self.steps[key] = StepNotes()
        return found


def record_scenario(scenario: Scenario, outcome: Outcome, notes: Notes) -> ScenarioOutcome:
    """Write down how a scenario ended."""
    return ScenarioOutcome(
        location=Location(relative(scenario.filename), scenario.line),
        name=scenario.name,
        rule=rule_name(scenario),
        outcome=outcome,
        skip_reason=_skip_reason(scenario) if outcome is Outcome.SKIPPED else "",
        steps=tuple(_record_steps(scenario, notes)),
        failures=tuple(notes.failures),
        attachments=tuple(notes.attachments),
        missing_evidence=notes.missing_evidence,
        started=notes.started,
        duration=notes.duration,
        repetition=notes.repetition,
        worker=notes.worker,
    )


def outcome_of(scenario: Scenario, notes: Notes) -> Outcome:
    """Name the outcome of a scenario that was to run."""
    if notes.is_interrupted:
        return Outcome.INTERRUPTED
    for step in scenario.all_steps:
        outcome = STEP_OUTCOMES.get(step.status, Outcome.NOT_RUN)
        if outcome.is_failure:
            return outcome
    if notes.failures or scenario.status.has_failed():
        return Outcome.ERROR
    if scenario.status is Status.passed:
        return Outcome.PASSED
    return Outcome.SKIPPED if scenario.status is Status.skipped else Outcome.NOT_RUN


def failure_of(error: BaseException, during: str = "", **details) -> Failure:
    """Explain an exception; of a check that failed only the check itself is of interest."""
    is_check = isinstance(error, AssertionError)
    return Failure(
        reason=describe_exception(error),
        during=during,
        frames=failed_check(error) if is_check else project_frames(error),
        traceback=full_traceback(error),
        **details,
    )


def captured_texts(controller: CaptureController) -> tuple[tuple[str, str], ...]:
    """Collect what was printed and logged."""
    captured = controller.captured
    texts = {"stdout": captured.stdout, "stderr": captured.stderr, "log": captured.log}
    return tuple((name, text) for name, text in texts.items() if text.strip())


def rule_name(scenario: Scenario) -> str:
    """Find the rule that a scenario, or its outline, stands under."""
    parent = scenario.parent
    if isinstance(parent, ScenarioOutline):
        parent = parent.parent
    return parent.name if isinstance(parent, Rule) else ""


def entity_title(entity: Feature | Rule) -> str:
    """Name a feature or a rule with its place."""
    location = Location(relative(entity.filename), entity.line)
    return f"{location}  {entity.keyword}: {entity.name}"


def _skip_reason(scenario: Scenario) -> str:
    return " ".join(str(scenario.skip_reason or "").split()) or NO_REASON


def _record_steps(scenario: Scenario, notes: Notes) -> Iterator[StepOutcome]:
    told = False
    for number, step in enumerate(scenario.all_steps, start=1):
        outcome = STEP_OUTCOMES.get(step.status, Outcome.NOT_RUN)
        seen = notes.steps.get(id(step)) or StepNotes()
        failure = None
        if outcome.is_failure and not told:
            failure, told = _explain(step, notes), True
        yield StepOutcome(
            keyword=step.keyword,
            name=step.name,
            location=Location(relative(step.filename), step.line),
            outcome=outcome,
            argument=_argument(step),
            phrase=seen.phrase,
            arguments=seen.arguments,
            started=seen.started,
            duration=seen.duration,
            failure=failure,
            evidence=notes.evidence.get(number),
            attachments=tuple(seen.attachments),
        )


def _explain(step: Step, notes: Notes) -> Failure:
    details = {"captured": notes.captured, "page": notes.page}
    if step.status in {Status.undefined, Status.untested_undefined}:
        return Failure(reason=f'No "{step.step_type}" phrase matches this step.')
    if notes.step_hook_failure:
        return replace(notes.step_hook_failure, **details)
    if step.exception is None:
        return Failure(reason=NOT_IMPLEMENTED, **details)
    return failure_of(step.exception, **details)


def _argument(step: Step) -> str:
    if step.table:
        return ModelDescriptor.describe_table(step.table).rstrip()
    return ModelDescriptor.describe_docstring(step.text).rstrip() if step.text else ""
