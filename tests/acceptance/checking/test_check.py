"""`manage.py spec check`: what it says of feature files that people mistype."""

import json
import subprocess
import sys

import pytest

from acceptance.checking.checks import CHECKS
from acceptance.checking.silences import NAME, NEEDLESS
from tests.acceptance.checking.malformed import MALFORMED, PHRASES, SOUND, scenario
from tests.acceptance.project.sample import ROOT, Project


def file_of(name: str) -> str:
    return f"features/{name.replace(' ', '_').lower()}.feature"


@pytest.fixture(scope="module")
def malformed(tmp_path_factory):
    """A project with every malformed file, and one that is sound."""
    project = Project(tmp_path_factory.mktemp("malformed"))
    project.write("features/steps/phrases.py", PHRASES)
    project.feature(SOUND, "features/reading_posts.feature")
    for name, case in MALFORMED.items():
        path = project.folder / file_of(name)
        text = case.text.replace("Feature: NAME", f"Feature: {name.capitalize()}")
        path.write_text(text.replace("NAME", name.replace(" ", "-")), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def findings(malformed):
    """What one check of all files finds, by file."""
    result = malformed.manage("spec", "check", "--format=json")
    assert (result.code, result.err) == (1, "")
    found: dict[str, list[dict]] = {}
    for finding in json.loads(result.out):
        found.setdefault(finding["file"], []).append(finding)
    return found


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_file_gets_the_right_message(findings, name):
    found = findings.get(file_of(name), [])
    expected = MALFORMED[name].expected

    assert [(f["line"], f["check"]) for f in found] == [(e[0], e[1]) for e in expected]
    for finding, (_, _, problem, instead) in zip(found, expected, strict=True):
        assert problem in finding["problem"]
        assert instead in finding["instead"]
        assert finding["why"]
        assert finding["column"] >= 1


def test_nothing_is_found_where_nothing_is_wrong(findings):
    assert findings.keys() <= {file_of(name) for name in MALFORMED}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A project with one thing to mend in each of two folders."""
    small = Project(tmp_path_factory.mktemp("small"))
    small.write("features/steps/phrases.py", PHRASES)
    small.feature(SOUND, "features/reading_posts.feature")
    for name in ("logging out", "staying, logged in: 100%"):
        file = name.partition(",")[0].replace(" ", "_")
        text = scenario('When Alise logs out\nThen Bob can read "Tea"', title=name.split()[0])
        small.feature(
            text.replace("Feature: NAME", f"Feature: {name.capitalize()}").replace("NAME", "now"),
            f"features/{file.partition('_')[0]}/{file}.feature",
        )
    return small


def test_a_finding_says_where_what_why_and_what_instead(small):
    result = small.manage("spec", "check", "features/logging")

    assert (result.code, result.err) == (1, "")
    assert result.out.splitlines() == [
        "features/logging/logging_out.feature:8:7: “Alise” does not fit here, it takes one of the "
        "people (Alice, Bob, Vera). [undefined-step]",
        "    why: a step that no phrase says does not run, and fails the scenario",
        "    instead: Did you mean: When Alice logs out",
        "1 finding in 1 file; docs/checks/ explains each check",
    ]


def test_paths_choose_what_is_told_and_all_is_read(small):
    assert small.manage("spec", "check").out.count("[undefined-step]") == 2
    file = "features/staying/staying.feature"
    assert small.manage("spec", "check", file).out.count(file) == 2  # its name is no gerund's, too
    nothing = small.manage("spec", "check", "features/reading_posts.feature", "features/steps")
    assert (nothing.code, nothing.err) == (0, "")
    assert nothing.out == "No mistakes found in 1 feature file and 10 phrases.\n"


def test_a_file_beside_the_specification_can_be_checked(small, tmp_path):
    draft = tmp_path / "logging_in.feature"
    draft.write_text("Feature: Logging in\n", encoding="utf-8")
    assert "[empty-feature]" in small.manage("spec", "check", str(draft)).out


def test_github_shows_findings_at_their_lines(small):
    result = small.manage("spec", "check", "--format", "github", "features/staying")
    assert result.code == 1
    assert (
        "::error file=features/staying/staying.feature,line=1,col=1,title=file-name::The file is "
        'called "staying", and its feature "Staying, logged in: 100%25".%0AWhy: '
    ) in result.out
    assert all(line.startswith("::error ") for line in result.out.splitlines())


def test_a_path_that_leads_nowhere_is_refused(small):
    result = small.manage("spec", "check", "features/nowhere")
    assert (result.code, result.out) == (2, "")
    assert result.err == "features/nowhere does not exist\n"


def test_phrases_are_checked_where_they_stand(project):
    project.write("features/steps/phrases.py", PHRASES)
    project.write(
        "features/steps/sharing.py",
        """
        from behave import then


        @then('{who} can read "{what}"')
        def can_read_too(context, who, what):
            pass


        # allow unused-phrase: another project of ours has the scenario
        @then("nobody reads")
        def nobody(context):
            pass
        """,
    )
    project.feature(SOUND, "features/reading_posts.feature")
    found = json.loads(project.manage("spec", "check", "--format=json").out)

    assert [(f["file"], f["line"], f["check"]) for f in found] == [
        ("features/steps/sharing.py", 4, "overlapping-phrases")
    ]
    assert 'both match "' in found[0]["problem"]


def test_our_own_specification_has_nothing_to_mend():
    command = [sys.executable, "manage.py", "spec", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No mistakes found in 31 feature files and ")


def test_every_check_has_been_seen_to_find_something():
    seen = {check for malformed in MALFORMED.values() for _, check, *_ in malformed.expected}
    of_phrases = {"unused-phrase", "overlapping-phrases"}
    assert seen | of_phrases == {*CHECKS, NAME, NEEDLESS}
