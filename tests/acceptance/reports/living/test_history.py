"""What is remembered of earlier runs, and what that tells."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from acceptance.reports.living.history import (
    RUNS_KEPT,
    Flaky,
    History,
    HistoryError,
    read_history,
    write_history,
)
from acceptance.reports.living.model import Share
from acceptance.stream.outcomes import Outcome
from tests.acceptance.reports.living.books import result, run, scenario, specification, table

START = datetime(2026, 5, 4, 10, tzinfo=UTC)
TEA = scenario("Tea").address
PASSED, FAILED, NOT_RUN = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_RUN


def history_of(*outcomes, name="fast", **details):
    """Remember a run a day of one scenario, oldest first."""
    history = History()
    for day, outcome in enumerate(outcomes):
        told = scenario("Tea", result(run(name, day=day, **details), outcome))
        history = history.with_runs(specification(told))
    return history


def failing(*names):
    return scenario("Tea", *(result(run(name), FAILED) for name in names or ["fast"]))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "history.jsonl"


def test_a_history_is_read_as_it_was_written(file):
    first = run(is_changed=True, duration=12.34567)
    second = run("in a browser", day=1, is_cut_off=True)
    told = specification(
        scenario("Tea", result(first, FAILED, 0.12345), result(second)),
        scenario("Coffee", result(first, Outcome.PLANNED, 0)),
    )
    history = History().with_runs(told)

    write_history(file, history)

    assert read_history(file) == history
    assert [r.name for r in history.runs] == ["fast", "in a browser"]
    assert [r.duration for r in history.runs] == [12.346, 1.5]
    assert history.runs[0].scenarios[TEA] == (FAILED, 0.123)


def test_a_run_is_a_line_that_can_be_read(file):
    write_history(file, history_of(PASSED))

    (line,) = file.read_text().splitlines()
    assert json.loads(line) == {
        "started": "2026-05-04T10:00:00.000+00:00",
        "name": "fast",
        "duration": 1.5,
        "revision": "abc",
        "changed": False,
        "incomplete": False,
        "counts": {"passed": 1},
        "scenarios": {"passed": {"features/reading/finding": {"tea.html": 0.5}}},
    }


def test_there_is_no_history_before_the_first_run(file):
    assert read_history(file) == History()


def test_a_folder_for_the_history_is_made(tmp_path):
    write_history(tmp_path / "new" / "history.jsonl", history_of(PASSED))

    assert [f.name for f in (tmp_path / "new").iterdir()] == ["history.jsonl"]


def test_a_title_that_is_no_text_is_remembered(file):
    history = History().with_runs(specification(scenario("A \ud800", result(run()))))

    write_history(file, history)

    assert read_history(file) == history


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"started": 1}', "null", '"é"'], ids=lambda line: line.strip("{}[]")
)
def test_a_damaged_line_is_named(file, line):
    write_history(file, history_of(PASSED))
    file.write_bytes(file.read_bytes() + line.encode("latin-1") + b"\n")

    with pytest.raises(HistoryError) as raised:
        read_history(file)

    assert str(raised.value) == (
        f"{file}:2 is no run of a history; remove the line, or restore the file"
    )


def test_an_outcome_that_nobody_knows_is_no_run(file):
    write_history(file, history_of(PASSED))
    file.write_text(file.read_text().replace('"passed"', '"vanished"'))

    with pytest.raises(HistoryError, match=":1 is no run"):
        read_history(file)


def test_half_a_last_line_is_left_out(file):
    write_history(file, history_of(PASSED, FAILED))
    file.write_bytes(file.read_bytes()[:-20])

    assert read_history(file) == history_of(PASSED)


@pytest.mark.parametrize("newline", ["", "\n"])
def test_a_whole_last_line_counts_with_or_without_its_end(file, newline):
    write_history(file, history_of(PASSED))
    file.write_text(file.read_text().strip() + newline)

    assert read_history(file) == history_of(PASSED)


def test_runs_that_were_merged_twice_and_in_no_order_are_sorted(file):
    write_history(file, history_of(PASSED, FAILED))
    file.write_text("".join(reversed(file.read_text().splitlines(keepends=True) * 2)))

    assert read_history(file) == history_of(PASSED, FAILED)


def test_a_folder_is_no_history(tmp_path):
    with pytest.raises(HistoryError, match="cannot be read: Is a directory"):
        read_history(tmp_path)


def test_a_history_that_cannot_be_written_is_named_and_leaves_nothing(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(HistoryError, match="cannot be written: "):
        write_history(tmp_path / "file" / "history.jsonl", history_of(PASSED))
    with pytest.raises(HistoryError, match="cannot be written: Is a directory"):
        write_history(tmp_path, history_of(PASSED))
    assert [f.name for f in tmp_path.iterdir()] == ["file"]


def test_of_each_name_the_newest_runs_are_kept(file):
    slow = run("in a browser", day=-9)
    rare = History().with_runs(specification(scenario("Tea", result(slow))))
    history = History((*rare.runs, *history_of(*[PASSED] * (RUNS_KEPT + 2)).runs))

    write_history(file, history)

    names = [r.name for r in read_history(file).runs]
    assert (names.count("fast"), names.count("in a browser")) == (RUNS_KEPT, 1)
    assert read_history(file).runs[-1] == history.runs[-1]


def test_a_run_is_remembered_once():
    history = history_of(PASSED)

    assert history.with_runs(specification(scenario("Tea", result(run())))) == history


@pytest.mark.parametrize("details", [{"dry_run": True}, {"started": 0.0}])
def test_a_dry_run_and_one_of_no_known_moment_are_not_remembered(details):
    told = specification(scenario("Tea", result(run(**details), NOT_RUN)))

    assert History().with_runs(told) == History()


@pytest.mark.parametrize(
    "details", [{"is_cut_off": True}, {"interrupted": True}, {"stopped_by": "Aborted: no tea"}]
)
def test_a_run_that_ended_early_is_incomplete(details):
    assert history_of(PASSED, **details).runs[0].is_incomplete


def test_a_run_that_left_something_out_is_no_part_of_a_trend():
    history = history_of(PASSED, stopped_by="Stopped at the first failure")

    assert history.trend("fast") == []
    assert history.last_runs(TEA)


def test_an_outline_is_one_scenario_with_all_its_examples():
    fast = run()
    found = [result(fast), result(fast, FAILED), result(fast, Outcome.NOT_SELECTED, 0)]
    rows = [["1"], ["2"], ["3"]]
    told = scenario("Tea", tables=[table(["n"], *rows, results=found)])

    history = History().with_runs(specification(told, runs=[fast]))

    assert history.runs[0].scenarios == {TEA: (FAILED, 1.0)}


def test_what_was_not_selected_is_left_out():
    assert history_of(Outcome.NOT_SELECTED).runs[0].scenarios == {}


def test_the_last_ten_runs_of_a_scenario_are_told_newest_first():
    history = history_of(*[PASSED] * 11, FAILED)

    past = history.last_runs(TEA)

    assert [p.outcome for p in past] == [FAILED, *[PASSED] * 9]
    assert past[0].when == START + timedelta(days=11)
    assert (past[0].name, past[0].revision, past[0].seconds) == ("fast", "abc", 0.5)


def test_the_last_runs_of_a_name_are_told_alone():
    runs = history_of(PASSED).runs + history_of(FAILED, name="in a browser").runs

    assert [p.name for p in History(runs).last_runs(TEA, "in a browser")] == ["in a browser"]
    assert History(runs).last_runs(TEA, "unknown") == []
    assert History(runs).last_runs("unknown.html") == []


def test_a_failure_is_told_since_its_first_run():
    since = history_of(FAILED, PASSED, FAILED, Outcome.ERROR).failing_since(failing())

    assert since.when == START + timedelta(days=2)
    assert (since.runs, since.is_known_before) == (2, True)


def test_runs_that_say_nothing_of_a_scenario_are_passed_over():
    history = history_of(PASSED, FAILED, NOT_RUN, Outcome.NOT_SELECTED, FAILED)

    since = history.failing_since(failing())

    assert since.when == START + timedelta(days=1)
    assert (since.runs, since.is_known_before) == (2, True)


def test_a_scenario_that_was_never_seen_to_pass_fails_at_least_since_the_first_run():
    since = history_of(NOT_RUN, FAILED, FAILED).failing_since(failing())

    assert (since.runs, since.is_known_before) == (2, False)


def test_of_several_names_the_one_that_fails_longest_tells_since_when():
    fast = history_of(PASSED, PASSED, FAILED)
    browser = history_of(PASSED, FAILED, FAILED, name="in a browser", revision="def")

    history = History(fast.runs + browser.runs)

    assert history.failing_since(failing("fast", "in a browser")).revision == "def"
    assert history.failing_since(failing("fast")).when == START + timedelta(days=2)


@pytest.mark.parametrize("outcomes", [[], [FAILED, PASSED], [NOT_RUN]])
def test_a_scenario_that_no_remembered_run_saw_fail_last_fails_since_nothing(outcomes):
    assert history_of(*outcomes).failing_since(failing()) is None


def test_a_scenario_that_passes_fails_since_nothing():
    assert history_of(FAILED).failing_since(scenario("Tea", result(run()))) is None


def test_a_scenario_that_passed_and_failed_on_one_commit_is_flaky():
    assert history_of(PASSED, FAILED, NOT_RUN, PASSED).flaky() == [Flaky(TEA, 2, 1)]


def test_the_scenario_that_failed_most_often_is_the_flakiest():
    history = History()
    for day in range(3):
        now = run(day=day)
        told = specification(
            scenario("Chai", result(now, FAILED if day == 0 else PASSED)),
            scenario("Tea", result(now, PASSED if day == 0 else FAILED)),
        )
        history = history.with_runs(told)

    assert [(f.passed, f.failed) for f in history.flaky()] == [(1, 2), (2, 1)]
    assert history.flaky()[0].address == TEA


@pytest.mark.parametrize("details", [{"revision": ""}, {"is_changed": True}])
def test_where_the_code_may_have_changed_nothing_is_flaky(details):
    assert history_of(PASSED, FAILED, **details).flaky() == []


def test_runs_that_differ_in_commit_or_name_make_nothing_flaky():
    runs = (
        history_of(PASSED).runs
        + history_of(FAILED, revision="def").runs
        + history_of(FAILED, name="in a browser").runs
    )

    assert History(runs).flaky() == []


def test_the_slowest_are_told_by_the_median_of_where_they_are_slowest():
    history = History()
    for day, took in enumerate([9, 1, 2]):
        fast, browser = run(day=day), run("in a browser", day=day)
        tea = scenario("Tea", result(fast, took=took), result(browser, took=3))
        coffee = scenario("Coffee", result(fast, took=2.5), result(browser, took=2))
        planned = scenario("Cocoa", result(fast, Outcome.PLANNED, 0))
        told = specification(coffee, tea, planned)
        history = history.with_runs(told)

    slowest = history.slowest(told)

    assert [(s.scenario.title, s.name, s.seconds) for s in slowest] == [
        ("Tea", "in a browser", 3),
        ("Coffee", "fast", 2.5),
    ]
    assert len(history.slowest(told, many=1)) == 1


def test_a_trend_counts_examples_one_by_one():
    fast = run()
    examples = table(["cups"], ["1"], ["2"], results=[result(fast), result(fast)])
    told = scenario("Tea", tables=[examples])

    (point,) = History().with_runs(specification(told)).trend("fast")

    assert point.counts == {Share.PASSED: 2}


def test_a_trend_counts_every_run_of_a_name_oldest_first():
    history = history_of(PASSED, Outcome.ERROR, Outcome.SKIPPED, Outcome.PLANNED)

    points = history.trend("fast")

    shares = [Share.PASSED, Share.FAILING, Share.NOT_RUN, Share.PLANNED]
    assert [list(point.counts) for point in points] == [[share] for share in shares]
    assert [point.when for point in points] == [START + timedelta(days=n) for n in range(4)]
    assert {point.seconds for point in points} == {1.5}
    assert history.trend("unknown") == []
