"""Where behave and Cucumber's own parser read a feature file differently."""

from pathlib import Path
from textwrap import dedent

import pytest
from behave.parser import parse_feature

from acceptance.running.agreement import require_agreement
from acceptance.running.errors import CouldNotRun
from acceptance.stream.documents import read_document

ROOT = Path(__file__).resolve().parents[3]
FILE = "features/tea.feature"
REWORD = "word it so that both read the same"
BACKSLASH = "do without the backslash"
SPACES = "remove the spaces at the ends of the lines"
PLACEHOLDER = "only the steps and the title of an outline may have placeholders"
COLUMN = "give the column a name of letters, digits and spaces"
CAPITAL = "begin steps with a capital, and no line of a description with a word such as but or when"


def compare(text):
    text = "Feature: F\n" + dedent(text).lstrip("\n")
    require_agreement(parse_feature(text, filename=FILE), read_document(FILE, text))


@pytest.mark.parametrize("file", sorted(ROOT.glob("features/**/*.feature")), ids=lambda f: f.stem)
def test_both_read_the_same_in_our_own_files(file):
    text = file.read_text(encoding="utf-8")
    require_agreement(parse_feature(text, filename=str(file)), read_document(str(file), text))


@pytest.mark.parametrize(
    "text",
    [
        'Scenario: A\n  Given a\n    """\n    b\n    """\n    | c |\n',
        """
        Scenario: Comments, stars, conjunctions
          # a comment
          * a
          And b # no comment
          Then c
          * d
          But e
        """,
        '''
        Background:
          When a

        @one @two
        Scenario: A table and a doc string
          And b
            | a \\| b | |
            # a comment
            | c       | 🫖 |
          Then c
            """markdown
            # no comment

              indented
            """
        ''',
        """
        @a
        Rule: Outlines
          Background:
            Given x
              | <what> |

          @b
          Scenario Template: <what> and <other one>
            And <what>
              | <other one> |

            @c
            Scenarios: of <what>
              | what        | other one |
              | <other one> | 1         |
              |             | 2         |
        """,
        """
        Background:
          Given a

        Scenario: Without steps
          * is a step, not a description

        Scenario: Really without steps

        Scenario Outline: Without examples
          Given <this>

        Rule: Without scenarios
        """,
        "Scenario:  Two  spaces  \n\tGiven\ta  b  \n",
        "Scenario: A\n  Given a\n    | b |\n".replace("\n", "\r\n"),
    ],
)
def test_both_read_the_same(text):
    compare(text)


def test_both_read_other_languages_alike():
    text = "# language: de\nFunktionalität: F\n  Szenario: A\n    Angenommen a\n    Und b\n"
    require_agreement(parse_feature(text, filename=FILE), read_document(FILE, text))


@pytest.mark.parametrize(
    ("text", "line", "behave", "cucumber", "advice"),
    [
        ("Scenario: A\n  given names\n  Given a", 3, '"Given names"', "nothing", CAPITAL),
        ("Background:\n  when we\nScenario: A\n  Given a", 3, '"When we"', "nothing", CAPITAL),
        ("Scenario: A\u2028\n  Given a", 3, "nothing", '"Given a"', REWORD),
        ("Scenario: A\n\x0bScenario: B\n  Given a", 3, "nothing", '"B"', REWORD),
        (
            "Scenario: A\n  Given a\n    | x\\\\y |",
            4,
            '"| x\\\\\\\\y |"',
            '"| x\\\\y |"',
            BACKSLASH,
        ),
        (
            'Scenario: A\n  Given a\n    """\n    \\"\\"\\"\n    """',
            4,
            '"\\"\\"\\""',
            '"""""',
            BACKSLASH,
        ),
        ('Scenario: A\n  Given a\n    """\n    b  \n    """', 4, '"b"', '"b  "', SPACES),
        (
            'Scenario: A\n  Given a\n    """\n    <b>  \n    """\n    | c |',
            4,
            '"<b>"',
            '"<b>  "',
            SPACES,
        ),
        (
            'Scenario: A\n  Given a\n    | c |\n    """\n    b\n    """',
            5,
            '"    b"',
            '"b"',
            "put a doc string before the table of its step",
        ),
        ("Scenario: A\n  Given a\n    | b", 4, '"|  |"', '"|"', REWORD),
        ("@a@b\nScenario: A\n  Given a", 3, '"@a@b"', '"@a @b"', REWORD),
        (
            "Background:\n  Given <x>\nScenario Outline: A\n  Given <x>\nExamples:\n| x |\n| 1 |",
            3,
            '"1"',
            '"<x>"',
            PLACEHOLDER,
        ),
        (
            "@t.<x>\nScenario Outline: A\n  Given <x>\nExamples:\n| x |\n| 1 |",
            7,
            '"@t.1"',
            '"@t.<x>"',
            PLACEHOLDER,
        ),
        (
            "Scenario Outline: <x (EUR)>\n  Given a\nExamples:\n| x (EUR) |\n| 1 |",
            6,
            '"1"',
            '"<x (EUR)>"',
            COLUMN,
        ),
        (
            "Scenario Outline: A\n  Given <row.id>\nExamples:\n| x |\n| 1 |",
            3,
            '"1.1"',
            '"<row.id>"',
            COLUMN,
        ),
    ],
)
def test_the_first_difference_is_named_with_advice(text, line, behave, cucumber, advice):
    with pytest.raises(CouldNotRun) as refused:
        compare(text)
    assert str(refused.value) == (
        f"{FILE}:{line}: behave reads {behave} here, Cucumber's own parser {cucumber}; {advice}"
    )


def test_a_rule_a_feature_or_a_kind_of_step_that_differs_is_named():
    text = "Feature: F\n  Rule: R\n    Scenario: A\n      Given a\n"
    for old, new, place in [
        ("Feature: F", "Feature: G", 1),
        ("Rule: R", "Rule: S", 3),
        ("Given a", "When a", 4),
    ]:
        feature = parse_feature(text, filename=FILE)
        with pytest.raises(CouldNotRun, match=f"^{FILE}:{place}: behave reads"):
            require_agreement(feature, read_document(FILE, text.replace(old, new)))
