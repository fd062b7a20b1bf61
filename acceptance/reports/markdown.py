"""Sum a run up in Markdown, for the page that a CI shows: failures first, each with its reason.

Whatever comes from the project stands in code, where nothing is markup, and never in a table.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import takewhile

from acceptance.reports.characters import on_one_line, visible
from acceptance.reports.failures import (
    describe_problem,
    describe_scenario,
    full_reason,
    scenario_name,
)
from acceptance.reports.slowest import PhraseUse, slowest_phrases, slowest_scenarios
from acceptance.reports.summary import (
    ORDER,
    counted,
    how_it_ended,
    planned_without_scenarios,
    plural,
    steps_of_run,
    undefined_steps,
)
from acceptance.reports.terminal import Terminal
from acceptance.stream.outcomes import (
    FEW,
    Failure,
    Outcome,
    Problem,
    RunOutcome,
    ScenarioOutcome,
)

PLAIN = Terminal(io.StringIO(), "off")
# GitHub takes 1,024 KiB; headings and the sentences on what was cut need the rest.
MOST_BYTES = 1_000_000
NOTHING = "–"  # an empty quotation would be none
LONGEST_LINE = 1_000
LONGEST_REASON = 5_000
LONGEST_TELLING = 30_000


class Page:
    """A page that stays below its limit: lists that are too long are cut, and say so."""

    def __init__(self):
        self.blocks: list[str] = []
        self.room = MOST_BYTES

    def add(self, *blocks: str) -> None:
        """Add blocks that are short whatever the run was."""
        self.blocks += blocks

    def add_section(
        self,
        title: str,
        things: Iterable[object],
        tell: Callable[..., str] = str,
        folded: bool = False,
    ) -> None:
        """Add a heading and what is to be told of each thing, if there are any."""
        found = list(things)
        if not found:
            return
        self.add(f"<details><summary>{title}</summary>" if folded else f"## {title}")
        told = [*takewhile(self._fits, map(tell, found))]
        self.add(("\n" if told and told[0].startswith("- ") else "\n\n").join(told))
        if len(told) < len(found):
            self.add(f"… and {len(found) - len(told)} more, cut to keep this page short enough.")
        if folded:
            self.add("</details>")

    def _fits(self, item: str) -> bool:
        size = len(item.encode()) + len("\n\n")
        fits = size <= self.room
        self.room -= size if fits else 0
        return fits

    def __str__(self) -> str:
        return "\n\n".join(filter(None, self.blocks)) + "\n"


def render(run: RunOutcome) -> str:
    """Write the page."""
    page = Page()
    page.add(f"# {_verdict(run)}", *map(_code, how_it_ended(run)), _table(run), _conditions(run))
    failed = filter(_needs_telling, run.scenarios)
    page.add_section("Failed scenarios", failed, _failed_scenario)
    page.add_section("Failed outside the scenarios", run.all_problems, _problem)
    page.add_section("Undefined steps, no phrase matches them", _undefined(run))
    page.add_section("Flaky", _flaky(run))
    page.add_section("Planned", _planned(run), folded=True)
    page.add_section("Skipped, and why", _skipped(run), folded=True)
    page.add_section("Never ran", _never_ran(run), folded=True)
    page.add_section("Slowest scenarios", slowest_scenarios(run), _slow, folded=True)
    page.add_section("Slowest phrases", slowest_phrases(run), _slow_phrase, folded=True)
    return str(page)


def _verdict(run: RunOutcome) -> str:
    told = [o for o in ORDER if run.counts[o] and o is not Outcome.NOT_SELECTED]
    parts = [f"{run.counts[outcome]} {outcome}" for outcome in told]
    if run.all_problems:
        parts.append(f"{len(run.all_problems)} failed outside the scenarios")
    said = f"{_mark(run)} {_how_it_went(run)}"
    return f"{said}: {', '.join(parts)}" if parts else said


def _mark(run: RunOutcome) -> str:
    if run.exit_code:
        return "🟡" if run.interrupted else "❌"
    return "✅" if run.passed else "⚪"


def _how_it_went(run: RunOutcome) -> str:
    if run.interrupted:
        return "Interrupted"
    if run.failed:
        return "Failed in a dry run" if run.dry_run else "Failed"
    if run.stopped_by:
        return "Stopped"
    if run.dry_run:
        return "Dry run"
    return "Passed" if run.passed else "No scenario was run"


def _table(run: RunOutcome) -> str:
    rows = {
        "scenarios": run.counts,
        "features": Counter(feature.outcome for feature in run.features),
        "steps": Counter(step.outcome for step in steps_of_run(run)),
    }
    columns = [o for o in ORDER if o is Outcome.PASSED or any(row[o] for row in rows.values())]
    lines = [["", *columns], ["---", *["---:"] * len(columns)]]
    lines += [[name, *(str(row[o]) for o in columns)] for name, row in rows.items()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _conditions(run: RunOutcome) -> str:
    parts = [f"Took {run.duration:.2f} s"]
    if run.started:
        parts.append(f"began on {datetime.fromtimestamp(run.started, UTC):%Y-%m-%d at %H:%M} UTC")
    conditions = [*run.conditions, *([("shard", str(run.shard))] if run.shard else [])]
    parts += [f"{_code(name)} {_code(value)}" for name, value in conditions]
    return ", ".join(parts) + "."


def _needs_telling(scenario: ScenarioOutcome) -> bool:
    """Tell whether something failed besides a step that no phrase matches."""
    is_undefined = scenario.outcome is Outcome.UNDEFINED
    return scenario.outcome.is_failure and bool(not is_undefined or scenario.failures)


def _failed_scenario(scenario: ScenarioOutcome) -> str:
    blocks = [
        f"### {_code(scenario_name(scenario))}",
        f"{scenario.outcome.capitalize()}: {_code(scenario.location)}",
    ]
    for step in scenario.steps:
        if step.failure:
            blocks += [f"{_code(step.text)} {_code(step.location)}", _reason(step.failure)]
    blocks += map(_reason, scenario.failures)
    blocks.append(_folded(describe_scenario(scenario, PLAIN, verbose=True)))
    return "\n\n".join(blocks)


def _problem(problem: Problem) -> str:
    telling = _folded(describe_problem(problem, PLAIN, verbose=True))
    return f"### {_code(problem.where)}\n\n{_reason(problem.failure)}\n\n{telling}"


def _reason(failure: Failure) -> str:
    return _fenced(full_reason(failure), LONGEST_REASON)


def _folded(telling: str) -> str:
    summary = "<details><summary>All that is known of it</summary>"
    return f"{summary}\n\n{_fenced(telling, LONGEST_TELLING)}\n\n</details>"


def _undefined(run: RunOutcome) -> Iterator[str]:
    for step in undefined_steps(run):
        yield f"- {_code(step.text)} {_code(step.location)}"


def _flaky(run: RunOutcome) -> Iterator[str]:
    for found in run.flaky.values():
        yield f"- {_named(found[0])}: {counted(scenario.outcome for scenario in found)}"


def _planned(run: RunOutcome) -> Iterator[str]:
    yield from (f"- {_named(s)}" for s in run.scenarios if s.outcome is Outcome.PLANNED)
    for feature in planned_without_scenarios(run):
        yield f"- {_code(feature.name)} {_code(feature.file)}: no scenarios yet"


def _skipped(run: RunOutcome) -> Iterator[str]:
    for reason, scenarios in run.skipped_by_reason.items():
        places = "".join(f" {_code(s.location)}" for s in scenarios if len(scenarios) <= FEW)
        yield f"- {plural(len(scenarios), 'scenario')}: {_code(reason)}{places}"


def _never_ran(run: RunOutcome) -> Iterator[str]:
    if run.dry_run:
        return  # it was to run none
    for scenario in run.scenarios:
        if scenario.outcome is Outcome.INTERRUPTED:
            yield f"- {_named(scenario)}: interrupted while it ran"
        elif scenario.outcome is Outcome.NOT_RUN:
            yield f"- {_named(scenario)}"


def _slow(scenario: ScenarioOutcome) -> str:
    return f"- {scenario.duration:.3f} s {_named(scenario)}"


def _slow_phrase(use: PhraseUse) -> str:
    took = f"{use.total:.3f} s in {plural(use.times, 'step')}, {use.mean:.3f} s each"
    return f"- {took}: {_code(use.phrase.pattern)} {_code(use.phrase.location)}"


def _named(scenario: ScenarioOutcome) -> str:
    return f"{_code(scenario_name(scenario))} {_code(scenario.location)}"


def _code(text: object) -> str:
    """Quote a text within a line, between more backticks than it has itself."""
    line = on_one_line(str(text)) or NOTHING
    if len(line) > LONGEST_LINE:
        line = f"{line[:LONGEST_LINE]}…"
    ticks = "`" * (_longest_run_of_backticks(line) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{padding}{line}{padding}{ticks}"


def _fenced(text: str, most: int) -> str:
    """Quote lines between longer fences than they have themselves."""
    lines = visible(text).strip("\n")
    if len(lines) > most:
        lines = f"{lines[:most]}\n… and {len(lines) - most} characters more"
    fence = "`" * max(3, _longest_run_of_backticks(lines) + 1)
    return f"{fence}text\n{lines}\n{fence}"


def _longest_run_of_backticks(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
