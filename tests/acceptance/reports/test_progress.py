"""A bar for somebody who watches, as a terminal shows it."""

import io
import os
import pty
import re
import subprocess
import sys
import unicodedata
from types import SimpleNamespace

import pytest
from behave.formatter.base import StreamOpener

from acceptance.reports.console import ConsoleFormatter
from acceptance.stream.outcomes import (
    FeatureOutcome,
    Location,
    Outcome,
    RunOutcome,
    ScenarioOutcome,
)

CONTROL = re.compile(r"\x1b\[(\??)(\d*)([A-Za-z])")


class Screen(io.StringIO):
    """A terminal: it keeps what scrolls out at its top, and does what the bar asks for."""

    encoding = "utf-8"

    def __init__(self, width=80, height=24):
        super().__init__()
        self.width, self.height = width, height
        self.rows = [[]]
        self.row = self.column = 0
        self.wraps = True

    def isatty(self):
        return True

    def write(self, text):
        super().write(text)
        while text:
            control = CONTROL.match(text)
            if control:
                self.obey(*control.groups())
                text = text[control.end() :]
            else:
                self.put(text[0])
                text = text[1:]

    def obey(self, private, number, letter):
        if private:
            assert (number, letter) in {("7", "l"), ("7", "h")}
            self.wraps = letter == "h"
        elif letter == "A":
            self.row = max(self.row - int(number), len(self.rows) - self.height, 0)
        elif letter == "J":
            del self.rows[self.row + 1 :]
            self.obey("", "", "K")
        elif letter == "K":
            del self.rows[self.row][self.column :]
        else:
            assert letter == "m"

    def put(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self.row, self.column = self.row + 1, 0
            self.rows += [[] for _ in range(self.row + 1 - len(self.rows))]
        else:
            cells = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            if self.column + cells > self.width:
                if self.wraps:
                    self.put("\n")
                else:
                    self.column = self.width - cells
            row = self.rows[self.row]
            row += " " * (self.column - len(row))
            row[self.column : self.column + cells] = [character, ""][:cells]
            self.column += cells

    def resize(self, width):
        """Wrap as terminals do when they become narrower; the cursor stays on its character."""
        parts = [
            [row[at : at + width] for at in range(0, max(len(row), 1), width)] for row in self.rows
        ]
        self.row = sum(map(len, parts[: self.row]))
        self.rows = [row for rows in parts for row in rows]
        self.width = width

    @property
    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.rows).rstrip()

    @property
    def lines(self):
        return self.text.split("\n")


class Clock:
    """The time: whoever looks finds that enough has passed to draw again."""

    now = 1000.0
    tick = 0.1

    def __call__(self):
        self.now += self.tick
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("acceptance.reports.progress.monotonic", clock)
    return clock


@pytest.fixture(autouse=True)
def window(monkeypatch):
    """Make windows of some size, on an ordinary terminal."""

    def size(width, height):
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("LINES", str(height))

    for name in ("CI", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    size(80, 24)
    return size


def formatter_for(stream, color="auto", **settings):
    captures = {f"capture_{what}": True for what in ("stdout", "stderr", "log", "hooks")}
    formats = {"format": ["console"], "outputs": [SimpleNamespace(name=None)]}
    config = SimpleNamespace(**{"color": color, "verbose": False} | captures | formats | settings)
    return ConsoleFormatter(StreamOpener(stream=stream), config)


def scenario(line, outcome=Outcome.PASSED, file="a.feature", **details):
    return ScenarioOutcome(Location(file, line), f"Title {line}", outcome, **details)


def feature(*outcomes, file="a.feature"):
    scenarios = (scenario(line, outcome, file) for line, outcome in enumerate(outcomes, start=1))
    return FeatureOutcome(file, "A", tuple(scenarios))


def start(formatter, *scenarios):
    for one in scenarios:
        formatter.scenario_started(one.location, one.name)


def record(formatter, *scenarios):
    start(formatter, *scenarios)
    for one in scenarios:
        formatter.scenario_recorded(one)


def play(formatter, *features):
    """Tell a whole run, as one after the other would run."""
    formatter.run_started(sum(len(each.scenarios) for each in features), 0.0)
    for each in features:
        formatter.feature_started(each.file)
        for one in each.scenarios:
            record(formatter, one)
            formatter.scenario_ended(one)
        formatter.feature_ended(each, 1.5)
    formatter.run_ended(RunOutcome(features))
    formatter.close()


MANY = (
    feature(Outcome.PASSED, Outcome.FAILED, file="features/a.feature"),
    feature(*[Outcome.PASSED] * 100, file="features/long.feature"),
    feature(*[Outcome.ERROR, Outcome.UNDEFINED, Outcome.SKIPPED] * 3, file="features/c.feature"),
    feature(file="features/empty.feature"),
)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (20, 6), (33, 1), (200, 3)])
def test_in_the_end_the_screen_holds_what_a_file_would_hold(window, width, height):
    window(width, height)
    screen, file = Screen(width, height), io.StringIO()
    play(formatter_for(screen), *MANY)
    play(formatter_for(file), *MANY)
    plain = Screen(width, height)
    plain.write(file.getvalue())
    assert "\x1b[J" in screen.getvalue()
    assert screen.text == plain.text


def test_it_tells_how_far_the_run_is(clock):
    clock.tick = 0.0
    screen = Screen()
    formatter = formatter_for(screen)
    formatter.run_started(120, 0.0)
    start(formatter, scenario(9))
    assert screen.lines[0].endswith("  0/120  0 passed  0 failed  0:00")

    clock.now += 63
    formatter.scenario_recorded(scenario(9, Outcome.NOT_SELECTED))
    record(formatter, scenario(1), scenario(2, Outcome.ERROR), scenario(3, Outcome.SKIPPED))
    record(formatter, scenario(4, Outcome.PLANNED))
    clock.now += 0.5
    start(formatter, scenario(6))
    figures, running = screen.lines[-2:]
    assert figures.endswith("  3/120  1 passed  1 failed  1 skipped  1:03")
    assert figures.startswith("╸━━━")
    assert running == "Title 6"

    clock.now += 3600
    formatter.result(None)
    assert screen.lines[-2].endswith("  1:01:03")


def test_finished_files_stand_above_it_in_whole_lines():
    screen = Screen()
    formatter = formatter_for(screen)
    passed = feature(Outcome.PASSED)
    formatter.run_started(2, 0.0)
    formatter.feature_started("a.feature")
    record(formatter, *passed.scenarios)
    formatter.scenario_ended(passed.scenarios[0])
    assert "a.feature" not in screen.text

    formatter.feature_ended(passed, 1.5)
    formatter.feature_started("b.feature")
    start(formatter, scenario(7))
    assert [screen.lines[0], screen.lines[2]] == ["a.feature .  1.50 s", "Title 7"]
    assert "b.feature" not in screen.text
    assert (screen.row, screen.column) == (1, 0), "to erase the bar from there is enough"


def test_the_last_failures_are_named_at_once_for_as_long_as_it_runs():
    screen = Screen()
    formatter = formatter_for(screen)
    formatter.run_started(9, 0.0)
    outcomes = [Outcome.FAILED, Outcome.PASSED, Outcome.UNDEFINED, Outcome.ERROR, Outcome.FAILED]
    failing = feature(*outcomes)
    start(formatter, scenario(9))
    for one in failing.scenarios:
        record(formatter, one)
    assert screen.lines[:3] == [
        "UNDEFINED  a.feature:3  Title 3",
        "ERROR  a.feature:4  Title 4",
        "FAILED  a.feature:5  Title 5",
    ]
    formatter.run_ended(RunOutcome((failing,)))
    assert screen.text.count("a.feature:5") == 1


def test_of_all_that_runs_the_oldest_is_named(window):
    window(30, 24)
    screen = Screen(30)
    formatter = formatter_for(screen)
    formatter.run_started(9, 0.0)
    oldest = Location("a.feature", 1)
    formatter.scenario_started(oldest, "漢字 are wide,\tand \x1b[2J is not obeyed")
    assert screen.lines[-1] == "漢字 are wide, and  [2J is n…"
    start(formatter, scenario(2), scenario(3))
    assert screen.lines[-1] == "漢字 are wide, and…  +2 more"
    formatter.scenario_recorded(ScenarioOutcome(oldest, "Any", Outcome.PASSED))
    assert screen.lines[-1] == "Title 2  +1 more"


@pytest.mark.parametrize(
    ("width", "figures"),
    [
        (38, "  1/120  0 passed  1 failed  0:02"),
        (30, "  1/120  0 passed  1 failed"),
        (20, "1/120  1 failed"),
        (1, "1/120  1 failed"),
    ],
)
def test_where_there_is_little_room_the_important_stays(window, clock, width, figures):
    window(width, 24)
    screen = Screen(max(width, 20))
    formatter = formatter_for(screen)
    formatter.run_started(120, 0.0)
    clock.now += 2
    record(formatter, scenario(1, Outcome.FAILED))
    start(formatter, scenario(2))
    assert screen.lines[1].strip() == figures.strip()
    assert max(map(len, screen.lines)) < screen.width


@pytest.mark.parametrize(
    ("height", "lines"), [(5, 4), (4, 3), (3, 2), (2, 1), (1, 1)]
)  # fmt: skip
def test_it_leaves_a_line_of_a_low_window(window, height, lines):
    window(80, height)
    screen = Screen(80, height)
    formatter = formatter_for(screen)
    formatter.run_started(9, 0.0)
    record(formatter, *(scenario(line, Outcome.FAILED) for line in (1, 2)))
    start(formatter, scenario(3))
    assert len(screen.lines) == lines
    assert "2/9  0 passed  2 failed" in screen.text


def test_time_left_is_told_when_it_can_be(clock):
    clock.tick = 0.0
    screen = Screen()
    formatter = formatter_for(screen)
    formatter.run_started(100, 0.0)
    for number in range(9):
        clock.now += 1
        record(formatter, scenario(number))
    start(formatter, scenario(50))
    assert "left" not in screen.text

    record(formatter, scenario(10))
    clock.now += 1
    start(formatter, scenario(51))
    assert screen.lines[-2].endswith("0:10  about 1:30 left")


def test_time_left_goes_by_the_durations_of_the_last_run(clock):
    clock.tick = 0.0
    screen = Screen()
    formatter = formatter_for(screen)
    formatter.run_started(4, 10.0)
    clock.now += 4
    record(formatter, scenario(1, duration=8.0))
    start(formatter, scenario(2))
    assert screen.lines[-2].endswith("0:04  about 0:01 left")

    clock.now += 4
    formatter.scenario_recorded(scenario(2, duration=8.0))
    start(formatter, scenario(3))
    assert screen.lines[-2].endswith("0:08  about 0:08 left"), "it takes longer: they say nothing"


def test_what_happens_fast_is_not_all_drawn(clock):
    clock.tick = 0.0
    screen = Screen()
    formatter = formatter_for(screen)
    formatter.run_started(1000, 0.0)
    for number in range(1000):
        clock.now += 0.002
        record(formatter, scenario(number))
    assert 20 <= screen.getvalue().count("passed") <= 26

    clock.now += 5
    shown = []
    for number in range(3):
        start(formatter, scenario(number))
        shown.append(screen.lines[-1])
    assert shown == ["Title 0", "Title 0  +1 more", "Title 0  +2 more"]


def test_a_window_may_be_resized(window):
    screen = Screen(100)
    window(100, 24)
    formatter = formatter_for(screen)
    formatter.run_started(9, 0.0)
    failing = feature(Outcome.FAILED)
    formatter.feature_started("a.feature")
    record(formatter, *failing.scenarios)
    formatter.scenario_ended(failing.scenarios[0])
    formatter.feature_ended(failing, 1.5)
    formatter.scenario_started(Location("a.feature", 2), "A title that takes some space" * 3)
    screen.resize(30)
    window(30, 24)
    start(formatter, scenario(3))
    assert screen.lines == [
        "a.feature F  1.50 s",
        "FAILED  a.feature:1  Title 1",
        "1/9  0 passed  1 failed  0:00",
        "A title that takes…  +1 more",
    ]
    screen.resize(20)
    formatter.close()
    assert screen.lines == ["a.feature F  1.50 s"]


def test_a_run_that_breaks_off_leaves_the_terminal_in_order():
    screen = Screen()
    formatter = formatter_for(screen)
    formatter.run_started(9, 0.0)
    formatter.feature_started("a.feature")
    record(formatter, scenario(1, Outcome.FAILED))
    formatter.scenario_ended(scenario(1, Outcome.FAILED))
    formatter.close()
    formatter.close()
    assert screen.lines == ["a.feature F"]
    assert screen.wraps


def test_it_needs_neither_colours_nor_special_characters(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Screen()
    screen.encoding = "ascii"
    formatter = formatter_for(screen)
    formatter.run_started(2, 0.0)
    record(formatter, scenario(1, Outcome.FAILED))
    formatter.scenario_started(Location("a.feature", 2), "Ä" * 80)
    assert not re.search(r"\x1b\[\d*m", screen.getvalue())
    assert screen.getvalue().isascii()
    assert screen.lines[1].startswith("-----")
    assert "  1/2  0 passed  1 failed" in screen.lines[1]
    assert screen.lines[2].endswith("...")


@pytest.mark.parametrize("color", ["auto", "on"])
def test_colours_say_the_same_as_words(color):
    screen = Screen()
    formatter = formatter_for(screen, color)
    formatter.run_started(2, 0.0)
    record(formatter, scenario(1), scenario(2, Outcome.FAILED))
    start(formatter, scenario(3))
    assert "\x1b[32m1 passed\x1b[0m  \x1b[31m1 failed\x1b[0m" in screen.getvalue()
    assert "\x1b[31mFAILED\x1b[0m  a.feature:2" in screen.getvalue()


OTHER = {"format": ["plain", "console"]}
TO_FILE = SimpleNamespace(name="x.json")


@pytest.mark.parametrize(
    ("settings", "shows"),
    [
        ({}, True),
        ({"capture_stdout": False}, False),
        ({"capture_stderr": False}, False),
        ({"capture_log": False}, False),
        ({"capture_hooks": False}, False),
        (OTHER, False),
        (OTHER | {"outputs": [TO_FILE]}, True),
        (OTHER | {"outputs": [TO_FILE, SimpleNamespace(name=None)]}, True),
    ],
)
def test_it_shows_where_nothing_else_is_printed(settings, shows):
    screen = Screen()
    formatter = formatter_for(screen, **settings)
    formatter.run_started(2, 0.0)
    start(formatter, scenario(1))
    assert ("0/2" in screen.text) is shows


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"CI": "true"}])
def test_marks_come_one_by_one_where_lines_are_for_ever(monkeypatch, variables):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    screen = Screen()
    formatter = formatter_for(screen, "off")
    formatter.run_started(2, 0.0)
    formatter.feature_started("a.feature")
    record(formatter, scenario(1))
    formatter.scenario_ended(scenario(1))
    assert screen.getvalue() == "a.feature ."


def test_where_nobody_watches_rich_is_not_even_loaded(monkeypatch):
    monkeypatch.setitem(sys.modules, "rich", None)
    monkeypatch.delitem(sys.modules, "acceptance.reports.progress", raising=False)
    file = io.StringIO()
    play(formatter_for(file), *MANY)
    assert file.getvalue().startswith("features/a.feature .F  1.50 s\n")


def test_nothing_is_drawn_before_a_scenario_runs():
    screen = Screen()
    formatter = formatter_for(screen)
    formatter.run_started(2, 0.0)
    formatter.feature_started("a.feature")
    formatter.feature_ended(feature(Outcome.PLANNED), 0.0)
    assert screen.getvalue() == "", "hooks may still print"
    formatter.run_ended(RunOutcome(()))
    assert screen.lines == ["a.feature   0.00 s"]


def read_all(descriptor):
    """Read what is printed on a terminal, until nobody has it open any more."""
    parts = []
    while True:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # so Linux tells the end
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode()


def on_a_terminal(command, **settings):
    """Run a program on a terminal; return what it shows, and what it did to show that."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, **settings):
        os.close(theirs)
        screen = Screen()
        screen.write(read_all(ours))
        os.close(ours)
    return screen.text, screen.getvalue()


@pytest.mark.parametrize("args", [(), ("--parallel=2",)])
def test_a_real_run_on_a_real_terminal(project, args):
    project.environment("""
        def before_scenario(context, scenario):
            print("About to begin.")
    """)
    for name in "ab":
        project.feature(
            f"""
            Feature: {name}
              Scenario: Works
                Given it works
              Scenario: Fails
                Then 1 is 2
            """,
            f"features/{name}.feature",
        )
    shown, raw = on_a_terminal(
        project.command("behave", *args), cwd=project.folder, env=project.variables()
    )
    piped = project.behave(*args)
    assert re.search(r"━  0/4  0 passed  0 failed  0:00\s+(Works|Fails)", CONTROL.sub("", raw))
    assert without_times(shown) == without_times(piped.out)


def without_times(text):
    return re.sub(r"\d+\.\d\d s\b", "0.00 s", text).rstrip()
