"""Report a run on the console while it runs: a line per feature file, then the failures.

It is a behave formatter, and the default one of `manage.py behave`. What it tells comes as plain
outcomes from `acceptance.running`; under behave's own runner nobody sends them, and it stays
silent.
"""

from collections import Counter

from behave.configuration import Configuration
from behave.formatter.base import Formatter, StreamOpener

from acceptance.reports.failures import describe_problem, describe_scenario, describe_skipped
from acceptance.reports.outcomes import FEW, FeatureOutcome, Outcome, RunOutcome, ScenarioOutcome
from acceptance.reports.terminal import FAINT, Terminal

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

    def feature_started(self, file: str) -> None:
        """Open the line of a feature file."""
        self.terminal.write(f"{file} ")
        self.column = len(file) + 1

    def scenario_ended(self, scenario: ScenarioOutcome) -> None:
        """Add the mark of a scenario."""
        if scenario.outcome not in MARKS:
            return
        self.seen[scenario.outcome] += 1
        self._make_room(1)
        mark = MARKS[scenario.outcome]
        self.terminal.write(self.terminal.paint_outcome(mark, scenario.outcome))
        self.column += 1

    def feature_ended(self, feature: FeatureOutcome, duration: float) -> None:
        """Close the line of a feature file with the time it took."""
        if not feature.scenarios:
            self.terminal.write("no scenarios")
        took = f"  {duration:.2f} s"
        self._make_room(len(took))
        self.terminal.line(self.terminal.paint(took, FAINT))
        self.column = 0

    def run_ended(self, run: RunOutcome) -> None:
        """Explain the marks, and tell what was skipped for a rare reason, and every failure."""
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

    def _tell(self, text: str) -> None:
        self.terminal.line(text)
        self.terminal.line()

    def _make_room(self, width: int) -> None:
        if self.column + width > self.terminal.width:
            self.terminal.write(f"\n{CONTINUATION}")
            self.column = len(CONTINUATION)
