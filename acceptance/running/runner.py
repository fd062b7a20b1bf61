"""behave's side of a run: features are loaded and run, and what comes out is recorded."""

import io
import time
from pathlib import Path

from behave.configuration import Configuration
from behave.formatter._registry import make_formatters
from behave.model import Feature, Scenario
from behave.model_type import Status
from behave.runner import Context, the_step_registry
from behave_django.environment import BehaveHooksMixin

from acceptance.reports.outcomes import (
    Failure,
    FeatureOutcome,
    Outcome,
    RunOutcome,
    ScenarioOutcome,
)
from acceptance.running.errors import parse
from acceptance.running.evidence import Keep
from acceptance.running.hooks import HookRunner
from acceptance.running.recording import (
    Notes,
    failure_of,
    outcome_of,
    record_scenario,
)
from acceptance.running.selection import Selection, is_planned
from acceptance.running.tracebacks import relative


class ScenarioRunner(HookRunner):
    """Run features with Django around every scenario, and record what comes out.

    Formatters may have any of the methods `feature_started(file)`,
    `scenario_ended(ScenarioOutcome)`, `feature_ended(FeatureOutcome, duration)` and
    `run_ended(RunOutcome)` besides behave's own.
    """

    def __init__(self, config: Configuration, django_runner: BehaveHooksMixin, keep: Keep):
        super().__init__(config, django_runner, keep)
        self.step_registry = the_step_registry
        self.selection = Selection()
        self.started = 0.0
        self.outcomes: dict[Scenario, ScenarioOutcome] = {}
        self.outcome: RunOutcome | None = None

    def load(self) -> None:
        """Load hooks, phrases and features."""
        # behave reports unreadable phrases here and goes on; they are collected instead.
        self.step_registry.error_handler.clear()
        self.step_registry.error_handler.file = io.StringIO()
        self.setup_paths()
        self.context = Context(self)
        self.load_hooks()
        self.load_step_definitions()
        locations = [at for at in self.feature_locations() if not self.config.exclude(at)]
        self.features.extend(parse(locations, self.config.lang))
        self._note_files_without_feature({Path(at.filename).resolve() for at in locations})

    def _note_files_without_feature(self, files: set[Path]) -> None:
        if self.config.name or not self.config.tag_expression.check([]):
            return
        for file in sorted(files - {Path(feature.filename).resolve() for feature in self.features}):
            self.add_problem(None, relative(file), Failure("The file has no feature."))

    def run_model(self, features: list[Feature] | None = None) -> bool:
        """Run every feature; return whether the run failed."""
        try:
            return self._run_features()
        except BaseException:
            # A browser that is still open when Python ends would be waited for without end.
            self.context._do_remaining_cleanups()
            raise

    def _run_features(self) -> bool:
        began = time.perf_counter()
        self.formatters = [*make_formatters(self.config, self.config.outputs), self.watcher]
        self.run_hook("before_all")
        for feature in self.features:
            if not self.stopped_by and not self.aborted:
                self._run_feature(feature)
            for reporter in self.config.reporters:
                reporter.feature(feature)
        self._finish()
        self.outcome = RunOutcome(
            features=tuple(map(self._feature_outcome, self.features)),
            problems=tuple(self.problems[None]),
            duration=time.perf_counter() - began,
            dry_run=self.config.dry_run,
            interrupted=self.interrupted,
            stopped_by=self.stopped_by or ("Aborted" if self.aborted else ""),
        )
        self._tell("run_ended", self.outcome)
        for formatter in self.formatters:
            formatter.close()
        for reporter in self.config.reporters:
            reporter.end()
        return self.outcome.exit_code != 0

    def _run_feature(self, feature: Feature) -> None:
        began = time.perf_counter()
        self.feature = feature
        for formatter in self.formatters:
            formatter.uri(feature.filename)
        is_shown = self._is_shown(feature)
        if is_shown:
            self._tell("feature_started", relative(feature.filename))
        for location, sentence in self.selection.empty.get(feature, ()):
            self.add_problem(feature, str(location), Failure(sentence))
        try:
            failed = feature.run(self)
        except (KeyboardInterrupt, SystemExit) as error:
            self._recover(error)
            failed = True
        if is_shown:
            took = time.perf_counter() - began
            self._tell("feature_ended", self._feature_outcome(feature), took)
        failed = failed or bool(self.problems.get(feature))
        if failed and self.config.stop and not self.interrupted:
            self.stopped_by = "Stopped at the first failure"

    def _is_shown(self, feature: Feature) -> bool:
        scenarios = feature.walk_scenarios()
        kinds = (self.selection.to_run, self.selection.planned)
        has_any = any(not kind.isdisjoint(scenarios) for kind in kinds)
        return has_any or bool(self.selection.empty.get(feature))

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

    def _finish(self) -> None:
        """Run `after_all` and the clean-ups that are left."""
        self.run_hook_with_capture("after_all")
        failed_before = len(self.problems[None])
        try:
            self.context._do_remaining_cleanups()
        except Exception as error:
            if len(self.problems[None]) == failed_before:
                self.add_problem(None, "the run", failure_of(error, "cleanup"))

    def setup_capture(self, name: str | None = None) -> None:
        """Notice that a scenario begins."""
        super().setup_capture(name=name)
        self.running = self.context.scenario
        self.notes[self.running] = Notes()
        self.watcher.last = None
        self.started = time.perf_counter()
        if self.running in self.selection.to_run and not self.running.steps:
            self.fail(self.running, Failure("The scenario has no steps: it checks nothing."))

    def teardown_capture(self) -> None:
        """Notice that a scenario has ended, and record it."""
        super().teardown_capture()
        scenario, self.running = self.running, None
        notes = self.note_on(scenario)
        notes.duration = time.perf_counter() - self.started - notes.evidence_took
        if scenario.status is Status.cleanup_error and not notes.failures:
            notes.failures.append(Failure("A clean-up failed.", "cleanup"))
        self.outcomes[scenario] = self._record(scenario)
        self._tell("scenario_ended", self.outcomes[scenario])

    def _record(self, scenario: Scenario) -> ScenarioOutcome:
        notes = self.notes.get(scenario, Notes())
        if scenario in self.selection.planned:
            outcome = Outcome.PLANNED
        elif scenario not in self.selection.to_run:
            outcome = Outcome.NOT_SELECTED
        else:
            outcome = outcome_of(scenario, notes)
        return record_scenario(scenario, outcome, notes, self.step_registry)

    def _feature_outcome(self, feature: Feature) -> FeatureOutcome:
        return FeatureOutcome(
            file=relative(feature.filename),
            name=feature.name,
            scenarios=tuple(
                self.outcomes.get(scenario) or self._record(scenario)
                for scenario in feature.walk_scenarios()
            ),
            problems=tuple(self.problems.get(feature, ())),
            is_planned=is_planned(feature),
        )

    def _tell(self, event: str, *args) -> None:
        for formatter in self.formatters:
            method = getattr(formatter, event, None)
            if method:
                method(*args)
