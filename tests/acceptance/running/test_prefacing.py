"""What a run says of itself before its first scenario: of what it is, and its phrases."""

import os
import re
import subprocess

import parse
import pytest
from cucumber_expressions.expression import CucumberExpression
from cucumber_expressions.parameter_type_registry import ParameterTypeRegistry

from acceptance.running.dictionary import OF_CUCUMBER, OF_PARSE
from acceptance.stream.outcomes import Location, Phrase
from acceptance.stream.preface import Entry, Gap, GapType, Preface, Readme
from acceptance.stream.reading import read_stream

FEATURE = "Feature: A\n  Scenario: B\n    Given it works\n    Then 1 is 1"


@pytest.fixture(autouse=True)
def no_repository_above(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.fixture
def plain(project):
    project.feature(FEATURE)
    return project


def preface_of(project, *args, **variables) -> Preface:
    result = project.behave(*args, **variables)
    assert result.err == ""
    return read_stream(project.folder / "build/messages.ndjson").preface


def entry_of(project, text, **variables) -> Entry:
    """Run with one more phrase; return what is told of it."""
    project.phrases(text)
    place = "features/steps/more.py"
    entries = preface_of(project, **variables).entries
    return next(entry for entry in entries if entry.phrase.location.file == place)


def types_of(project, text) -> dict[str, GapType]:
    project.phrases(text)
    return {found.name: found for found in preface_of(project).types}


def git(project, *args):
    subprocess.run(
        ["git", "-c", "user.name=Bob", "-c", "user.email=bob@example.com", *args],
        cwd=project.folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(plain):
    git(plain, "init")
    git(plain, "add", "features")
    return plain


# The commit.


def test_the_commit_is_told(repository):
    git(repository, "commit", "-m", "Begin")
    git(repository, "tag", "-a", "v1", "-m", "One")
    preface = preface_of(repository)
    assert len(preface.revision) == 40
    assert set(preface.revision) <= set("0123456789abcdef")
    assert not preface.is_changed


def test_files_that_git_knows_may_have_changed(repository):
    git(repository, "commit", "-m", "Begin")
    repository.write("new.txt", "Git does not know it.")
    before = preface_of(repository)
    repository.feature(FEATURE + "\n    And 2 is 2")
    after = preface_of(repository)
    assert after.revision == before.revision
    assert (before.is_changed, after.is_changed) == (False, True)


def test_without_a_commit_there_is_none(repository):
    assert preface_of(repository).revision == ""


def test_without_a_repository_there_is_none(plain):
    preface = preface_of(plain)
    assert (preface.revision, preface.is_changed) == ("", False)


def test_without_git_there_is_none(plain):
    assert preface_of(plain, PATH=str(plain.folder)).revision == ""


@pytest.mark.parametrize("script", ["exec sleep 60", "echo 0a1b; exit 1"])
def test_a_git_that_does_not_answer_is_not_waited_for(plain, script):
    fake = plain.write("bin/git", f"#!/bin/sh\n{script}")
    fake.chmod(0o755)
    path = f"{fake.parent}{os.pathsep}{os.environ['PATH']}"
    assert preface_of(plain, PATH=path).revision == ""


def test_a_dry_run_does_not_ask(plain):
    fake = plain.write("bin/git", '#!/bin/sh\ntouch "$0.asked"')
    fake.chmod(0o755)
    path = f"{fake.parent}{os.pathsep}{os.environ['PATH']}"
    plain.behave("--dry-run", PATH=path)
    assert not fake.with_name("git.asked").exists()
    plain.behave(PATH=path)
    assert fake.with_name("git.asked").exists()


# What was asked for.


def test_conditions_are_those_of_the_run(plain):
    preface = preface_of(plain, "--order=random:7")
    assert preface.conditions == (("driver", "fast"), ("order", "random:7"))


def test_a_whole_run_has_no_paths(plain):
    assert preface_of(plain).paths == ()


def test_paths_are_those_of_the_command_line(plain):
    plain.write("behave.ini", "[behave]\npaths = features")
    assert preface_of(plain).paths == ()
    assert preface_of(plain, "features/a.feature:2").paths == ("features/a.feature:2",)
    whole = str(plain.folder / "features/a.feature")
    assert preface_of(plain, whole).paths == ("features/a.feature",)


def test_running_again_what_failed_is_a_selection(plain):
    plain.write("behave.ini", "[behave]\npaths = features/a.feature")
    plain.feature("Feature: A\n  Scenario: B\n    When it breaks")
    assert preface_of(plain).paths == ()
    assert preface_of(plain, "--failed").paths == ("features/a.feature",)


# The README files.


def test_readmes_of_all_folders_are_told_once(project):
    project.feature(FEATURE, "features/tea/green/a.feature")
    project.feature(FEATURE.replace("A", "Two"), "features/tea/green/b.feature")
    project.feature(FEATURE.replace("A", "Three"), "features/coffee/c.feature")
    project.write("README.md", "not of the specification")
    project.write("features/README.md", "# All 🫖")
    project.write("features/tea/green/README.md", "# Green")
    project.write("features/steps/README.md", "no features here")
    assert preface_of(project).readmes == (
        Readme("features/README.md", "# All 🫖\n"),
        Readme("features/tea/green/README.md", "# Green\n"),
    )


def test_a_readme_that_cannot_be_read_fails_no_run(project):
    project.feature(FEATURE, "features/tea/a.feature")
    (project.folder / "features/README.md").write_bytes(b"\xef\xbb\xbfT\xe9\r\n")
    (project.folder / "features/tea/README.md").mkdir()
    assert preface_of(project).readmes == (
        Readme("features/README.md", "T\N{REPLACEMENT CHARACTER}\n"),
    )


def test_of_features_elsewhere_only_their_own_folder_counts(plain):
    plain.write("here/features/steps/phrases.py", plain.read("features/steps/phrases.py"))
    plain.write("README.md", "too far up")
    plain.write("features/README.md", "# All")
    plain.write("features/tea/README.md", "# Tea")
    plain.feature(FEATURE, "features/tea/a.feature")
    result = plain.behave("../features/tea/a.feature", folder="here")
    assert result.err == ""
    (readme,) = read_stream(plain.folder / "here/build/messages.ndjson").preface.readmes
    assert readme == Readme("../features/tea/README.md", "# Tea\n")


# The phrases.


def test_phrases_are_told_with_what_their_functions_say(project):
    project.feature(FEATURE)
    project.phrases('''
        from behave import step, when

        @when('Bob drinks "{tea}"')
        @when("Bob drinks {number:2d} cups")
        def drink(context, **values):
            """
            Drink it up.

            Nobody reads this.
            """

        @step("nothing happens")
        def nothing(context):
            pass
    ''')
    preface = preface_of(project)
    place = "features/steps/more.py"
    assert [entry for entry in preface.entries if entry.phrase.location.file == place] == [
        Entry(
            Phrase("Bob drinks {number:2d} cups", Location(place, 3)),
            "when",
            "Drink it up.",
            entry_regex(preface, "Bob drinks {number:2d} cups"),
            (Gap("number", "d"),),
        ),
        Entry(
            Phrase('Bob drinks "{tea}"', Location(place, 3)),
            "when",
            "Drink it up.",
            'Bob drinks "(?P<tea>.+?)"',
            (Gap("tea"),),
        ),
        Entry(Phrase("nothing happens", Location(place, 12)), "step", "", "nothing happens"),
    ]


def entry_regex(preface, pattern):
    return next(entry.regex for entry in preface.entries if entry.phrase.pattern == pattern)


@pytest.mark.parametrize(
    ("pattern", "gaps"),
    [
        ("{{no}} gap", ()),
        ("{a} and {} and {b:>}", (Gap("a"), Gap(""), Gap("b"))),
        ("{x:Name} {y:%Y-%m-%d} {z:.2}", (Gap("x", "Name"), Gap("y", "%Y-%m-%d"), Gap("z"))),
    ],
)
def test_gaps_of_the_usual_phrases(plain, pattern, gaps):
    text = f"""
        from behave import given, register_type

        register_type(Name=str)

        @given({pattern!r})
        def step(context, *values, **named):
            pass
    """
    assert entry_of(plain, text).gaps == gaps


def test_gaps_that_take_several_values(plain):
    types = types_of(
        plain,
        """
        from behave import given, register_type, use_step_matcher
        from parse import with_pattern

        @with_pattern("Alice|Bob")
        def person(name):
            "One of the people."

        register_type(Person=person)
        use_step_matcher("cfparse")

        @given("{people:Person+} meet {others:Person*}")
        def meet(context, people, others):
            pass
    """,
    )
    assert types["Person+"] == GapType(
        "Person+",
        "One of the people; one or more, with commas between them",
        ("Alice", "Bob"),
        regex=r"(Alice|Bob)(\s*,\s*(Alice|Bob))*",
    )
    assert types["Person*"].values == ("Alice", "Bob")


def test_gaps_of_regular_expressions_are_their_named_groups(plain):
    entry = entry_of(
        plain,
        """
        from behave import given, use_step_matcher

        use_step_matcher("re")

        @given("(?P<who>Bob|Dave) (drinks|likes) (?P<a_tea>.*)")
        def drink(context, *values, **named):
            pass
    """,
    )
    assert entry.gaps == (Gap("who"), Gap("a_tea"))
    assert entry.regex == "^(?P<who>Bob|Dave) (drinks|likes) (?P<a_tea>.*)$"


def test_gaps_of_cucumber_expressions_have_types_alone(plain):
    text = """
        from behave import given
        from behave.cucumber_expression import (
            define_parameter_type_with,
            use_step_matcher_for_cucumber_expressions,
        )

        define_parameter_type_with("tea", "green|black", str)
        use_step_matcher_for_cucumber_expressions()

        @given("{tea} tea is {int} minute(s) old, {}")
        def tea(context, *values):
            pass
    """
    entry = entry_of(plain, text)
    assert entry.gaps == (Gap("", "tea"), Gap("", "int"), Gap(""))
    assert entry.regex.startswith("^(green|black) tea is (")
    types = preface_of(plain).types
    assert GapType("tea", "", ("green", "black"), is_closed=True, regex="green|black") in types
    of_int = next(found for found in types if found.name == "int")
    assert (of_int.description, of_int.values, of_int.is_closed) == (
        "a whole number",
        ("10",),
        False,
    )
    assert re.fullmatch(of_int.regex, "-12")


# What may stand in the gaps.

CONVERTERS = '''
    from enum import Enum
    from functools import partial

    from behave import given, register_type
    from parse import with_pattern

    class Tea(Enum):
        """A kind of tea."""
        GREEN = "green"

    class Pot:
        @staticmethod
        @with_pattern("big|small")
        def named(name):
            """
            The size of the pot.

            More is not told.
            """

    def described(text):
        """Return it."""

    described.description = "any text\\nof one line"
    described.values = (value for value in ["b", "a"])

    @with_pattern({pattern!r})
    def by_pattern(text):
        return text

    register_type(
        Tea=Tea, Pot=Pot.named, Described=described, Pattern=by_pattern,
        Int=int, Dict=dict, Partial=partial(int, base=2), Unused=int, Lambda=lambda text: text,
    )

    @given(
        "{{a:Tea}} {{b:Pot}} {{c:Described}} {{d:Pattern}} {{e:Int}} {{f:Dict}} {{g:Partial}} "
        "{{h:Lambda}} {{i:Tea}} {{j:%Y}} {{k}}"
    )
    def step(context, **values):
        pass
'''


def test_types_are_told_with_what_their_converters_say(plain):
    types = types_of(plain, CONVERTERS.format(pattern="a"))
    del types["d"]  # of the phrases of the sample project
    anything = {"regex": ".+?"}
    assert list(types.values()) == [
        GapType("Tea", "A kind of tea.", **anything),
        GapType("Pot", "The size of the pot.", ("big", "small"), is_closed=True, regex="big|small"),
        GapType("Described", "any text", ("b", "a"), **anything),
        GapType("Pattern", "", ("a",), is_closed=True, regex="a"),
        *(GapType(name, **anything) for name in ("Int", "Dict", "Partial", "Lambda")),
        GapType("%Y", "a date or a time", ("2026",), regex="[0-9]{4}"),
    ]


@pytest.mark.parametrize(
    ("pattern", "values"),
    [
        ("tea", ("tea",)),
        ("black tea|thé|", ()),
        ('black tea|thé|c-3, "x"', ("black tea", "thé", 'c-3, "x"')),
        (r"1\.5 l|a\|b|\(x\)|\ \\", ("1.5 l", "a|b", "(x)", " \\")),
        (r"\d|x", ()),
        (r"\d+", ()),
        ("[ab]", ()),
        ("(?:a|b)", ()),
        ("a?|b", ()),
        ("a.|b", ()),
        ("^a|b", ()),
        ("a{2}|b", ()),
        ("", ()),
    ],
)
def test_only_patterns_of_nothing_but_words_name_values(plain, pattern, values):
    types = types_of(plain, CONVERTERS.format(pattern=pattern))
    assert types["Pattern"].values == values
    assert types["Pattern"].is_closed == bool(values)


@pytest.mark.parametrize("name", OF_PARSE)
def test_examples_of_the_types_of_parse_are_understood(name):
    _, example = OF_PARSE[name]
    assert parse.parse(f"a {{x:{name}}} b", f"a {example or ' '} b")


@pytest.mark.parametrize("name", OF_CUCUMBER)
def test_examples_of_the_types_of_cucumber_are_understood(name):
    _, example = OF_CUCUMBER[name]
    expression = CucumberExpression(f"a {{{name}}} b", ParameterTypeRegistry())
    assert expression.match(f"a {example} b")
