"""Report a run on the console while it runs: a line per feature file, then the failures.

Where somebody watches, a bar below them tells how far the run is; it leaves no trace.

It is a behave formatter, and the default one of `manage.py behave`. What it tells comes as plain
outcomes from `acceptance.running`; under behave's own runner nobody sends them, and it stays
silent.
"""

from collections import Counter

from behave.configuration import Configuration
from behave.formatter.base import Formatter, StreamOpener
from behave.model import Step

from acceptance.reports.failures import describe_problem, describe_scenario, describe_skipped
from acceptance.reports.terminal import FAINT, Terminal
from acceptance.stream.outcomes import (
    FEW,
    FeatureOutcome,
    Location,
    Outcome,
    RunOutcome,
    ScenarioOutcome,
)

MARKS = {
    Outcome.PASSED: ".",
    Outcome.FAILED: "F",
    Outcome.ERROR: "E",
    Outcome.UNDEFINED: "U",
    Outcome.SKIPPED: "-",
    Outcome.PLANNED: "P",
    Outcome.INTERRUPTED: "I",
    Outcome.NOT_RUN: "n",
}
CONTINUATION = "    "
CAPTURED = ("stdout", "stderr", "log", "hooks")


class ConsoleFormatter(Formatter):
    """Show progress as it happens, then why scenarios failed."""

    name = "console"
    description = "A line per feature file, then the failures in full"

    def __init__(self, stream_opener: StreamOpener, config: Configuration):
        super().__init__(stream_opener, config)
        self.terminal = Terminal(self.open(), config.color)
        self.verbose = config.verbose
        self.column = 0
        self.seen: Counter[Outcome] = Counter()
        self.bar = None
        self.out = self.terminal

    def run_started(self, total: int, expected: float) -> None:
        """Show a bar, if it can be redrawn and nothing else is printed."""
        if self.terminal.can_redraw and _is_all_that_prints(self.config):
            # rich takes a while to load, and most runs of a machine have no use for it.
            from acceptance.reports.progress import Bar

            self.out = self.bar = Bar(self.terminal, total, expected)

    def scenario_started(self, location: Location, title: str) -> None:
        """Show a scenario as running."""
        if self.bar:
            self.bar.scenario_started(location, title)

    def scenario_recorded(self, scenario: ScenarioOutcome) -> None:
        """Count a scenario, before its turn has come to be marked."""
        if self.bar:
            self.bar.scenario_recorded(scenario)

    def result(self, step: Step) -> None:
        """Let the clock of a long scenario go on."""
        if self.bar:
            self.bar.refresh()

    def time_passed(self) -> None:
        """Let the clock go on while other processes are busy."""
        if self.bar:
            self.bar.refresh()

    def feature_started(self, file: str) -> None:
        """Open the line of a feature file."""
        self.out.write(f"{file} ")
        self.column = len(file) + 1

    def scenario_ended(self, scenario: ScenarioOutcome) -> None:
        """Add the mark of a scenario."""
        if scenario.outcome not in MARKS:
            return
        self.seen[scenario.outcome] += 1
        self._make_room(1)
        mark = MARKS[scenario.outcome]
        self.out.write(self.terminal.paint_outcome(mark, scenario.outcome))
        self.column += 1

    def feature_ended(self, feature: FeatureOutcome, duration: float) -> None:
        """Close the line of a feature file with the time it took."""
        if not feature.scenarios:
            self.out.write("no scenarios")
        took = f"  {duration:.2f} s"
        self._make_room(len(took))
        self.out.write(f"{self.terminal.paint(took, FAINT)}\n")
        self.column = 0

    def run_ended(self, run: RunOutcome) -> None:
        """Explain the marks, and tell what was skipped for a rare reason, and every failure."""
        self._remove_bar()
        if self.column:
            self.terminal.line()
        self.terminal.line()
        if set(self.seen) - {Outcome.PASSED}:
            legend = "   ".join(f"{MARKS[o]} {o}" for o in MARKS if o in self.seen)
            self.terminal.line(self.terminal.paint(self.terminal.wrap(legend), FAINT))
            self.terminal.line()
        few = [found for found in run.skipped_by_reason.values() if len(found) <= FEW]
        skipped = [describe_skipped(s, self.terminal) for found in few for s in found]
        if skipped:
            self._tell("\n".join(skipped))
        for scenario in run.scenarios:
            if scenario.outcome.is_failure:
                self._tell(describe_scenario(scenario, self.terminal, self.verbose))
        for problem in run.all_problems:
            self._tell(describe_problem(problem, self.terminal, self.verbose))

    def close(self) -> None:
        """Leave the terminal in order, however the run ended."""
        self._remove_bar()
        super().close()

    def _remove_bar(self) -> None:
        bar, self.bar, self.out = self.bar, None, self.terminal
        if bar:
            bar.remove()

    def _tell(self, text: str) -> None:
        self.terminal.line(text)
        self.terminal.line()

    def _make_room(self, width: int) -> None:
        if self.column + width > self.terminal.width:
            self.out.write(f"\n{CONTINUATION}")
            self.column = len(CONTINUATION)


def _is_all_that_prints(config: Configuration) -> bool:
    """Tell whether neither steps, nor hooks, nor a second format print between our lines."""
    to_files = sum(bool(output.name) for output in config.outputs)
    captured = (getattr(config, f"capture_{what}") for what in CAPTURED)
    return len(config.format) - to_files <= 1 and all(captured)
