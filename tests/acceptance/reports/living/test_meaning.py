"""The scripts of the page to write on say of steps what the command line says of them."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from acceptance.checking.suggesting import suggest
from tests.acceptance.checking.meant import CASES, DICTIONARY, as_told
from tests.acceptance.reports.living import tea

EVALUATE = Path(__file__).with_name("evaluate.mjs")
PATIENCE = 120
OF_DRAFTS = ("draft.js", "slips.js", "problems.js", "place.js")
SCRIPTS = ("phrase-data.js", "dictionary.js", "likeness.js", "values.js", "meaning.js", *OF_DRAFTS)
MUTILATED = 400
SUGGESTIONS = """
    const dictionary = readDictionary(phraseData);
    given.map(({ text, kind }) => ({
        known: findPhrase(dictionary, text, kind)?.description,
        meant: suggest(dictionary, text, kind).map((found) => ({
            text: found.text,
            kind: found.kind,
            wrong: found.wrongValues,
            weight: found.weight,
            isReworded: found.isReworded,
        })),
    }))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return tea.published(tmp_path_factory.mktemp("tea"))


@pytest.fixture
def evaluate(site):
    """Return a function that evaluates an expression with the scripts of the site."""

    def evaluate(expression, given=None):
        node = shutil.which("node")
        if not node:
            pytest.fail("Node is not there: `make node` installs it")
        files = [str(site / script) for script in SCRIPTS]
        done = subprocess.run(
            [node, EVALUATE],
            input=json.dumps({"files": files, "expression": expression, "given": given}),
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return evaluate


def test_the_page_takes_steps_for_what_the_table_says(evaluate):
    found = evaluate(SUGGESTIONS, CASES)

    plain = [
        [{key: one[key] for key in ("text", "kind", "wrong")} for one in each["meant"]]
        for each in found
    ]
    assert dict(zip((c["about"] for c in CASES), plain, strict=True)) == {
        c["about"]: c["meant"] for c in CASES
    }


def test_the_page_says_of_mutilated_steps_what_the_command_line_says(evaluate):
    chance = random.Random(4)
    steps = [DICTIONARY.example_of(known) for known in DICTIONARY.phrases]
    cases = [_mutilated(chance.choice(steps), chance) for _ in range(MUTILATED)]

    assert evaluate(SUGGESTIONS, cases) == [_said(**case) for case in cases]


def _mutilated(text, chance):
    """Drop a word, swap two letters, change a value, or do away with quotation marks."""
    words = text.split(" ")
    number = chance.randrange(len(words))
    word = words[number]
    match chance.randrange(5):
        case 0:
            del words[number]
        case 1 if len(word) > 1:
            place = chance.randrange(len(word) - 1)
            swapped = word[place : place + 2][::-1]
            words[number] = word[:place] + swapped + word[place + 2 :]
        case 2:
            words[number] = chance.choice(["Gustav", "boiling", "3", '"🫖"', "May", "quietly"])
        case 3:
            words = text.replace('"', "").split(" ")
        case _:
            words.insert(number, chance.choice(["the", "really", "7", "“Oak”"]))
    return {"text": " ".join(words), "kind": chance.choice(["given", "when", "then", "step"])}


def _said(text, kind):
    known = DICTIONARY.find_all(text, kind)
    suggestions = suggest(DICTIONARY, text, kind)
    details = [{"weight": s.weight, "isReworded": s.is_reworded} for s in suggestions]
    meant = [told | more for told, more in zip(as_told(suggestions), details, strict=True)]
    return {"meant": meant} | ({"known": known[0].description} if known else {})


@pytest.mark.parametrize(
    ("typed", "kind", "first"),
    [
        ("", "given", 'a … cup of "…"'),
        ("Al", "when", 'Alice brews "…"'),
        ("Bob po", "when", 'Bob pours "…" into … cups'),
        ("menu", "then", 'the menu shows "…" once'),
        ('a hot cup of "Assam" for V', "given", 'a hot cup of "Assam" for Vera'),
        ("Bob can't", "then", 'Bob can\'t taste "…"'),
        ("it is", "when", "it is …"),
        ("Alice brwes", "when", 'Alice brews "…"'),
    ],
)
def test_what_is_typed_goes_on_with_the_phrase_that_goes_best_with_it(evaluate, typed, kind, first):
    goes_on = """
        const found = goOn(readDictionary(phraseData), given.typed, given.kind, 8);
        const open = (value) => value ?? "…";
        found.map(({ known, values }) => filled(known.template, values.map(open)))
    """
    found = evaluate(goes_on, {"typed": typed, "kind": kind})

    assert found[0] == first
    assert len(found) <= 8


@pytest.mark.parametrize("typed", ["the moon is made of cheese", "🫖🫖🫖", "xyzzy"])
def test_what_goes_with_no_phrase_goes_on_with_none(evaluate, typed):
    assert evaluate("goOn(readDictionary(phraseData), given, 'when', 8)", typed) == []


def test_how_long_a_text_takes_does_not_grow_with_its_length(evaluate):
    """A phrase with no place for most of the words is not laid beside them."""
    count = """
        let laid = 0;
        const rows = Author.prototype.rows;
        Author.prototype.rows = function (...args) { laid += 1; return rows.apply(this, args); };
        const dictionary = readDictionary(phraseData);
        const after = (words) => {
            laid = 0;
            suggest(dictionary, Array(words).fill("tea").join(" "), "when");
            return laid;
        };
        [after(5) > 0, after(200), after(20_000)]
    """
    assert evaluate(count) == [True, 0, 0]


DRAFT = """\
@wip
Scenario: It is laid out
Given it is 4 May 2026
      And these cups
  | tea |
 And this note
    \"\"\"
    one
      two
    \"\"\"
# said at the end
Then nobody is thirsty

Scenario Outline: <tea> is brewed
When Alice brews "<tea>"
Examples:
| tea |
| Assam |
"""
LAID_OUT = """\
Feature: Of tea

  @wip
  Scenario: It is laid out
    Given it is 4 May 2026
    And these cups
      | tea |
    And this note
      \"\"\"
      one
        two
      \"\"\"
    # said at the end
    Then nobody is thirsty

  Scenario Outline: <tea> is brewed
    When Alice brews "<tea>"
    Examples:
      | tea |
      | Assam |
"""


def test_a_draft_is_laid_out_as_feature_files_are(evaluate):
    assert evaluate("fileOf(readDraft(given), { title: ' Of tea ' })", DRAFT) == LAID_OUT


def test_what_belongs_below_a_rule_is_set_in_further(evaluate):
    text = "Rule: Of tea\n@wip\nScenario: A\nGiven it works"
    added = "fileOf(readDraft(given), { feature: { rules: ['Of tea'] } })"

    assert evaluate("fileOf(readDraft(given), { title: 'B' })", text) == (
        "Feature: B\n\n  Rule: Of tea\n    @wip\n    Scenario: A\n      Given it works\n"
    )
    assert evaluate(added, text).startswith("  Rule: Of tea\n    @wip\n")
    assert evaluate(added, "Scenario: A\nGiven it works") == (
        "    Scenario: A\n      Given it works\n"
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Pinning posts", "pinning_posts.feature"),
        ("  Bob's “tea” / 2! ", "bobs_tea_2.feature"),
        ("../../etc/passwd", "etc_passwd.feature"),
        ("Thé à la menthe", "thé_à_la_menthe.feature"),
        ("", "feature.feature"),
    ],
)
def test_a_file_is_named_after_the_title(evaluate, title, name):
    assert evaluate("fileName(given)", title) == name


PROBLEMS = """
    problemsOf(readDraft(given), {}).map(
        ({{ line, sentence }}) => `${{line ? `Line ${{line.number + 1}}: ` : ""}}${{sentence}}`
    )
"""
GOOD = "Scenario: A\n  Given it works\n  Then it is so"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD, None),
        (f"Words before it.\n\n{GOOD}", None),
        (f"@wip\n{GOOD}\n    | a |\n    # a comment", None),
        ("", "There is no scenario yet."),
        ("Scenario:\n  Then it is so", "Line 1: This scenario has no title."),
        ("Scenario: A\n", "Line 1: The scenario has no steps."),
        ("Scenario: A\n  Given it works", "Line 1: No step says what comes of it."),
        (f"{GOOD}\n\nScenario: B", "Line 5: The scenario has no steps."),
        (f"{GOOD}\n  it goes on", 'Line 4: "it goes on" is not understood here.'),
        (f"{GOOD}\n  And", "Line 4: Say what comes after “And”."),
        (f"Feature: B\n{GOOD}", "Line 1: Which feature it belongs to is said below"),
        (f"Given it works\n{GOOD}", "Line 1: This step is in no scenario."),
        (f'{GOOD}\n    """\n    text', "Line 4: The doc string that begins here is not closed."),
        ("Scenario Outline: A\n  Then it is <a>", "Line 1: The outline has no examples."),
        (
            "Scenario Outline: A\n  Then <a>\n  Examples:\n    | a |",
            "Line 3: The outline has no examples.",
        ),
        ("Scenario Outline: A\n  Then <a>\n  Examples:\n    | a |\n    | b |\n    | c |", None),
    ],
)
def test_what_is_wrong_without_any_phrase_is_said_in_a_sentence(evaluate, text, problem):
    found = evaluate(PROBLEMS.format("{}"), text)

    if problem is None:
        assert found == []
    else:
        assert len(found) == 1
        assert problem in found[0]


def test_words_before_a_scenario_that_is_added_to_a_feature_are_a_mistake(evaluate):
    [found] = evaluate(PROBLEMS.format("{ isAdded: true }"), f"Why.\n{GOOD}")

    assert found.startswith("Line 1: In a feature that there is, a line begins with")


def test_an_outline_says_what_its_first_example_says(evaluate):
    text = (
        "Scenario Outline: A\nGiven <person> is in <place>\nAnd <nobody> knows\n"
        "Examples:\n| person | place |\n| Bob | the \\| garden |\n| Vera | the kitchen |"
    )
    said = evaluate("readDraft(given).parts[0].steps.map((step) => step.variants[0].said)", text)

    assert said == ["Bob is in the | garden", "<nobody> knows"]


def test_and_goes_on_with_the_kind_before(evaluate):
    text = "Scenario: A\nAnd a\nWhen b\n* c\nBut d\nThen e\nAnd f\nScenario: B\nAnd g"
    kinds = evaluate("readLines(given).filter(({ kind }) => kind).map(({ kind }) => kind)", text)

    assert kinds == ["given", "when", "when", "when", "then", "then", "given"]


def test_only_scenarios_are_marked_as_planned_and_each_once(evaluate):
    text = "Background:\n  Given a\n\n  Scenario: A\n  Given a\n@wip\nScenario: B\n  Given a"
    marked = evaluate("withPlanned(readDraft(given), () => true)", text)

    assert marked == text.replace("  Scenario: A", "  @wip\n  Scenario: A")


def test_a_phrase_that_cannot_be_read_makes_no_step_wrong(evaluate):
    unreadable = """
        const data = structuredClone(phraseData);
        for (const phrase of data.phrases) if (phrase[0][0] === "when") phrase[2] = null;
        const dictionary = readDictionary(data);
        ["given", "when", "then"].map((kind) => hasUnreadable(dictionary, kind))
    """
    assert evaluate(unreadable) == [False, True, False]
