"""How feature files are laid out, and that nothing but their layout changes."""

import json
from importlib.resources import files
from pathlib import Path
from random import Random
from textwrap import dedent, indent

import pytest
from behave.parser import parse_feature

from acceptance.checking.layout import lay_out
from acceptance.checking.layout.reading import read
from acceptance.checking.layout.sameness import (
    ReadsDifferently,
    require_same_document,
    require_same_feature,
)
from acceptance.stream.documents import DocumentError, read_document
from tests.acceptance.checking.layouts import KEPT, LAID_OUT
from tests.acceptance.checking.scribbling import invent, scribble

FILE = "features/tea.feature"
OURS = sorted(Path(__file__).resolve().parents[3].glob("features/**/*.feature"))
KIT = sorted(Path(str(files("cucumber_compatibility_kit"))).rglob("*.feature"))
INPUTS = {
    **{name: dedent(text) for name, text in KEPT.items()},
    **{name: dedent(before) for name, (before, _) in LAID_OUT.items()},
    **{file.stem: file.read_bytes().decode() for file in [*OURS, *KIT]},
}
PLACES = {"id", "location", "astNodeId", "astNodeIds"}


def letters(text):
    """All that is not space, in its order."""
    return "".join(text.split())


def what_runs(text):
    """The pickles of a text."""
    messages = map(json.loads, read_document(FILE, text).messages)
    return [without_places(message) for message in messages if "pickle" in message]


def without_places(node):
    if isinstance(node, list):
        return [without_places(each) for each in node]
    if isinstance(node, dict):
        return {key: without_places(value) for key, value in node.items() if key not in PLACES}
    return node


@pytest.mark.parametrize("name", KEPT)
def test_what_is_laid_out_stays_as_it_is(name):
    text = dedent(KEPT[name])
    assert lay_out(FILE, text) == text


@pytest.mark.parametrize("name", LAID_OUT)
def test_anything_else_is_laid_out(name):
    before, after = LAID_OUT[name]
    assert lay_out(FILE, dedent(before)) == dedent(after)


@pytest.mark.parametrize("name", INPUTS)
def test_nothing_but_the_layout_changes_and_only_once(name):
    before = INPUTS[name]
    after = lay_out(FILE, before)

    assert letters(after) == letters(before)
    assert what_runs(after) == what_runs(before)
    assert lay_out(FILE, after) == after


@pytest.mark.parametrize("seed", range(60))
def test_however_a_file_is_laid_out_it_comes_out_the_same(seed):
    pieces = list(invent(Random(seed)))
    texts = [scribble(Random(f"{seed} {copy}"), pieces) for copy in "ab"]
    after = lay_out(FILE, texts[0])

    assert lay_out(FILE, texts[1]) == after
    assert lay_out(FILE, after) == after
    assert letters(after) == letters(texts[0])
    assert what_runs(after) == what_runs(texts[0])


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_our_own_files_find_their_places_again(file):
    text = lay_out(FILE, file.read_text(encoding="utf-8"))
    elsewhere = indent(text, "     ")
    if '"""' not in text:  # where blank lines count
        elsewhere = elsewhere.replace("\n\n", "\n \n\n")

    assert elsewhere != text
    assert lay_out(FILE, elsewhere) == text


def test_a_language_may_come_from_elsewhere():
    text = "Egenskap: Te\nScenario: Grønn"
    assert lay_out(FILE, text, "no") == "Egenskap: Te\n\n  Scenario: Grønn\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Feature: A\nScenario: B\nGiven c\n| d | e |\n| f |", ":5: inconsistent cell count"),
        ("Feature: A\nScenario: B\nGiven c\n'''\nd\n'''", ":4: \"'''\" is not understood here"),
        ("Feature: A\nScenario: B\nGiven c\nTea", ':4: "Tea" is not understood here'),
        ("Tea", ':1: "Tea" is not understood here'),
        ("# language: tea\nFeature: A", ":1: Language not supported: tea"),
    ],
)
def test_what_cannot_be_read_is_not_laid_out(text, sentence):
    with pytest.raises(DocumentError) as refused:
        lay_out(FILE, text)
    assert f"{FILE}{sentence}" in str(refused.value)


SOURCE = """\
@a @b
Feature: Tea

  Why there is tea.

  More.

  Scenario: Green
    # about the step
    Given tea
      | a | b |
      | c | d |
    And a text
      \"\"\"json
      one
      two
      \"\"\"

  @c
  Scenario Outline: Planned

    Examples: None
      | a |
"""
# What is changed, and the line at which it is told: by Cucumber's parser, and by behave if it sees.
CHANGES = {
    "a name": ("Feature: Tea", "Feature: Te a", 2, 2),
    "a keyword": ("Scenario: Green", "Example: Green", 8, 8),
    "a step": ("Given tea", "Given te a", 10, 10),
    "a star": ("And a text", "* a text", 13, 13),
    "a step less": ("    And a text\n", "", 13, 10),
    "a comment": ("# about the step", "# about the table", 9, None),
    "a comment less": ("    # about the step\n", "", 9, None),
    "the order of tags": ("@a @b", "@b @a", 1, 2),
    "a cell": ("| c | d |", "| c | e |", 12, 12),
    "a heading": ("| a | b |", "| a | e |", 11, 11),
    "a row less": ("      | c | d |\n", "", 12, 12),
    "the shape of a table": ("| b |\n      | c | d |\n", "|\n| b |\n| c |\n| d |\n", 11, 11),
    "a media type": ("json", "xml", 14, None),
    "the shape of a doc string": ("      two", "       two", 14, 13),
    "a line of a description": ("  More.", "  Much.", 2, 2),
    "the shape of a description": ("  More.", "    More.", 2, None),
    "a paragraph": ("\n\n  More.", "\n  More.", 2, None),
    "examples": ("Examples: None", "Examples: Few", 22, 22),
}


def test_a_fault_of_the_layout_itself_changes_no_file(monkeypatch):
    def lose_a_line(lines):
        del lines[-1]

    monkeypatch.setattr("acceptance.checking.layout.align_tables", lose_a_line)
    with pytest.raises(ReadsDifferently):
        lay_out(FILE, SOURCE)


@pytest.mark.parametrize("name", CHANGES)
def test_a_layout_in_which_cucumber_reads_something_else_is_refused(name):
    old, new, line, _ = CHANGES[name]
    before, after = (read(FILE, text, "en").tree for text in (SOURCE, SOURCE.replace(old, new)))
    with pytest.raises(ReadsDifferently) as refused:
        require_same_document(FILE, before, after)
    assert str(refused.value).startswith(f"{FILE}:{line}: Cucumber's own parser would read")


@pytest.mark.parametrize("name", [name for name, change in CHANGES.items() if change[3]])
def test_a_layout_in_which_behave_reads_something_else_is_refused(name):
    old, new, _, line = CHANGES[name]
    with pytest.raises(ReadsDifferently) as refused:
        require_same_feature(FILE, parse_feature(SOURCE), parse_feature(SOURCE.replace(old, new)))
    assert str(refused.value).startswith(f"{FILE}:{line}: behave would read")


def test_a_layout_that_behave_cannot_read_is_refused():
    with pytest.raises(ReadsDifferently):
        require_same_feature(FILE, parse_feature(SOURCE), None)
