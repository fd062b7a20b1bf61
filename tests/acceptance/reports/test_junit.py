"""JUnit XML as its readers want it: GitHub's two actions, GitLab, Jenkins."""

import re
from xml.etree import ElementTree

import pytest
from junitparser import JUnitXml

from acceptance.reports import junit
from acceptance.stream.outcomes import Failure, Outcome, Problem, RunOutcome
from tests.acceptance.reports.runs import (
    EXAMPLES,
    FILE,
    FLAKY,
    MOMENT,
    PICTURED,
    REPEATED,
    RUNS,
    failure,
    feature,
    problem,
    run_of,
    scenario,
    step,
)

OUTCOME_TAGS = {"failure", "error", "skipped"}
# Rails, and GitLab with it, converts an element whose type is one of these, or refuses it.
TYPES_OF_RAILS = {
    *("symbol", "yaml", "date", "datetime", "integer", "float", "decimal", "boolean", "string"),
    *("base64Binary", "hexBinary", "binary", "file", "array", "hash", "duration", "dateTime"),
}


def read(run):
    return ElementTree.fromstring(junit.render(run).encode())


def cases(run):
    return list(read(run).iter("testcase"))


def case_of(scenario, **details):
    (case,) = cases(run_of(scenario, **details))
    return case


def outcome_of(scenario, **details):
    """Return the element that tells the outcome of a scenario."""
    (found,) = (element for element in case_of(scenario, **details) if element.tag in OUTCOME_TAGS)
    return found


@pytest.mark.parametrize("name", RUNS)
def test_every_reader_finds_what_it_needs(name):
    root = read(RUNS[name])
    assert root.tag == "testsuites"
    names = [suite.get("name") for suite in root]
    assert len(set(names)) == len(names)  # Jenkins drops one of two
    for suite in root:
        assert (suite.tag, suite[0].tag) == ("testsuite", "properties")
        assert {child.tag for child in suite[1:]} == {"testcase"}  # never without one
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|", suite.get("timestamp", ""))
        keys = [(case.get("classname"), case.get("name")) for case in suite.iter("testcase")]
        assert all(all(key) for key in keys)
        assert len(set(keys)) == len(keys)  # GitLab keeps the last of two
        for case in suite.iter("testcase"):
            tags = [child.tag for child in case]
            assert tags in ([], ["system-out"]) or tags[0] in OUTCOME_TAGS
            assert set(tags[1:]) <= {"system-out"}
            for element in case:
                assert element.get("type") not in TYPES_OF_RAILS
                assert element.text.strip()  # GitLab shows nothing else
                if element.tag in OUTCOME_TAGS:
                    assert element.get("message")  # GitHub's actions show it first
    for element in [root, *root.iter("testsuite"), *root.iter("testcase")]:
        assert re.fullmatch(r"\d+\.\d{3}", element.get("time"))


@pytest.mark.parametrize("name", RUNS)
def test_totals_are_those_of_the_cases(name):
    root = read(RUNS[name])
    for element in [root, *root]:
        for attribute, tag in [
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ]:
            assert int(element.get(attribute)) == len(list(element.iter(tag)))
        assert int(element.get("tests")) == len(list(element.iter("testcase")))


def test_a_library_reads_it():
    suites = list(JUnitXml.fromstring(junit.render(RUNS["every outcome"]).encode()))

    assert [suite.name for suite in suites] == ["Finding posts", "Finding posts (2)", "the run"]
    assert [(suite.tests, suite.errors) for suite in suites] == [(10, 4), (2, 0), (2, 2)]
    assert {p.name: p.value for p in suites[0].properties()} == {
        "browser": "chromium",
        "order": "random:42",
        "shard": "2/3",
    }


def test_a_case_is_named_with_its_rule_and_its_example():
    names = [case.get("name") for case in cases(run_of(*EXAMPLES))]

    assert names == [f"Everything is found › An outline -- @1.{number} Teas" for number in (1, 2)]


def test_a_case_says_where_it_stands_and_what_it_took():
    case = case_of(scenario(duration=1.25))

    assert case.attrib == {
        "name": "Tea is found",
        "classname": "features.reading.finding_posts",
        "file": FILE,
        "line": "3",
        "time": "1.250",
    }


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.feature", "a"),
        ("features/v1.2.feature", "features.v1_2"),
        ("../up/a.feature", "up.a"),
        ("/far/away/a.feature", "far.away.a"),
    ],
)
def test_the_folders_are_the_packages(file, name):
    (case,) = cases(RunOutcome((feature(scenario(), file=file),)))

    assert case.get("classname") == name


def test_a_suite_says_when_it_began_and_what_it_took():
    (suite,) = read(
        run_of(scenario(Outcome.PLANNED), scenario(started=MOMENT + 5), scenario(started=MOMENT))
    )

    assert suite.get("timestamp") == "2026-05-04T10:00:00"
    assert suite.get("time") == "1.000"
    assert suite.get("file") == FILE


def test_a_failure_tells_the_steps_the_reason_the_code_and_the_output():
    found = outcome_of(scenario(Outcome.FAILED))

    assert (found.tag, found.get("type")) == ("failure", "failed")
    assert found.get("message") == "When Bob sees 2: expected 2"
    assert found.text == (
        f"FAILED  {FILE}:3  Tea is found\n"
        "  ✓ When Bob opens Tea\n"
        "  ✗ When Bob sees 2\n"
        f"      step    {FILE}:5\n"
        "      phrase  features/steps/pages.py:12  Bob sees {text}\n"
        "      expected 2\n"
        "      saw 1\n"
        "      at features/steps/pages.py:14: assert seen\n"
        "      captured stdout:\n"
        "        I was here"
    )


@pytest.mark.parametrize("outcome", [Outcome.ERROR, Outcome.UNDEFINED])
def test_broken_and_undefined_are_errors(outcome):
    found = outcome_of(scenario(outcome))

    assert (found.tag, found.get("type")) == ("error", outcome)


def test_an_undefined_step_is_named():
    message = outcome_of(scenario(Outcome.UNDEFINED)).get("message")

    assert message == 'When Bob flies: No "when" phrase matches this step.'


def test_a_dry_run_names_the_undefined_step_as_well():
    (found,) = read(RUNS["dry and undefined"]).iter("error")

    assert found.text.startswith("When Bob flies: No phrase matches.\nUNDEFINED  ")


def test_a_failing_hook_is_named():
    broken = failure("ValueError: no tea\nat all", during="hook after_scenario")
    found = outcome_of(scenario(Outcome.ERROR, steps=(step(),), failures=(broken,)))

    assert found.get("message") == "hook after_scenario: ValueError: no tea"


@pytest.mark.parametrize(
    ("outcome", "run", "message"),
    [
        (Outcome.PLANNED, {}, "planned"),
        (Outcome.SKIPPED, {}, "no network here"),
        (Outcome.INTERRUPTED, {"interrupted": True}, "interrupted while it ran"),
        (Outcome.NOT_RUN, {"interrupted": True}, "never ran: the run was interrupted"),
        (Outcome.NOT_RUN, {"stopped_by": "Aborted: no tea"}, "never ran: Aborted: no tea"),
        (Outcome.NOT_RUN, {}, "never ran"),
        (Outcome.NOT_RUN, {"dry_run": True}, "not run: this was a dry run"),
    ],
)
def test_what_says_neither_yes_nor_no_is_skipped_and_says_why(outcome, run, message):
    found = outcome_of(scenario(outcome), **run)

    assert (found.tag, found.get("message"), found.text) == ("skipped", message, message)


def test_what_was_not_selected_is_left_out():
    assert cases(run_of(scenario(Outcome.NOT_SELECTED))) == []


def test_what_failed_outside_the_scenarios_is_a_case_of_its_own():
    run = run_of(scenario(), problems=(problem("the run", "hook after_all"),))
    of_feature, of_run = read(run)

    assert len(of_feature.findall("testcase")) == 1
    case = of_run.find("testcase")
    assert case.get("name") == "the run: hook after_all"
    assert case.find("error").get("message") == "ValueError: broken"


def test_what_failed_around_a_feature_is_in_its_suite():
    run = RunOutcome((feature(scenario(), problems=(problem(), problem())),))
    (suite,) = read(run)

    where = f"{FILE}:1 Feature: Finding posts: hook after_feature"
    assert [case.get("name") for case in suite.iter("testcase")][1:] == [where, f"{where} (2)"]
    assert [case.get("file") for case in suite.iter("testcase")] == [FILE] * 3


def test_repetitions_are_cases_of_their_own_and_flaky_ones_say_so():
    found = cases(run_of(*REPEATED))

    name = "Now so, now so"
    assert [c.get("name") for c in found] == [name] + [f"{name} (repetition {n})" for n in (2, 3)]
    assert [c.findtext("system-out") for c in found] == ["Flaky: 2 passed, 1 failed"] * 3


def test_a_case_that_passed_in_the_end_tells_the_attempts_before():
    case = case_of(FLAKY)

    assert [element.tag for element in case] == ["system-out"]
    assert case.findtext("system-out") == (
        "Attempt 1: failed: When Bob sees 2: expected 2\n"
        "Attempt 2: error: When Bob sees 2: expected 2\n"
        "Flaky: 1 passed, 1 failed, 1 error"
    )


def test_scenarios_of_one_name_are_numbered():
    run = run_of(scenario(), scenario(line=9), scenario(line=12, rule="Always"))

    names = [case.get("name") for case in cases(run)]
    assert names == ["Tea is found", "Tea is found (2)", "Always › Tea is found"]


def test_names_that_differ_in_what_is_not_seen_are_numbered_as_well():
    names = [
        case.get("name") for case in cases(run_of(scenario(name="A  b"), scenario(name="A b")))
    ]

    assert names == ["A b", "A b (2)"]


@pytest.mark.parametrize(
    "run",
    [
        run_of(scenario(Outcome.SKIPPED, skip_reason="")),
        run_of(scenario(Outcome.ERROR, steps=(), failures=(Failure(""),))),
        run_of(problems=(Problem("the run", Failure("")),)),
    ],
)
def test_without_a_reason_the_outcome_is_the_message(run):
    (message,) = (element.get("message") for case in cases(run) for element in case)

    assert message in {"skipped", "error"}


def test_the_picture_of_a_failure_is_named_as_gitlab_wants_it():
    assert case_of(PICTURED).findtext("system-out") == "[[ATTACHMENT|build/evidence/a/2.png]]"


def test_how_a_run_ended_is_among_its_properties():
    def properties(run):
        return {found.get("name"): found.get("value") for found in read(run).iter("property")}

    assert properties(RUNS["passed"]) == {}
    assert properties(RUNS["interrupted"]) == {"interrupted": "yes"}
    assert properties(RUNS["stopped"]) == {"stopped by": "Aborted: no tea"}
    assert properties(RUNS["dry"]) == {"dry run": "yes"}


def test_what_xml_forbids_is_written_out():
    evil = "\x1b[31m \x00 \ud800 ]]> <&> \"'"
    found = outcome_of(
        scenario(
            Outcome.ERROR,
            evil,
            rule=evil,
            failures=(Failure(evil, captured=(("stdout", evil),)),),
            steps=(),
        )
    )

    shown = "\\x1b[31m \\x00 \\ud800 ]]> <&> \"'"
    assert found.get("message") == shown
    assert f"captured stdout:\n    {shown}" in found.text
