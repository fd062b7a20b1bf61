"""Collect what comes out of the scenarios, from this process or from others."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from behave.model import Feature, Scenario

from acceptance.running.announcing import Announcer
from acceptance.running.recording import Notes, record_scenario
from acceptance.running.selection import Selection, is_planned
from acceptance.running.tracebacks import relative
from acceptance.stream.outcomes import (
    Failure,
    FeatureOutcome,
    Location,
    Outcome,
    Problem,
    RunOutcome,
    ScenarioOutcome,
)

# What failed outside the scenarios: of a feature, or of the whole run.
Problems = dict[Feature | None, list[Problem]]


class Results:
    """What came out of the scenarios so far, told to listeners as it comes."""

    def __init__(self, features: Sequence[Feature], selection: Selection, repetitions: int = 1):
        self.features = features
        self.selection = selection
        self.repetitions = repetitions
        self.problems: Problems = {None: []}
        self.outcomes: dict[Scenario, list[ScenarioOutcome]] = {}
        self.announcer = Announcer(self.of_feature)
        self._has_told_planned = False
        self._numbers = {feature: number for number, feature in enumerate(features)}
        self.home = {s: feature for feature in features for s in feature.walk_scenarios()}
        self.started_at, self._clock = time.time(), time.perf_counter()
        for feature, found in selection.empty.items():
            for location, sentence in found:
                self.add_problem(feature, Problem(str(location), Failure(sentence)))

    def begin(self, expected: float) -> None:
        """Announce a run that took so many seconds the last time, or 0."""
        self.announcer.tell("run_started", len(self.selection.to_run) * self.repetitions, expected)
        self.announcer.expect(
            {
                feature: list(self._awaited(feature))
                for feature in self.features
                if self._is_told(feature)
            }
        )

    def batch_begun(self, feature: Feature) -> None:
        """Hear that something of a feature begins to run."""
        self._tell_planned()
        self.announcer.begin(feature)

    def time_passed(self) -> None:
        """Hear that nothing happened for a while."""
        self.announcer.tell("time_passed")

    def scenario_started(self, scenario: Scenario) -> None:
        """Hear that a scenario begins."""
        location = Location(relative(scenario.filename), scenario.line)
        self.announcer.tell("scenario_started", location, scenario.name)

    def scenario_ended(self, scenario: Scenario, outcome: ScenarioOutcome) -> None:
        """Keep how a scenario ended."""
        self.outcomes.setdefault(scenario, []).append(outcome)
        self.announcer.record(self.home[scenario], scenario, outcome)

    def finish(self) -> None:
        """Tell what is still to be told: nothing more will come."""
        self._tell_planned()
        self.announcer.finish()

    def left_out(self, scenarios: Iterable[Scenario]) -> None:
        """Hear that scenarios of a batch were passed over, by a hook that failed or a stop."""
        for scenario in scenarios:
            self.announcer.leave_out(self.home[scenario], [scenario])

    def add_problem(self, feature: Feature | None, problem: Problem) -> None:
        """Keep a failure outside the scenarios, once, though several processes may have it."""
        known = self.problems.setdefault(feature, [])
        if all(_told(problem) != _told(other) for other in known):
            known.append(problem)

    def number_of(self, feature: Feature) -> int:
        """Give the number by which other processes find a feature."""
        return self._numbers[feature]

    def of_feature(self, feature: Feature) -> FeatureOutcome:
        """Sum a feature up as far as it has come."""
        return FeatureOutcome(
            file=relative(feature.filename),
            name=feature.name,
            scenarios=tuple(o for s in feature.walk_scenarios() for o in self._of_scenario(s)),
            problems=tuple(self.problems.get(feature, ())),
            is_planned=is_planned(feature),
        )

    def of_run(self, **details) -> RunOutcome:
        """Sum the whole run up."""
        return RunOutcome(
            features=tuple(map(self.of_feature, self.features)),
            problems=tuple(self.problems[None]),
            started=self.started_at,
            duration=time.perf_counter() - self._clock,
            **details,
        )

    def _tell_planned(self) -> None:
        """Tell what will not run, as soon as anything runs: a project may refuse the whole run."""
        if self._has_told_planned:
            return
        self._has_told_planned = True
        for scenario in [s for s in self.home if s in self.selection.planned]:
            feature = self.home[scenario]
            if self.selection.to_run.isdisjoint(feature.walk_scenarios()):
                self.announcer.begin(feature)
            self.scenario_ended(scenario, not_run(scenario, Outcome.PLANNED))

    def _awaited(self, feature: Feature) -> Iterator[Scenario]:
        for scenario in feature.walk_scenarios():
            if scenario in self.selection.planned:
                yield scenario
            elif scenario in self.selection.to_run:
                yield from [scenario] * self.repetitions

    def _is_told(self, feature: Feature) -> bool:
        return any(True for _ in self._awaited(feature)) or bool(self.selection.empty.get(feature))

    def _of_scenario(self, scenario: Scenario) -> list[ScenarioOutcome]:
        found = sorted(self.outcomes.get(scenario, ()), key=lambda outcome: outcome.repetition)
        if scenario in self.selection.planned:
            return found
        if scenario not in self.selection.to_run:
            return [not_run(scenario, Outcome.NOT_SELECTED)]
        missing = set(range(1, self.repetitions + 1)) - {outcome.repetition for outcome in found}
        if missing:
            never_ran = not_run(scenario, Outcome.NOT_RUN)
            found += [replace(never_ran, repetition=number) for number in sorted(missing)]
        return found


def not_run(scenario: Scenario, outcome: Outcome) -> ScenarioOutcome:
    """Record a scenario that was not run, whatever an earlier repetition left in its steps."""
    for step in scenario.all_steps:
        step.reset()
    return record_scenario(scenario, outcome, Notes())


def _told(problem: Problem) -> tuple[str, str, str]:
    return problem.where, problem.failure.during, problem.failure.reason
