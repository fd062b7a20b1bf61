"""Turn behave's model, after it ran, into the plain outcomes that reports read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from behave.capture import CaptureController
from behave.matchers import Match
from behave.model import Feature, Rule, Scenario, ScenarioOutline, Step
from behave.model_describe import ModelDescriptor
from behave.model_type import Status
from behave.step_registry import StepRegistry

from acceptance.reports.outcomes import (
    Evidence,
    Failure,
    Location,
    Outcome,
    Page,
    Phrase,
    ScenarioOutcome,
    StepOutcome,
)
from acceptance.running.tracebacks import (
    describe_exception,
    failed_check,
    full_traceback,
    project_frames,
    relative,
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


@dataclass
class Notes:
    """What the runner saw of a scenario that behave's model does not keep."""

    match: Match | None = None
    captured: tuple[tuple[str, str], ...] = ()
    page: Page | None = None
    evidence: dict[int, Evidence] = field(default_factory=dict)  # by the number of the step
    missing_evidence: str = ""
    evidence_took: float = 0.0
    step_hook_failure: Failure | None = None
    failures: list[Failure] = field(default_factory=list)
    is_interrupted: bool = False
    duration: float = 0.0


def record_scenario(
    scenario: Scenario, outcome: Outcome, notes: Notes, registry: StepRegistry
) -> ScenarioOutcome:
    """Write down how a scenario ended."""
    return ScenarioOutcome(
        location=Location(relative(scenario.filename), scenario.line),
        name=scenario.name,
        rule=rule_name(scenario),
        outcome=outcome,
        skip_reason=_skip_reason(scenario) if outcome is Outcome.SKIPPED else "",
        steps=tuple(_record_steps(scenario, notes, registry)),
        failures=tuple(notes.failures),
        missing_evidence=notes.missing_evidence,
        duration=notes.duration,
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


def _record_steps(
    scenario: Scenario, notes: Notes, registry: StepRegistry
) -> Iterator[StepOutcome]:
    told = False
    for number, step in enumerate(scenario.all_steps, start=1):
        outcome = STEP_OUTCOMES.get(step.status, Outcome.NOT_RUN)
        failure = None
        if outcome.is_failure and not told:
            failure, told = _explain(step, notes, registry), True
        yield StepOutcome(
            keyword=step.keyword,
            name=step.name,
            location=Location(relative(step.filename), step.line),
            outcome=outcome,
            argument=_argument(step),
            failure=failure,
            evidence=notes.evidence.get(number),
        )


def _explain(step: Step, notes: Notes, registry: StepRegistry) -> Failure:
    details = {
        "phrase": _phrase(step, notes.match, registry),
        "captured": notes.captured,
        "page": notes.page,
    }
    if step.status in {Status.undefined, Status.untested_undefined}:
        return Failure(reason=f'No "{step.step_type}" phrase matches this step.')
    if notes.step_hook_failure:
        return replace(notes.step_hook_failure, **details)
    if step.exception is None:
        return Failure(reason="The step is not implemented yet.", **details)
    return failure_of(step.exception, **details)


def _phrase(step: Step, match: Match | None, registry: StepRegistry) -> Phrase | None:
    """Find the pattern by its function, without converting the step's values again."""
    if match is None or match.func is None:
        return None
    matchers = [m for of in registry.steps.values() for m in of if m.func is match.func]
    if len(matchers) > 1:
        matchers = [m for m in matchers if m.matches(step.name)] or matchers
    location = Location(relative(match.location.filename), match.location.line)
    return Phrase(matchers[0].pattern if matchers else "", location)


def _argument(step: Step) -> str:
    if step.table:
        return ModelDescriptor.describe_table(step.table).rstrip()
    return ModelDescriptor.describe_docstring(step.text).rstrip() if step.text else ""
