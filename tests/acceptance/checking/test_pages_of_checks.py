"""The pages in docs/checks: every check has one, and all examples there are tried.

They are tried with our own phrases, by the command itself. The blocks under one heading are one
project, since the sections of a page tell the same scenario, with the same title.
"""

import json
import re
import shutil
from textwrap import indent

import pytest

from acceptance.checking.checks import CHECKS
from acceptance.checking.silences import NAME, NEEDLESS
from tests.acceptance.project.sample import ROOT, Project

FOLDER = ROOT / "docs" / "checks"
NAMES = sorted({*CHECKS, NAME, NEEDLESS})
PAGES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted(FOLDER.glob("*.md"))
    if path.stem != "README"
}
MOST_LINES = 40

WHY, INSTEAD, WRITE, ALLOW = "Why", "Instead of", "Write", "When it is right to allow it"
ALLOWED = [name for name, page in PAGES.items() if f"## {ALLOW}" in page]
# Around an example that is a part of a file; a title for every page, since titles are unique.
AROUND = """\
Feature: Showing {title}

  Whoever reads the page of a check finds an example. Without it a page would be hard to follow.

  Rule: The example is sound

"""


def sections(page: str) -> dict[str, str]:
    """Give the sections of a page by their headings."""
    parts = re.split(r"^## (.*)\n", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def example(page: str, heading: str, language: str) -> str:
    """Put together what a section shows; a comment that allows something goes above the example."""
    found = blocks(sections(page)[heading], language)
    if heading == ALLOW:
        found += blocks(sections(page)[INSTEAD], language)
    return "".join(found)


def whole(name: str, text: str) -> str:
    """Make a file of an example that is only a part of one."""
    if re.search(r"^Feature:", text, re.MULTILINE):
        return text
    return AROUND.format(title=name.replace("-", " ")) + indent(text, "    ")


def file_of(feature: str) -> str:
    """Name a file as its first line says, or else by its title."""
    named = re.search(r"^# (\w+\.feature)$", feature, re.MULTILINE)
    title = re.search(r"^Feature: (.*)$", feature, re.MULTILINE)[1]
    return named[1] if named else f"{title.lower().replace(' ', '_')}.feature"


def write_example(project: Project, name: str, heading: str) -> None:
    """Write what a page shows under a heading; phrases stay until a section has others."""
    page = PAGES[name]
    part = example(page, heading, "gherkin")
    if part:
        feature = whole(name, part)
        project.feature(feature, f"features/{name}/{file_of(feature)}")
    phrases = example(page, heading, "python") or example(page, INSTEAD, "python")
    if phrases:
        imports = "from behave import given, then, when\n\n\n"
        project.phrases(imports + phrases, f"features/steps/{name}.py")


def check(folder, heading: str) -> list[dict]:
    """Check the examples below one heading of all pages together with our own phrases."""
    project = Project(folder)
    shutil.copytree(ROOT / "features/steps", folder / "features/steps", dirs_exist_ok=True)
    shutil.copy(ROOT / "features/environment.py", folder / "features")
    for name, page in PAGES.items():
        if heading in sections(page):
            write_example(project, name, heading)
    result = project.python(str(ROOT / "manage.py"), "spec", "check", "--format=json")
    # Most of our phrases are unused there, so there is always something to find.
    assert (result.code, result.err) == (1, "")
    return json.loads(result.out)


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    """All that is found in the examples, by their headings."""
    headings = (INSTEAD, WRITE, ALLOW)
    return {h: check(tmp_path_factory.mktemp("examples"), h) for h in headings}


def found_on(name: str, findings: list[dict]) -> list[tuple[str, str]]:
    """List the checks that find something in the examples of a page, and what."""
    files = re.compile(rf"/{name}(/|\.py$)")
    return [(f["check"], f["problem"]) for f in findings if files.search(f["file"])]


def test_every_check_has_a_page_and_no_page_is_of_another():
    assert sorted(PAGES) == NAMES


def test_the_list_of_checks_says_what_each_is_about():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[([\w-]+)\]\(\1\.md\) \| \w.{10,} \|$", readme, re.MULTILINE)

    assert sorted(rows) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_short_and_has_its_sections_in_order(name):
    lines = PAGES[name].splitlines()
    headings = list(sections(PAGES[name]))

    assert lines[0] == f"# {name}"
    assert headings in ([WHY, INSTEAD, WRITE], [WHY, INSTEAD, WRITE, ALLOW])
    assert len(lines) <= MOST_LINES


@pytest.mark.parametrize("name", NAMES)
def test_the_check_finds_what_its_page_warns_of(findings, name):
    found = found_on(name, findings[INSTEAD])

    assert name in [check for check, _ in found], found


@pytest.mark.parametrize("name", NAMES)
def test_nothing_at_all_is_found_in_what_a_page_recommends(findings, name):
    """Every step of it is one of our phrases then, too, and can be copied."""
    found = found_on(name, findings[WRITE])
    if name == "overlapping-phrases":
        # The page is about phrases, and leaves out the scenarios that use them.
        found = [(check, problem) for check, problem in found if check != "unused-phrase"]

    assert "```" in sections(PAGES[name])[WRITE]
    assert found == []


@pytest.mark.parametrize("name", ALLOWED)
def test_the_comment_on_a_page_allows_what_the_check_finds(findings, name):
    assert f"# allow {name}: " in sections(PAGES[name])[ALLOW]
    assert not {name, NAME, NEEDLESS} & {check for check, _ in found_on(name, findings[ALLOW])}
