"""The summary for the page of a CI, read by a Markdown parser as that page would."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum

import pytest
from markdown_it import MarkdownIt

from acceptance.reports import markdown
from acceptance.stream.outcomes import Failure, Outcome, RunOutcome
from tests.acceptance.reports.runs import (
    FILE,
    FLAKY,
    MOMENT,
    PICTURED,
    REPEATED,
    RUNS,
    failure,
    feature,
    of_every_outcome,
    problem,
    run_of,
    scenario,
    step,
)

FOLD_OF_A_FAILURE = "<details><summary>All that is known of it</summary>"
MEBIBYTE = 1024 * 1024
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
EVIL = (
    "`` ` ``` ```` </details> <script>x</script> | # * _a_ **b** ~~c~~ [d](e) ![f](g) &amp;\n"
    "<h@i.j>\n"
    "```\n````\n</details>\n\n# H\n- k\n| l |\n| - |\n\n    m\r\n> n\x1b\ud800"
)


def lines(run):
    return markdown.render(run).splitlines()


def section(run, title):
    """Return the lines below a heading or in a fold, up to the next."""
    found = []
    is_inside = False
    for line in lines(run):
        if line.startswith(("## ", "<details><summary>")) and line != FOLD_OF_A_FAILURE:
            is_inside = line in {f"## {title}", f"<details><summary>{title}</summary>"}
        elif is_inside and line and line != "</details>":
            found.append(line)
    return found


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("nothing", "⚪ No scenario was run"),
        ("a feature without scenarios", "⚪ No scenario was run"),
        ("passed", "✅ Passed: 2 passed"),
        (
            "every outcome",
            "❌ Failed: 2 passed, 2 failed, 1 error, 1 undefined, 1 skipped, 1 planned, "
            "1 interrupted, 1 not run, 4 failed outside the scenarios",
        ),
        ("only a problem", "❌ Failed: 1 passed, 1 failed outside the scenarios"),
        ("interrupted", "🟡 Interrupted: 1 passed, 1 interrupted, 1 not run"),
        ("stopped", "❌ Stopped: 1 passed, 1 not run"),
        ("dry", "⚪ Dry run: 1 not run"),
        ("dry and undefined", "❌ Failed in a dry run: 1 undefined, 1 not run"),
    ],
)
def test_the_heading_says_how_it_went(name, heading):
    assert lines(RUNS[name])[0] == f"# {heading}"


def test_a_run_of_what_is_only_planned_is_not_called_passed():
    run = run_of(scenario(Outcome.PLANNED), scenario(Outcome.SKIPPED))

    assert lines(run)[0] == "# ⚪ No scenario was run: 1 skipped, 1 planned"


def test_scenarios_features_and_steps_are_counted():
    run = run_of(scenario(), scenario(Outcome.FAILED), scenario(Outcome.NOT_SELECTED))

    table = [line for line in lines(run) if line.startswith("|")]
    assert table == [
        "|  | passed | failed | not selected |",
        "| --- | ---: | ---: | ---: |",
        "| scenarios | 1 | 1 | 1 |",
        "| features | 0 | 1 | 0 |",
        "| steps | 2 | 1 | 0 |",
    ]


def test_it_is_said_how_and_when_it_ran():
    assert (
        "Took 12.50 s, began on 2026-05-04 at 10:00 UTC, `browser` `chromium`, "
        "`order` `random:42`, `shard` `2/3`."
    ) in lines(RUNS["every outcome"])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("interrupted", f"`Interrupted in {FILE}:9; 1 scenario never ran.`"),
        ("stopped", "`Aborted: no tea; 1 scenario never ran.`"),
        ("dry", "`Dry run: the phrases were looked up, no scenario was run.`"),
    ],
)
def test_it_is_said_what_kept_scenarios_from_running(name, sentence):
    assert lines(RUNS[name])[2] == sentence


def test_failures_come_first_with_reason_step_and_place():
    run = run_of(scenario(Outcome.PLANNED, line=9), scenario(Outcome.FAILED, rule="All is found"))
    text = markdown.render(run)

    assert (
        "## Failed scenarios\n\n"
        "### `All is found › Tea is found`\n\n"
        f"Failed: `{FILE}:3`\n\n"
        f"`When Bob sees 2` `{FILE}:5`\n\n"
        "```text\nexpected 2\nsaw 1\n```\n\n"
        "<details><summary>All that is known of it</summary>\n\n"
        f"```text\nFAILED  {FILE}:3  All is found › Tea is found\n"
    ) in text
    assert "I was here" in text
    assert text.index("## Failed scenarios") < text.index("Planned</summary>")


def test_the_whole_traceback_is_in_the_fold():
    failed = step(Outcome.FAILED, failure=failure(traceback="Traceback:\n  line 1\n"))

    told = lines(run_of(scenario(Outcome.FAILED, steps=(failed,))))

    assert told[told.index("      Traceback:") + 1] == "        line 1"


def test_a_failing_hook_is_told_also_where_a_step_is_undefined():
    told = section(RUNS["an after_scenario hook failed"], "Failed scenarios")

    assert "hook after_scenario: expected 2" in told
    assert "cleanup close: expected 2" in told
    assert "## Undefined steps, no phrase matches them" in lines(
        RUNS["an after_scenario hook failed"]
    )


def test_problems_are_told():
    told = section(RUNS["only a problem"], "Failed outside the scenarios")

    assert told[:4] == ["### `the run`", "```text", "hook after_all: ValueError: broken", "```"]


def test_an_undefined_step_is_named_once_and_is_no_failure_to_tell_at_length():
    run = run_of(scenario(Outcome.UNDEFINED), scenario(Outcome.UNDEFINED, line=9))

    assert section(run, "Undefined steps, no phrase matches them") == [
        f"- `When Bob flies` `{FILE}:5`"
    ]
    assert section(run, "Failed scenarios") == []


def test_flaky_scenarios_are_named_with_what_came_of_them():
    assert section(run_of(FLAKY, *REPEATED), "Flaky") == [
        f"- `Tea is found` `{FILE}:40`: 1 passed, 1 failed, 1 error",
        f"- `Now so, now so` `{FILE}:50`: 2 passed, 1 failed",
    ]


def test_planned_scenarios_and_features_are_listed():
    run = RunOutcome(
        (
            feature(scenario(Outcome.PLANNED)),
            feature(name="Flying", file="features/flying.feature", is_planned=True),
        )
    )

    assert section(run, "Planned") == [
        f"- `Tea is found` `{FILE}:3`",
        "- `Flying` `features/flying.feature`: no scenarios yet",
    ]


def test_skipped_scenarios_are_counted_by_their_reasons():
    many = [scenario(Outcome.SKIPPED, line=line, skip_reason="slow") for line in range(4)]
    run = run_of(scenario(Outcome.SKIPPED, skip_reason="no `tea`"), *many)

    assert section(run, "Skipped, and why") == [
        f"- 1 scenario: `` no `tea` `` `{FILE}:3`",
        "- 4 scenarios: `slow`",
    ]


def test_what_never_ran_is_listed():
    assert section(RUNS["interrupted"], "Never ran") == [
        f"- `Cut short` `{FILE}:9`: interrupted while it ran",
        f"- `Too late` `{FILE}:12`",
    ]
    assert section(RUNS["dry"], "Never ran") == []


def test_the_slowest_are_listed():
    run = run_of(scenario(duration=2.5), started=MOMENT)

    assert section(run, "Slowest scenarios") == [f"- 2.500 s `Tea is found` `{FILE}:3`"]
    assert section(run, "Slowest phrases") == [
        "- 0.250 s in 1 step, 0.250 s each: `Bob opens {page}` `features/steps/pages.py:7`"
    ]


def with_evil_texts(value):
    """Copy an outcome, and put what breaks Markdown wherever the project may put a text."""
    if isinstance(value, tuple):
        return tuple(map(with_evil_texts, value))
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"{value}{EVIL}{value}" if value else value
    if is_dataclass(value):
        own = [field for field in fields(value) if field.init]
        return replace(value, **{f.name: with_evil_texts(getattr(value, f.name)) for f in own})
    return value


def shape(run):
    """List what a page consists of, without the texts that are code."""
    found = []
    for token in PARSER.parse(markdown.render(run).encode("utf-8").decode()):
        for part in token.children or [token]:
            is_code = part.type in {"code_inline", "fence"}
            found.append((part.type, "" if is_code else part.content))
    return found


@pytest.mark.parametrize("name", RUNS)
def test_nothing_of_the_project_becomes_markup(name):
    assert shape(with_evil_texts(RUNS[name])) == shape(RUNS[name])


def test_every_text_of_the_project_is_shown_as_it_is():
    name = "`A` ``tick`` | \\ and `"
    run = run_of(scenario(Outcome.FAILED, name))
    codes = [
        part.content
        for token in PARSER.parse(markdown.render(run))
        for part in token.children or ()
        if part.type == "code_inline"
    ]

    assert codes.count(name) == 2  # as failed, and as one of the slowest


def failed_at_length(reason, line):
    steps = (step(Outcome.FAILED, failure=failure(reason, traceback=reason)),)
    return scenario(Outcome.FAILED, f"S{line}", line, steps=steps)


@pytest.mark.parametrize("reason", ["x" * 50_000, "ü\n" * 10_000, "🎉" * 50_000])
def test_a_page_of_very_many_failures_stays_within_githubs_limit(reason):
    run = run_of(*(failed_at_length(reason, line) for line in range(1, 201)), scenario())
    text = markdown.render(run)

    assert len(text.encode()) < MEBIBYTE
    told = text.count("\n### `S")
    assert 0 < told < 200
    assert f"\n… and {200 - told} more, cut to keep this page short enough.\n" in text
    assert "characters more\n```" in text
    assert "Slowest phrases" in text


def test_a_page_of_very_many_names_stays_within_githubs_limit():
    run = run_of(*(scenario(Outcome.PLANNED, "n" * 5_000, line) for line in range(1, 2_000)))
    text = markdown.render(run)

    assert len(text.encode()) < MEBIBYTE
    told = text.count("\n- ")
    assert f"\n… and {1_999 - told} more, cut to keep this page short enough.\n" in text


def test_a_short_page_is_whole():
    run = run_of(*of_every_outcome(), PICTURED, problems=(problem("the run"),))

    assert "… and" not in markdown.render(run)


def test_a_failure_without_a_reason_leaves_the_page_sound():
    run = run_of(scenario(Outcome.ERROR, "", steps=(), failures=(Failure(""),)))

    assert f"### `{FILE}:3`" in lines(run)


def test_what_has_no_name_leaves_the_page_sound():
    nameless = feature(name=" ", file="features/a.feature", is_planned=True)

    assert section(RunOutcome((nameless,)), "Planned") == [
        "- `–` `features/a.feature`: no scenarios yet"
    ]
