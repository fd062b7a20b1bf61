"""behave's side of a run: features are loaded and run, and what comes out is recorded."""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from behave.configuration import Configuration
from behave.model import Feature, Scenario, Step
from behave.model_type import FileLocation, Status
from behave.runner import the_step_registry
from behave_django.environment import BehaveHooksMixin

from acceptance.running.batches import Batch, excerpt
from acceptance.running.errors import parse
from acceptance.running.evidence import Keep
from acceptance.running.hooks import HookRunner
from acceptance.running.loading import load_code
from acceptance.running.phrases import Found, PhraseFinder
from acceptance.running.recording import Notes, failure_of, outcome_of, record_scenario
from acceptance.running.selection import Selection
from acceptance.running.statuses import remember_answers
from acceptance.running.tracebacks import relative
from acceptance.stream.outcomes import Failure, ScenarioOutcome

STOPPED_AT_FAILURE = "Stopped at the first failure"


class ScenarioRunner(HookRunner):
    """Run features with Django around every scenario, and record what comes out."""

    def __init__(self, config: Configuration, django_runner: BehaveHooksMixin, keep: Keep):
        super().__init__(config, django_runner, keep)
        self.step_registry = PhraseFinder(the_step_registry, self._note_phrase)
        self.selection = Selection()
        self.batches: list[Batch] = []
        self.files: list[str] = []
        self.batch: Batch | None = None
        self.worker = 0
        self.attempts: list[ScenarioOutcome] = []
        self.last: Scenario | None = None
        self.ended: set[Scenario] = set()

    def load(self) -> None:
        """Load hooks, phrases and features."""
        remember_answers()
        load_code(self)
        locations = [at for at in self.feature_locations() if not self.config.exclude(at)]
        # behave makes one feature of the lines of a file only if nothing stands between them.
        at_file: dict[Path, list[FileLocation]] = {}
        for location in locations:
            at_file.setdefault(Path(location.filename).resolve(), []).append(location)
        self.files = [found[0].filename for found in at_file.values()]
        self.features.extend(parse([*chain(*at_file.values())], self.config.lang))
        for feature in self.features:
            _share_file_name(feature)

    def files_without_feature(self) -> list[str]:
        """List the files that have none, in a run that would have run them."""
        if self.config.name or not self.config.tag_expression.check([]):
            return []
        have_one = {Path(feature.filename).resolve() for feature in self.features}
        return [relative(file) for file in self.files if Path(file).resolve() not in have_one]

    def run_model(self, features: Sequence[Feature] | None = None) -> bool:
        """Run every batch in this process; return whether the run failed."""
        try:
            self.run_hook("before_all")
            for batch in self.batches:
                if self.stopped_by or self.aborted:
                    break
                self.results.batch_begun(batch.feature)
                self.run_batch(batch)
            self.finish()
        except BaseException:
            self.clean_up()
            raise
        finally:
            self.capture_controller.release()
        return bool(self.stopped_by)

    def clean_up(self) -> None:
        """Close what is open when a run is broken off.

        A browser that is still open when Python ends would be waited for without end.
        """
        self.context._do_remaining_cleanups()

    def run_batch(self, batch: Batch) -> None:
        """Run scenarios of one feature, with its hooks around them."""
        self.batch = batch
        self.feature = batch.feature
        self.ended = set()
        self.last = None
        for formatter in self.formatters:
            formatter.uri(batch.feature.filename)
        try:
            failed = (batch.feature if batch.is_whole else excerpt(batch)).run(self)
        except (KeyboardInterrupt, SystemExit) as error:
            self._recover(error)
            failed = True
        self._settle()
        self.results.left_out([s for s in batch.scenarios if s not in self.ended])
        if failed and self.config.stop and not self.interrupted:
            self.stopped_by = STOPPED_AT_FAILURE

    def finish(self) -> None:
        """Run `after_all` and the clean-ups that are left."""
        self.run_hook_with_capture("after_all")
        told_before = self.problems_told
        try:
            self.context._do_remaining_cleanups()
        except Exception as error:
            if self.problems_told == told_before:
                self.add_problem(None, "the run", failure_of(error, "cleanup"))

    def _recover(self, error: BaseException) -> None:
        """End what an exception that behave does not expect left open."""
        self.capture_controller.stop_capture()
        scenario = self.running
        if isinstance(error, KeyboardInterrupt):
            self.interrupt()
        elif scenario:
            self.note_on(scenario).failures.append(failure_of(error, "a step"))
        self.aborted = True
        if scenario:
            self.run_hook("after_scenario", scenario)
            scenario.set_status(Status.error)
            self.teardown_capture()

    def run_hook(self, hook_name: str, *args) -> bool:
        """Run a hook; what ran before one that ends a feature or a rule is not run again."""
        if hook_name in {"after_rule", "after_feature"}:
            self._settle()
        return super().run_hook(hook_name, *args)

    def setup_capture(self, name: str | None = None) -> None:
        """Notice that a scenario begins."""
        super().setup_capture(name=name)
        scenario = self.context.scenario
        if scenario is not self.last:
            self._settle()
        self.running = self.last = scenario
        self.own_steps = {id(step) for step in scenario.all_steps}
        if self.batch.repetition > 1 or self.attempts:
            for step in scenario.all_steps:
                step.reset()
        self.noted = self.notes[scenario] = Notes(
            started=time.time(),
            clock=time.perf_counter(),
            repetition=self.batch.repetition,
            attempt=len(self.attempts) + 1,
            worker=self.worker,
        )
        if scenario not in self.selection.to_run:
            return
        if not self.attempts:
            self.results.scenario_started(scenario)
        if not scenario.steps:
            self.fail(scenario, Failure("The scenario has no steps: it checks nothing."))

    def teardown_capture(self) -> None:
        """Notice that a scenario has ended, and record it."""
        super().teardown_capture()
        scenario, self.running = self.running, None
        notes = self.notes.pop(scenario)
        if scenario not in self.selection.to_run:
            return
        notes.duration = notes.took - notes.evidence_took
        if scenario.status is Status.cleanup_error and not notes.failures:
            notes.failures.append(Failure("A clean-up failed.", "cleanup"))
        self.attempts.append(record_scenario(scenario, outcome_of(scenario, notes), notes))

    def _settle(self) -> None:
        """Hand over how the last scenario ended; only now is it sure not to be tried again."""
        if not self.attempts:
            return
        *earlier, last = self.attempts
        self.attempts = []
        self.ended.add(self.last)
        if earlier:
            last = replace(last, earlier=tuple(earlier))
        self.results.scenario_ended(self.last, last)

    def _note_phrase(self, step: Step, found: Found) -> None:
        """Remember the phrase of a step; behave tells it to formatters only, and not of all."""
        if self.running and id(step) in self.own_steps:
            seen = self.noted.on(step)
            seen.phrase, seen.arguments = found.phrase, found.arguments


def _share_file_name(feature: Feature) -> None:
    """Let a feature and its steps share one text; behave makes another one for each."""
    name = feature.location.filename
    for scenario in feature.walk_scenarios(with_outlines=True):
        for statement in (scenario, *scenario.steps):
            statement.location.filename = name
