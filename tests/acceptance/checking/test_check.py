"""`manage.py spec check`: what it says of feature files that people mistype."""

import json
from pathlib import Path

import pytest

from acceptance.checking.findings import CHECKS
from acceptance.checking.silences import NAME, NEEDLESS
from tests.acceptance.checking.malformed import MALFORMED, PHRASES, SOUND
from tests.acceptance.project.sample import Project


def file_of(name: str) -> str:
    return f"features/{name.replace(' ', '_').lower()}.feature"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with every malformed file, and one that is sound."""
    project = Project(tmp_path_factory.mktemp("malformed"))
    project.write("features/steps/phrases.py", PHRASES)
    project.feature(SOUND, "features/reading_posts.feature")
    for name, malformed in MALFORMED.items():
        path = project.folder / file_of(name)
        text = malformed.text.replace("Feature: NAME", f"Feature: {name.capitalize()}")
        path.write_text(text.replace("NAME", name.replace(" ", "-")), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def findings(project):
    """What one check of all files finds, by file."""
    result = project.manage("spec", "check", "--format=json")
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


def test_nothing_is_found_where_nothing_is_wrong(project, findings):
    assert findings.keys() <= {file_of(name) for name in MALFORMED}
