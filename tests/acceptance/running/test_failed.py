"""`--failed`: what did not pass runs again."""

import pytest

FEATURE = """
    Feature: A
      Scenario: Passes
        Given it works
      Scenario: Fails
        Then 1 is 2
      Scenario: Is not known
        Given nobody knows this
      @wip
      Scenario: Is planned
        Given it works
      Scenario Outline: Numbers
        Then <number> is 1

        Examples:
          | number |
          | 1      |
          | 2      |
"""


@pytest.fixture
def failing(project):
    project.feature(FEATURE)
    project.feature("Feature: B\n  Scenario: Passes\n    Given it works", "features/b.feature")
    assert project.behave().closing_line == "scenarios: 3 passed, 3 failed, 1 skipped"
    return project


def test_only_what_did_not_pass_runs_again(failing):
    result = failing.behave("--failed")
    assert result.code == 1
    assert result.closing_line == "scenarios: 0 passed, 3 failed, 3 skipped"
    assert "features/b.feature" not in result.out


def test_scenarios_are_found_again_where_lines_have_moved(failing):
    mended = FEATURE.replace("1 is 2", "1 is 1").replace("Feature: A", "\n\n    Feature: A")
    failing.feature(mended)
    result = failing.behave("--failed")
    assert result.closing_line == "scenarios: 1 passed, 2 failed, 3 skipped"
    again = failing.behave("--failed")
    assert again.closing_line == "scenarios: 0 passed, 2 failed, 4 skipped"


def test_nothing_is_run_when_everything_passed(failing):
    failing.behave("features/b.feature")
    result = failing.behave("--failed")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Nothing of the run in build/messages.ndjson is to be run again.\n"


def test_what_never_ran_counts_as_not_passed(failing):
    failing.behave("--stop")
    result = failing.behave("--failed", "--parallel=2")
    assert result.closing_line == "scenarios: 2 passed, 3 failed, 2 skipped"


def test_a_scenario_that_is_gone_is_not_looked_for(failing):
    failing.feature("Feature: A\n  Scenario: Another\n    Given it works")
    result = failing.behave("--failed")
    assert (result.code, result.out) == (2, "")
    assert result.err == "What did not pass in the last run is not there any more\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["features/a.feature"], "Give either --failed or paths, not both\n"),
        (["--shard=1/2"], "Give either --failed or --shard, not both\n"),
        (["--stream=none.ndjson"], "--failed: none.ndjson"),
    ],
)
def test_what_does_not_go_with_it_is_refused(failing, args, told):
    result = failing.behave("--failed", *args)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(told)


def test_a_run_that_was_cut_off_tells_nothing(failing):
    stream = failing.read("build/messages.ndjson").splitlines()
    failing.write("build/messages.ndjson", "\n".join(stream[:-1]))
    result = failing.behave("--failed")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("--failed: build/messages.ndjson")
