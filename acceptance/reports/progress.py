"""Show how far a run is while somebody watches: a few lines below everything else.

They are drawn only when something happens. A thread that drew them from time to time would not
survive the forks of a parallel run.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress_bar import ProgressBar

from acceptance.reports.failures import scenario_title
from acceptance.reports.terminal import BOLD, COLOURS, FAINT, Terminal
from acceptance.stream.outcomes import Location, Outcome, ScenarioOutcome

# It is drawn ten times a second at most; after a pause as often as it could have been meanwhile,
# but no longer than this counts.
INTERVAL = 0.1
SAVED_UP = 0.5
# Before so much of a run is over, what is left of it is guesswork.
TELLING_SHARE = 0.1
TELLING_SECONDS = 1.0
FAILURES = 3
WIDEST_BAR = 40
NARROWEST_BAR = 10
GAP = "  "
NOT_COUNTED = {Outcome.PLANNED, Outcome.NOT_SELECTED}

ERASE_LINE, ERASE_BELOW = "\x1b[K", "\x1b[J"
WRAP_OFF, WRAP_ON = "\x1b[?7l", "\x1b[?7h"


@dataclass(frozen=True)
class Part:
    """A part of the line of figures; the highest rank goes first when there is little room."""

    text: str
    rank: int
    colour: str = ""


class Progress:
    """What is known of a run while it goes on."""

    def __init__(self, total: int, expected: float):
        self.total = total
        self.expected = expected
        self.began = monotonic()
        self.passed = 0
        self.failed: list[ScenarioOutcome] = []
        self.skipped = 0
        self.seconds = 0.0
        self.running: dict[Location, str] = {}

    @property
    def done(self) -> int:
        """Count the scenarios that have ended."""
        return self.passed + len(self.failed) + self.skipped

    def record(self, scenario: ScenarioOutcome) -> None:
        """Count a scenario as what it came out as."""
        self.running.pop(scenario.location, None)
        if scenario.outcome in NOT_COUNTED:
            return
        self.seconds += scenario.duration
        if scenario.outcome is Outcome.PASSED:
            self.passed += 1
        elif scenario.outcome.is_failure:
            self.failed.append(scenario)
        else:
            self.skipped += 1

    def time_left(self, elapsed: float) -> float | None:
        """Estimate the seconds to come, if that can be done in earnest.

        The durations of the last run say more than numbers, as long scenarios are not spread
        evenly. Once they are used up, this run is slower, and numbers are all that is left.
        """
        share = self.seconds / self.expected if self.expected else 0.0
        if not 0 < share < 1:
            share = self.done / self.total
        if elapsed < TELLING_SECONDS or not TELLING_SHARE <= share <= 1:
            return None
        return elapsed * (1 - share) / share


class Bar:
    """The lines at the bottom of a terminal; what is written meanwhile goes above them.

    The cursor rests on their first character. To erase from there clears them, even if the window
    was made narrower and they were wrapped. It stays visible, and nothing else about the terminal
    is changed for longer than one write: a run that is killed leaves nothing to repair.
    """

    def __init__(self, terminal: Terminal, total: int, expected: float):
        self.terminal = terminal
        self.progress = Progress(total, expected)
        self.console = Console(
            file=terminal.stream,
            force_terminal=True,
            color_system="standard" if terminal.is_coloured else None,
            no_color=not terminal.is_coloured,
        )
        self.waiting = ""
        self.rows = 0
        self.due = 0.0

    def write(self, text: str) -> None:
        """Write above the bar; a line shows when it is whole, together with the next bar."""
        self.waiting += text
        if "\n" in text:
            self.refresh()

    def scenario_started(self, location: Location, title: str) -> None:
        """Show a scenario as running."""
        self.progress.running[location] = title
        self.refresh()

    def scenario_recorded(self, scenario: ScenarioOutcome) -> None:
        """Show what became of a scenario; if nothing else runs, the next one is about to start."""
        self.progress.record(scenario)
        if self.progress.running:
            self.refresh()

    def refresh(self) -> None:
        """Draw the bar again, if that was not done just now.

        It first shows when a scenario runs: what before_all prints, nobody captures.
        """
        now = monotonic()
        if now >= self.due and (self.rows or self.progress.running):
            self.due = max(self.due, now - SAVED_UP) + INTERVAL
            whole, newline, self.waiting = self.waiting.rpartition("\n")
            self._show(whole + newline, self._lay_out(now - self.progress.began))

    def remove(self) -> None:
        """Erase the bar, and show what waits, a line that has only begun as well."""
        self._show(self.waiting, [])

    def _show(self, above: str, lines: list[str]) -> None:
        """Put lines in the place of those that were shown, below a text that stays."""
        old, self.rows = self.rows, len(lines)
        erase = "\n".join([ERASE_LINE] * old) + ERASE_BELOW + _back(old) if old else ""
        bar = WRAP_OFF + "\n".join(lines) + WRAP_ON + _back(len(lines)) if lines else ""
        self.terminal.write(f"{erase}{above}{bar}")

    def _lay_out(self, elapsed: float) -> list[str]:
        self.terminal.measure()
        # The last column stays free: some terminals wrap as soon as it is written to.
        width = self.terminal.width - 1
        room = max(self.terminal.height - 1, 1)
        lines = [self._figures(width, elapsed), *self._running(width)][:room]
        return [*self._failures(width, room - len(lines)), *lines]

    def _failures(self, width: int, room: int) -> Iterator[str]:
        """Name the last failures; all of them are told in full at the end."""
        number = min(len(self.progress.failed), room, FAILURES)
        for scenario in self.progress.failed[len(self.progress.failed) - number :]:
            outcome = scenario.outcome.upper()
            title = self._cut(scenario_title(scenario), width - len(outcome) - len(GAP))
            yield f"{self.terminal.paint_outcome(outcome, scenario.outcome)}{GAP}{title}"

    def _figures(self, width: int, elapsed: float) -> str:
        parts = list(self._parts(elapsed))
        while _length(parts) > width:
            parts.remove(max(parts, key=lambda part: part.rank))
        painted = [self.terminal.paint(p.text, p.colour) if p.colour else p.text for p in parts]
        space = min(width - _length(parts) - len(GAP), WIDEST_BAR)
        return GAP.join([self._bar(space), *painted] if space >= NARROWEST_BAR else painted)

    def _parts(self, elapsed: float) -> Iterator[Part]:
        progress = self.progress
        failed = len(progress.failed)
        left = progress.time_left(elapsed)
        total = str(progress.total)
        yield Part(f"{progress.done:>{len(total)}}/{total}", 0)
        yield Part(f"{progress.passed} passed", 2, COLOURS[Outcome.PASSED])
        yield Part(f"{failed} failed", 1, COLOURS[Outcome.FAILED] if failed else "")
        if progress.skipped:
            yield Part(f"{progress.skipped} skipped", 5, COLOURS[Outcome.SKIPPED])
        yield Part(_clock(elapsed), 4, FAINT)
        if left is not None:
            yield Part(f"about {_clock(math.ceil(left))} left", 3, FAINT)

    def _bar(self, width: int) -> str:
        colour = "red" if self.progress.failed else "green"
        bar = ProgressBar(
            total=self.progress.total,
            completed=self.progress.done,
            width=width,
            style="bright_black",
            complete_style=colour,
            finished_style=colour,
        )
        with self.console.capture() as drawn:
            self.console.print(bar, end="")
        return drawn.get()

    def _running(self, width: int) -> Iterator[str]:
        """Name the scenario that has been running for the longest time."""
        if self.progress.running:
            oldest, *others = self.progress.running.values()
            more = f"{GAP}+{len(others)} more" if others else ""
            title = self._cut(oldest, width - len(more))
            yield self.terminal.paint(title, BOLD) + more

    def _cut(self, text: str, width: int) -> str:
        """Shorten a text to so many columns, of which some characters take two."""
        text = self.terminal.showable("".join(c if c.isprintable() else " " for c in text))
        if cell_len(text) <= width:
            return text
        ellipsis = self.terminal.showable("…")
        return set_cell_size(text, max(width - len(ellipsis), 0)).rstrip() + ellipsis


def _back(rows: int) -> str:
    """Lead the cursor back to where these rows begin."""
    return f"\r\x1b[{rows - 1}A" if rows > 1 else "\r"


def _length(parts: list[Part]) -> int:
    return sum(len(part.text) for part in parts) + len(GAP) * (len(parts) - 1)


def _clock(seconds: float) -> str:
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
