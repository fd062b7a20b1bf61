"""The list of what is to be run again, read by behave itself."""

from pathlib import Path

import pytest
from behave.runner_util import FeatureListParser

from acceptance.reports import rerun
from acceptance.stream.outcomes import Location, Outcome, RunOutcome, ScenarioOutcome
from tests.acceptance.reports.runs import (
    FILE,
    REPEATED,
    RUNS,
    feature,
    of_every_outcome,
    problem,
    run_of,
    scenario,
)


def names(run):
    return {str(location) for location in rerun.locations(run)}


def test_what_did_not_pass_is_run_again():
    scenarios = of_every_outcome()
    again = {Outcome.FAILED, Outcome.ERROR, Outcome.UNDEFINED, Outcome.INTERRUPTED, Outcome.NOT_RUN}

    assert rerun.locations(run_of(*scenarios)) == [
        s.location for s in scenarios if s.outcome in again
    ]


def test_a_scenario_that_failed_once_in_many_is_run_again_once():
    assert rerun.locations(run_of(*REPEATED)) == [Location(FILE, 50)]


def test_a_scenario_that_passed_in_the_end_is_not():
    assert names(run_of(scenario(earlier=(scenario(Outcome.FAILED),)))) == set()


def test_a_feature_that_failed_around_its_scenarios_is_run_again():
    passed = feature(scenario(), problems=(problem(),))
    failed = feature(scenario(Outcome.FAILED), file="features/b.feature", problems=(problem(),))
    empty = feature(file="features/c.feature", problems=(problem(),))

    run = RunOutcome((passed, failed, empty), problems=(problem("the run"),))

    assert names(run) == {FILE, f"{FILE}:3", "features/c.feature"}


def test_of_a_dry_run_only_what_is_undefined_did_not_pass():
    assert names(RUNS["dry and undefined"]) == {f"{FILE}:9"}


@pytest.fixture
def listed(tmp_path, monkeypatch):
    """Return a function that writes the list to a file, and has behave read it."""
    monkeypatch.chdir(tmp_path)

    def listed(run, file="build/failed.txt"):
        path = Path(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rerun.render(run, path.parent), encoding="utf-8")
        return [str(location) for location in FeatureListParser.parse_file(file)]

    return listed


@pytest.mark.parametrize("file", ["failed.txt", "build/failed.txt", "build/deep/er/failed.txt"])
def test_behave_finds_the_scenarios_from_wherever_the_list_is(listed, file):
    run = run_of(scenario(Outcome.FAILED), scenario(Outcome.ERROR, line=9))

    assert listed(run, file) == [f"{FILE}:3", f"{FILE}:9"]


def test_an_absolute_path_stays(listed, tmp_path):
    location = Location(str(tmp_path / "elsewhere.feature"), 3)
    run = RunOutcome((feature(problems=(problem(),), file=str(location)),))

    assert listed(run) == [str(location)]


@pytest.mark.parametrize("file", ["#1.feature", "a b.feature", "ünï.feature"])
def test_names_of_files_may_be_unusual(listed, file):
    run = RunOutcome((feature(file=file, problems=(problem(),)),))

    assert listed(run, "failed.txt") == [file]


def test_a_name_that_behave_takes_for_a_wildcard_stands_for_its_whole_feature(listed, tmp_path):
    for file in ("a[1].feature", "a1.feature"):
        (tmp_path / file).touch()
    failed = (
        ScenarioOutcome(Location("a[1].feature", line), "Fails", Outcome.FAILED) for line in (3, 9)
    )

    assert listed(run_of(*failed)) == ["a[1].feature"]


def test_a_list_of_nothing_says_so_and_names_nothing(listed):
    run = RUNS["passed"]

    assert rerun.render(run, Path()) == "# Nothing is to be run again.\n"
    assert listed(run) == []
