"""What VS Code is told, and how the files are changed in which it is told."""

import json
from pathlib import Path

import pytest

from acceptance.checking.editor import EXTENSION, loosened, make_settings, with_recommendation
from acceptance.checking.editor_limits import find_unknown
from acceptance.checking.jsonc import Unreadable, read_members, with_lists
from acceptance.stream.outcomes import Location, Phrase
from acceptance.stream.preface import Entry, Gap, GapType

STEPS = Path("features/steps")
FILE = "features/steps/tea.py"
NUMBER = GapType("d", regex="[0-9]+")
DRINK = GapType("Drink", regex=r"tea|can't", is_closed=True)
LISTS = {"a": [1, {"b": "ü"}], "c": []}


def entry(pattern, *gaps, file=FILE, regex="(not looked at)"):
    return Entry(Phrase(pattern, Location(file, 1)), "given", regex=regex, gaps=gaps)


def types_of(*entries, types=(NUMBER, DRINK)):
    settings = make_settings(entries, types, [Path("features")], STEPS)
    return {item["name"]: item["regexp"] for item in settings["cucumber.parameterTypes"]}


# Settings.


def test_gaps_are_listed_once_as_they_are_written_and_in_order():
    found = types_of(
        entry("{n:d} of {what}", Gap("n", "d"), Gap("what")),
        entry("{n:d} or {drink:Drink}", Gap("n", "d"), Gap("drink", "Drink")),
    )
    assert list(found.items()) == [
        ("drink:Drink", "tea|can't"),
        ("n:d", "[0-9]+"),
        ("what", ".+"),
    ]


@pytest.mark.parametrize(
    ("form", "regex"),
    [("d", "[0-9]+"), ("2d", " *(?:[0-9]+) *"), (">5d", " *(?:[0-9]+) *"), ("x=4d", ".*")],
)
def test_a_gap_of_some_width_may_be_filled_up(form, regex):
    assert types_of(entry(f"{{n:{form}}}", Gap("n", "d"))) == {f"n:{form}": regex}


@pytest.mark.parametrize("field", ["drinks:Drink+", "n.x", "day:%d/%m"])
def test_a_name_that_would_spoil_everything_is_left_out(field):
    name, _, form = field.partition(":")
    assert types_of(entry(f"{{{field}}}", Gap(name, form))) == {}


def test_types_of_cucumbers_own_are_left_out():
    assert types_of(entry("{} {word}", Gap(""), Gap("word"))) == {}


def test_what_is_no_field_is_no_gap():
    assert types_of(entry("{{n}} {n:d}", Gap("n", "d"))) == {"n:d": "[0-9]+"}
    assert types_of(entry(r"\d{2} (?P<n>x)", Gap("n"), regex=r"\d{2} (?P<n>x)")) == {}


def test_a_type_that_javascript_lacks_takes_any_text_and_is_told():
    answer = GapType("Answer", regex="(?i:yes)")
    asked = entry("{a:Answer}", Gap("a", "Answer"))
    assert types_of(asked, types=[answer]) == {"a:Answer": ".*"}
    assert loosened([asked], [answer]) == {"a:Answer": "(?i"}


def test_folders_and_files_are_named_if_they_are_inside():
    paths = [Path("features"), Path("a/one.feature"), Path("../elsewhere"), Path("/far")]
    entries = [entry("a"), entry("b", file="shared/b.py"), entry("c", file="/far/c.py")]
    settings = make_settings(entries, [], paths, STEPS)
    assert settings["cucumber.features"] == ["features/**/*.feature", "a/one.feature"]
    assert settings["cucumber.glue"] == ["features/steps/*.py", "shared/b.py"]


# What it does not know.


def test_one_way_of_writing_it_that_is_understood_is_enough():
    source = '@given("a {n}")\n@when("a " "{n}")\ndef f(c, n): pass\n'
    assert find_unknown([entry("a {n}", Gap("n"))], {FILE: source}) == {}


def test_decorators_on_several_lines_are_read():
    source = 'class A:\n  @given(\n    "a "  # so\n    + "{n}"\n  )\n  async def f(c, n): pass\n'
    assert find_unknown([entry("a {n}", Gap("n"))], {FILE: source}) == {}


# The files.


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "{}",
        "{\n}\n",
        "{ // mine\n}\n",
        "// mine",
        "\ufeff{}",
        '{"x": 1}',
        '{\n    "x": [1, 2,], // mine\n    "y": {"a": "{"},\n}\n',
        '{"a": ["old"], "x": "// no comment, ]"}',
        '{"c": null, /* } */ "a": [] // ,\n}',
    ],
)
def test_lists_are_set_and_nothing_else_is_lost(text):
    before = read_members(text)
    after = with_lists(text, LISTS)
    values = {key: member.value for key, member in read_members(after).items()}
    assert values == {key: member.value for key, member in before.items()} | LISTS
    for comment in ("// mine", "/* } */", "// ,", "\ufeff"):
        assert (comment in after) == (comment in text)
    assert with_lists(after, LISTS) == after


def test_a_list_that_is_right_stays_as_it_is_written():
    text = '{"a": [1, /* why */ {"b": "ü"}], "c": [ ]}'
    assert with_lists(text, LISTS) == text


def test_what_is_written_has_an_item_on_each_line():
    assert with_lists('{\n    "x": 1\n}\n', LISTS) == (
        '{\n    "a": [\n        1,\n        {"b": "ü"}\n    ],\n    "c": [],\n    "x": 1\n}\n'
    )


@pytest.mark.parametrize("text", ["[]", "{", '{"a": }', '{"a": 1} 2', "null", "{'a': 1}"])
def test_what_is_no_object_is_refused(text):
    with pytest.raises(Unreadable):
        with_lists(text, LISTS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"recommendations": []}',
        '{\n  "recommendations": [\n    // mine\n    "a.b",\n  ],\n}',
    ],
)
def test_the_extension_is_recommended_beside_others(text):
    after = with_recommendation(text)
    others = [name for name in ("a.b",) if name in text]
    assert read_members(after)["recommendations"].value == [EXTENSION, *others]
    assert ("// mine" in after) == ("// mine" in text)
    assert with_recommendation(after) == after


@pytest.mark.parametrize("key", ["recommendations", "unwantedRecommendations"])
def test_an_extension_that_is_known_or_unwanted_is_not_added(key):
    text = json.dumps({key: [EXTENSION.lower()]})
    assert with_recommendation(text) == text


def test_recommendations_that_are_no_list_are_refused():
    with pytest.raises(Unreadable, match='"recommendations" is no list'):
        with_recommendation('{"recommendations": "a.b"}')
