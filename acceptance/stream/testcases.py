"""The messages of one scenario: its test case, and what happened at each attempt to run it.

The official tools count a scenario by its worst step, and to them the unknown is better than what
passed. So whatever failed or ended outside the steps becomes a step of its own, that of a hook: no
scenario is counted as passed that did not.
"""

import json
import mimetypes
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from acceptance.stream.definitions import Definitions
from acceptance.stream.messages import (
    ATTEMPT_FINISHED,
    ATTEMPT_STARTED,
    BILLION,
    PLANNED,
    STEP_FINISHED,
    STEP_STARTED,
    TEST_CASE,
    attachments_id,
    attempt_id,
    case_id,
    encode,
    extra_step_id,
    nanoseconds,
    step_id,
    told_with,
    worker_json,
)
from acceptance.stream.outcomes import (
    NOT_IMPLEMENTED,
    Attachment,
    Failure,
    Location,
    Outcome,
    ScenarioOutcome,
    StepOutcome,
)
from acceptance.stream.plans import Plan

STATUS = {
    Outcome.PASSED: "PASSED",
    Outcome.FAILED: "FAILED",
    Outcome.ERROR: "FAILED",
    Outcome.UNDEFINED: "UNDEFINED",
    Outcome.SKIPPED: "SKIPPED",
    Outcome.PLANNED: "SKIPPED",
    Outcome.INTERRUPTED: "UNKNOWN",
    Outcome.NOT_RUN: "UNKNOWN",
}
PENDING = "PENDING"
NOT_IMPLEMENTED_ERRORS = {
    "behave.exception.StepNotImplementedError",
    "behave.exception.PendingStepError",
}
INTERRUPTED = "Interrupted"
OUTSIDE = "outside the steps"
BEFORE = ("hook before_", "hook django_ready", "setting up")
# The last exception of a traceback stands behind the lines of its frames.
EXCEPTION = re.compile(r"^Traceback \(most recent call last\):\n(?: .*\n)*([\w.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HookStep:
    """Something outside the steps of an attempt, told as the step of a hook."""

    id: str
    attempt: int
    name: str
    status: str
    reason: str = ""
    failure: Failure | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def is_before(self) -> bool:
        """Tell whether it happened before the steps."""
        return self.name.startswith(BEFORE)


class CaseMessages:
    """What a stream says of one scenario.

    `to_stream` makes paths relative to the stream, `now` is the moment of what never began, and
    `why_not_run` explains that it did not.
    """

    def __init__(
        self,
        plan: Plan,
        scenario: ScenarioOutcome,
        definitions: Definitions,
        to_stream: Callable[[str], str],
        now: int,
        why_not_run: str,
    ):
        self.id = case_id(plan.id, scenario.repetition)
        self.plan = plan
        self.scenario = scenario
        self.attempts = (*scenario.earlier, scenario)
        self.definitions = definitions
        self.to_stream = to_stream
        self.now = now
        self.why_not_run = why_not_run

    def lines(self) -> Iterator[str]:
        """Tell of the test case and of its attempts."""
        hook_steps = [
            h for n, attempt in enumerate(self.attempts) for h in self._hook_steps(n, attempt)
        ]
        before = [hook_step for hook_step in hook_steps if hook_step.is_before]
        after = [hook_step for hook_step in hook_steps if not hook_step.is_before]
        steps = [
            *map(self._hook_definition, before),
            *self._step_definitions(),
            *map(self._hook_definition, after),
        ]
        yield TEST_CASE % (self.id, self.plan.id, ",".join(steps))
        for number, attempt in enumerate(self.attempts):
            yield from self._attempt(number, attempt, before, after)

    def _attempt(
        self,
        number: int,
        attempt: ScenarioOutcome,
        before: list[HookStep],
        after: list[HookStep],
    ) -> Iterator[str]:
        identity = attempt_id(self.id, number)
        began = nanoseconds(attempt.started) if attempt.started else self.now
        worker = worker_json(attempt.worker)
        yield ATTEMPT_STARTED % (number, identity, self.id, worker, *divmod(began, BILLION))
        self.now = began
        for hook_step in before:
            yield from self._hook_result(identity, number, hook_step)
        for index, step in enumerate(self.plan.matched(attempt.steps)):
            yield from self._step_result((identity, step_id(self.id, index)), step, attempt)
        for hook_step in after:
            yield from self._hook_result(identity, number, hook_step)
        self.now = began + nanoseconds(attempt.duration)
        is_last = attempt is self.scenario
        retried = "false" if is_last else "true"
        yield ATTEMPT_FINISHED % (identity, *divmod(self.now, BILLION), retried)

    def _step_definitions(self) -> Iterator[str]:
        steps = self.plan.matched(self.scenario.steps)
        for index, (pickle_step, step) in enumerate(zip(self.plan.step_ids, steps, strict=True)):
            yield self.definitions.test_step(step_id(self.id, index), pickle_step, step)

    def _step_result(
        self, ids: tuple[str, str], step: StepOutcome | None, attempt: ScenarioOutcome
    ) -> Iterator[str]:
        if step is None:  # a hook has taken it out of the scenario
            yield from self._result(ids, "SKIPPED")
            return
        if step.started:
            self.now = nanoseconds(step.started)
        outcome = _outcome(step, attempt)
        yield from self._result(
            ids,
            _status(step, attempt),
            nanoseconds(step.duration),
            self._explanation(step, outcome, attempt),
            [*step.attachments, *told_with(step.failure)],
            _files(step),
        )

    def _result(
        self,
        ids: tuple[str, str],
        status: str,
        duration: int = 0,
        explanation: str = "",
        attachments: Iterable[Attachment] = (),
        files: Iterable[str] = (),
    ) -> Iterator[str]:
        owner = f'"testCaseStartedId":"{ids[0]}","testStepId":"{ids[1]}"'
        yield STEP_STARTED % (*ids, *divmod(self.now, BILLION))
        yield from (attachment_json(attachment, owner) for attachment in attachments)
        yield from (file_json(self.to_stream(file), owner) for file in files)
        self.now += duration
        took = divmod(duration, BILLION)
        now = divmod(self.now, BILLION)
        yield STEP_FINISHED % (*ids, status, *took, explanation, *now)

    def _explanation(self, step: StepOutcome, outcome: Outcome, attempt: ScenarioOutcome) -> str:
        if outcome is Outcome.UNDEFINED:
            return ""  # the status says it all
        if _is_pending(step):
            return _message(step.failure.reason)
        if outcome.is_failure and step.failure:
            return failure_json(step.failure)
        return _message(self._reason(outcome, attempt))

    def _reason(self, outcome: Outcome, attempt: ScenarioOutcome) -> str:
        reasons = {
            Outcome.SKIPPED: attempt.skip_reason,
            Outcome.PLANNED: PLANNED,
            Outcome.INTERRUPTED: INTERRUPTED,
            Outcome.NOT_RUN: self.why_not_run,
        }
        return reasons.get(outcome, "")

    def _hook_steps(self, number: int, attempt: ScenarioOutcome) -> list[HookStep]:
        found = list(self._outside(number, attempt))
        statuses = {_status(s, attempt) for s in self.plan.matched(attempt.steps) if s}
        statuses |= {hook_step.status for hook_step in found}
        status = _missing_status(attempt.outcome, statuses)
        if status:
            reason = self._reason(attempt.outcome, attempt)
            found.append(HookStep(f"{self.id}.v{number}", number, OUTSIDE, status, reason))
        return found

    def _outside(self, number: int, attempt: ScenarioOutcome) -> Iterator[HookStep]:
        """Collect what happened outside the steps of the pickle."""
        for index, step in enumerate(attempt.steps):
            # Steps of a background run also if there are no others, which Cucumber leaves out.
            if step.location.line not in self.plan.lines and (step.started or step.attachments):
                extra = extra_step_id(self.id, number, index)
                status = _status(step, attempt)
                yield HookStep(extra, number, step.text, status, "", step.failure, step.attachments)
        for index, failure in enumerate(attempt.failures):
            step = f"{self.id}.f{number}-{index}"
            yield HookStep(step, number, failure.during or OUTSIDE, "FAILED", failure=failure)
        if attempt.attachments:
            step = attachments_id(self.id, number)
            yield HookStep(step, number, "hooks", "PASSED", attachments=attempt.attachments)

    def _hook_definition(self, hook_step: HookStep) -> str:
        kind = "BEFORE_TEST_CASE" if hook_step.is_before else "AFTER_TEST_CASE"
        location = place_of(hook_step.failure) if hook_step.failure else None
        hook = self.definitions.hook(hook_step.name, kind, location)
        return f'{{"id":"{hook_step.id}","hookId":"{hook}"}}'

    def _hook_result(self, attempt: str, number: int, hook_step: HookStep) -> Iterator[str]:
        ids = (attempt, hook_step.id)
        if hook_step.attempt != number:
            yield from self._result(ids, "PASSED")
            return
        failure = hook_step.failure
        explanation = failure_json(failure) if failure else _message(hook_step.reason)
        attachments = [*hook_step.attachments, *told_with(failure)]
        yield from self._result(ids, hook_step.status, 0, explanation, attachments)


def _missing_status(outcome: Outcome, found: set[str]) -> str | None:
    """Find the status that a scenario lacks in order not to be counted as better than it is."""
    status = STATUS[outcome]
    if status == "UNKNOWN" and "PASSED" in found:
        status = "SKIPPED"
    return None if found & {status, "FAILED", PENDING} else status


def _status(step: StepOutcome, attempt: ScenarioOutcome) -> str:
    return PENDING if _is_pending(step) else STATUS[_outcome(step, attempt)]


def _is_pending(step: StepOutcome) -> bool:
    """Tell whether nothing was written yet behind the phrase of a step, and it says so."""
    failure = step.failure
    return failure is not None and (
        failure.reason == NOT_IMPLEMENTED or _exception_type(failure) in NOT_IMPLEMENTED_ERRORS
    )


def _outcome(step: StepOutcome, attempt: ScenarioOutcome) -> Outcome:
    """Tell a step as its scenario: what failed when it was interrupted has not failed."""
    if attempt.outcome is Outcome.PLANNED:
        return Outcome.PLANNED
    if attempt.outcome.is_failure and step.outcome is Outcome.NOT_RUN:
        return Outcome.SKIPPED
    if attempt.outcome is Outcome.INTERRUPTED and step.outcome.is_failure:
        return Outcome.INTERRUPTED
    return step.outcome


def place_of(failure: Failure) -> Location | None:
    """Find where a failed hook stands, if it is known."""
    return failure.frames[0].location if failure.frames else None


def failure_json(failure: Failure) -> str:
    """Write the message and the exception of a result that failed."""
    reason = f"{failure.during}: {failure.reason}" if failure.during else failure.reason
    exception = {"type": _exception_type(failure), "message": reason}
    if failure.traceback:
        exception["stackTrace"] = failure.traceback
    return f'{_message(reason)},"exception":{json.dumps(exception)}'


def attachment_json(attachment: Attachment, owner: str = "") -> str:
    """Write an attachment, of a step or of a hook if it has an owner."""
    is_text = isinstance(attachment.body, str)
    body = attachment.body if is_text else b64encode(attachment.body).decode("ascii")
    name = f',"fileName":{encode(attachment.caption)}' if attachment.caption else ""
    return (
        f'{{"attachment":{{"body":{encode(body)},'
        f'"contentEncoding":"{"IDENTITY" if is_text else "BASE64"}",'
        f'"mediaType":{encode(attachment.media_type)}{name}{owner and f",{owner}"}}}}}'
    )


def file_json(file: str, owner: str) -> str:
    """Point to a file, whose path is relative to the stream."""
    url = encode(quote(file, errors="surrogatepass"))
    media_type = mimetypes.guess_type(file)[0] or "application/octet-stream"
    return f'{{"externalAttachment":{{"url":{url},"mediaType":"{media_type}",{owner}}}}}'


def _exception_type(failure: Failure) -> str:
    found = EXCEPTION.findall(failure.traceback)
    return found[-1] if found else "Failure"


def _message(text: str) -> str:
    return f',"message":{encode(text)}' if text else ""


def _files(step: StepOutcome) -> Iterable[str]:
    """List what was kept of the pages, each file once."""
    page = step.failure.page if step.failure else None
    kept = [step.evidence.file if step.evidence else None]
    kept += [page.file, *page.details] if page else []
    return dict.fromkeys(filter(None, kept))
