"""`--shard`: parts of a run on several machines."""

import json
import re

import pytest

LETTERS = "abcdefghijkl"


@pytest.fixture
def shared(project):
    for file, letters in (("features/a.feature", LETTERS[:8]), ("features/b.feature", LETTERS[8:])):
        scenarios = "".join(f"\n  Scenario: {name}\n    Given it works" for name in letters)
        project.feature(f"Feature: Shared\n{scenarios}", file)
    return project


def names_of(project, *args, **variables):
    """Tell which scenarios a run has run."""
    result = project.behave("--format=plain", "--no-skipped", *args, **variables)
    assert result.code == 0, result
    return re.findall(r"^  Scenario: (\w)$", result.out, re.MULTILINE)


def record(project, durations):
    found = {
        "fast": {
            "features/a.feature": {n: s for n, s in durations.items() if n in LETTERS[:8]},
            "features/b.feature": {n: s for n, s in durations.items() if n in LETTERS[8:]},
        }
    }
    project.write("durations.json", json.dumps(found))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 12])
def test_every_scenario_is_in_exactly_one_part(shared, count):
    parts = [names_of(shared, f"--shard={number}/{count}") for number in range(1, count + 1)]
    assert sorted(name for part in parts for name in part) == list(LETTERS)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_parts_take_about_equally_long(shared):
    record(shared, dict.fromkeys(LETTERS, 1.0) | {"l": 11.0})
    parts = [names_of(shared, f"--shard={n}/2", "--durations=durations.json") for n in (1, 2)]
    assert sorted(parts, key=len) == [["l"], list(LETTERS[:-1])]


def test_scenarios_that_nobody_timed_count_as_most_do(shared):
    record(shared, {"a": 10.0, "b": 10.0, "c": 10.0})
    part = names_of(shared, "--shard=1/2", "--durations=durations.json")
    assert len(part) == 6


def test_a_part_may_be_empty(project):
    project.feature("Feature: A\n  Scenario: B\n    Given it works")
    result = project.behave("--shard=2/2")
    assert (result.code, result.err) == (0, "")
    assert result.closing_line == "scenarios: 0 passed, 0 failed, 1 skipped"


@pytest.mark.parametrize(
    ("shard", "variables", "expected"),
    [
        ("auto", {"CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "3"}, "1/3"),
        ("auto", {"CIRCLE_NODE_INDEX": "0", "CIRCLE_NODE_TOTAL": "3"}, "1/3"),
        ("auto", {"BUILDKITE_PARALLEL_JOB": "2", "BUILDKITE_PARALLEL_JOB_COUNT": "3"}, "3/3"),
        ("auto/3", {"JOB_COMPLETION_INDEX": "1"}, "2/3"),
        ("auto/3", {"CI_NODE_INDEX": "3", "CI_NODE_TOTAL": "9"}, "3/3"),
    ],
)
def test_the_ci_system_says_which_part(shared, shard, variables, expected):
    result = shared.behave(f"--shard={shard}", **variables)
    assert f"part {expected} of the scenarios" in result.out


@pytest.mark.parametrize(
    ("shard", "variables", "told"),
    [
        ("0/3", {}, "part 0 of 3 does not exist; K goes from 1 to N"),
        ("4/3", {}, "part 4 of 3 does not exist; K goes from 1 to N"),
        ("1/0", {}, "part 1 of 0 does not exist; K goes from 1 to N"),
        ("2", {}, 'write K/N, such as 1/3, or "auto" on a CI system'),
        ("a/b", {}, 'write K/N, such as 1/3, or "auto" on a CI system'),
        ("auto", {}, "none of CI_NODE_INDEX, "),
        ("auto", {"JOB_COMPLETION_INDEX": "1"}, "nothing how many there are; write auto/N"),
        ("auto", {"CI_NODE_INDEX": "x", "CI_NODE_TOTAL": "2"}, "is no number"),
        ("auto", {"CI_NODE_INDEX": "3", "CI_NODE_TOTAL": "2"}, "part 3 of 2 does not exist"),
    ],
)
def test_a_part_that_does_not_exist_is_refused(shared, shard, variables, told):
    result = shared.behave(f"--shard={shard}", **variables)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


@pytest.mark.parametrize("text", ["", "[]", '{"fast": {"a": 3}}', '{"fast": {"a": {"b": "c"}}}'])
def test_a_record_that_is_none_is_refused(shared, text):
    shared.write("durations.json", text)
    result = shared.behave("--durations=durations.json")
    assert (result.code, result.out) == (2, "")
    assert result.err == "durations.json is no record of durations; remove it\n"


def test_a_run_remembers_how_long_scenarios_took(shared):
    shared.behave("features/a.feature")
    shared.behave("features/b.feature:3")
    known = json.loads(shared.read("build/durations.json"))["fast"]
    assert sorted(known["features/a.feature"]) == list(LETTERS[:8])
    assert list(known["features/b.feature"]) == [LETTERS[8]]


def test_a_part_leaves_the_record_as_the_others_read_it(shared):
    shared.behave("--shard=1/2")
    assert not (shared.folder / "build/durations.json").exists()


def test_long_scenarios_run_first_in_parallel(shared):
    shared.environment("""
        def before_scenario(context, scenario):
            with open("order", "a") as order:
                order.write(scenario.name + "\\n")
    """)
    record(shared, dict.fromkeys(LETTERS, 1.0) | {"k": 20.0, "d": 10.0})
    shared.behave("--parallel=1", "--durations=durations.json")
    assert shared.read("order").split() == ["k", "d", *"abcefghijl"]
