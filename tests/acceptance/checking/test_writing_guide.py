"""docs/writing-scenarios.md: what it recommends can be written, and runs."""

import json
import re
import shutil
from textwrap import dedent

import pytest

from tests.acceptance.project.sample import ROOT, Project

GUIDE = (ROOT / "docs/writing-scenarios.md").read_text(encoding="utf-8")
FILE = "features/reading/thanking_readers.feature"
STEP = re.compile(r"(?:Given|When|Then|And) .+")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Our phrases, with the feature file of the guide alone."""
    project = Project(tmp_path_factory.mktemp("guide"))
    shutil.copytree(ROOT / "features/steps", project.folder / "features/steps", dirs_exist_ok=True)
    (project.folder / "features/steps/phrases.py").unlink()
    shutil.copy(ROOT / "features/environment.py", project.folder / "features")
    (feature,) = re.findall(r"^```gherkin\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    project.feature(feature, FILE)
    return project


def manage(project, *args):
    return project.python(str(ROOT / "manage.py"), *args)


def recommended() -> list[str]:
    """List the steps in the last columns of tables, and those that stand apart."""
    cells = [line.split("|")[-2] for line in GUIDE.splitlines() if line.startswith("|")]
    quoted = [text for cell in cells for text in re.findall(r"`([^`]*)`", cell)]
    apart = re.findall(r"^    ((?:When|And) .*)$", GUIDE, re.MULTILINE)
    return [text for text in (*quoted, *apart) if STEP.fullmatch(text)]


def test_the_first_scenario_of_the_guide_passes(copy):
    ran = manage(copy, "behave", FILE)
    assert ran.closing_line == "scenarios: 1 passed, 0 failed, 0 skipped", ran.out + ran.err


def test_nothing_is_found_in_the_first_scenario_of_the_guide(copy):
    assert manage(copy, "spec", "check", FILE).code == 0
    assert manage(copy, "spec", "format", "--check", FILE).code == 0


def test_every_step_that_the_guide_recommends_is_a_phrase(copy):
    steps = recommended()
    assert len(steps) >= 10
    text = dedent("""
        Feature: Recommending steps

          Rule: Every step is a phrase

            Scenario: All of them
    """) + "".join(f"      {step}\n" for step in steps)
    copy.write("features/reading/recommending_steps.feature", text)

    printed = manage(copy, "spec", "check", "--format=json", "features/reading").out

    found = {finding["check"]: finding["problem"] for finding in json.loads(printed)}
    assert "undefined-step" not in found, found["undefined-step"]


def test_the_guide_names_commands_that_there_are(copy):
    commands = re.findall(r"manage\.py (spec [a-z]+)", GUIDE)
    assert len(commands) >= 5
    for command in set(commands):
        assert manage(copy, *command.split(), "--help").code == 0
