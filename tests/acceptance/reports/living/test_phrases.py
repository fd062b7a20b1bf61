"""The phrase dictionary: which phrase a step has, where it is used, and what can be copied."""

import pytest
from lxml import html

from acceptance.places import SITE

PHRASES = '''
from behave import given, step, then, when

@given("a pot of {drink}")
def pot(context, drink):
    """Put a pot on the table."""

@when("a pot of {drink}")
def another_pot(context, drink):
    """Order a pot."""

@then("{number:d} cups are full")
def cups(context, number):
    """Count the cups."""

@given("sugar")
@when("sugar")
def sugar(context):
    """Sweeten it."""

@step("nobody is in a hurry")
def calm(context):
    """Wait."""
'''
NESTED = """
from behave import given, use_step_matcher

use_step_matcher("re")

@given("the (?P<jug>(?P<size>big|small) jug)")
def jug(context, jug, size):
    pass
"""
FEATURE = """
Feature: Drinks
  Scenario: Ordered
    Given a pot of tea
    And nobody is in a hurry
    When a pot of coffee
    Then 2 cups are full
  @wip
  Scenario: To come
    When a pot of cocoa
    And a pot of milk
"""
GIVEN = SITE / "phrases/more/a-pot-of-drink.html"
WHEN = SITE / "phrases/more/a-pot-of-drink-2.html"
CUPS = SITE / "phrases/more/number-cups-are-full.html"
SUGAR = SITE / "phrases/more/sugar.html"
CALM = SITE / "phrases/more/nobody-is-in-a-hurry.html"


@pytest.fixture
def publish(project, monkeypatch):
    """Return a function that runs a feature and publishes it."""
    monkeypatch.chdir(project.folder)

    def publish(feature=FEATURE, phrases=PHRASES):
        project.phrases(phrases)
        project.feature(feature)
        project.behave()
        result = project.manage("spec", "publish")
        assert (result.code, result.err) == (0, "")

    return publish


def example_on(page):
    return html.parse(page).findtext(".//code[@id='example']")


def uses_on(page):
    return html.parse(page).xpath("//ul[@class='uses']/li/a/text()")


def phrases_of(scenario):
    """List the phrases that the page of a scenario leads to."""
    found = html.parse(SITE / scenario).xpath("//details[@class='technical']/ol/li/a/@href")
    return [SITE / href.removeprefix("../../") for href in found]


def test_one_text_is_two_phrases_after_two_keywords(publish):
    publish()

    assert uses_on(GIVEN) == ["Ordered"]
    assert uses_on(WHEN) == ["Ordered", "To come"]


def test_a_step_that_never_ran_has_the_phrase_that_its_keyword_and_text_say(publish):
    publish()

    assert phrases_of("features/a/to-come.html") == [WHEN, WHEN]


def test_what_can_be_copied_is_a_step_of_the_specification(publish):
    publish()

    assert example_on(GIVEN) == "Given a pot of tea"
    assert example_on(WHEN) == "When a pot of coffee"


def test_what_can_be_copied_begins_with_a_keyword_that_can_stand_first(publish):
    publish("Feature: A\n  Scenario: B\n    Given it works\n    And a pot of tea")

    assert example_on(GIVEN) == "Given a pot of tea"


@pytest.mark.parametrize("below", ["      | pot | 1\\|2 |", '      """\n      Green\n      """'])
def test_what_stands_below_a_step_is_copied_with_it(publish, below):
    publish(f"Feature: A\n  Scenario: B\n    Given a pot of tea\n{below}\n")

    lines = [line.strip() for line in below.splitlines()]
    assert example_on(GIVEN).split("\n") == ["Given a pot of tea", *(f"  {x}" for x in lines)]


def test_what_no_step_uses_can_be_copied_as_well(publish):
    publish("Feature: A\n  Scenario: B\n    Given it works")

    assert example_on(CUPS) == "Then 10 cups are full"
    assert "No scenario uses it." in html.parse(CUPS).getroot().text_content()
    unused = html.parse(SITE / "phrases.html").xpath("//section//li/a/text()")
    assert "Then {number:d} cups are full" in unused


def test_one_function_after_two_keywords_is_one_phrase(publish):
    publish("Feature: A\n  Scenario: B\n    Given sugar\n    When sugar")

    assert html.parse(SUGAR).findtext(".//h1/span") == "Given or When"
    titles = html.parse(SITE / "phrases/more.html").xpath("//h2/a")
    assert [title.text_content() for title in titles].count("Given or When sugar") == 1


def test_a_phrase_of_every_keyword_says_none(publish):
    publish()

    assert html.parse(CALM).findtext(".//h1/span") == "*"
    assert uses_on(CALM) == ["Ordered"]


def test_a_step_without_a_phrase_is_told_among_the_phrases(publish):
    publish("Feature: A\n  Scenario: B\n    Given a pot of tea\n    Then everybody is happy")

    told = html.parse(SITE / "phrases.html").getroot().text_content()
    assert "Then everybody is happy in B" in " ".join(told.split())


def test_gaps_within_gaps_are_read_once(publish):
    publish("Feature: A\n  Scenario: B\n    Given the big jug", NESTED)

    steps = html.parse(SITE / "features/a/b.html").findall(".//ol[@class='steps']/li/p")
    assert [step.text_content() for step in steps] == ["Given the big jug"]
