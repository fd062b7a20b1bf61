"""Feature files as the stream tells them: ids, scenarios, and what is no feature file."""

import json
from textwrap import dedent

import pytest

from acceptance.stream.documents import DocumentError, read_document

OUTLINE = """
    @daily
    Feature: Tea

      Background:
        Given water

      Scenario Outline: <what> is read
        When Bob reads
          | what   |
          | <what> |

        @rare
        Examples: of <what>
          | what |
          | Tea  |

        Examples:
          | what   |
          | Coffee |
          | Milk   |

      Rule: Later
        Scenario: The last
          * it is quiet
"""


def document(text, uri="features/tea.feature", **options):
    return read_document(uri, dedent(text).lstrip(), **options)


def every_id(messages):
    for message in messages:
        found = [json.loads(message)]
        while found:
            node = found.pop()
            if isinstance(node, dict):
                yield from [node["id"]] if "id" in node else []
                found += node.values()
            elif isinstance(node, list):
                found += node


def test_ids_are_the_same_wherever_the_file_is_read_and_unique_over_all_files():
    first, again = document(OUTLINE), document(OUTLINE)
    assert first == again
    others = [document(OUTLINE, "features/other.feature"), document(OUTLINE + "\n")]
    ids = [found for d in (first, *others) for found in every_id(d.messages)]
    assert len(ids) == len(set(ids)) > 60


def test_a_document_gives_its_messages():
    kinds = [*map(json.loads, document(OUTLINE).messages)]
    assert [kind for message in kinds for kind in message] == [
        "source",
        "gherkinDocument",
        *["pickle"] * 4,
    ]
    assert kinds[0]["source"]["data"] == dedent(OUTLINE).lstrip()


def test_scenarios_are_found_by_the_line_of_the_scenario_or_of_its_example():
    found = document(OUTLINE)
    examples = [found.scenario_at(line) for line in (15, 19, 20)]
    assert [(s.title, s.name) for s in examples] == [
        ("Tea is read", "Tea is read -- @1.1 of Tea"),
        ("Coffee is read", "Coffee is read -- @2.1 "),
        ("Milk is read", "Milk is read -- @2.2 "),
    ]
    assert [s.tags for s in examples] == [("@daily", "@rare"), ("@daily",), ("@daily",)]
    assert [(s.line, s.keyword, s.text, s.kind, s.argument) for s in examples[0].steps] == [
        (5, "Given", "water", "Context", ""),
        (8, "When", "Bob reads", "Action", "| what |\n| Tea  |"),
    ]
    last = found.scenario_at(23)
    assert (last.name, last.rule, last.steps[-1].kind) == ("The last", "Later", "Unknown")
    assert found.scenario_at(7) is None


def test_an_outline_without_examples_has_no_scenario():
    found = document("""
        Feature: Tea
          Scenario Outline: None
            Given <tea>
          Scenario Outline: None either
            Given <tea>
            Examples:
              | tea |
          Scenario: One
            Given tea
    """)
    assert [scenario.title for scenario in found.scenarios] == ["One"]
    assert sum('"pickle"' in message[:12] for message in found.messages) == 1


@pytest.mark.parametrize(
    ("text", "name", "is_planned"),
    [
        ("", None, False),
        ("# nothing\n", None, False),
        ("Feature:", "", False),
        ("@wip\nFeature: Later", "Later", True),
        ("@wipe @other\nFeature: Now", "Now", False),
    ],
)
def test_a_file_may_hold_no_scenarios(text, name, is_planned):
    found = document(text)
    assert (found.name, found.is_planned, found.scenarios) == (name, is_planned, ())


def test_the_language_may_be_that_of_the_project():
    german = "Funktionalität: Tee\n  Szenario: Einer\n    Angenommen Wasser"
    assert document(german, language="de").scenario_at(2).steps[0].kind == "Context"
    with pytest.raises(DocumentError, match='"Funktionalität: Tee" is not understood here'):
        document(german)


@pytest.mark.parametrize(
    ("lines", "place", "message"),
    [
        (["Feature: F", "Scenario: A", "Given a", "tea"], 4, '"tea" is not understood here'),
        (
            ["Feature: F", "Scenario: A", "Given a", "then b"],
            4,
            '"then b" is not understood here; write "Then" with a capital',
        ),
        (
            ["Feature: F", "Scenario: A", "Given a", "'''"],
            4,
            '''"\'\'\'" is not understood here; put """ around it''',
        ),
        (
            ["Feature: F", "Scenario: A", "Given a", "| a |", "| b | c |"],
            5,
            "inconsistent cell count within the table",
        ),
        (["# language: tea", "Feature: F"], 1, "Language not supported: tea"),
        (["Feature: F", "@a b", "Scenario: A"], 2, "A tag may not contain whitespace"),
        (
            [
                "Feature: F",
                "Scenario Outline: A",
                "Given <b>",
                "Examples:",
                "| b |",
                "| 1 |",
                "Examples:",
                "| a(b |",
                "| 1 |",
            ],
            8,
            '"<a(b>" cannot be a placeholder: missing ), unterminated subpattern',
        ),
    ],
)
def test_what_is_not_understood_is_named_with_its_line(lines, place, message):
    with pytest.raises(DocumentError) as refused:
        document("\n".join(lines))
    error = refused.value
    assert str(error) == f"features/tea.feature:{place}: {error.message}"
    assert error.message == message
