"""`manage.py spec`: reports of a run from its stream, and one stream of many."""

import io
import json
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from lxml import etree

from acceptance.reports import html, junit, markdown, rerun, slowest
from acceptance.stream.documents import read_document
from acceptance.stream.outcomes import (
    Failure,
    FeatureOutcome,
    Location,
    Outcome,
    Phrase,
    RunOutcome,
    ScenarioOutcome,
    Shard,
    StepOutcome,
)
from acceptance.stream.preface import Entry, Preface
from acceptance.stream.reading import read
from acceptance.stream.writing import StreamWriter
from tests.acceptance.project.sample import Project

FILE = "features/a.feature"
TEXT = """\
Feature: Tea
  Scenario: Green
    Given tea
  Scenario: Black
    Given tea
"""
STREAM = "build/messages.ndjson"
DURATIONS = Path("build/durations.json")
MOMENT = 1_777_888_800.0
POSTGRESQL = "django.db.backends.postgresql"  # that nobody answers for
PHRASE = Phrase("tea", Location("features/steps/tea.py", 3))


def scenario(name, line, outcome):
    failure = Failure("cold") if outcome is Outcome.FAILED else None
    ran = {"phrase": PHRASE, "started": MOMENT, "duration": 0.25}
    details = ran if outcome is not Outcome.NOT_SELECTED else {}
    step = StepOutcome(
        "Given", "tea", Location(FILE, line + 1), outcome, failure=failure, **details
    )
    took = {"started": MOMENT, "duration": 0.5} if details else {}
    return ScenarioOutcome(Location(FILE, line), name, outcome, steps=(step,), **took)


def write_stream(file=STREAM, green=Outcome.PASSED, black=Outcome.FAILED, **details):
    scenarios = (scenario("Green", 2, green), scenario("Black", 4, black))
    feature = FeatureOutcome(FILE, "Tea", scenarios)
    run = RunOutcome((feature,), started=MOMENT, duration=1.5, **details)
    writer = StreamWriter(Path(file))
    writer.begin(
        [read_document(FILE, TEXT)], Preface(entries=(Entry(PHRASE, "given"),)), run.started
    )
    for each in run.scenarios:
        writer.scenario_recorded(each)
    writer.end(run)
    return run


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project's folder, where nobody has installed the formatter."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NODE_PATH", raising=False)
    return tmp_path


@pytest.fixture
def run(folder):
    """A run whose stream is in its usual place."""
    return write_stream()


@pytest.fixture
def spec(folder):
    """Return a function that calls the command; it returns what was printed, and said aside."""

    def spec(*args):
        stdout, stderr = io.StringIO(), io.StringIO()
        call_command("spec", *args, stdout=stdout, stderr=stderr)
        return stdout.getvalue(), stderr.getvalue()

    return spec


TEXTS = {
    "junit": junit.render,
    "markdown": markdown.render,
    "failed": lambda run: rerun.render(run, Path()),
    "slowest": slowest.render,
}


@pytest.mark.parametrize("kind", ["markdown", "failed", "slowest"])
def test_reports_for_reading_are_printed(run, spec, kind):
    assert spec("report", kind) == (TEXTS[kind](run), "")


def test_junit_has_its_usual_place(run, spec):
    assert spec("report", "junit") == ("", "junit: build/junit.xml\n")
    assert Path("build/junit.xml").read_text(encoding="utf-8") == junit.render(run)
    assert etree.parse("build/junit.xml").getroot().get("failures") == "1"


@pytest.mark.parametrize("kind", TEXTS)
def test_any_text_can_be_printed_or_written_where_it_is_wanted(run, spec, kind):
    assert spec("report", kind, "--output", "-") == (TEXTS[kind](run), "")
    assert spec("report", kind, "-o", "new/deep/file") == ("", f"{kind}: new/deep/file\n")
    if kind != "failed":
        assert Path("new/deep/file").read_text(encoding="utf-8") == TEXTS[kind](run)


def test_a_list_of_what_failed_leads_from_its_own_folder(run, spec):
    spec("report", "failed", "--output", "build/lists/failed.txt")

    assert Path("build/lists/failed.txt").read_text() == "../../features/a.feature:4\n"


def test_many_reports_are_made_at_once_and_only_the_text_is_printed(run, spec):
    printed, aside = spec("report", "junit", "markdown", "junit", "slowest")

    assert printed == markdown.render(run) + slowest.render(run)
    assert aside == "junit: build/junit.xml\n"


@pytest.mark.parametrize("output", ["reports/", "there"])
def test_a_folder_gets_each_report_by_its_usual_name(run, spec, output):
    Path("there").mkdir()

    assert spec("report", "markdown", "junit", "failed", "slowest", "-o", output)[0] == ""
    names = ["failed.txt", "junit.xml", "slowest.txt", "summary.md"]
    assert sorted(file.name for file in Path(output).iterdir()) == names


def test_another_stream_can_be_named(spec):
    run = write_stream("elsewhere/2.ndjson", black=Outcome.PASSED)

    assert spec("report", "failed", "--stream", "elsewhere/2.ndjson") == (TEXTS["failed"](run), "")


def test_what_cannot_be_made_does_not_keep_the_others_from_being_made(run, spec):
    printed, aside = spec("report", "html", "slowest")

    assert printed == slowest.render(run)
    assert aside == f"Warning: {html.NO_FORMATTER}\n"
    assert not Path("build/report.html").exists()


def cut_off():
    write_stream()
    lines = Path(STREAM).read_text().splitlines(keepends=True)
    Path(STREAM).write_text("".join(lines[:-1]))


def foreign():
    Path("build").mkdir()
    Path(STREAM).write_text('{"some": "JSON"}\n')


def file_in_the_way():
    write_stream()
    Path("taken").write_text("")


REFUSED = {
    "no stream": (list, ["slowest"], STREAM),
    "cut off": (cut_off, ["slowest"], "cut off"),
    "foreign": (foreign, ["slowest"], STREAM),
    "no formatter": (write_stream, ["html"], "`make node` installs it"),
    "no folder": (file_in_the_way, ["junit", "-o", "taken/junit.xml"], "cannot be written"),
    "no file": (write_stream, ["junit", "slowest", "-o", "a.xml"], "one file for 2 reports"),
    "no page to print": (write_stream, ["html", "-o", "-"], "html cannot be printed"),
    "the stream itself": (write_stream, ["junit", "-o", f"./{STREAM}"], "to be read, not to be"),
    "the stream by its folder": (
        lambda: write_stream("build/junit.xml"),
        ["junit", "-o", "build", "--stream", "build/junit.xml"],
        "to be read, not to be",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_in_one_sentence(spec, name):
    prepare, arguments, sentence = REFUSED[name]
    prepare()
    before = sorted(Path().rglob("*"))

    with pytest.raises(CommandError) as refused:
        spec("report", *arguments)
    assert refused.value.returncode == 2
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["reprot", "slowest"], "did you mean report?"),
        (["report", "junti"], 'did you mean "junit"?'),
        (["report", "tea"], "there are junit, markdown, html, failed, slowest"),
        (["report", "junit", "--steam=a"], "--steam=a is no option; did you mean --stream?"),
        (["report", "junit", "--output", "a", "html"], "html stands apart"),
        (["report"], "the following arguments are required: KIND"),
        (["merge"], "the following arguments are required: STREAM"),
    ],
)
def test_a_mistyped_command_line_is_answered_with_what_may_have_been_meant(spec, arguments, hint):
    with pytest.raises(CommandError) as refused:
        spec(*arguments)
    assert hint in str(refused.value)


def test_parts_are_merged_in_any_order_and_read_as_one(spec):
    not_mine = Outcome.NOT_SELECTED
    write_stream("parts/1.ndjson", black=not_mine, shard=Shard(1, 2, "plan"))
    write_stream("parts/2.ndjson", green=not_mine, shard=Shard(2, 2, "plan"))

    printed, _ = spec("merge", "parts/2.ndjson", "parts/1.ndjson")

    assert printed == f"{STREAM}: 2 streams\nscenarios: 1 passed, 1 failed, 0 skipped\n"
    assert [s.outcome for s in read(Path(STREAM)).scenarios] == [Outcome.PASSED, Outcome.FAILED]
    spec("merge", "parts/1.ndjson", "parts/2.ndjson", "-o", "new/folder/all.ndjson")
    assert read(Path("new/folder/all.ndjson")) == read(Path(STREAM))


def test_merging_parts_brings_the_record_of_durations_up_to_date(spec):
    write_stream("parts/1.ndjson", black=Outcome.NOT_SELECTED, shard=Shard(1, 2, "plan"))
    write_stream("parts/2.ndjson", green=Outcome.NOT_SELECTED, shard=Shard(2, 2, "plan"))
    DURATIONS.parent.mkdir()
    DURATIONS.write_text('{"browser": {"a.feature": {"Tea": 9.0}}}', encoding="utf-8")

    spec("merge", "parts/1.ndjson", "parts/2.ndjson")

    assert json.loads(DURATIONS.read_text(encoding="utf-8")) == {
        "browser": {"a.feature": {"Tea": 9.0}},
        "fast": {FILE: {"Green": 0.5, "Black": 0.5}},
    }


def test_a_record_of_durations_that_is_none_is_refused(spec):
    write_stream("parts/1.ndjson")
    Path("record.json").write_text("[]", encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        spec("merge", "parts/1.ndjson", "--durations=record.json")
    assert str(refused.value) == "record.json is no record of durations; remove it"
    assert not Path(STREAM).exists()


@pytest.mark.parametrize(
    ("details", "code", "told"),
    [
        ({"black": Outcome.PASSED}, 0, "scenarios: 2 passed, 0 failed, 0 skipped\n"),
        ({}, 1, "scenarios: 1 passed, 1 failed, 0 skipped\n"),
        (
            {"black": Outcome.NOT_RUN, "interrupted": True},
            130,
            "Interrupted; 1 scenario never ran.\nscenarios: 1 passed, 0 failed, 1 skipped\n",
        ),
    ],
)
def test_the_verdict_is_the_exit_code_of_the_run(folder, details, code, told):
    write_stream(**details)
    printed = io.StringIO()
    with pytest.raises(SystemExit) if code else nullcontext() as ended:
        call_command("spec", "verdict", stdout=printed)
    assert (ended.value.code if code else 0) == code
    assert printed.getvalue() == told


@pytest.mark.parametrize(
    "arguments",
    [
        ["parts/1.ndjson"],
        ["parts/1.ndjson", "parts/1.ndjson"],
        ["parts/1.ndjson", "missing.ndjson"],
        ["parts/1.ndjson", "parts/2.ndjson", "-o", "parts/../parts/2.ndjson"],
        ["parts/1.ndjson", "parts/2.ndjson", "-o", "parts/1.ndjson/all.ndjson"],
    ],
)
def test_what_does_not_belong_together_is_refused_in_one_sentence(spec, arguments):
    write_stream("parts/1.ndjson", black=Outcome.NOT_SELECTED, shard=Shard(1, 2, "plan"))
    write_stream("parts/2.ndjson", green=Outcome.NOT_SELECTED, shard=Shard(2, 2, "plan"))
    before = {file: file.read_bytes() for file in Path().rglob("*.ndjson")}

    with pytest.raises(CommandError) as refused:
        spec("merge", *arguments)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert {file: file.read_bytes() for file in Path().rglob("*.ndjson")} == before


@pytest.fixture
def project(folder):
    return Project(folder)


def test_a_report_of_a_failed_run_is_a_success_and_needs_no_database(project, run):
    result = project.manage("spec", "report", "failed", SAMPLE_ENGINE=POSTGRESQL)

    assert (result.code, result.out, result.err) == (0, f"{FILE}:4\n", "")


def test_what_did_not_pass_is_run_again_from_a_list(project):
    project.feature("""
        Feature: Numbers
          Scenario: Equal
            Then 1 is 1
          Scenario Outline: Unequal
            Then <seen> is 2
            Examples:
              | seen |
              | 1    |
              | 2    |
          Scenario: Unknown
            Then nobody knows
    """)
    first = project.behave()
    project.manage("spec", "report", "failed", "--output", "build/failed.txt")
    second = project.behave("@build/failed.txt")

    assert first.closing_line == "scenarios: 2 passed, 2 failed, 0 skipped"
    assert project.read("build/failed.txt") == "../features/a.feature:8\n../features/a.feature:10\n"
    assert second.closing_line == "scenarios: 0 passed, 2 failed, 2 skipped"


def test_the_command_line_gets_one_line_and_exit_code_2(project):
    result = project.manage("spec", "report", "slowest")

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(STREAM)
    assert result.err.count("\n") == 1


def test_a_mistyped_command_line_gets_exit_code_2(project):
    result = project.manage("spec", "report", "slowset")

    assert (result.code, result.out) == (2, "")
    assert 'did you mean "slowest"?' in result.err


@pytest.mark.parametrize("place", [0, 2])
def test_djangos_own_options_may_stand_before_and_behind_the_subcommand(project, place):
    words = ["report", "slowest"]
    words.insert(place, "--traceback")
    result = project.manage("spec", *words)

    assert "Traceback (most recent call last)" in result.err


def test_what_the_terminal_cannot_show_is_written_out(project, folder):
    write_stream(conditions=(("mood", "🎉 \udc80"),))
    result = project.manage("spec", "report", "markdown", PYTHONIOENCODING="ascii")

    assert (result.code, result.err) == (0, "")
    assert "`\\U0001f389 \\udc80`" in result.out


def test_nobody_needs_to_read_to_the_end(project, run):
    with subprocess.Popen(
        project.command("spec", "report", "markdown", "slowest"),
        env=project.variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_ctrl_c_ends_it_without_a_traceback(run, spec, monkeypatch):
    def interrupted(run):
        raise KeyboardInterrupt

    monkeypatch.setattr(slowest, "render", interrupted)

    with pytest.raises(SystemExit) as ended:
        spec("report", "slowest")
    assert ended.value.code == 130


@pytest.mark.parametrize("arguments", [["--help"], ["report", "--help"], ["merge", "--help"]])
def test_help_shows_how_it_is_used(project, arguments):
    result = project.manage("spec", *arguments)

    assert result.code == 0
    assert "manage.py spec" in result.out
    assert all(len(line) <= 100 for line in result.out.splitlines())
