"""The stream that a run leaves, read as any report reads it."""

import base64
import json

import pytest

from acceptance.stream.outcomes import Attachment, Outcome
from acceptance.stream.reading import StreamError, read

FEATURE = """
    Feature: A
      Scenario: B
        Given it works
        Then 1 is 1
"""


@pytest.fixture
def plain(project):
    project.feature(FEATURE)
    return project


def run_of(project, *args, **variables):
    result = project.behave(*args, **variables)
    assert result.err == ""
    return read(project.folder / "build/messages.ndjson")


def messages(project, kind):
    lines = project.read("build/messages.ndjson").splitlines()
    return [found[kind] for found in map(json.loads, lines) if kind in found]


def test_it_tells_the_phrase_of_every_step_and_what_filled_its_gaps(plain):
    (scenario,) = run_of(plain).scenarios
    works, equal = scenario.steps
    assert (works.phrase.pattern, str(works.phrase.location)) == (
        "it works",
        "features/steps/phrases.py:3",
    )
    assert equal.phrase.pattern == "{seen:d} is {expected:d}"
    assert [(argument.start, argument.text) for argument in equal.arguments] == [(0, "1"), (5, "1")]


def test_phrases_that_were_not_used_are_in_it_too(plain):
    plain.behave()
    patterns = [found["pattern"]["source"] for found in messages(plain, "stepDefinition")]
    assert "it breaks" in patterns


def test_a_scenario_may_travel_in_time(project):
    project.phrases("""
        import time_machine
        from behave import given

        @given("it is long ago")
        def long_ago(context):
            travel = time_machine.travel("2001-02-03", tick=True)
            travel.start()
            context.add_cleanup(travel.stop)
    """)
    project.feature("Feature: A\n  Scenario: B\n    Given it is long ago\n    Then 1 is 1")
    run = run_of(project)
    (scenario,) = run.scenarios
    moments = [run.started, scenario.started, *(step.started for step in scenario.steps)]
    assert moments == sorted(moments)
    assert moments[-1] - moments[0] < 60
    assert all(0 <= step.duration < 60 for step in scenario.steps)


def test_what_steps_and_hooks_attach_is_in_it(project):
    project.environment("""
        def before_scenario(context, scenario):
            context.attach("text/plain", "from a hook")

        def after_step(context, step):
            context.attach("image/png", b"\\x89PNG", caption="After it worked")
    """)
    project.feature("Feature: A\n  Scenario: B\n    Given it works")
    (scenario,) = run_of(project).scenarios
    assert scenario.attachments == (Attachment("text/plain", "from a hook"),)
    assert scenario.steps[0].attachments == (
        Attachment("image/png", b"\x89PNG", "After it worked"),
    )
    picture = next(a for a in messages(project, "attachment") if a["mediaType"] == "image/png")
    assert base64.b64decode(picture["body"]) == b"\x89PNG"


def test_attachments_come_from_other_processes_too(project):
    project.phrases("""
        from behave import given

        @given("a note is attached")
        def attach(context):
            context.attach("text/plain", "a note")
    """)
    project.feature("Feature: A\n  Scenario: B\n    Given a note is attached")
    (scenario,) = run_of(project, "--parallel=2").scenarios
    assert scenario.steps[0].attachments == (Attachment("text/plain", "a note"),)
    assert scenario.worker == 1


def test_what_is_attached_outside_the_scenarios_is_refused_there(plain):
    plain.environment("""
        def before_all(context):
            context.attach("text/plain", "nobody would find it")
    """)
    run = run_of(plain)
    assert [problem.failure.during for problem in run.problems] == ["hook before_all"]
    assert "Nothing can be attached outside the scenarios" in run.problems[0].failure.reason


def test_a_hook_that_fails_leaves_what_never_ran(plain):
    plain.environment("""
        def before_feature(context, feature):
            raise ValueError("no")
    """)
    run = run_of(plain)
    assert run.counts == {Outcome.NOT_RUN: 1}
    assert [problem.failure.reason for problem in run.all_problems] == ["ValueError: no"]
    statuses = {f["testStepResult"]["status"] for f in messages(plain, "testStepFinished")}
    assert statuses == {"UNKNOWN"}


def test_a_run_that_is_broken_off_says_so(plain):
    plain.environment("""
        def before_all(context):
            raise ValueError("no")
    """)
    run = run_of(plain)
    assert run.stopped_by == "Stopped because before_all failed"
    (finished,) = messages(plain, "testRunFinished")
    assert finished["success"] is False


def test_an_interrupted_run_has_an_end(waiting, start):
    process = start()
    process.interrupt()
    process.end()
    run = read(waiting.folder / "build/messages.ndjson")
    assert run.interrupted
    assert run.counts[Outcome.INTERRUPTED] == 1
    assert run.counts[Outcome.NOT_RUN] == 2


def test_a_run_that_is_killed_has_none_and_is_refused(waiting, start):
    process = start()
    process.wait_until_it_waits()
    process.process.kill()
    process.process.wait()
    stream = waiting.folder / "build/messages.ndjson"
    assert "Fails before" in stream.read_text(encoding="utf-8")
    with pytest.raises(StreamError):
        read(stream)


@pytest.mark.parametrize("broken", ["Feature A", "Feature: A\n  Scenario: B\n    given it works"])
def test_a_run_that_does_not_start_leaves_the_last_stream(plain, broken):
    plain.behave()
    before = plain.read("build/messages.ndjson")
    plain.feature(broken)
    assert plain.behave().code == 2
    assert plain.read("build/messages.ndjson") == before


def test_a_dry_run_leaves_the_last_stream(plain):
    plain.behave()
    before = plain.read("build/messages.ndjson")
    assert plain.behave("--dry-run").code == 0
    assert plain.read("build/messages.ndjson") == before


def test_it_goes_where_it_is_sent(plain):
    result = plain.behave("--stream=elsewhere/run.ndjson")
    assert result.code == 0
    assert read(plain.folder / "elsewhere/run.ndjson").passed == 1
    assert not (plain.folder / "build/messages.ndjson").exists()


@pytest.mark.parametrize("flag", ["--stream", "--durations"])
@pytest.mark.parametrize(
    ("file", "reason"),
    [("features", "Is a directory"), ("features/a.feature/x", "Not a directory")],
)
def test_where_it_cannot_go_nothing_runs(plain, flag, file, reason):
    result = plain.behave(flag, file)
    assert (result.code, result.out) == (2, "")
    assert reason in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Feature: A\n  Scenario: B\n    given it works", 3),
        ("Feature: A\n  Scenario: B\n    Given it works\n      '''\n      a\n      '''", 4),
    ],
)
def test_what_cucumber_reads_otherwise_is_refused_with_its_line(project, text, line):
    project.feature(text)
    result = project.behave()
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"features/a.feature:{line}")
    assert len(result.err.splitlines()) == 1


def test_a_feature_in_another_language_and_characters_of_all_planes(project):
    project.phrases("""
        from behave import given

        @given('🍵 kostet "{price}" Euro')
        def costs(context, price):
            pass
    """)
    project.feature("""
        # language: de
        Funktionalität: Tee
          Szenario: 🍵
            Angenommen 🍵 kostet "3,50 €" Euro
    """)
    (scenario,) = run_of(project).scenarios
    assert scenario.outcome is Outcome.PASSED
    assert [(a.start, a.text) for a in scenario.steps[0].arguments] == [(10, "3,50 €")]
    (case,) = messages(project, "testCase")
    (arguments,) = case["testSteps"][0]["stepMatchArgumentsLists"]
    assert arguments["stepMatchArguments"][0]["group"]["start"] == 11  # in UTF-16
