"""Tell listeners what happens in a run: at once, and once more in the order of the files.

Listeners are formatters and whatever else reports on a run; each may have any of these methods:

    run_started(total: int, expected: float)
    scenario_started(location: Location, title: str)
    scenario_recorded(scenario: ScenarioOutcome)
    time_passed()

as it happens, in several processes maybe; and feature by feature, as soon as everything before is
complete, so that a run in any order is told as one from the first file to the last:

    feature_started(file: str)
    scenario_ended(scenario: ScenarioOutcome)
    feature_ended(feature: FeatureOutcome, duration: float)
    run_ended(run: RunOutcome)
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from behave.model import Feature, Scenario

from acceptance.running.tracebacks import relative
from acceptance.stream.outcomes import FeatureOutcome, ScenarioOutcome


@dataclass
class _Waiting:
    """A feature that is not told to its end."""

    scenarios: deque[Scenario]  # the runs that are still to be told, one entry for each
    left_out: Counter[Scenario] = field(default_factory=Counter)
    outcomes: dict[Scenario, deque[ScenarioOutcome]] = field(default_factory=dict)
    has_begun: bool = False
    is_open: bool = False
    duration: float = 0.0


class Announcer:
    """Tell what came out of the scenarios, in order."""

    def __init__(self, summarise: Callable[[Feature], FeatureOutcome]):
        self.listeners: list[object] = []
        self.summarise = summarise
        self._waiting: dict[Feature, _Waiting] = {}

    def tell(self, event: str, *args) -> None:
        """Tell every listener who wants to know."""
        for listener in self.listeners:
            method = getattr(listener, event, None)
            if method:
                method(*args)

    def expect(self, runs: Mapping[Feature, Iterable[Scenario]]) -> None:
        """Learn what is to be told of each feature, in the order of the files."""
        self._waiting = {feature: _Waiting(deque(runs[feature])) for feature in runs}

    def begin(self, feature: Feature) -> None:
        """Hear that something of a feature begins to run."""
        if feature in self._waiting:
            self._waiting[feature].has_begun = True
            self._go_on()

    def record(self, feature: Feature, scenario: Scenario, outcome: ScenarioOutcome) -> None:
        """Tell an outcome."""
        self.tell("scenario_recorded", outcome)
        self._waiting[feature].outcomes.setdefault(scenario, deque()).append(outcome)
        self._go_on()

    def leave_out(self, feature: Feature, scenarios: Iterable[Scenario]) -> None:
        """Wait no longer for a run of each of these."""
        self._waiting[feature].left_out.update(scenarios)
        self._go_on()

    def finish(self) -> None:
        """Tell the rest of what began; what it waits for will never come."""
        for feature, waiting in self._waiting.items():
            if waiting.has_begun:
                waiting.left_out.update(waiting.scenarios)
                self._tell_on(feature, waiting)
        self._waiting = {}

    def _go_on(self) -> None:
        """Tell as much as has no gap."""
        while self._waiting:
            feature, waiting = next(iter(self._waiting.items()))
            if waiting.scenarios and not waiting.has_begun:
                return
            self._tell_on(feature, waiting)
            if waiting.scenarios:
                return
            del self._waiting[feature]

    def _tell_on(self, feature: Feature, waiting: _Waiting) -> None:
        """Tell what is new of a feature, and its end if that was all."""
        if not waiting.is_open:
            waiting.is_open = True
            self.tell("feature_started", relative(feature.filename))
        while waiting.scenarios:
            scenario = waiting.scenarios[0]
            if waiting.outcomes.get(scenario):
                outcome = waiting.outcomes[scenario].popleft()
                waiting.duration += outcome.duration
                self.tell("scenario_ended", outcome)
            elif waiting.left_out[scenario]:
                waiting.left_out[scenario] -= 1
            else:
                return
            waiting.scenarios.popleft()
        self.tell("feature_ended", self.summarise(feature), waiting.duration)
