"""`manage.py spec define`: functions for the steps that no phrase says yet."""

import json
import subprocess
import sys

import pytest

from acceptance.stream.outcomes import Outcome
from acceptance.stream.reading import read
from tests.acceptance.checking.malformed import PHRASES
from tests.acceptance.project.sample import ROOT, Project

FILE = "features/writing/pinning_posts.feature"
POSTS = "features/steps/posts.py"
WISHES = """\
Feature: Pinning posts

  Scenario: A pin holds
    Given a draft post "Tea" by Alice
    When Alice pins the post "Tea" for 3 days
    And Bob's post "Coffee" is pinned by Vera until 4 May 2026
    Then Bob sees the pin
"""
MAILS = r"""
    from behave import register_type, then
    from parse import with_pattern

    @with_pattern(r"\S+")
    def to_word(text):
        return text

    register_type(Word=to_word)

    @then("nobody {does:Word}")
    def f(context, does):
        pass
"""


def prepared(project):
    (project.folder / "features/steps/phrases.py").unlink()
    project.write(POSTS, PHRASES)
    project.write("features/steps/mails.py", MAILS)
    project.write(FILE, WISHES)
    return project


@pytest.fixture
def wishing(project):
    return prepared(project)


def feature_of(*steps: str) -> str:
    lines = "".join(f"    {step}\n" for step in steps)
    return f"Feature: Pinning posts\n\n  Scenario: A\n{lines}"


def functions(wishing, *steps: str) -> str:
    """Define the phrases of these steps; return what is printed."""
    wishing.write(FILE, feature_of(*steps))
    result = wishing.manage("spec", "define")
    assert result.code == 0
    return result.out


def test_values_of_types_become_gaps(wishing):
    result = wishing.manage("spec", "define")

    assert (result.code, result.err) == (0, "")
    assert f"# {POSTS}" in result.out
    assert (
        """@when('{person:Person} pins the post "{title:Text}" for {number:d} days')"""
        in result.out
    )
    assert "def pins_post_for_days(context, person, title, number):" in result.out
    assert "{other_person:Person} until {date:Date}" in result.out
    assert '@then("{person:Person} sees the pin")\ndef sees_pin(context, person):' in result.out


def test_printing_changes_nothing(wishing):
    before = wishing.read(POSTS)
    wishing.manage("spec", "define")
    assert wishing.read(POSTS) == before


def test_written_functions_are_pending_until_they_are_written(wishing):
    result = wishing.manage("spec", "define", "--write")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{POSTS}: 3 functions to write\n"

    ran = wishing.behave()

    assert ran.err == ""
    (scenario,) = read(wishing.folder / "build/messages.ndjson").scenarios
    outcomes = [step.outcome for step in scenario.steps]
    assert outcomes[:2] == [Outcome.PASSED, Outcome.ERROR]
    assert Outcome.UNDEFINED not in outcomes
    assert "PendingStepError: not written yet" in ran.out
    assert wishing.manage("spec", "define", "--write").out == "Every step has a phrase.\n"


def test_written_functions_import_what_they_need_once(wishing):
    wishing.write(
        POSTS,
        PHRASES.replace(
            "given, register_type, step, then, when", "given, step, then, register_type, when"
        ),
    )
    wishing.manage("spec", "define", "--write")
    wishing.write(FILE, WISHES.replace("sees the pin", "misses the pin"))
    wishing.manage("spec", "define", "--write")

    source = wishing.read(POSTS)
    assert source.count("from behave import") == 1
    assert source.count("from behave.exception import PendingStepError") == 1
    assert source.index("from behave") < source.index("from parse") < source.index("def ")
    assert "def misses_pin(" in source


def test_a_file_with_a_docstring_keeps_it_on_top(wishing):
    wishing.write(
        "features/steps/mails.py", '"""Letters."""\n\nimport re\n\nHERE = re.compile("x")\n'
    )
    functions(wishing, "Given a mail to Alice")
    result = wishing.manage("spec", "define", "--write")

    assert result.code == 0
    assert "def mail_to(" in "".join(wishing.read(file) for file in (POSTS,))


GAPS = {
    "Given nobody is here": '"nobody is here"',
    "Given 2.5 cups": '"{number:f} cups"',
    "Given -3 degrees": '"{number:d} degrees"',
    "Given version 1.2.3": '"version 1.2.3"',
    'Given "A", "B", "C"': '\'"{title:Text}", "{other_title:Text}", "{title_3:Text}"\'',
    'Given a label "A"': "'a label \"{title:Text}\"'",
    'Given a text "A"': "'a text \"{text:Text}\"'",
    'Given a post ""': "'a post \"{title:Text}\"'",
    "Given {braces} and Alices": '"{{braces}} and Alices"',
    "Given a draft": '"a {state:State}"',
    'Given "Alice" on 4 May 2026': "'\"{title:Text}\" on {date:Date}'",
    'Given "Tea" has 3 likes': "'\"{title:Text}\" has {number:d} likes'",
    "Given -3 and 1,000 and 007": '"{number:d} and 1,000 and {other_number:d}"',
    "Given Alice-like people": '"Alice-like people"',
    "Given it's 5 o'clock": "\"it's {number:d} o'clock\"",
    "Given 3.5.": '"{number:f}."',
}
NAMES = {
    "Given the list": "list_",
    "Given x² and y": "x_and_y",
    "Given the class": "class_",
    "Given 3": "step",
    "Given Alice's and Bob's post": "and_post",
    "Given one two three four five six seven": "one_two_three_four_five_six",
    "Given Ünïcode": "ünïcode",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What is defined for all these steps at once."""
    return functions(prepared(Project(tmp_path_factory.mktemp("steps"))), *GAPS, *NAMES)


@pytest.mark.parametrize("step", GAPS)
def test_gaps_are_recognised_and_named_as_elsewhere(printed, step):
    decorators = [line for line in printed.splitlines() if line.startswith("@")]
    assert f"@given({GAPS[step]})" in decorators


@pytest.mark.parametrize("step", NAMES)
def test_functions_have_real_names(printed, step):
    assert f"\ndef {NAMES[step]}(context" in printed


def test_two_functions_of_one_name_are_told_apart(wishing):
    printed = functions(wishing, "Given tea", 'Given "A" tea')
    assert "def tea(context):" in printed
    assert "def tea_2(context, title):" in printed


def test_what_stands_below_a_step_is_said(wishing):
    printed = functions(wishing, "Given rows", "  | a |", "Given words", '  """', "  b", '  """')
    assert "`context.table`" in printed
    assert "`context.text`" in printed


def test_a_step_of_several_examples_is_defined_once(wishing):
    wishing.write(
        FILE,
        """
        Feature: Pinning posts
          Scenario Outline: A
            When Alice pins "<title>"

            Examples:
              | title |
              | Tea   |
              | Mate  |
        """,
    )
    assert wishing.manage("spec", "define").out.count("def ") == 1


def test_a_function_goes_where_its_noun_lives(wishing):
    printed = functions(wishing, "Given a mail about something", "Given nothing known")
    mails, posts = printed.split(f"# {POSTS}")
    assert mails.startswith("# features/steps/mails.py")
    assert "def mail_about_something(" in mails
    assert "def nothing_known(" in posts  # the feature is about posts


def test_a_noun_without_a_file_gets_one(project):
    (project.folder / "features/steps/phrases.py").unlink()
    project.write("features/environment.py", "")
    (project.folder / "features/steps").mkdir(exist_ok=True)
    project.write("features/tea.feature", "Feature: A\n\n  Scenario: B\n    Given tea\n")

    result = project.manage("spec", "define", "--write")

    assert result.out == "features/steps/tea.py: 1 function to write\n"
    assert "1 error" in project.behave().out


def test_what_is_nearly_there_is_not_defined_again(wishing):
    wishing.write(FILE, 'Feature: A\n\n  Scenario: B\n    Given a draft post "Tea" by Alise\n')
    result = wishing.manage("spec", "define", "--write")

    assert result.out == "Nothing else to define.\n"
    assert f'{FILE}:4: “a draft post "Tea" by Alise” is nearly' in result.err
    assert "mend the step, or name its file to define it" in result.err


def test_paths_choose_the_steps(wishing):
    wishing.write(
        "features/reading/finding.feature", "Feature: B\n\n  Scenario: C\n    Given a shelf\n"
    )
    assert "def shelf(" in wishing.manage("spec", "define", "features/reading").out
    assert "def shelf(" not in wishing.manage("spec", "define", FILE).out


def test_paths_that_lead_nowhere_are_refused(wishing):
    result = wishing.manage("spec", "define", "features/nowhere")
    assert (result.code, result.out) == (2, "")
    assert result.err == "features/nowhere does not exist\n"


def test_defined_phrases_are_found_by_a_check(wishing):
    wishing.manage("spec", "define", "--write")
    found = json.loads(wishing.manage("spec", "check", "--format=json", FILE).out)
    assert "undefined-step" not in {finding["check"] for finding in found}


# Files as people have them; the steps below name their nouns. Some leave `given` to behave.
MODULES = {
    "aliases": b"from behave import given as g, when as w  # noqa: I001\n@g('one')\n"
    b"def f(c): pass\n",
    "stars": b"from behave import *\nfrom behave.exception import *\n@given('two')\ndef f(c): pass",
    "semicolons": b"from behave import (\n    given,  # a word on it\n); X = '''\n'''\n"
    b"@given('three')\ndef f(c): pass\n",
    "licences": b"#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\n# Licence: MIT\n"
    b"@given('four')\ndef f(c): pass\n",
    "futures": b"'''Later.'''\nfrom __future__ import annotations\n@given('five')\n"
    b"def f(c): pass\n",
    "separators": "X = 'a\u2028b'\n\x0c\nfrom behave import given\n@given('six')\n".encode()
    + b"def f(c): pass\n",
    "names": b"import re as name\nasync def names(): pass\nclass names_2: pass\nwhen = 1\n"
    b"@given('seven')\ndef f(c): pass\n",
    "windows": b"\xef\xbb\xbf'''Ends.'''\r\n\r\nfrom behave import given\r\n\r\n\r\n"
    b"@given('eight')\r\ndef f(c): pass\r\n",
    "latins": b"# coding: latin-1\n@given('caf\xe9')\ndef f(c): pass\n",
}
ADDED = [
    "When the aliases",
    "When the stars",
    "When the semicolons",
    "When the licences",
    "When the futures",
    "When the separators",
    "When a name",
    "When names",
    "Then windows",
    "When the latins",
]


@pytest.fixture
def modules(project):
    """A project with phrases in files of all kinds."""
    for name, content in MODULES.items():
        (project.folder / f"features/steps/{name}.py").write_bytes(content)
    project.write(FILE, feature_of(*ADDED))
    return project


def contents(project) -> dict[str, bytes]:
    files = (project.folder / "features/steps").glob("*.py")
    return {file.stem: file.read_bytes() for file in files}


def test_no_line_of_a_file_is_changed(modules):
    private = modules.folder / "features/steps/names.py"
    private.chmod(0o600)
    result = modules.manage("spec", "define", "--write")
    assert (result.code, result.err) == (0, "")

    after = contents(modules)
    for name, before in MODULES.items():
        left = iter(after[name].split(b"\n"))
        assert all(line in left for line in before.rstrip(b"\n").split(b"\n")), name
    assert after["stars"].count(b"import") == 2
    assert b"@w(" in after["aliases"]
    assert after["licences"].startswith(MODULES["licences"].partition(b"@")[0] + b"\nfrom behave")
    assert b"import re as name\nfrom behave import when as behave_when\n" in after["names"]
    assert b"def name_2(" in after["names"]
    assert b"def names_3(" in after["names"]
    assert after["windows"].count(b"\r\n") == after["windows"].count(b"\n")
    assert private.stat().st_mode & 0o777 == 0o600
    assert modules.manage("spec", "define", "--write").out == "Every step has a phrase.\n"


def test_nothing_is_written_unless_every_file_can_be(modules):
    modules.write(FILE, feature_of("When the aliases", "Then the latins “say”"))
    before = contents(modules)
    result = modules.manage("spec", "define", "--write")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "features/steps/latins.py cannot be added to: its encoding lacks some characters; save it "
        "as UTF-8\n"
    )
    assert contents(modules) == before


def test_what_cannot_be_written_stays_as_it_was(wishing):
    (wishing.folder / f"{POSTS}.part").mkdir()
    before = wishing.read(POSTS)
    result = wishing.manage("spec", "define", "--write")

    assert result.code == 2
    assert result.err.startswith(f"{POSTS} cannot be written: ")
    assert result.err.endswith("; without --write the functions are printed\n")
    assert wishing.read(POSTS) == before


def test_packages_are_not_written_into(wishing):
    wishing.write(
        "package/gifts.py", "from behave import given\n\n@given('gold')\ndef f(c): pass\n"
    )
    wishing.write("features/steps/more.py", "import package.gifts\n")
    wishing.write(
        "features/reading/thanking_readers.feature", feature_of("Given a gift", "Given a mail")
    )
    result = wishing.manage("spec", "define", "features/reading")

    mails, readers = result.out.split("# features/steps/readers.py")
    assert "def mail(" in mails
    assert "def gift(" in readers


ALIKE = """
    from behave import given, then, when

    @given('{person:Person} has no posts')
    @when('{person:Person} follows "{label:Text}"')
    @then('the pictures of {person:Person} are shown')
    def f(context, **values):
        pass
"""
OTHERS = [
    'Given Alice has "a" table',
    'When Alice unpublishes the post "Tea"',
    'When Zacharias publishes the post "Tea"',
    "When Bob follows Alice",
    'When Bob unfollows "Tea"',
    "Then the pictures of Bob are not shown",
    "Then the pictures of Bob aren't shown",
]
SLIPS = [
    'When Alice publihses post "Tea"',
    "When Alcie follows “Tea”",
    "Then the picture of Bob are shown",
]


def test_only_slips_are_left_aside(wishing):
    wishing.write("features/steps/watching.py", ALIKE)
    wishing.write(FILE, feature_of(*OTHERS, *SLIPS))
    result = wishing.manage("spec", "define")

    assert result.out.count("def ") == len(OTHERS)
    lines = result.err.splitlines()
    assert len(lines) == len(SLIPS)
    for step, line in zip(SLIPS, lines, strict=True):
        assert f"“{step.partition(' ')[2]}” is nearly “" in line

    named = wishing.manage("spec", "define", FILE)

    assert named.code == 0
    assert named.out.count("def ") == len(OTHERS) + len(SLIPS)
    assert named.err.count("is defined (nearly “") == len(SLIPS)


def test_steps_to_be_filled_in_are_left_alone(wishing):
    wishing.write(FILE, feature_of("Given …", "When ...", "Then  "))
    result = wishing.manage("spec", "define", FILE)
    assert (result.out, result.err) == ("Nothing else to define.\n", "")


def test_an_outline_has_gaps_named_after_its_columns(wishing):
    wishing.write(
        FILE,
        """
        Feature: Pinning posts
          Scenario Outline: A
            Given <reader> pins "<post title>" on <class> for <days>
            And it is <1st> with <l> of <Zustand>

            Examples:
              | reader | post title | class | days | 1st | l          | Zustand   |
              | Alice  | Tea        | hot   | 3    | 1.5 | 4 May 2026 | draft     |
              | Bob    | Mate       | iced  | -12  | 2   | 5 May 2026 | published |
        """,
    )
    out = wishing.manage("spec", "define").out

    assert out.count("def ") == 2
    assert """('{reader:Person} pins "{post_title:Text}" on {class_} for {days:d}')""" in out
    assert '("it is {value_1st} with {l_:Date} of {zustand:State}")' in out


LONG = [
    "Given " + "many words that go on and on " * 4,
    "Given it is nearly as long as a line, and so it stands in one of its own, as ruff has it: so",
    "Given " + "x" * 230,
    "Given quite a few gaps " + "Alice and " * 14 + "Bob",
    "Given " + 'a text "A" that\'s ' * 9 + "long",
    "Given nobody \\ at all",
]


def test_what_is_written_passes_ruff(wishing):
    pytest.importorskip("ruff")
    (wishing.folder / POSTS).rename(wishing.folder / "features/steps/kinds.py")
    wishing.write(FILE, feature_of(*LONG))
    result = wishing.manage("spec", "define", "--write")
    assert result.out == f"{POSTS}: {len(LONG)} functions to write\n"

    ruff, settings = [sys.executable, "-m", "ruff"], ROOT / "pyproject.toml"
    for command in (["check"], ["format", "--check", "--diff"]):
        ran = subprocess.run(
            [*ruff, *command, "--no-cache", "--config", settings, wishing.folder / POSTS],
            capture_output=True,
            encoding="utf-8",
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert wishing.manage("spec", "define").out == "Every step has a phrase.\n"
