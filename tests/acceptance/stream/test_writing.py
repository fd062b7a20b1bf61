"""What a stream says of a run, message by message."""

import json
from base64 import b64decode
from dataclasses import replace

import pytest

from acceptance.stream import environment
from acceptance.stream.documents import read_document
from acceptance.stream.outcomes import (
    NOT_IMPLEMENTED,
    Argument,
    Failure,
    FeatureOutcome,
    Location,
    Outcome,
    Page,
    Phrase,
    Problem,
    RunOutcome,
    ScenarioOutcome,
    StepOutcome,
)
from acceptance.stream.preface import Preface
from acceptance.stream.writing import StreamWriter
from tests.acceptance.stream import samples
from tests.acceptance.stream.samples import messages

FILE = "features/tea.feature"
TEXT = 'Feature: Tea\n  Scenario: Read\n    Given 🫖 of "Tea"\n    When b\n    Then c\n'
OURS = "application/x.acceptance.scenario+json"


def scenario(*outcomes, **details):
    names = ['🫖 of "Tea"', "b", "c"]
    steps = tuple(
        StepOutcome(keyword, name, Location(FILE, line), outcome, started=100.5 + line)
        for line, (keyword, name, outcome) in enumerate(
            zip(["Given", "When", "Then"], names, outcomes, strict=True), start=3
        )
    )
    return ScenarioOutcome(Location(FILE, 2), "Read", steps=steps, started=100.25, **details)


def written(tmp_path, found, **details):
    """Write a run of one scenario; return what the stream holds."""
    run = RunOutcome((FeatureOutcome(FILE, "Tea", (found,)),), started=100.0, **details)
    return samples.write(tmp_path / "messages.ndjson", run, {FILE: TEXT})


def results(file):
    return [message["testStepResult"] for message in messages(file, "testStepFinished")]


def statuses(file):
    return [result["status"] for result in results(file)]


PASSED, FAILED, ERROR = Outcome.PASSED, Outcome.FAILED, Outcome.ERROR
UNDEFINED, SKIPPED, PLANNED = Outcome.UNDEFINED, Outcome.SKIPPED, Outcome.PLANNED
INTERRUPTED, NOT_RUN, NOT_SELECTED = Outcome.INTERRUPTED, Outcome.NOT_RUN, Outcome.NOT_SELECTED


def test_messages_come_in_the_order_of_the_run(tmp_path):
    file = written(
        tmp_path, scenario(PASSED, PASSED, PASSED, outcome=PASSED, duration=2.5), duration=3
    )
    assert [kind for message in messages(file) for kind in message] == [
        "meta",
        "attachment",
        "source",
        "gherkinDocument",
        "pickle",
        "stepDefinition",
        "stepDefinition",
        "testRunStarted",
        "testCase",
        "testCaseStarted",
        *["testStepStarted", "testStepFinished"] * 3,
        "testCaseFinished",
        "attachment",
        "testRunFinished",
    ]
    (started,) = messages(file, "testCaseStarted")
    assert started["timestamp"] == {"seconds": 100, "nanos": 250_000_000}
    (finished,) = messages(file, "testCaseFinished")
    assert finished["timestamp"] == {"seconds": 102, "nanos": 750_000_000}
    (run,) = messages(file, "testRunFinished")
    assert (run["success"], run["timestamp"]["seconds"]) == (True, 103)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (scenario(PASSED, PASSED, PASSED, outcome=PASSED), "PASSED PASSED PASSED"),
        (scenario(PASSED, FAILED, SKIPPED, outcome=FAILED), "PASSED FAILED SKIPPED"),
        (scenario(PASSED, ERROR, UNDEFINED, outcome=ERROR), "PASSED FAILED UNDEFINED"),
        (scenario(UNDEFINED, SKIPPED, SKIPPED, outcome=UNDEFINED), "UNDEFINED SKIPPED SKIPPED"),
        (
            scenario(PASSED, SKIPPED, SKIPPED, outcome=SKIPPED, skip_reason="x"),
            "PASSED SKIPPED SKIPPED",
        ),
        (scenario(NOT_RUN, NOT_RUN, NOT_RUN, outcome=PLANNED), "SKIPPED SKIPPED SKIPPED"),
        (scenario(NOT_RUN, NOT_RUN, NOT_RUN, outcome=NOT_RUN), "UNKNOWN UNKNOWN UNKNOWN"),
        (scenario(NOT_RUN, NOT_RUN, NOT_RUN, outcome=NOT_SELECTED), ""),
        # The last one is that of a hook: without it, the official tools would count "passed".
        (
            scenario(PASSED, INTERRUPTED, NOT_RUN, outcome=INTERRUPTED),
            "PASSED UNKNOWN UNKNOWN SKIPPED",
        ),
        (scenario(PASSED, FAILED, NOT_RUN, outcome=INTERRUPTED), "PASSED UNKNOWN UNKNOWN SKIPPED"),
        (scenario(PASSED, PASSED, NOT_RUN, outcome=NOT_RUN), "PASSED PASSED UNKNOWN SKIPPED"),
        (scenario(PASSED, PASSED, PASSED, outcome=ERROR), "PASSED PASSED PASSED FAILED"),
        (scenario(PASSED, PASSED, PASSED, outcome=SKIPPED), "PASSED PASSED PASSED SKIPPED"),
        (
            scenario(PASSED, PASSED, PASSED, outcome=ERROR, failures=(Failure("x"),)),
            "PASSED PASSED PASSED FAILED",
        ),
    ],
)
def test_outcomes_become_statuses(tmp_path, found, expected):
    assert statuses(written(tmp_path, found)) == expected.split()


def test_reasons_are_told_with_the_steps(tmp_path):
    for found, reasons in [
        (
            scenario(PASSED, SKIPPED, SKIPPED, outcome=SKIPPED, skip_reason="no 🫖"),
            [None, "no 🫖", "no 🫖"],
        ),
        (scenario(NOT_RUN, NOT_RUN, NOT_RUN, outcome=PLANNED), ["Planned, not to run yet"] * 3),
        (scenario(NOT_RUN, NOT_RUN, NOT_RUN, outcome=NOT_RUN), ["Never ran: Stopped"] * 3),
        (
            scenario(PASSED, INTERRUPTED, NOT_RUN, outcome=INTERRUPTED),
            [None, "Interrupted", "Never ran", "Interrupted"],
        ),
    ]:
        file = written(tmp_path, found, stopped_by="Stopped")
        assert [result.get("message") for result in results(file)] == reasons


def test_a_failure_is_an_exception_with_what_was_printed_and_seen(tmp_path):
    page = Page("Tea · Plainly", "build/a b.png", ("build/a.zip",))
    failure = replace(samples.FAILURE, during="hook after_step", page=page)
    found = scenario(PASSED, ERROR, SKIPPED, outcome=ERROR)
    failed = replace(found.steps[1], failure=failure)
    file = written(tmp_path, replace(found, steps=(found.steps[0], failed, found.steps[2])))
    result = results(file)[1]
    reason = "hook after_step: ValueError: broken\ncaused by 🫖"
    assert result["message"] == reason
    assert result["exception"] == {
        "type": "ValueError",
        "message": reason,
        "stackTrace": failure.traceback,
    }
    step = messages(file, "testStepFinished")[1]["testStepId"]
    assert [
        (found["fileName"], found["mediaType"], found["body"])
        for found in messages(file, "attachment")
        if found.get("testStepId") == step
    ] == [
        ("captured stdout", "text/x.cucumber.log+plain", "printed\n"),
        ("captured log", "text/x.cucumber.log+plain", "logged <b>\x1b[31mred\n"),
        ("last page", "text/x.cucumber.log+plain", "Tea · Plainly"),
    ]
    files = messages(file, "externalAttachment")
    assert [found["mediaType"] for found in files] == ["image/png", "application/zip"]
    assert files[0]["url"].endswith("/build/a%20b.png")
    assert {found["testStepId"] for found in files} == {step}


def test_the_type_of_an_exception_is_the_last_of_its_traceback(tmp_path):
    chained = (
        'Traceback (most recent call last):\n  File "a.py", line 1, in a\n    b\n'
        "KeyError: 'b'\n\nDuring handling:\n\n"
        'Traceback (most recent call last):\n  File "a.py", line 3, in a\n    c()\n    ^^^\n'
        "project.errors.TeaError: no tea\n  indented: text\nOther: text\n"
    )
    failure = Failure("no tea", traceback=chained)
    found = scenario(
        PASSED, PASSED, PASSED, outcome=ERROR, failures=(failure, Failure("It checks nothing."))
    )
    types = [r["exception"]["type"] for r in results(written(tmp_path, found)) if "exception" in r]
    assert types == ["project.errors.TeaError", "Failure"]


@pytest.mark.parametrize(
    "failure",
    [
        Failure(NOT_IMPLEMENTED),
        Failure(
            "not yet",
            traceback="Traceback (most recent call last):\n  a\n"
            "behave.exception.StepNotImplementedError: not yet\n",
        ),
    ],
)
def test_what_is_not_implemented_is_pending(tmp_path, failure):
    found = scenario(PASSED, ERROR, SKIPPED, outcome=ERROR)
    first, second, third = found.steps
    steps = (first, replace(second, failure=failure), third)
    file = written(tmp_path, replace(found, steps=steps))
    assert statuses(file) == ["PASSED", "PENDING", "SKIPPED"]
    assert results(file)[1]["message"] == failure.reason


def test_what_fails_around_the_steps_is_a_hook(tmp_path):
    before, after = samples.HOOK_FAILURE, replace(samples.FAILURE, during="cleanup browser")
    found = scenario(
        NOT_RUN,
        NOT_RUN,
        NOT_RUN,
        outcome=ERROR,
        failures=(before, after),
        attachments=(samples.TEXT,),
    )
    file = written(tmp_path, found)
    hooks = {hook["id"]: hook for hook in messages(file, "hook")}
    (case,) = messages(file, "testCase")
    steps = [hooks.get(step.get("hookId"), {}) for step in case["testSteps"]]
    assert [(step.get("name"), step.get("type")) for step in steps] == [
        ("hook before_scenario", "BEFORE_TEST_CASE"),
        *[(None, None)] * 3,
        ("cleanup browser", "AFTER_TEST_CASE"),
        ("hooks", "AFTER_TEST_CASE"),
    ]
    assert steps[0]["sourceReference"] == {}
    assert steps[4]["sourceReference"] == {
        "uri": "features/steps/posts.py",
        "location": {"line": 13},
    }
    assert statuses(file) == ["FAILED", "SKIPPED", "SKIPPED", "SKIPPED", "FAILED", "PASSED"]
    attached = messages(file, "attachment")
    of_hooks = [found for found in attached if found["mediaType"] == "text/plain"]
    assert [found["testStepId"] for found in of_hooks] == [case["testSteps"][-1]["id"]]


def test_a_hook_that_fails_often_is_told_of_once(tmp_path):
    run = samples.run_of(
        lambda s: replace(
            samples.idle(s), outcome=ERROR, failures=(samples.HOOK_FAILURE, samples.CLEAN_UP)
        )
    )
    file = samples.write(tmp_path / "messages.ndjson", run)
    names = [hook["name"] for hook in messages(file, "hook")]
    assert sorted(set(names)) == sorted(names)


def test_arguments_are_where_the_readers_of_a_stream_look_for_them(tmp_path):
    phrase = Phrase('{pot} of "{title}"', Location("features/steps/tea.py", 7))
    arguments = (Argument(0, "🫖"), Argument(6, "Tea"))
    found = scenario(PASSED, PASSED, PASSED, outcome=PASSED)
    first = replace(found.steps[0], phrase=phrase, arguments=arguments)
    file = written(tmp_path, replace(found, steps=(first, *found.steps[1:])))
    (case,) = messages(file, "testCase")
    text = '🫖 of "Tea"'.encode("utf-16-le")
    (match,) = case["testSteps"][0]["stepMatchArgumentsLists"]
    groups = [argument["group"] for argument in match["stepMatchArguments"]]
    assert groups == [{"start": 0, "value": "🫖"}, {"start": 7, "value": "Tea"}]
    assert text[14:20].decode("utf-16-le") == "Tea"
    definition = messages(file, "stepDefinition")[-1]
    assert case["testSteps"][0]["stepDefinitionIds"] == [definition["id"]]
    assert definition["pattern"] == {"type": "CUCUMBER_EXPRESSION", "source": phrase.pattern}
    assert definition["sourceReference"] == {
        "uri": "features/steps/tea.py",
        "location": {"line": 7},
    }


def test_arguments_without_text_are_left_out(tmp_path):
    phrase = Phrase("{a}{b}", Location("features/steps/tea.py", 7))
    found = scenario(PASSED, PASSED, PASSED, outcome=PASSED)
    first = replace(found.steps[0], phrase=phrase, arguments=(Argument(0, ""), Argument(0, "🫖")))
    file = written(tmp_path, replace(found, steps=(first, *found.steps[1:])))
    (match,) = messages(file, "testCase")[0]["testSteps"][0]["stepMatchArgumentsLists"]
    assert len(match["stepMatchArguments"]) == 1


def test_attempts_repetitions_and_workers_are_told(tmp_path):
    def fate(found):
        if found.name == "A reader reads":
            return samples.repeated(samples.idle(found))
        if found.name == "Nobody knows":
            return samples.tried_again(samples.idle(found))
        return samples.idle(found)

    file = samples.write(tmp_path / "messages.ndjson", samples.run_of(fate))
    cases = messages(file, "testCase")
    assert len(cases) == 4
    assert len({case["pickleId"] for case in cases}) == 2
    started, finished = messages(file, "testCaseStarted"), messages(file, "testCaseFinished")
    assert [found["attempt"] for found in started] == [0, 0, 0, 0, 1, 2]
    assert [found["willBeRetried"] for found in finished] == [False] * 3 + [True, True, False]
    assert [found.get("workerId") for found in started] == [None] * 5 + ["1"]


@pytest.mark.parametrize(
    "found",
    [
        scenario(PASSED, PASSED, PASSED, outcome=PASSED),
        scenario(NOT_RUN, NOT_RUN, NOT_RUN, outcome=NOT_RUN),
    ],
)
def test_what_the_standard_messages_say_is_not_said_again(tmp_path, found):
    idle = found.outcome is NOT_RUN
    steps = [replace(step, started=0.0) for step in found.steps] if idle else found.steps
    found = replace(found, steps=tuple(steps), started=0.0 if idle else found.started)
    assert OURS not in written(tmp_path, found).read_text()


def test_what_they_do_not_say_belongs_to_no_test_case(tmp_path):
    file = written(
        tmp_path, scenario(PASSED, FAILED, SKIPPED, outcome=FAILED, missing_evidence="lost")
    )
    (own,) = [found for found in messages(file, "attachment") if found["mediaType"] == OURS]
    assert set(own) == {"body", "contentEncoding", "mediaType"}
    assert json.loads(b64decode(own["body"]))["missing_evidence"] == "lost"


def test_the_preface_stands_behind_meta_and_belongs_to_nothing(tmp_path):
    file = written(tmp_path, scenario(PASSED, PASSED, PASSED, outcome=PASSED))
    own = messages(file)[1]["attachment"]
    assert set(own) == {"body", "contentEncoding", "mediaType"}
    assert own["mediaType"] == "application/x.acceptance.preface+json"
    told = json.loads(b64decode(own["body"]))
    assert (told["revision"], told["readmes"][0]["text"]) == ("0a1b", "# 🫖\n")


def test_the_phrases_of_the_preface_are_defined_before_the_run(tmp_path):
    file = written(tmp_path, scenario(PASSED, PASSED, PASSED, outcome=PASSED))
    definitions = messages(file, "stepDefinition")
    assert [found["pattern"]["source"] for found in definitions] == [
        'a published post "{title}"',
        "{person:Person} reads {what}",
    ]


@pytest.mark.parametrize(
    ("details", "success", "exception"),
    [
        ({}, True, None),
        ({"stopped_by": "Aborted"}, False, {"type": "Stopped", "message": "Aborted"}),
        (
            {"interrupted": True},
            False,
            {"type": "Interrupted", "message": "The run was interrupted"},
        ),
        (
            {"problems": (Problem("the run", samples.CLEAN_UP),)},
            False,
            None,
        ),
    ],
)
def test_the_end_says_whether_and_why_not_the_run_passed(tmp_path, details, success, exception):
    file = written(tmp_path, scenario(PASSED, PASSED, PASSED, outcome=PASSED), **details)
    (finished,) = messages(file, "testRunFinished")
    assert (finished["success"], finished.get("exception")) == (success, exception)


def test_hooks_around_the_run_are_told_with_what_they_printed(tmp_path):
    problems = (
        Problem("the run", replace(samples.FAILURE, during="hook before_all")),
        Problem("the run", samples.CLEAN_UP),
        Problem("features/b.feature", Failure("The file has no feature.")),
    )
    file = written(tmp_path, scenario(PASSED, PASSED, PASSED, outcome=PASSED), problems=problems)
    started = messages(file, "testRunHookStarted")
    kinds = {hook["id"]: (hook["name"], hook["type"]) for hook in messages(file, "hook")}
    assert [kinds[found["hookId"]] for found in started] == [
        ("hook before_all", "BEFORE_TEST_RUN"),
        ("cleanup", "AFTER_TEST_RUN"),
    ]
    ended = messages(file, "testRunHookFinished")
    assert [found["result"]["status"] for found in ended] == ["FAILED", "FAILED"]
    attached = [found.get("testRunHookStartedId") for found in messages(file, "attachment")]
    assert attached == [None, *[started[0]["id"]] * 3, started[1]["id"], None]
    (finished,) = messages(file, "testRunFinished")
    assert finished["message"].splitlines() == [
        "the run: hook before_all: ValueError: broken",
        "caused by 🫖",
        "the run: cleanup: A clean-up failed.",
        "features/b.feature: The file has no feature.",
    ]


def test_a_run_that_is_killed_leaves_what_ran(tmp_path):
    writer = StreamWriter(tmp_path / "new/folder/messages.ndjson")
    writer.begin([read_document(FILE, TEXT)], Preface(), 100.0)
    writer.scenario_recorded(scenario(PASSED, PASSED, PASSED, outcome=PASSED))
    file = tmp_path / "new/folder/messages.ndjson"
    assert [*messages(file)[-1]] == ["testCaseFinished"]
    writer.close()
    writer.close()
    assert messages(file, "testRunFinished") == []


def test_a_file_that_cannot_be_written_is_the_callers_affair(tmp_path):
    with pytest.raises(OSError, match="Is a directory"):
        StreamWriter(tmp_path)


def test_the_build_is_named_if_there_is_one():
    assert "ci" not in environment.meta({"PATH": "/bin", "CI": "true"})
    github = {
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": "tea/pot",
        "GITHUB_RUN_ID": "7",
        "GITHUB_SHA": "0a1b",
        "GITHUB_REF_NAME": "main",
    }
    assert environment.meta(github)["ci"] == {
        "name": "GitHub Actions",
        "url": "https://github.example/tea/pot/actions/runs/7",
        "buildNumber": "7",
        "git": {
            "remote": "https://github.example/tea/pot.git",
            "revision": "0a1b",
            "branch": "main",
        },
    }


def test_credentials_never_get_into_a_stream():
    gitlab = {
        "CI_JOB_URL": "https://gitlab.example/1",
        "CI_JOB_ID": "1",
        "CI_REPOSITORY_URL": "https://bot:secret@gitlab.example:8443/tea.git",
        "CI_COMMIT_SHA": "0a1b",
        "CI_COMMIT_REF_NAME": "main",
    }
    git = environment.meta(gitlab)["ci"]["git"]
    assert git["remote"] == "https://gitlab.example:8443/tea.git"
    del gitlab["CI_COMMIT_SHA"]
    assert "git" not in environment.meta(gitlab)["ci"]
