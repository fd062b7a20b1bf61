"""Say in plain words what became of a scenario; the technical details come after."""

from collections import Counter
from collections.abc import Iterable, Iterator

from acceptance.reports.failures import full_reason
from acceptance.reports.living.model import (
    WEIGHT,
    Result,
    Scenario,
    Share,
    Specification,
    share_of,
)
from acceptance.reports.summary import plural
from acceptance.stream.outcomes import Failure, Outcome, RunOutcome, ScenarioOutcome

WORDS = {
    Outcome.PASSED: "Passed",
    Outcome.FAILED: "Failed",
    Outcome.ERROR: "Error",
    Outcome.UNDEFINED: "Undefined",
    Outcome.SKIPPED: "Skipped",
    Outcome.PLANNED: "Planned",
    Outcome.INTERRUPTED: "Interrupted",
    Outcome.NOT_RUN: "Never ran",
    Outcome.NOT_SELECTED: "Not selected",
}


def what_became_of(scenario: Scenario) -> str:
    """Say what became of a scenario in all runs, of an outline how its examples came out."""
    if scenario.own_results:
        return sentence_on(worst(scenario.own_results))
    counts = Counter(map(share_of, scenario.outcomes))
    number = counts.total()
    if not number:
        return "It is an outline without examples: there is nothing to check yet."
    if counts[Share.PASSED] == number:
        return f"All {number} examples passed." if number > 1 else "Its one example passed."
    told = ", ".join(f"{counts[share]} {share}" for share in Share if counts[share])
    return f"Of {plural(number, 'example')}: {told}."


def sentence_on(result: Result) -> str:
    """Say what became of a scenario, or of an example, in a run."""
    earlier = [WORDS[attempt.outcome].lower() for attempt in result.scenario.earlier]
    told = f" Earlier attempts of the same run: {', '.join(earlier)}." if earlier else ""
    return _sentence(result) + told


def _sentence(result: Result) -> str:
    scenario, run = result.scenario, result.run.outcome
    match scenario.outcome:
        case Outcome.PASSED:
            number = len(scenario.steps)
            return f"All {number} steps held." if number > 1 else "Its one step held."
        case Outcome.FAILED:
            return f"The product does not do what is written here{_where(scenario)}."
        case Outcome.ERROR:
            return f"It broke off with an error{_where(scenario)}."
        case Outcome.UNDEFINED:
            return f"It was not checked: no phrase says “{_undefined(scenario)}” yet."
        case Outcome.SKIPPED:
            return f"It was skipped: {scenario.skip_reason}."
        case Outcome.PLANNED:
            return "It is planned: written down, and not built yet."
        case Outcome.INTERRUPTED:
            return "The run ended while it was running."
        case Outcome.NOT_RUN:
            return f"It never ran: {_why_not(run)}."
    return "The run was asked for other scenarios."


def reason_in_a_line(scenario: Scenario) -> str:
    """Say why a scenario fails, in the first line of what is known."""
    result = worst(scenario.results)
    if result is None:
        return ""
    for failure in failures_of(result.scenario):
        return full_reason(failure).partition("\n")[0]
    return sentence_on(result)


def failures_of(scenario: ScenarioOutcome) -> Iterator[Failure]:
    """Walk through all that failed in a scenario."""
    yield from (step.failure for step in scenario.steps if step.failure)
    yield from scenario.failures


def worst(results: Iterable[Result]) -> Result | None:
    """Choose the result that outweighs the others."""
    return min(results, key=lambda r: WEIGHT.index(r.scenario.outcome), default=None)


def verdict(specification: Specification) -> str:
    """Say in a sentence how the product stands."""
    counts = Counter(share_of(o) for s in specification.scenarios for o in s.outcomes)
    failing, number = counts[Share.FAILING], counts.total()
    if failing:
        verb = "is" if failing == 1 else "are"
        return f"{failing} of {plural(number, 'scenario')} {verb} failing."
    if specification.problems or any(f.problems for f in specification.features):
        return "Something failed around the scenarios."
    if not counts[Share.PASSED]:
        return "Nothing has been checked yet."
    left = counts[Share.NOT_RUN]
    if left:
        verb = "was" if left == 1 else "were"
        return f"Everything that was checked works; {plural(left, 'scenario')} {verb} not run."
    return "Everything works."


def _where(scenario: ScenarioOutcome) -> str:
    found = next((step for step in scenario.steps if step.failure), None)
    return f", at “{found.text}”" if found else ""


def _undefined(scenario: ScenarioOutcome) -> str:
    steps = (step.text for step in scenario.steps if step.outcome is Outcome.UNDEFINED)
    return next(steps, "one of its steps")


def _why_not(run: RunOutcome) -> str:
    if run.interrupted:
        return "the run was interrupted before"
    if run.stopped_by:
        return f"the run ended before ({run.stopped_by[:1].lower()}{run.stopped_by[1:]})"
    return "the run did not get to it"
