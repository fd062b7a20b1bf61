"""The hooks of a run: what Django and the project do around scenarios, and what fails there."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol
from unittest import SkipTest

from behave.capture import CaptureController
from behave.configuration import Configuration
from behave.formatter.api import IFormatter
from behave.model import Feature, Scenario, Step
from behave.model_type import Status
from behave.runner import Context, Runner
from behave_django.environment import BehaveHooksMixin
from django.core.management.base import CommandError

from acceptance.running.capturing import RunCapture
from acceptance.running.errors import CouldNotRun
from acceptance.running.evidence import EvidenceKeeper, Keep, Moment
from acceptance.running.recording import (
    Notes,
    captured_texts,
    entity_title,
    failure_of,
)
from acceptance.stream.outcomes import Attachment, Failure, Problem, ScenarioOutcome

SCOPES = ("before_all", "before_feature", "before_rule", "before_scenario")
# behave runs only hooks that exist; Django's set-up has to happen in any case.
NEEDED_HOOKS = ("before_feature", "before_rule", "before_scenario", "after_scenario")
STEP_HOOKS = {"before_step", "after_step"}
SKIPPING_HOOKS = ("before_feature", "before_rule", "before_scenario", "before_tag", "django_ready")
WHO_MAY_SKIP = f"Only steps and {', '.join(SKIPPING_HOOKS)} may skip."


def do_nothing(*_) -> None:
    """Stand in for a hook that the project does not have."""


def _refusing(call: Callable[[], None]) -> None:
    """Let a hook refuse the whole run with Django's exception for that."""
    try:
        call()
    except CommandError as error:
        raise CouldNotRun(str(error)) from error


class Receiver(Protocol):
    """Who hears what comes out: `Results`, or the way to those of another process."""

    def batch_begun(self, feature: Feature) -> None:
        """Hear that something of a feature begins to run."""
        ...

    def scenario_started(self, scenario: Scenario) -> None:
        """Hear that a scenario begins."""
        ...

    def scenario_ended(self, scenario: Scenario, outcome: ScenarioOutcome) -> None:
        """Hear how a scenario ended."""
        ...

    def left_out(self, scenarios: Sequence[Scenario]) -> None:
        """Hear that scenarios of a batch were passed over."""
        ...

    def add_problem(self, feature: Feature | None, problem: Problem) -> None:
        """Hear of a failure outside the scenarios."""
        ...


class AttachmentCatcher(IFormatter):
    """Take what is attached; behave hands it to formatters."""

    def __init__(self, keep: Callable[[Attachment], None]):
        self.keep = keep

    def embedding(self, mime_type: str, data: str | bytes, caption: str = "") -> None:
        """Keep it."""
        self.keep(Attachment(mime_type, data, caption))

    def close(self) -> None:
        """Close nothing."""


class HookRunner(Runner):
    """Run hooks with Django's part in them, and keep their failures for the report."""

    def __init__(self, config: Configuration, django_runner: BehaveHooksMixin, keep: Keep):
        super().__init__(config)
        self.capture_controller = RunCapture(config)
        self.django = django_runner
        self.evidence = EvidenceKeeper(keep, config)
        self.catcher = AttachmentCatcher(self._keep_attachment)
        self.running: Scenario | None = None
        self.step: Step | None = None
        self.notes: dict[Scenario, Notes] = {}
        self.noted = Notes()  # those on the running scenario
        self.results: Receiver | None = None
        self.problems_told = 0
        self.own_steps: set[int] = set()  # the identities of those of the running scenario
        self.hook_output: CaptureController | None = None
        self.test_is_set_up = False
        self.interrupted = False
        self.stopped_by = ""

    def load_hooks(self, filename: str | None = None) -> None:
        """Load `environment.py`."""
        super().load_hooks(filename)
        for name in NEEDED_HOOKS:
            self.hooks.setdefault(name, do_nothing)

    def before_all_default_hook(self, context: Context) -> None:
        """Let log messages reach the console only if nobody keeps them for the report."""
        if not self.config.capture_log:
            super().before_all_default_hook(context)

    def abort(self, reason: str | None = None) -> None:
        """Stop after what is running; behave calls this at Ctrl-C in a step."""
        if reason == "KeyboardInterrupt":
            self.interrupt()
        elif self.context:
            self.stop(f"Aborted: {reason}" if reason else "Aborted")

    def stop(self, sentence: str) -> None:
        """Start nothing more, and say why."""
        self.stopped_by = sentence
        self.aborted = True

    def interrupt(self) -> None:
        """Start nothing more: somebody pressed Ctrl-C."""
        self.interrupted = True
        self.aborted = True
        if self.running:
            self.note_on(self.running).is_interrupted = True

    def run_hook(self, hook_name: str, *args) -> bool:
        """Run a hook with what Django needs before and after it."""
        if self.config.dry_run:
            return True
        if hook_name == "before_all":
            self._prepare_context()
        elif hook_name in STEP_HOOKS:
            return self._run_step_hook(hook_name, args[0])
        if hook_name in SCOPES:
            self._inherit_fixtures()
        if hook_name == "after_scenario":
            self._look_at_the_end(args[0])
        passed = self._run_own_hook(hook_name, *args)
        if hook_name == "before_scenario":
            passed = self._begin(args[0]) and passed
        elif hook_name == "after_scenario":
            passed = self._end(args[0]) and passed
        elif hook_name == "before_all" and not passed and not self.interrupted:
            self.stop("Stopped because before_all failed")
        return passed

    def _run_step_hook(self, hook_name: str, step: Step) -> bool:
        """Run a hook of a step, with the clock of the step and a look at what it has done."""
        is_over = hook_name == "after_step"
        if is_over:
            if step is self.step:
                self._stop_clock(self.noted)
            self._heed_skip(step)
            self._look_at(step)
        elif self._is_own(step):
            self.step = step
            self._start_clock(self.noted)
        passed = hook_name not in self.hooks or self._run_own_hook(hook_name, step)
        if is_over:
            if not passed:
                self._look_at(step)
            if step is self.step:
                self.step = None
        return passed

    def run_hook_with_capture(self, hook_name: str, *args, capture_sink=None) -> bool:
        """Run a hook and keep its output for the report of a failure, instead of printing it."""
        return self._with_capture(hook_name, partial(self.run_hook, hook_name, *args), capture_sink)

    def run_hook_tags_with_capture(self, hook_name: str, tags, capture_sink=None) -> bool:
        """Run a hook for every tag in the same way."""
        return self._with_capture(
            hook_name, partial(self.run_hook_tags, hook_name, tags), capture_sink
        )

    def _with_capture(self, hook_name: str, call: Callable[[], bool], capture_sink) -> bool:
        if not self.should_run_hook(hook_name):
            return True
        if not self.should_capture_hook(hook_name):
            return call()
        sink = capture_sink or self.capture_sink
        with self.capture_controller.apart(hook_name, sink) as self.hook_output:
            passed = call()
            self.hook_output.result_failed = not passed
        self.hook_output = None
        return passed

    def _prepare_context(self) -> None:
        self.django.patch_context(self.context)
        with self.context.use_with_user_mode():
            self.context.on_cleanup_error = self._cleanup_failed

    def _inherit_fixtures(self) -> None:
        """Copy the fixtures of the scope around, so that changes stay in their scope."""
        with self.context.use_with_user_mode():
            self.context.fixtures = list(getattr(self.context, "fixtures", []))

    def _begin(self, scenario: Scenario) -> bool:
        """Set Django's test case up, then let the project prepare itself."""
        if scenario.should_skip:
            return True  # the hook that skipped it need not have prepared what django_ready uses
        self.django.setup_testclass(self.context)
        is_set_up = self._guarded("setting up Django's test case", self._set_up_test, scenario)
        return is_set_up and self._run_own_hook("django_ready", statement=scenario)

    def _set_up_test(self) -> None:
        self.django.setup_fixtures(self.context)
        self.django.setup_test(self.context)
        self.test_is_set_up = True

    def _end(self, scenario: Scenario) -> bool:
        """Roll the scenario's transaction back."""
        if not self.test_is_set_up:
            return True
        self.test_is_set_up = False
        undo = partial(self.django.teardown_test, self.context)
        return self._guarded("the end of Django's test case", undo, scenario)

    def _start_clock(self, notes: Notes) -> None:
        seen = notes.on(self.step)
        seen.clock = notes.took
        seen.started = notes.started + seen.clock

    def _stop_clock(self, notes: Notes) -> None:
        seen = notes.on(self.step)
        seen.duration = notes.took - seen.clock

    def _heed_skip(self, step: Step) -> None:
        """Skip the rest of the scenario if that is what the step raised."""
        if step.hook_failed or not isinstance(step.exception, SkipTest):
            return
        if not self._is_own(step):
            raise step.exception  # a step that a step or a hook runs: it is they that skip
        reason = str(step.exception)
        step.reset()  # nothing of an error may stay in behave's reports
        self.running.skip(reason)

    def _look_at(self, step: Step) -> None:
        """Keep what explains or shows a step, as long as its page and its data are there."""
        if step.status is Status.pending_warn:
            # A step that is not implemented fails a planned scenario, too, once it is run.
            step.status = Status.pending
        passed = step.status is Status.passed and not step.hook_failed
        if passed and not self.evidence.keeps_passed_steps:
            return
        if isinstance(step.exception, KeyboardInterrupt) or not self._is_own(step):
            return
        notes = self.note_on(self.running)
        if not passed and (step.has_failed() or step.hook_failed):
            notes.captured = captured_texts(self.capture_controller)
        moment = Moment(self._browser, self.running, step, notes)
        self._guarded("evidence", partial(self.evidence.step_ended, moment), step)

    def _look_at_the_end(self, scenario: Scenario) -> None:
        if self.evidence.keep is not Keep.SCENARIOS:
            return
        notes = self.note_on(scenario)
        look = partial(self.evidence.scenario_ended, self._browser, scenario, notes)
        self._guarded("evidence", look, scenario)

    @property
    def _browser(self) -> object | None:
        return getattr(self.context, "browser", None)

    def _is_own(self, step: Step) -> bool:
        """Tell a step of the scenario from one that a step or a hook runs."""
        return self.running is not None and id(step) in self.own_steps

    def _run_own_hook(self, hook_name: str, *args, statement=None) -> bool:
        if hook_name not in self.hooks:
            return True
        call = partial(self.hooks[hook_name], self.context, *args)
        statement = statement or self._statement_of(hook_name, args)
        if hook_name == "before_all":
            call = partial(_refusing, call)
        skipping = partial(self._skipping, hook_name, call, statement)
        return self._guarded(f"hook {hook_name}", skipping, statement)

    def _skipping(self, hook_name: str, call: Callable[[], None], statement) -> None:
        """Call a hook, and skip what has not begun yet if that is what the hook raises."""
        try:
            call()
        except SkipTest as skip:
            if hook_name not in SKIPPING_HOOKS:
                skip.add_note(WHO_MAY_SKIP)
                raise
            statement.skip(str(skip))

    def _statement_of(self, hook_name: str, args: tuple) -> object | None:
        """Find what a hook belongs to; that of a tag is whatever has begun last."""
        if not hook_name.endswith("_tag"):
            return args[0] if args else None
        found = (getattr(self.context, name, None) for name in ("scenario", "rule", "feature"))
        return next(statement for statement in found if statement)

    def _guarded(self, during: str, call: Callable[[], None], statement) -> bool:
        try:
            with self.context.use_with_user_mode():
                call()
        except KeyboardInterrupt:
            self.interrupt()
            if statement:
                statement.hook_failed = True
            return False
        except CouldNotRun:
            raise
        except (Exception, SystemExit) as error:
            output = captured_texts(self.hook_output) if self.hook_output else ()
            self.fail(statement, failure_of(error, during, captured=output), error)
            return False
        return True

    def fail(self, statement, failure: Failure, error: BaseException | None = None) -> None:
        """Note a failure where it belongs, for our reports and for behave's."""
        if statement is None:
            self.add_problem(None, "the run", failure)
            return
        if isinstance(statement, Step) and not statement.error_message:
            self.note_on(self.running).step_hook_failure = failure
        elif isinstance(statement, Step | Scenario):
            self.note_on(self.running).failures.append(failure)
        else:
            self.add_problem(self.feature, entity_title(statement), failure)
        statement.hook_failed = True
        if not statement.error_message:
            statement.exception = error
            statement.exc_traceback = error.__traceback__ if error else None
            statement.error_message = f"{failure.during}: {failure.reason}".removeprefix(": ")

    def _cleanup_failed(self, context: Context, function: Callable, error: Exception) -> None:
        """Note a failed clean-up where it happened."""
        if not context.fail_on_cleanup_errors:
            return
        name = getattr(function, "__name__", repr(function))
        failure = failure_of(error, f"cleanup {name}")
        if self.running:
            self.note_on(self.running).failures.append(failure)
        elif context.feature:
            self.add_problem(self.feature, entity_title(context.feature), failure)
        else:
            self.add_problem(None, "the run", failure)

    def note_on(self, scenario: Scenario) -> Notes:
        """Open the notes on a scenario."""
        if scenario is self.running:
            return self.noted
        return self.notes.setdefault(scenario, Notes())

    def _keep_attachment(self, attachment: Attachment) -> None:
        """Note what was attached where it happened; outside the scenarios nobody would find it."""
        if self.running is None:
            raise RuntimeError("Nothing can be attached outside the scenarios")
        notes = self.note_on(self.running)
        (notes.on(self.step) if self.step else notes).attachments.append(attachment)

    def add_problem(self, feature: Feature | None, where: str, failure: Failure) -> None:
        """Note a failure outside the scenarios, of a feature or of the whole run."""
        self.problems_told += 1
        self.results.add_problem(feature, Problem(where, failure))
