"""Progress while it happens, in any terminal."""

import io
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


class Stream(io.StringIO):
    """A stream that remembers what had been written at each flush."""

    def __init__(self, is_terminal=False):
        super().__init__()
        self.is_terminal = is_terminal
        self.flushed = []

    def isatty(self):
        return self.is_terminal

    def flush(self):
        self.flushed.append(self.getvalue())


def scenario(outcome, line=1):
    return ScenarioOutcome(Location("a.feature", line), "Any", outcome)


def feature(*outcomes, file="a.feature"):
    return FeatureOutcome(file, "A", tuple(map(scenario, outcomes)))


def console(stream, color="auto"):
    config = SimpleNamespace(color=color, verbose=False)
    return ConsoleFormatter(StreamOpener(stream=stream), config)


def report(stream, *features, color="auto"):
    formatter = console(stream, color)
    for each in features:
        formatter.feature_started(each.file)
        for one in each.scenarios:
            formatter.scenario_ended(one)
        formatter.feature_ended(each, 1.5)
    formatter.run_ended(RunOutcome(features))
    return stream.getvalue()


def test_every_mark_is_written_when_its_scenario_ends():
    stream = Stream()
    report(stream, feature(Outcome.PASSED, Outcome.PASSED))
    assert stream.flushed[:3] == ["a.feature ", "a.feature .", "a.feature .."]


def test_marks_are_explained_when_there_is_something_to_explain():
    assert report(Stream(), feature(Outcome.PASSED)) == "a.feature .  1.50 s\n\n"
    assert report(Stream(), feature(Outcome.SKIPPED, Outcome.PLANNED, Outcome.NOT_SELECTED)) == (
        "a.feature -P  1.50 s\n\n- skipped   P planned\n\n"
    )


def test_long_lines_go_on_below(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    text = report(Stream(), feature(*[Outcome.PASSED] * 40, file="a_quite_long.feature"))
    assert text == (
        "a_quite_long.feature \n"
        "    ................\n"
        "    ................\n"
        "    ........  1.50 s\n\n"
    )


def test_a_terminal_too_narrow_for_anything_gets_something(monkeypatch):
    monkeypatch.setenv("COLUMNS", "1")
    text = report(Stream(), feature(*[Outcome.PASSED] * 20))
    assert text == "a.feature ..........\n    ..........\n      1.50 s\n\n"


def test_an_interrupted_line_is_ended():
    stream = Stream()
    formatter = console(stream)
    formatter.feature_started("a.feature")
    formatter.run_ended(RunOutcome(()))
    assert stream.getvalue() == "a.feature \n\n"


@pytest.mark.parametrize(
    ("color", "is_terminal", "variables", "is_coloured"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("off", True, {}, False),
        ("never", True, {}, False),
        ("on", False, {"NO_COLOR": "1"}, True),
    ],
)
def test_colour_is_for_terminals(monkeypatch, color, is_terminal, variables, is_coloured):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    text = report(Stream(is_terminal), feature(Outcome.PASSED), color=color)
    assert ("\x1b[32m.\x1b[0m" in text) is is_coloured
