"""Tell in full why scenarios failed or were skipped, in the order in which somebody asks."""

from collections.abc import Iterator
from textwrap import indent

from acceptance.reports.terminal import ARROW, BOLD, FAINT, Terminal
from acceptance.stream.outcomes import Failure, Outcome, Problem, ScenarioOutcome, StepOutcome

STEP_MARKS = {Outcome.PASSED: "✓", Outcome.UNDEFINED: "?"}
FAILED_STEP = "✗"


def scenario_title(scenario: ScenarioOutcome) -> str:
    """Name a scenario with its rule, behind the location that runs it again."""
    return f"{scenario.location}  {f' {ARROW} '.join(scenario.path)}"


def scenario_name(scenario: ScenarioOutcome) -> str:
    """Name a scenario with its rule, and which of its repetitions it is."""
    name = f" {ARROW} ".join(scenario.path) or str(scenario.location)
    return f"{name} (repetition {scenario.repetition})" if scenario.repetition > 1 else name


def describe_scenario(scenario: ScenarioOutcome, terminal: Terminal, verbose: bool) -> str:
    """Tell a failed scenario: its steps as far as it got, and everything about the failure."""
    lines = [_heading(scenario, terminal)]
    for step in _steps_so_far(scenario):
        lines += _describe_step(step, terminal, verbose)
    for failure in scenario.failures:
        lines += _describe_failure(failure, terminal, verbose, margin="  ")
    return "\n".join(lines)


def describe_skipped(scenario: ScenarioOutcome, terminal: Terminal) -> str:
    """Tell why a scenario was skipped."""
    return f"{_heading(scenario, terminal)}\n  {scenario.skip_reason}"


def describe_problem(problem: Problem, terminal: Terminal, verbose: bool) -> str:
    """Tell a failure that belongs to no scenario."""
    heading = terminal.paint_outcome("ERROR", Outcome.ERROR)
    lines = [f"{heading}  {terminal.paint(problem.where, BOLD)}"]
    lines += _describe_failure(problem.failure, terminal, verbose, margin="  ")
    return "\n".join(lines)


def full_reason(failure: Failure) -> str:
    """Say why something failed, and during what if it was no step."""
    return f"{failure.during}: {failure.reason}" if failure.during else failure.reason


def _heading(scenario: ScenarioOutcome, terminal: Terminal) -> str:
    outcome = terminal.paint_outcome(scenario.outcome.upper(), scenario.outcome)
    return f"{outcome}  {terminal.paint(scenario_title(scenario), BOLD)}"


def _steps_so_far(scenario: ScenarioOutcome) -> Iterator[StepOutcome]:
    for step in scenario.steps:
        if step.outcome is not Outcome.PASSED and not step.failure:
            return
        yield step


def _describe_step(step: StepOutcome, terminal: Terminal, verbose: bool) -> Iterator[str]:
    mark = STEP_MARKS.get(step.outcome, FAILED_STEP)
    yield f"  {terminal.paint_outcome(mark, step.outcome)} {step.text}"
    if not step.failure:
        return
    if step.argument:
        yield indent(step.argument, " " * 6)
    yield f"      {terminal.paint(f'step    {step.location}', FAINT)}"
    if step.phrase:
        phrase = step.phrase
        yield f"      {terminal.paint(f'phrase  {phrase.location}  {phrase.pattern}', FAINT)}"
    yield from _describe_failure(step.failure, terminal, verbose, margin="      ")


def _describe_failure(
    failure: Failure, terminal: Terminal, verbose: bool, margin: str
) -> Iterator[str]:
    first, *others = full_reason(failure).splitlines() or [""]
    yield margin + terminal.paint(first, BOLD)
    yield from (f"{margin}{line}".rstrip() for line in others)
    yield from (margin + line for line in _code_lines(failure, verbose))
    for name, text in failure.captured:
        yield f"{margin}captured {name}:"
        yield indent(text.rstrip(), f"{margin}  ")
    if failure.page:
        yield f"{margin}last page:"
        yield indent(failure.page.description.rstrip(), f"{margin}  ")
        for file in filter(None, (failure.page.file, *failure.page.details)):
            yield f"{margin}  kept as {file}"


def _code_lines(failure: Failure, verbose: bool) -> Iterator[str]:
    if verbose and failure.traceback:
        yield from failure.traceback.rstrip().splitlines()
        return
    for frame in failure.frames:
        yield f"at {frame.location}: {frame.source}"
        yield from (f"   with {value}" for value in frame.values)
