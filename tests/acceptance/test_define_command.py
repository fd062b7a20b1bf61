"""`manage.py spec define`: functions for the steps that no phrase says yet."""

import json

import pytest

from acceptance.stream.outcomes import Outcome
from acceptance.stream.reading import read
from tests.acceptance.checking.malformed import PHRASES
from tests.acceptance.project.sample import Project

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


def prepared(project):
    (project.folder / "features/steps/phrases.py").unlink()
    project.write(POSTS, PHRASES)
    project.write(
        "features/steps/mails.py",
        "from behave import then\n\n\n@then('nobody')\ndef f(c):\n    pass",
    )
    project.write(FILE, WISHES)
    return project


@pytest.fixture
def wishing(project):
    return prepared(project)


def functions(wishing, *steps: str) -> str:
    """Define the phrases of these steps; return what is printed."""
    lines = "".join(f"    {step}\n" for step in steps)
    wishing.write(FILE, f"Feature: Pinning posts\n\n  Scenario: A\n{lines}")
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
}
NAMES = {
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


def test_without_phrases_there_is_a_file_for_them(project):
    (project.folder / "features/steps/phrases.py").unlink()
    project.write("features/environment.py", "")
    (project.folder / "features/steps").mkdir(exist_ok=True)
    project.write("features/tea.feature", "Feature: A\n\n  Scenario: B\n    Given tea\n")

    result = project.manage("spec", "define", "--write")

    assert result.out == "features/steps/phrases.py: 1 function to write\n"
    assert "1 error" in project.behave().out


def test_what_is_nearly_there_is_not_defined_again(wishing):
    wishing.write(FILE, 'Feature: A\n\n  Scenario: B\n    Given a draft post "Tea" by Alise\n')
    result = wishing.manage("spec", "define", "--write")

    assert result.out == "Nothing else to define.\n"
    assert f'{FILE}:4: “a draft post "Tea" by Alise” is nearly' in result.err
    assert "mend the step instead" in result.err


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
