"""The page to write a scenario on, in Chromium, as somebody uses it who knows no Python."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from gherkin.parser import Parser
from lxml import html
from playwright.sync_api import expect

from acceptance.stream.preface import Gap, GapType, Preface
from tests.acceptance.checking.meant import DICTIONARY, PREFACE
from tests.acceptance.reports.living import tea
from tests.acceptance.reports.living.everything import MARKUP
from tests.acceptance.reports.living.readers import IS_HACKED, IS_WIDE, PHONE, WALL, violations

FRAME = "Scenario: \n  Given \n  When \n  Then \n"
EDITOR, OPTION = "#editor", "#choices [role=option]"
KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return tea.published(tmp_path_factory.mktemp("tea"))


class Desk:
    """The page, and somebody with nothing but a keyboard."""

    def __init__(self, page):
        self.page = page
        self.keyboard = page.keyboard
        self.options = page.locator(OPTION)
        self.steps = page.locator("#steps > li")

    def empty(self):
        self.page.locator(EDITOR).focus()
        self.keyboard.press("Control+A")
        self.keyboard.press("Delete")

    def write(self, text):
        self.empty()
        self.page.locator(EDITOR).fill(text)

    def take(self, typed, option, key="Enter"):
        """Type something and take a choice of the list."""
        self.keyboard.type(typed)
        found = self.options.filter(has_text=re.compile(f"^{re.escape(option)}"))
        expect(found.first).to_be_visible()
        texts = self.options.all_inner_texts()
        for _ in range([text.startswith(option) for text in texts].index(True) + 1):
            self.keyboard.press("ArrowDown")
        self.keyboard.press(key)

    @property
    def text(self):
        return self.page.locator(EDITOR).input_value()

    @property
    def selected(self):
        return self.page.evaluate(
            "document.activeElement.value.slice(editor.selectionStart, editor.selectionEnd)"
        )

    @property
    def focused(self):
        return self.page.evaluate("document.activeElement.id")


@pytest.fixture
def desk(reader, site):
    page = reader.open(site / "write.html")
    expect(page.locator("#writing")).to_be_visible()
    return Desk(page)


def gherkin(text):
    return Parser().parse(text)["feature"]


def test_it_begins_with_a_scenario_that_passed(desk):
    assert desk.text == tea.EXAMPLE
    expect(desk.page.locator("#summary")).to_have_text("All steps are known.")
    expect(desk.steps.first).to_contain_text("Have a cup of tea in that state.")
    assert desk.page.locator("#feature").input_value() == ""
    expect(desk.page.get_by_role("button", name="Download")).to_be_hidden()


def test_the_navigation_leads_to_it(reader, site):
    page = reader.open(site / "index.html")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Write").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Write a scenario")


def test_a_scenario_is_written_and_downloaded_with_the_keyboard_alone(desk, tmp_path):
    desk.empty()
    desk.take("Sc", "Scenario:")
    desk.keyboard.type("A cup is shared\n")
    desk.take("Gi", "Given")
    desk.take("a cold cup", 'a cold cup of "tea" for person')
    desk.keyboard.type("Assam")
    desk.keyboard.press("Tab")
    desk.take("", "Bob", key="Tab")
    desk.keyboard.press("Enter")
    desk.take("W", "When")
    desk.take("Alice drinks", 'Alice drinks "tea"')
    desk.take("", "Assam")
    desk.keyboard.press("Enter")
    desk.take("Th", "Then", key="Tab")
    desk.take("nobody", "nobody is thirsty")
    desk.keyboard.press("Escape")
    go_to(desk, "feature")
    desk.keyboard.press("ArrowDown")
    go_to(desk, "title")
    desk.keyboard.type("Sharing tea")
    go_to(desk, "capability")
    desk.keyboard.press("ArrowDown")
    go_to(desk, "why")
    desk.keyboard.type("A cup for two is warmer. It costs no more.")
    go_to(desk, "promise")
    desk.keyboard.type("What is shared is enough")
    with desk.page.expect_download() as download:
        go_to(desk, "download")
        desk.keyboard.press("Enter")

    assert download.value.suggested_filename == "sharing_tea.feature"
    download.value.save_as(tmp_path / "a.feature")
    text = (tmp_path / "a.feature").read_text(encoding="utf-8")
    assert text == (
        "Feature: Sharing tea\n\n"
        "  A cup for two is warmer. It costs no more.\n\n"
        "  Rule: What is shared is enough\n\n"
        "    Scenario: A cup is shared\n"
        '      Given a cold cup of "Assam" for Bob\n'
        '      When Alice drinks "Assam"\n'
        "      Then nobody is thirsty\n"
    )
    [rule] = [child["rule"] for child in gherkin(text)["children"]]
    [scenario] = [child["scenario"] for child in rule["children"]]
    known = [
        DICTIONARY.find_all(step["text"], KINDS[step["keywordType"]]) for step in scenario["steps"]
    ]
    assert all(known)
    assert len(known) == 3


def go_to(desk, name):
    """Press Tab until something has the focus."""
    for _ in range(40):
        if desk.focused == name:
            return
        desk.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {name}")


def test_a_step_that_is_mistyped_is_mended_by_its_suggestion(desk):
    desk.write('Scenario: A\n  When Alice brws "Assam"\n  Then nobody is thirsty')
    step = desk.steps.first
    expect(step).to_contain_text("No phrase says this.")
    step.get_by_role("button", name='When Alice brews "Assam"').press("Enter")

    assert desk.text == 'Scenario: A\n  When Alice brews "Assam"\n  Then nobody is thirsty'
    assert desk.focused == "editor"
    expect(step).to_contain_text("Make tea.")
    expect(desk.page.locator("#summary")).to_have_text("All steps are known.")


def test_a_suggestion_can_be_undone(desk):
    desk.write('Scenario: A\n  When Alice brws "Assam"')
    desk.steps.first.get_by_role("button").first.click()
    desk.keyboard.press("Control+Z")

    assert desk.text == 'Scenario: A\n  When Alice brws "Assam"'


def test_a_wrong_value_is_told_in_words(desk):
    desk.write('Scenario: A\n  When Alise brews "Assam"')

    expect(desk.steps.first).to_contain_text(
        "“Alise” does not fit here, it takes one of the people (Alice, Mina, Bob, Vera)."
    )


def test_a_phrase_of_another_kind_is_suggested_with_its_keyword(desk):
    desk.write('Scenario: A\n  Given the kettle is empty\n  And Alice brews "Assam"')
    desk.steps.nth(1).get_by_role("button").first.click()

    assert desk.text.endswith('\n  When Alice brews "Assam"')


def test_what_stands_for_an_example_is_not_replaced_by_it(desk):
    examples = "  Examples:\n    | who |\n    | Bob |"
    desk.write(
        f'Scenario Outline: A\n  When <who> brws tea\n  Then <who> can taste "Assam"\n{examples}\n'
    )

    expect(desk.steps.nth(1)).to_have_class("known")
    expect(desk.steps.first).to_contain_text("Line 6: No phrase says “Bob brws tea”.")
    expect(desk.steps.first.get_by_role("button")).to_have_count(0)


def test_what_no_phrase_says_is_handed_over_as_planned(desk):
    desk.write("Scenario: A\n  When Alice flies to the moon\n  Then nobody is thirsty")
    planning = desk.page.locator("#planning")
    expect(planning).to_contain_text("is no mistake: a developer adds the phrase")
    planning.get_by_role("button", name="Mark as planned").click()

    assert desk.text.startswith("@wip\nScenario: A\n")
    expect(desk.page.locator("#file")).to_contain_text("  @wip\n  Scenario: A\n")
    expect(planning).to_contain_text("This is planned now")
    expect(planning.get_by_role("button")).to_be_hidden()
    expect(desk.page.locator("#problems li")).to_have_count(0)


def test_a_phrase_whose_expression_javascript_cannot_take_makes_no_step_wrong(readers, tmp_path):
    entries = [replace(e, regex=f"(?>{e.regex})") for e in PREFACE.entries if e.kind == "when"]
    preface = replace(PREFACE, entries=tuple(entries))
    page = readers().open(tea.published(tmp_path, preface=preface) / "write.html")
    page.locator(EDITOR).fill('Scenario: A\n  When Alice brews "Assam"\n  Then nobody is here')

    steps = page.locator("#steps > li")
    expect(steps.first).to_contain_text("This page cannot tell whether a phrase says this.")
    expect(steps.nth(1)).to_contain_text("No phrase says this.")
    expect(page.locator("#summary")).to_have_text("0 of 2 steps are known.")


def test_gaps_are_filled_in_one_after_the_other_by_tab(desk):
    desk.write("Scenario: A\n  When ")
    desk.take("pou", 'person pours "tea" into number cups')
    assert desk.selected == "person"
    desk.keyboard.type("Bob")
    desk.keyboard.press("Tab")
    assert desk.selected == "tea"
    desk.keyboard.press("Shift+Tab")
    assert desk.selected == "Bob"
    desk.keyboard.press("Tab")
    desk.keyboard.type("Green tea")
    desk.keyboard.press("Tab")
    assert desk.selected == "number"
    desk.keyboard.type("3")
    desk.keyboard.press("Tab")

    assert desk.text == 'Scenario: A\n  When Bob pours "Green tea" into 3 cups'
    assert desk.selected == ""
    assert desk.focused == "editor"
    desk.keyboard.press("Tab")
    assert desk.focused != "editor"


def test_a_quotation_that_is_still_open_is_kept(desk):
    desk.empty()
    desk.keyboard.type('Scenario: A\n  Given a cold cup of "Ass')
    expect(desk.options.first).to_contain_text('a cold cup of "Ass"')
    desk.keyboard.press("Tab")

    assert desk.text.splitlines()[1].startswith('  Given a cold cup of "Ass"')


def test_a_gap_offers_its_values_and_what_is_quoted_elsewhere(desk):
    desk.write('Scenario: A\n  Given a hot cup of "Keemun"\n  When ')
    desk.take("pou", 'person pours "tea" into number cups')
    assert [text.split()[0] for text in desk.options.all_inner_texts()] == [
        *("Alice", "Mina", "Bob", "Vera")
    ]
    desk.keyboard.press("Tab")

    assert desk.options.all_inner_texts()[0].startswith("Keemun")


def test_in_a_value_that_is_typed_its_endings_are_offered(desk):
    desk.write('Scenario: A\n  Given a hot cup of "Keemun"\n  When Bob goes to ')
    desk.take("the g", "the garden")
    desk.keyboard.type('\nAnd Bob brews "')
    desk.take("Kee", "Keemun")

    assert desk.text.endswith('Bob goes to the garden\n  And Bob brews "Keemun"')


def test_after_escape_tab_leaves_the_editor(desk):
    desk.write("Scenario: A\n  When ")
    desk.take("pou", 'person pours "tea"')
    expect(desk.options.first).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.options.first).to_be_hidden()
    assert desk.selected == "person"
    desk.keyboard.press("Tab")

    assert desk.focused != "editor"
    assert "person pours" in desk.text


def test_enter_takes_only_what_was_chosen(desk):
    desk.write("")
    desk.keyboard.type("Scenario: A\n  Gi")
    expect(desk.options.first).to_be_visible()
    desk.keyboard.press("Enter")

    assert desk.text == "Scenario: A\n  Gi\n  "
    assert desk.focused == "editor"


def test_tab_takes_the_first_of_the_list(desk):
    desk.write("Scenario: A\n  ")
    desk.keyboard.type("Gi")
    expect(desk.options.first).to_be_visible()
    desk.keyboard.press("Tab")

    assert desk.text == "Scenario: A\n  Given "
    assert desk.focused == "editor"


def test_a_step_that_a_phrase_says_in_full_shows_no_list(desk):
    desk.write("Scenario: A\n  Then ")
    desk.keyboard.type("nobody is thirst")
    expect(desk.options.first).to_be_visible()
    desk.keyboard.type("y")
    expect(desk.options.first).to_be_hidden()
    desk.keyboard.press("Tab")

    assert desk.focused != "editor"


def test_enter_goes_through_the_gaps_and_then_ends_the_line(desk):
    desk.write("Scenario: A\n    When ")
    desk.take("pou", 'person pours "tea" into number cups')
    desk.keyboard.press("Enter")
    assert desk.selected == "tea"
    desk.keyboard.press("Enter")
    assert desk.selected == "number"
    desk.keyboard.press("Enter")

    assert desk.text == 'Scenario: A\n    When person pours "tea" into number cups\n    '


def test_arrows_lead_from_the_list_back_to_the_text(desk):
    desk.write("Scenario: A\n  ")
    desk.keyboard.type("G")
    expect(desk.options).to_have_count(1)
    desk.keyboard.press("ArrowUp")
    option = desk.options.first
    expect(option).to_have_attribute("aria-selected", "true")
    editor = desk.page.locator(EDITOR)
    expect(editor).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    desk.keyboard.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "false")

    assert editor.get_attribute("aria-activedescendant") is None
    desk.keyboard.press("Escape")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.options).to_have_count(1)


def test_a_choice_can_be_pressed(desk):
    desk.write("Scenario: A\n  Then ")
    desk.keyboard.type("nob")
    desk.options.first.click()

    assert desk.text == "Scenario: A\n  Then nobody is thirsty"
    assert desk.focused == "editor"


@pytest.mark.parametrize("quoted", ['    """\n    Given', "    # Given", "  @Given", "    | Given"])
def test_nothing_is_offered_where_no_step_can_stand(desk, quoted):
    desk.write(f"Scenario: A\n  Given the kettle is empty\n{quoted}")
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" a")

    assert desk.options.count() == 0


def test_what_may_be_chosen_is_told_to_who_cannot_see_it(desk):
    desk.write("Scenario: A\n  Then ")
    desk.keyboard.type("nob")

    told = desk.page.locator("#offer")
    expect(told).to_have_text(re.compile(r"\d suggestions?\. Arrow keys choose"))
    assert int(told.inner_text().split()[0]) == desk.options.count()
    desk.keyboard.press("Escape")
    expect(told).to_have_text("")


def test_nothing_is_told_at_every_key(desk):
    """What is known is announced after a pause, and only if it is something else."""
    desk.page.evaluate(
        "window.told = []; new MutationObserver((all) => told.push(all.length))"
        ".observe(summary, { childList: true, characterData: true, subtree: true })"
    )
    desk.write("Scenario: A\n")
    desk.keyboard.type("  When Alice flies to the moon and back again before tea\n")
    expect(desk.page.locator("#summary")).to_contain_text("0 of 1 steps are known.")

    assert desk.page.evaluate("told.length") <= 3


def test_a_reload_keeps_the_words(desk):
    desk.write("Scenario: Mine")
    kept = {"title": "Of mine", "why": "It is.", "promise": "It is mine"}
    desk.page.locator("#feature").select_option("A new feature")
    for name, text in kept.items():
        desk.page.locator(f"#{name}").fill(text)
    desk.page.locator("#capability").select_option("features/tasting")
    desk.page.reload()

    expect(desk.page.locator(EDITOR)).to_have_value("Scenario: Mine")
    for name, text in kept.items():
        expect(desk.page.locator(f"#{name}")).to_have_value(text)
    expect(desk.page.locator("#capability")).to_have_value("features/tasting")
    desk.page.locator("#feature").select_option("Brewing tea")
    desk.page.locator("#rule").select_option("Tea takes time")
    desk.page.reload()

    expect(desk.page.locator("#rule option:checked")).to_have_text("Tea takes time")


def test_where_nothing_can_be_kept_nothing_is_said(reader, site):
    reader.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page = reader.open(site / "write.html")
    page.locator(EDITOR).fill("Scenario: Mine\n  Then nobody is thirsty")
    page.locator("#feature").select_option("A new feature")

    expect(page.locator("#summary")).to_have_text("All steps are known.")


@pytest.mark.parametrize("is_sure", [True, False])
def test_words_are_thrown_away_only_when_somebody_is_sure(reader, desk, is_sure):
    desk.write("Scenario: Mine")
    reader.answers = [is_sure]
    desk.page.get_by_role("button", name="Begin anew").click()

    assert reader.answers == []
    assert desk.text == (FRAME if is_sure else "Scenario: Mine")


def test_an_example_that_nobody_changed_is_no_loss(desk):
    desk.page.get_by_role("button", name="Begin anew").click()

    assert desk.text == FRAME
    desk.keyboard.type("Mine")
    assert desk.text.startswith("Scenario: Mine\n")


def test_what_is_added_to_a_feature_is_copied_with_its_place(readers, site):
    reader = readers(permissions=["clipboard-read", "clipboard-write"])
    page = reader.open(site / "write.html")
    page.locator(EDITOR).fill("Scenario: A\nThen nobody is thirsty")
    page.locator("#feature").select_option("Tasting tea")
    expect(page.locator("#place")).to_have_text(f"To be added to {tea.PLAIN}.")
    expect(page.get_by_role("button", name="Download")).to_be_hidden()
    expect(page.locator("#file")).to_contain_text("Then nobody is thirsty")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#copy")).to_have_text("Copied")

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "  Scenario: A\n    Then nobody is thirsty\n"
    page.locator("#feature").select_option("Brewing tea")
    expect(page.locator("#missing")).to_contain_text("Choose the rule")
    page.locator("#rule").select_option("Tea takes time")
    expect(page.locator("#place")).to_contain_text("below the rule “Tea takes time”.")
    expect(page.locator("#missing")).to_be_empty()
    expect(page.locator("#copy")).to_have_text("Copy")


def test_a_new_rule_goes_along_with_its_scenario(desk):
    desk.page.locator("#feature").select_option("Brewing tea")
    desk.page.locator("#rule").select_option("A new rule")
    desk.page.locator("#promise").fill("Tea is warm")

    expect(desk.page.locator("#file")).to_have_text(re.compile("^  Rule: Tea is warm\n\n    Scen"))


def test_what_a_new_feature_lacks_is_said(desk):
    desk.page.locator("#feature").select_option("A new feature")
    missing = desk.page.locator("#missing li")
    expect(missing).to_have_count(4)
    expect(missing.nth(2)).to_have_text("Say in two or three sentences what it is good for.")
    desk.page.locator("#title").fill("Sharing tea")
    desk.page.locator("#capability").select_option("features/tasting")
    desk.page.locator("#why").fill("Cups are dear. Tea is not.")
    desk.page.locator("#promise").fill("Tea is there for all")

    expect(missing).to_have_count(0)
    expect(desk.page.locator("#place")).to_have_text(
        "To be saved as features/tasting/sharing_tea.feature."
    )


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("Tea is shared", "does not say what people do"),
        ("brewing  Tea", f"is the title of {tea.RULED}, too"),
        ("Brewing 'tea", f"There is a file {tea.RULED} already"),
    ],
)
def test_a_title_that_cannot_be_is_said_at_once(desk, title, problem):
    desk.page.locator("#feature").select_option("A new feature")
    desk.page.locator("#capability").select_option("features/brewing")
    desk.page.locator("#title").fill(title)

    expect(desk.page.locator("#missing")).to_contain_text(problem)
    if "file" in problem:
        expect(desk.page.locator("#download")).to_be_disabled()


def test_a_feature_and_a_rule_in_the_text_are_not_written_twice(desk):
    desk.write("Feature: Sharing tea\n  Rule: All\n    Scenario: A\n      Then nobody is thirsty")
    desk.page.locator("#feature").select_option("A new feature")
    desk.page.locator("#promise").fill("Another")
    written = desk.page.locator("#file")
    expect(written).to_contain_text("Rule: All")

    [feature] = re.findall("Feature: .*", written.inner_text())
    assert feature == "Feature: Sharing tea"
    assert written.inner_text().count("Rule:") == 1


THIRST = "  Then nobody is thirsty"
NINE = "One two three four five six seven eight nine ten"
OUTLINE = 'Scenario Outline: A\n  When <who> brews "Assam"\n  Then nobody is thirsty\n'


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (f"Scenario: Tea and milk\n{THIRST}", 1, 'The title joins two things by "and".'),
        (f"Scenario: {NINE}\n{THIRST}", 1, "The title has 10 words; 9 are the most."),
        (f"Scenario:\n{THIRST}", 1, "This scenario has no title."),
        ("Scenario: A" + f"\n{THIRST}" * 9, 1, "The scenario has 9 steps; 8 are the most."),
        ("Scenario: A\n  Given the kettle is empty", 1, "No step says what comes of it."),
        (
            f'Scenario: A\n{THIRST}\n  When Alice brews "Assam"',
            2,
            "This Then stands before the When.",
        ),
        (
            f'Scenario: A\n  When Alice brews "Assam"\n{THIRST}\n'
            f'  When Alice brews "Assam"\n{THIRST}',
            4,
            "The scenario acts again after its Then.",
        ),
        (f"Scenario: A\n  And the kettle is empty\n{THIRST}", 2, "And goes on with a step before"),
        (OUTLINE, 1, "The outline has no examples."),
        (
            f"{OUTLINE}  Examples:\n    | person |\n    | Bob |\n    | Mina |",
            2,
            "<who> is no column of the examples at line 4. Write <person>, or add the column.",
        ),
    ],
)
def test_what_the_check_would_refuse_is_said_at_its_line(desk, text, line, problem):
    desk.write(text)
    problems = desk.page.locator("#problems li")

    expect(
        problems.filter(has_text=re.compile(f"^Line {line}: {re.escape(problem)}"))
    ).to_have_count(1)
    expect(desk.page.locator("#summary")).to_contain_text("to be mended")
    expect(desk.page.locator("#summary")).not_to_contain_text("All steps are known")


@pytest.mark.parametrize(
    ("meant", "wanted"),
    [
        ("given the kettle is empty", "Given the kettle is empty"),
        ("Gven the kettle is empty", "Given the kettle is empty"),
        ("Given: the kettle is empty", "Given the kettle is empty"),
        ("- Given the kettle is empty", "Given the kettle is empty"),
    ],
)
def test_a_line_that_was_meant_as_a_step_is_mended_by_a_button(desk, meant, wanted):
    desk.write(f"Scenario: A\n  {meant}\n{THIRST}")
    problem = desk.page.locator("#problems li")
    expect(problem).to_contain_text("does not begin with a keyword. Did you mean:")
    problem.get_by_role("button", name=wanted, exact=True).click()

    assert desk.text == f"Scenario: A\n  {wanted}\n{THIRST}"
    expect(desk.page.locator("#summary")).to_have_text("All steps are known.")


def test_a_title_that_was_mistyped_is_mended_by_a_button(desk):
    desk.write(f"Szenario: A\n{THIRST}")
    desk.page.locator("#problems").get_by_role("button", name="Scenario: A").click()

    assert desk.text == f"Scenario: A\n{THIRST}"


def test_every_row_of_the_examples_is_looked_up(desk):
    desk.write(f"{OUTLINE}  Examples:\n    | who |\n    | Bob |\n    | Alise |")

    expect(desk.steps.first).to_contain_text("Line 7: “Alise” does not fit here")
    expect(desk.steps.first).not_to_contain_text("Line 6")
    expect(desk.page.locator("#summary")).to_have_text("1 of 2 steps are known.")


def test_a_placeholder_is_no_wrong_value(desk):
    desk.write(OUTLINE)

    expect(desk.steps.first).to_have_class("open")
    expect(desk.steps.first).not_to_contain_text("does not fit")


TABLED = {
    **tea.SOURCES,
    tea.PLAIN: """
Feature: Tasting tea
  Scenario: Nobody tastes it
    Given the kettle is empty
      | tea | cups |
      | Assam | 2 |
    Then nobody is thirsty
""",
}


def test_a_table_that_belongs_below_a_step_is_offered(readers, tmp_path):
    page = readers().open(tea.published(tmp_path, sources=TABLED) / "write.html")
    desk = Desk(page)
    desk.write(f"Scenario: A\n  Given the kettle is empty\n{THIRST}")
    problem = page.locator("#problems li")
    expect(problem).to_contain_text("Line 2: A table belongs below this step.")
    problem.get_by_role("button", name="| tea | cups |").click()
    assert desk.text == f"Scenario: A\n  Given the kettle is empty\n    | tea | cups |\n{THIRST}"
    expect(page.locator("#summary")).to_have_text("All steps are known.")

    desk.write("Scenario: A\n  Given ")
    desk.take("the kettle", "the kettle is empty")
    expect(desk.options.first).to_contain_text("| tea | cups |")
    desk.keyboard.press("Tab")
    assert desk.text == "Scenario: A\n  Given the kettle is empty\n    | tea | cups |"


def test_a_typo_is_not_called_something_new(desk):
    desk.write(f'Scenario: A\n  When Alice brws "Assam"\n{THIRST}')
    expect(desk.page.locator("#planning")).to_contain_text("If you mean something new:")

    assert "no mistake" not in desk.page.locator("#planning").inner_text()


def test_what_is_new_is_not_called_as_something_that_exists(desk):
    desk.write('Scenario: A\n  Given a hot cup of "Keemun"\n  When ')
    desk.take("Alice renames", 'Alice renames "old" to "new"')
    expect(desk.options.filter(has_text="Keemun")).to_have_count(1)
    desk.keyboard.press("Tab")

    assert desk.selected == "new"
    expect(desk.options).to_have_count(0)


@pytest.fixture
def reading_desk(readers, tmp_path):
    """A page that also knows a gap for any word, and a person in a place."""
    types = {known.name: known for known in PREFACE.types}
    person = types["Person"]
    types["Person"] = replace(person, values=(*person.values, "Vera, in the garden,"))
    types["w"] = GapType("w", "a word", ("tea_2",), False, r"\w+")
    entry = next(e for e in PREFACE.entries if "goes to" in e.phrase.pattern)
    page = replace(
        entry,
        phrase=replace(entry.phrase, pattern="{person:Person} reads page {number:w} of it"),
        regex=r"(?P<person>Vera|Bob) reads page (?P<number>\w+) of it",
        gaps=(Gap("person", "Person"), Gap("number", "w")),
    )
    preface = Preface(entries=(*PREFACE.entries, page), types=tuple(types.values()))
    desk = Desk(readers().open(tea.published(tmp_path, preface=preface) / "write.html"))
    desk.write("Scenario: A\n  When ")
    return desk


def test_the_place_of_a_person_is_offered_first(reading_desk):
    reading_desk.keyboard.type("Vera, in")
    expect(reading_desk.options.first).to_contain_text("Vera, in the garden,")
    reading_desk.keyboard.press("Tab")

    assert reading_desk.text.endswith("When Vera, in the garden, ")


def test_a_word_that_is_only_begun_fills_no_gap_for_any_word(reading_desk):
    reading_desk.keyboard.type("Bob reads page ")
    offered = reading_desk.options.filter(has_text="Bob reads page")
    expect(offered).to_have_count(1)
    reading_desk.keyboard.type("si")
    expect(offered).to_have_count(0)
    reading_desk.keyboard.type(" ")

    expect(offered).to_contain_text("Bob reads page si of it")


def test_more_choices_than_are_shown_are_counted(desk):
    desk.write("Scenario: A\n")
    desk.keyboard.press("Control+End")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.options).to_have_count(8)

    expect(desk.page.locator("#more")).to_have_text("… and 2 more: type on")


def test_problems_of_the_text_are_told(desk):
    desk.write("Scenario:\n  Given the kettle is empty\n  so it goes")

    problems = desk.page.locator("#problems li")
    expect(problems.last).to_contain_text('Line 3: "so it goes" is not understood here. Begin')
    expect(desk.page.locator("#summary")).to_have_text("3 things are to be mended.")


def test_a_long_text_is_looked_at_a_little_at_a_time(desk):
    """However many steps are unknown, only a few are looked up before a key is heard again."""
    desk.page.evaluate(
        """() => {
            window.turns = [0];
            const before = suggest;
            suggest = (...given) => { turns[turns.length - 1] += 1; return before(...given); };
            const look = Desk.prototype.look;
            Desk.prototype.look = function (...given) { turns.push(0); look.apply(this, given); };
        }"""
    )
    steps = [f"  When Alice sails {number} times around the world" for number in range(150)]
    desk.write("\n".join(["Scenario: A", *steps]))
    expect(desk.page.locator("#summary")).to_contain_text("0 of 150 steps are known.")
    turns = desk.page.evaluate("turns")
    assert max(turns) <= 3
    assert sum(turns) == 150

    desk.keyboard.press("Control+End")
    desk.keyboard.type("!")
    expect(desk.steps.last).to_contain_text("world!")
    assert sum(desk.page.evaluate("turns")) == 151
    assert desk.options.count() <= 8


@pytest.mark.parametrize("width", [PHONE, 1280, WALL])
def test_the_list_fits_on_every_screen(readers, site, width):
    page = readers(viewport={"width": width, "height": 800}).open(site / "write.html")
    Desk(page).write("Scenario: A\n  When Alice ")
    page.keyboard.press("Control+End")
    page.keyboard.type("br")
    expect(page.locator(OPTION).first).to_be_visible()

    assert not page.evaluate(IS_WIDE)


@pytest.mark.parametrize("text", [tea.EXAMPLE, "Scenario: A\n  When Alise flies", "Scenario:\n x"])
def test_axe_finds_nothing_wrong(readers, site, text):
    page = readers(bypass_csp=True).open(site / "write.html")
    Desk(page).write(text)
    page.keyboard.press("Control+End")
    expect(page.locator("#file")).to_contain_text(text.splitlines()[-1].strip())
    assert list(violations(page)) == []

    page.keyboard.type("\n  Then Alice c")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    assert list(violations(page)) == []


def test_on_paper_there_is_what_was_written(desk):
    desk.page.emulate_media(media="print")

    expect(desk.page.locator("#file")).to_be_visible()
    expect(desk.page.locator(EDITOR)).to_be_hidden()
    expect(desk.page.get_by_role("button", name="Copy")).to_be_hidden()


def test_without_javascript_it_leads_to_the_phrases(readers, site):
    page = readers(java_script_enabled=False).open(site / "write.html")

    expect(page.locator("#writing")).to_be_hidden()
    # Playwright's Chromium does not show it, one whose reader has switched scripts off does.
    [told] = html.parse(site / "write.html").xpath("//main//noscript")
    assert told.xpath(".//a/@href") == ["phrases.html"]


def test_it_is_explained_in_two_sentences_that_lead_to_people_and_rules(site):
    [intro] = html.parse(site / "write.html").xpath("//main/p[@class='intro']")

    assert intro.xpath("a/@href") == ["glossary.html", "about.html"]
    assert intro.text_content().count(".") == 2


def test_a_run_that_told_no_phrases_makes_a_page_that_knows_none(readers, tmp_path):
    page = readers().open(tea.published(tmp_path, preface=Preface()) / "write.html")

    expect(page.get_by_role("main")).to_contain_text("This site knows no phrases")
    expect(page.locator(EDITOR)).to_have_count(0)


def test_without_a_scenario_that_passed_there_is_a_frame_to_fill(readers, tmp_path):
    sources = {tea.PLAIN: "Feature: Tasting tea\n"}
    page = readers().open(tea.published(tmp_path, sources=sources) / "write.html")

    expect(page.locator(EDITOR)).to_have_value(re.compile("^Scenario: \n  Given \n"))
    expect(page.locator("#problems")).to_contain_text("This scenario has no title")


def test_what_means_harm_does_none(reader, sites):
    page = reader.open(sites.complete / "write.html")
    expect(page.locator("#writing")).to_be_visible()
    desk = Desk(page)
    desk.write(f"Scenario: {MARKUP}\n  Given step {MARKUP}\n  Then ")
    page.keyboard.press("Control+End")
    page.keyboard.type("it fails")
    expect(desk.options.first).to_contain_text("it fails with message")
    page.keyboard.type(f" with {MARKUP}\n  Given step <script>")
    expect(desk.options.first).to_contain_text("</script>")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(desk.steps.nth(2)).to_contain_text("Phrase")
    page.locator("#feature").select_option("features/harm/harmful.feature")
    expect(page.locator("#place")).to_contain_text("features/harm/harmful.feature")

    assert not page.evaluate(IS_HACKED)
    expect(page.locator("#file")).to_contain_text(f"Scenario: {MARKUP}")


def test_the_data_are_one_line_of_script(sites, site):
    for folder in (*sites, site):
        text = Path(folder, "phrase-data.js").read_text(encoding="utf-8")
        assert text.startswith("const phraseData = {")
        assert text.count("\n") == 1
        json.loads(text.removeprefix("const phraseData = ").removesuffix(";\n"))
