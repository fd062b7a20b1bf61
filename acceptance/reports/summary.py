"""Sum a run up; the last line is the one that machines read."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from acceptance.reports.failures import scenario_title
from acceptance.reports.terminal import BOLD, FAINT, Terminal
from acceptance.stream.outcomes import (
    FEW,
    FeatureOutcome,
    Outcome,
    RunOutcome,
    ScenarioOutcome,
    StepOutcome,
)

WORTH_NAMING = 1.0
USUAL = ("driver", "fast")
# The order in which outcomes are counted.
ORDER = [
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.ERROR,
    Outcome.UNDEFINED,
    Outcome.SKIPPED,
    Outcome.PLANNED,
    Outcome.INTERRUPTED,
    Outcome.NOT_RUN,
    Outcome.NOT_SELECTED,
]
# The outcomes that the closing line counts by their own names.
CLOSING = {Outcome.PASSED, Outcome.FAILED, Outcome.SKIPPED}


def closing_line(run: RunOutcome) -> str:
    """Say the outcome in the one line that nothing follows."""
    return f"scenarios: {run.passed} passed, {run.failed} failed, {run.skipped} skipped"


def describe_evidence(run: RunOutcome, index: str) -> str:
    """Say in one line what was kept of the pages, and where something is missing."""
    kept = Counter("picture" if e.is_picture else "page" for s in run.scenarios for e in s.evidence)
    parts = [plural(number, noun) for noun, number in kept.items()]
    line = f"evidence: {', '.join([index, *parts])}" if parts else "evidence: none"
    lacking = [scenario for scenario in run.scenarios if scenario.missing_evidence]
    if lacking:
        where = f"{plural(len(lacking), 'scenario')}, first {lacking[0].location}"
        line += f"; missing in {where}: {lacking[0].missing_evidence}"
    return line


def write_summary(
    run: RunOutcome,
    terminal: Terminal,
    names_failures: bool,
    evidence: str = "",
    meant: Mapping[str, str] | None = None,
) -> None:
    """Write the summary with a line on evidence, if there is one.

    `names_failures` if no report before it told the failures. `meant` says of the texts of
    steps that no phrase matches what they may have been meant to be.
    """
    if names_failures:
        _write_list(terminal, "Failed", _failed_titles(run))
    _write_list(terminal, "Undefined steps, no phrase matches them", _undefined(run, meant or {}))
    _write_list(
        terminal,
        "Planned, not run (--wip runs them)",
        [
            *map(scenario_title, _with_outcome(run, Outcome.PLANNED)),
            *(f"{f.file}  {f.name}: no scenarios yet" for f in planned_without_scenarios(run)),
        ],
    )
    _write_list(terminal, "Skipped, and why", _skipped_by_reason(run))
    _write_list(terminal, "Flaky, they came out differently", flaky_scenarios(run))
    for sentence in how_it_ended(run):
        terminal.line(terminal.paint(terminal.wrap(sentence), BOLD))
    terminal.line(f"features: {counted(feature.outcome for feature in run.features)}")
    terminal.line(f"steps: {counted(step.outcome for step in steps_of_run(run))}")
    if set(run.counts) - CLOSING:
        terminal.line(f"outcomes: {counted(run.counts.elements())}")
    if run.all_problems:
        terminal.line(f"outside the scenarios: {len(run.all_problems)} failed")
    if evidence:
        terminal.line(evidence)
    made = how_it_was_made(run)
    if made:
        terminal.line(terminal.paint(f"run with {made}", FAINT))
    terminal.line(terminal.paint(_time_taken(run), FAINT))
    passed = run.exit_code == 0
    terminal.line(
        terminal.paint_outcome(closing_line(run), Outcome.PASSED if passed else Outcome.FAILED)
    )


def _write_list(terminal: Terminal, title: str, items: Iterable[str]) -> None:
    lines = list(items)
    if lines:
        terminal.line(terminal.paint(f"{title}:", BOLD))
        for line in lines:
            terminal.line(f"  {line}")
        terminal.line()


def _failed_titles(run: RunOutcome) -> Iterator[str]:
    yield from (scenario_title(s) for s in run.scenarios if s.outcome.is_failure)
    yield from (f"{p.where}: {p.failure.during}: {p.failure.reason}" for p in run.all_problems)


def undefined_steps(run: RunOutcome) -> Collection[StepOutcome]:
    """List each undefined step once, where it stands first."""
    found: dict[str, StepOutcome] = {}
    for scenario in run.scenarios:
        for step in scenario.steps:
            if step.outcome is Outcome.UNDEFINED:
                found.setdefault(step.text, step)
    return found.values()


def _undefined(run: RunOutcome, meant: Mapping[str, str]) -> Iterator[str]:
    for step in undefined_steps(run):
        hint = f"; did you mean: {meant[step.text]}" if step.text in meant else ""
        yield f"{step.location}  {step.text}{hint}"


def flaky_scenarios(run: RunOutcome) -> Iterator[str]:
    """Name the scenarios that came out differently when they ran more than once."""
    for found in run.flaky.values():
        yield f"{scenario_title(found[0])}: {counted(scenario.outcome for scenario in found)}"


def how_it_was_made(run: RunOutcome) -> str:
    """Say what is not as usual about a run: its driver, its order, the options of the project."""
    unusual = [f"{name} {value}" for name, value in run.conditions if (name, value) != USUAL]
    if run.shard:
        unusual.append(f"part {run.shard} of the scenarios")
    return ", ".join(unusual)


def _with_outcome(run: RunOutcome, outcome: Outcome) -> Iterator[ScenarioOutcome]:
    return (scenario for scenario in run.scenarios if scenario.outcome is outcome)


def planned_without_scenarios(run: RunOutcome) -> Iterator[FeatureOutcome]:
    """Find the features that are planned, and of which nothing else is written yet."""
    return (feature for feature in run.features if feature.is_planned and not feature.scenarios)


def _skipped_by_reason(run: RunOutcome) -> Iterator[str]:
    for reason, scenarios in run.skipped_by_reason.items():
        places = " ".join(str(scenario.location) for scenario in scenarios)
        where = f"  {places}" if len(scenarios) <= FEW else ""
        yield f"{plural(len(scenarios), 'scenario')}: {reason}{where}"


def how_it_ended(run: RunOutcome) -> Iterator[str]:
    """Say in a sentence what kept scenarios from running, if anything did."""
    if run.dry_run:
        yield "Dry run: the phrases were looked up, no scenario was run."
        return
    never_ran = run.counts[Outcome.NOT_RUN]
    if run.interrupted:
        places = [f" in {s.location}" for s in _with_outcome(run, Outcome.INTERRUPTED)]
        yield f"Interrupted{' and'.join(places)}; {plural(never_ran, 'scenario')} never ran."
    elif run.stopped_by:
        yield f"{run.stopped_by}; {plural(never_ran, 'scenario')} never ran."
    elif never_ran:
        yield f"{plural(never_ran, 'scenario')} never ran."


def steps_of_run(run: RunOutcome) -> Iterator[StepOutcome]:
    """Walk through the steps of the scenarios that this run was about."""
    left_out = {Outcome.NOT_SELECTED, Outcome.PLANNED}
    return (step for s in run.scenarios if s.outcome not in left_out for step in s.steps)


def counted(outcomes: Iterable[Outcome]) -> str:
    """Count outcomes in words, with what passed in any case."""
    counts = Counter(outcomes)
    return ", ".join(f"{counts[o]} {o}" for o in ORDER if counts[o] or o is Outcome.PASSED)


def _time_taken(run: RunOutcome) -> str:
    slowest = max(run.scenarios, key=lambda scenario: scenario.duration, default=None)
    text = f"took {run.duration:.2f} s"
    if slowest and slowest.duration >= WORTH_NAMING:
        text += f", the slowest scenario {slowest.duration:.2f} s: {slowest.location}"
    return text


def plural(number: int, noun: str) -> str:
    """Count things in words."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
