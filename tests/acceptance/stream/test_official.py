"""Cucumber's own schema and tools find nothing wrong, and count as we do."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from acceptance.stream.messages import PROTOCOL
from acceptance.stream.outcomes import Outcome
from tests.acceptance.stream import samples

ROOT = Path(__file__).resolve().parents[3]
MODULES = ROOT / "node_modules"
TOOLS = Path(__file__).with_name("official.mjs")
MISSING = "Cucumber's own tools are not there: `make node` installs them, with npm ci"
# All that a stream of ours may hold.
KINDS = {
    "meta",
    "source",
    "gherkinDocument",
    "pickle",
    "stepDefinition",
    "hook",
    "testRunStarted",
    "testRunHookStarted",
    "testRunHookFinished",
    "testCase",
    "testCaseStarted",
    "testStepStarted",
    "testStepFinished",
    "attachment",
    "externalAttachment",
    "testCaseFinished",
    "testRunFinished",
}


@pytest.fixture(scope="module")
def modules():
    if not (MODULES / "@cucumber").is_dir() or not shutil.which("node"):
        pytest.fail(MISSING)
    return MODULES / "@cucumber"


@pytest.fixture(scope="module")
def validator(modules):
    schema = json.loads((modules / "messages/messages.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def told(file, modules):
    done = subprocess.run(
        [shutil.which("node"), TOOLS, file], capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def count(run, *outcomes):
    return sum(run.counts[outcome] for outcome in outcomes)


def test_every_kind_of_message_is_as_the_schema_says(tmp_path, validator):
    file = samples.write(tmp_path / "messages.ndjson", samples.rich_run())
    messages = samples.messages(file)
    assert {kind for message in messages for kind in message} == KINDS
    for message in messages:
        validator.validate(message)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_happens_is_as_the_schema_says(tmp_path, validator, seed):
    file = samples.write(tmp_path / "messages.ndjson", samples.random_run(seed))
    for message in samples.messages(file):
        validator.validate(message)


def test_the_protocol_is_the_one_that_is_installed(modules):
    package = json.loads((modules / "messages/package.json").read_text(encoding="utf-8"))
    assert package["version"] == PROTOCOL


@pytest.mark.parametrize("make", [samples.rich_run, lambda: samples.random_run(1)])
def test_the_official_tools_count_as_we_do(tmp_path, modules, make):
    run = make()
    file = samples.write(tmp_path / "messages.ndjson", run)
    official = told(file, modules)
    counts = official["counts"]
    failed = count(run, Outcome.FAILED, Outcome.ERROR, Outcome.UNDEFINED)
    # A scenario with an undefined step that failed besides is a failed one to them.
    assert counts["FAILED"] + counts["UNDEFINED"] + counts["PENDING"] == failed
    assert counts["UNDEFINED"] <= count(run, Outcome.UNDEFINED)
    assert counts["PASSED"] == count(run, Outcome.PASSED)
    skipped = count(run, Outcome.SKIPPED, Outcome.PLANNED, Outcome.INTERRUPTED)
    assert counts["SKIPPED"] == skipped
    assert counts["UNKNOWN"] == count(run, Outcome.NOT_RUN)
    ran = len(list(run.scenarios)) - count(run, Outcome.NOT_SELECTED)
    assert official["testCases"] == ran
    assert official["pickles"] == 13
    assert official["success"] == (run.exit_code == 0)

    suite = ElementTree.fromstring(official["junit"])
    assert int(suite.get("tests")) == ran
    assert int(suite.get("skipped")) == skipped
    assert int(suite.get("failures")) == failed + counts["UNKNOWN"]
    stats = re.search(r"^(\d+) scenarios \(", official["summary"], re.MULTILINE)
    assert int(stats[1]) == ran
    assert "Rule: Coffee comes later" in official["pretty"]
    shown = re.search(r"window.CUCUMBER_MESSAGES = \[(.*)\]", official["html"])
    assert shown[1].count('"testCaseStarted":{') == len(samples.messages(file, "testCaseStarted"))


def test_the_official_tools_show_what_was_attached_and_printed(tmp_path, modules):
    run = samples.run_of(lambda s: samples.attaching(samples.passed(samples.idle(s))))
    official = told(samples.write(tmp_path / "passed.ndjson", run), modules)
    assert set(official["attached"]) == {"text/plain a note", "image/png "}

    official = told(samples.write(tmp_path / "rich.ndjson", samples.rich_run()), modules)
    assert {
        "text/x.cucumber.log+plain captured stdout",
        "text/x.cucumber.log+plain captured stderr",
        "text/x.cucumber.log+plain last page",
    } <= set(official["attached"])
    assert "noted 🫖" in official["pretty"]
    assert "It checks nothing." in official["summary"]
    assert "no 🫖 today" in official["junit"]
    assert "missing_evidence" not in official["pretty"]


def test_the_official_tools_survive_what_is_no_unicode(tmp_path, modules):
    def fate(scenario):
        found = samples.idle(scenario)
        return (
            samples.ended(found, 0, Outcome.SKIPPED, skip_reason="half \ud83e")
            if found.steps
            else found
        )

    official = told(samples.write(tmp_path / "messages.ndjson", samples.run_of(fate)), modules)
    assert official["counts"]["SKIPPED"] == 13
