"""Counting: the same numbers for the summary, the last line and the exit code."""

import io

import pytest

from acceptance.reports.summary import closing_line, write_summary
from acceptance.reports.terminal import Terminal
from acceptance.stream.outcomes import (
    Failure,
    FeatureOutcome,
    Location,
    Outcome,
    Problem,
    RunOutcome,
    ScenarioOutcome,
)

PROBLEM = Problem("the run", Failure("bad", "hook after_all"))


def feature(*outcomes, **details):
    scenarios = tuple(
        ScenarioOutcome(Location("a.feature", line), f"S{line}", outcome, duration=line)
        for line, outcome in enumerate(outcomes, start=1)
    )
    return FeatureOutcome("a.feature", "A", scenarios, **details)


def summary(run, names_failures=False):
    stream = io.StringIO()
    write_summary(run, Terminal(stream, "off"), names_failures)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("run", "line", "exit_code"),
    [
        (RunOutcome(()), "scenarios: 0 passed, 0 failed, 0 skipped", 0),
        (
            RunOutcome((feature(*Outcome),)),
            "scenarios: 1 passed, 3 failed, 5 skipped",
            1,
        ),
        (
            RunOutcome((feature(Outcome.PASSED, problems=(PROBLEM,)),), problems=(PROBLEM,)),
            "scenarios: 1 passed, 2 failed, 0 skipped",
            1,
        ),
        (
            RunOutcome((feature(Outcome.PLANNED, Outcome.SKIPPED, Outcome.NOT_SELECTED),)),
            "scenarios: 0 passed, 0 failed, 3 skipped",
            0,
        ),
        (
            RunOutcome((feature(Outcome.FAILED, Outcome.INTERRUPTED),), interrupted=True),
            "scenarios: 0 passed, 1 failed, 1 skipped",
            130,
        ),
        (
            RunOutcome((feature(Outcome.NOT_RUN),), stopped_by="Aborted"),
            "scenarios: 0 passed, 0 failed, 1 skipped",
            1,
        ),
    ],
)
def test_the_closing_line_and_the_exit_code_count_alike(run, line, exit_code):
    assert closing_line(run) == line
    assert run.exit_code == exit_code
    assert summary(run).endswith(f"{line}\n")


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([Outcome.PASSED, Outcome.PLANNED, Outcome.SKIPPED], Outcome.PASSED),
        ([Outcome.PASSED, Outcome.UNDEFINED], Outcome.FAILED),
        ([Outcome.PASSED, Outcome.NOT_RUN], Outcome.NOT_RUN),
        ([Outcome.PLANNED, Outcome.SKIPPED], Outcome.SKIPPED),
        ([Outcome.PLANNED, Outcome.NOT_SELECTED], Outcome.PLANNED),
        ([Outcome.NOT_SELECTED], Outcome.NOT_SELECTED),
    ],
)
def test_a_feature_is_what_its_scenarios_are(outcomes, expected):
    assert feature(*outcomes).outcome is expected


def test_a_feature_without_scenarios_is_planned_or_left_out():
    assert feature(is_planned=True).outcome is Outcome.PLANNED
    assert feature().outcome is Outcome.NOT_SELECTED


def test_failures_that_no_report_told_are_named():
    run = RunOutcome((feature(Outcome.PASSED, Outcome.ERROR),), problems=(PROBLEM,))
    assert summary(run, names_failures=True).startswith(
        "Failed:\n  a.feature:2  S2\n  the run: hook after_all: bad\n\n"
    )


def skipped(*reasons):
    scenarios = tuple(
        ScenarioOutcome(Location("a.feature", line), "Any", Outcome.SKIPPED, reason)
        for line, reason in enumerate(reasons, start=1)
    )
    return RunOutcome((FeatureOutcome("a.feature", "A", scenarios),))


def test_every_reason_to_skip_is_counted_with_the_places_if_they_are_few():
    run = skipped("too slow", *["no network"] * 3, *["on holiday"] * 4)
    assert summary(run).startswith(
        "Skipped, and why:\n"
        "  1 scenario: too slow  a.feature:1\n"
        "  3 scenarios: no network  a.feature:2 a.feature:3 a.feature:4\n"
        "  4 scenarios: on holiday\n"
        "\n"
    )
    assert closing_line(run) == "scenarios: 0 passed, 0 failed, 8 skipped"


def test_the_slowest_scenario_is_named_when_it_is_slow():
    run = RunOutcome((feature(Outcome.PASSED, Outcome.PASSED),), duration=3.25)
    assert "took 3.25 s, the slowest scenario 2.00 s: a.feature:2\n" in summary(run)
    assert "took 3.25 s\n" in summary(RunOutcome((), duration=3.25))


def test_what_never_ran_after_a_failing_hook_is_said():
    run = RunOutcome((feature(Outcome.NOT_RUN, problems=(PROBLEM,)),))
    assert "\n1 scenario never ran.\n" in f"\n{summary(run)}"
