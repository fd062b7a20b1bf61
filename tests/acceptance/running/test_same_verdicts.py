"""However a specification is run, its stream gives every scenario the same verdict."""

from pathlib import Path

import pytest

from acceptance.stream.merging import merge
from acceptance.stream.outcomes import Outcome
from acceptance.stream.reading import read
from tests.acceptance.project.sample import Project

ROOT = Path(__file__).resolve().parents[3]

MIXED = """
    Feature: Mixed
      Background:
        Given it works

      Rule: Sums are right
        Scenario: One is one
          Then 1 is 1
        Scenario: One is two
          Then 1 is 2
          And 1 is 1
        Scenario Outline: Numbers are themselves
          Then <seen> is <expected>

          Examples: Small
            | seen | expected |
            | 1    | 1        |
            | 2    | 3        |

      Rule: Nothing breaks
        Scenario: It is not known
          Given nobody knows this
          Then 1 is 1
        @wip
        Scenario: A million is a million
          Then 1000000 is 1000000
        Scenario: It breaks
          When it breaks
        Scenario: It is skipped
          Then 1 is 1
        Scenario: Its hook breaks
          Then 1 is 1
        Scenario: Its clean-up breaks
          Then 1 is 1
        Scenario: It checks nothing
"""
NEVER_RUN = """
    Feature: Unreachable
      Scenario: Never
        Then 1 is 1
"""
PLANNED = """
    @wip
    Feature: Nothing is written yet
"""
ENVIRONMENT = """
    def before_feature(context, feature):
        assert feature.name != "Unreachable", "nothing leads there"

    def before_scenario(context, scenario):
        if scenario.name == "It is skipped":
            scenario.skip("not here")
        assert scenario.name != "Its hook breaks", "broken"
        if scenario.name == "Its clean-up breaks":
            context.add_cleanup(lambda: 1 / 0)
"""
DEADLY = """
    Feature: Deadly
      Scenario: It works before
        Given it works
      Scenario: It ends its process
        When its process exits
      Scenario: It works after
        Given it works
"""
EXIT = """
    import os

    from behave import when

    @when("its process exits")
    def exits(context):
        os._exit(3)
"""


@pytest.fixture
def mixed(project):
    for name in ("a", "b", "c"):
        project.feature(MIXED, f"features/{name}.feature")
    project.feature(NEVER_RUN, "features/never.feature")
    project.feature(PLANNED, "features/planned.feature")
    project.environment(ENVIRONMENT)
    return project


@pytest.fixture
def deadly(mixed):
    mixed.phrases(EXIT)
    mixed.feature(DEADLY, "features/deadly.feature")
    return mixed


def verdicts(run):
    """List what became of every scenario and of its steps, and why."""
    return {
        (str(scenario.location), scenario.name, scenario.rule): (
            scenario.outcome,
            scenario.skip_reason,
            [
                (step.text, step.outcome, step.failure and step.failure.reason)
                for step in scenario.steps
            ],
            [(failure.during, failure.reason) for failure in scenario.failures],
        )
        for scenario in run.scenarios
    }


def problems(run):
    return sorted((problem.where, problem.failure.reason) for problem in run.all_problems)


def run_of(project, *args):
    stream = project.folder / "build/messages.ndjson"
    result = project.behave(*args)
    run = read(stream)
    assert result.code == run.exit_code
    assert result.closing_line == (
        f"scenarios: {run.passed} passed, {run.failed} failed, {run.skipped} skipped"
    )
    return run


def merged(project, count, *args):
    streams = [project.folder / f"{number}.ndjson" for number in range(1, count + 1)]
    for number, stream in enumerate(streams, start=1):
        project.behave(f"--shard={number}/{count}", f"--stream={stream}", *args)
    return merge(streams, project.folder / "merged.ndjson")


def assert_alike(run, others):
    for name, other in others.items():
        assert verdicts(other) == verdicts(run), name
        assert problems(other) == problems(run), name
        assert (other.counts, other.exit_code) == (run.counts, run.exit_code), name


def test_of_everything_that_scenarios_can_come_to(mixed):
    serial = run_of(mixed)
    assert set(serial.counts) == {
        Outcome.PASSED,
        Outcome.FAILED,
        Outcome.UNDEFINED,
        Outcome.PLANNED,
        Outcome.ERROR,
        Outcome.SKIPPED,
        Outcome.NOT_RUN,
    }
    assert_alike(
        serial,
        {
            "in processes": run_of(mixed, "--parallel=2"),
            "shuffled": run_of(mixed, "--order=random:1"),
            "shuffled, in processes": run_of(mixed, "--order=random:2", "--parallel=2"),
            "backwards": run_of(mixed, "--reverse"),
            "in parts": merged(mixed, 3),
            "in parts and processes": merged(mixed, 2, "--parallel=2"),
            "in shuffled parts": merged(mixed, 2, "--order=random"),
        },
    )


def test_of_scenarios_that_end_their_process(deadly):
    """A process of its own is what a run needs to survive them."""
    one_worker = run_of(deadly, "--parallel=1")
    crashed = [s for s in one_worker.scenarios if s.name == "It ends its process"]
    assert [scenario.outcome for scenario in crashed] == [Outcome.ERROR]
    assert_alike(
        one_worker,
        {
            "two workers": run_of(deadly, "--parallel=2"),
            "shuffled": run_of(deadly, "--order=random:1", "--parallel=2"),
            "in parts": merged(deadly, 3, "--parallel=2"),
        },
    )


class Ourselves(Project):
    """The specification of the blog, run where it is, with its streams elsewhere."""

    def __init__(self, folder):
        self.folder = folder

    def command(self, *args):
        outputs = [f"--durations={self.folder}/durations.json"]
        if not any(arg.startswith("--stream=") for arg in args):
            outputs.append(f"--stream={self.folder}/build/messages.ndjson")
        return ["python", str(ROOT / "manage.py"), *args, *outputs, str(ROOT / "features")]


def test_of_our_own_specification(tmp_path):
    ours = Ourselves(tmp_path)
    serial = run_of(ours)
    assert serial.passed > 200
    assert_alike(
        serial,
        {
            "in processes": run_of(ours, "--parallel=2"),
            "shuffled": run_of(ours, "--order=random:1"),
            "in parts": merged(ours, 2, "--parallel=2"),
        },
    )
