"""Phrases are looked up once for each text, their values are converted every time."""

import pytest
from behave.matchers import StepParseError, register_type, use_step_matcher
from behave.model import Step
from behave.step_registry import StepRegistry

from acceptance.running.phrases import PhraseFinder


@pytest.fixture
def registry():
    use_step_matcher("parse")
    return StepRegistry()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def finder(registry, heard):
    return PhraseFinder(registry, lambda step, found: heard.append(found.phrase.pattern))


def step(text, kind="given"):
    return Step("a.feature", 1, kind.title(), kind, text)


def tea(context, count):
    """Take a number."""


def other(context):
    """Take nothing."""


def test_the_values_of_one_text_are_converted_every_time(registry, finder):
    registry.add_step_definition("given", "{count:d} teas", tea)
    first, second = finder.find_match(step("3 teas")), finder.find_match(step("3 teas"))
    assert first is not second
    assert [argument.value for argument in second.arguments] == [3]


def test_one_text_is_another_step_of_another_kind(registry, finder, heard):
    registry.add_step_definition("given", "{count:d} teas", tea)
    registry.add_step_definition("then", "3 teas", other)
    finder.find_match(step("3 teas"))
    finder.find_match(step("3 teas", "then"))
    assert heard == ["{count:d} teas", "3 teas"]


def test_which_of_the_patterns_of_a_function_it_was_is_known(registry, finder, heard):
    registry.add_step_definition("given", "{count:d} teas", tea)
    registry.add_step_definition("given", "{count:d} cups", tea)
    for text in ("1 teas", "2 cups", "1 teas"):
        finder.find_match(step(text))
    assert heard == ["{count:d} teas", "{count:d} cups", "{count:d} teas"]


def test_a_phrase_that_is_added_later_is_found(registry, finder):
    assert finder.find_match(step("3 teas")) is None
    registry.add_step_definition("given", "{count:d} teas", tea)
    assert finder.find_match(step("3 teas")) is not None


def test_a_value_that_cannot_be_converted_fails_when_the_step_runs(registry, finder):
    def refuse(text):
        raise ValueError("no such tea")

    register_type(Refused=refuse)
    registry.add_step_definition("given", "some {kind:Refused}", other)
    for _ in range(2):
        match = finder.find_match(step("some teas"))
        with pytest.raises(StepParseError, match="no such tea"):
            match.run(None)


def test_the_place_of_a_match_is_that_of_its_function(registry, finder):
    registry.add_step_definition("given", "{count:d} teas", tea)
    match = finder.find_match(step("3 teas"))
    assert match.location.line == tea.__code__.co_firstlineno
