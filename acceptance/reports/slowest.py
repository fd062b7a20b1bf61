"""Name the scenarios and the phrases that take the most time."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest

from acceptance.reports.characters import visible
from acceptance.reports.failures import scenario_title
from acceptance.stream.outcomes import Location, Phrase, RunOutcome, ScenarioOutcome

MANY = 10
NOTHING = "No scenario was run."


@dataclass(frozen=True)
class PhraseUse:
    """How often steps used a phrase, and how many seconds they took together."""

    phrase: Phrase
    times: int
    total: float

    @property
    def mean(self) -> float:
        """Give the seconds that one step took."""
        return self.total / self.times


def slowest_scenarios(run: RunOutcome) -> list[ScenarioOutcome]:
    """Find the ten slowest scenarios; of one that was repeated, its slowest repetition."""
    slowest: dict[Location, ScenarioOutcome] = {}
    for scenario in run.scenarios:
        known = slowest.get(scenario.location)
        if scenario.duration and (known is None or known.duration < scenario.duration):
            slowest[scenario.location] = scenario
    return nlargest(MANY, slowest.values(), key=lambda scenario: scenario.duration)


def slowest_phrases(run: RunOutcome) -> list[PhraseUse]:
    """Find the ten phrases that took the most time in all, earlier attempts included."""
    durations: dict[Phrase, list[float]] = {}
    for scenario in run.scenarios:
        for attempt in (*scenario.earlier, scenario):
            for step in attempt.steps:
                if step.phrase and step.started:
                    durations.setdefault(step.phrase, []).append(step.duration)
    uses = (PhraseUse(phrase, len(took), sum(took)) for phrase, took in durations.items())
    return nlargest(MANY, uses, key=lambda use: use.total)


def render(run: RunOutcome) -> str:
    """List both for a terminal."""
    return "\n".join(_lines(run)) + "\n"


def _lines(run: RunOutcome) -> Iterator[str]:
    scenarios, phrases = slowest_scenarios(run), slowest_phrases(run)
    if not scenarios:
        yield NOTHING
        return
    yield "Slowest scenarios:"
    for scenario in scenarios:
        yield f"  {scenario.duration:8.3f} s  {visible(scenario_title(scenario))}"
    if phrases:
        yield ""
        yield "Slowest phrases:"
        yield "      total   times        mean"
        for use in phrases:
            figures = f"{use.total:8.3f} s  {use.times:6}  {use.mean:8.3f} s"
            yield f"  {figures}  {visible(use.phrase.pattern)}  {use.phrase.location}"
