"""Steps are matched as behave matches them; which phrase a text belongs to is remembered."""

from types import SimpleNamespace

import pytest
from behave.matchers import (
    CFParseMatcher,
    Match,
    Matcher,
    MatchWithError,
    ParseMatcher,
    SimplifiedRegexMatcher,
)
from behave.model import Step
from behave.step_registry import StepRegistry
from parse import with_pattern

from acceptance.running import phrases
from acceptance.running.phrases import PhraseFinder


@with_pattern(r"\w+")
def to_person(name):
    if name == "Nobody":
        raise ValueError("there is nobody")
    return SimpleNamespace(name=name)  # a new one each time


def reads(context, **values):
    """Take whatever fills the gaps."""


def writes(context, *values, **named):
    """Take whatever fills the gaps."""


def registry_of(*matchers):
    registry = StepRegistry()
    for matcher in matchers:
        registry.steps[matcher.step_type].append(matcher)
    return registry


def parsed(pattern, kind="when", function=reads, matcher=ParseMatcher):
    return matcher(function, pattern, kind, custom_types={"Person": to_person})


@pytest.fixture
def told():
    return []


@pytest.fixture
def registry():
    return registry_of(
        parsed("{who:Person} reads"),
        parsed('{who:Person} reads "{title}"'),
        parsed("{who:Person} reads {number:d} times", matcher=CFParseMatcher),
        parsed("nothing happens", kind="step"),
        parsed('{who:Person} writes "{title}"', kind="given", function=writes),
        SimplifiedRegexMatcher(writes, r"(?P<who>\w+) writes( to (\w+))?", "when"),
    )


@pytest.fixture
def finder(registry, told):
    return PhraseFinder(registry, lambda step, found: told.append((step, found)))


def step(text, kind="when"):
    return Step("a.feature", 1, kind.title(), kind, text)


def described(match):
    if match is None:
        return None
    values = [
        (v.start, v.end, v.original, v.name, getattr(v.value, "name", v.value))
        for v in match.arguments or ()
    ]
    return match.func, match.location, values, type(match) is MatchWithError


TEXTS = [
    "Alice reads",
    'Alice reads "Tea"',
    "Alice reads 2 times",
    "Alice reads two times",
    "Nobody reads",
    "nothing happens",
    "Bob writes",
    "Bob writes to Alice",
]


@pytest.mark.parametrize("kind", ["given", "when", "then"])
@pytest.mark.parametrize("text", [*TEXTS, 'Alice writes "Tea"'])
def test_it_finds_what_behave_finds_the_first_time_and_later(finder, registry, text, kind):
    expected = described(registry.find_match(step(text, kind)))
    assert [described(finder.find_match(step(text, kind))) for _ in range(3)] == [expected] * 3


def test_it_tells_the_phrase_and_what_fills_its_gaps_every_time(finder, told):
    asked = [step("Alice reads"), step("Alice reads")]
    for each in asked:
        finder.find_match(each)
    assert [each for each, _ in told] == asked
    assert all(each is told_of for each, (told_of, _) in zip(asked, told, strict=True))
    [first, second] = [found for _, found in told]
    assert first.phrase.pattern == "{who:Person} reads"
    assert [(a.start, a.text) for a in first.arguments] == [(0, "Alice")]
    assert second == first


def test_values_are_converted_every_time(finder):
    first, second = (finder.find_match(step("Alice reads")) for _ in range(2))
    assert first.arguments[0].value is not second.arguments[0].value


def test_a_converter_that_fails_once_may_succeed_later(told):
    answers = iter([ValueError("not yet"), "Alice", ValueError("no more")])

    @with_pattern(r"\w+")
    def moody(name):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    matcher = ParseMatcher(reads, "{who:Moody} reads", "when", custom_types={"Moody": moody})
    finder = PhraseFinder(registry_of(matcher), lambda step, found: told.append(found))
    found = [finder.find_match(step("Alice reads")) for _ in range(3)]
    assert [type(match) is MatchWithError for match in found] == [True, False, True]
    assert [found.arguments != () for found in told] == [False, True, True]


def test_phrases_that_come_later_are_found(finder, registry):
    late = step("Carol sleeps")
    assert finder.find_match(late) is None
    registry.steps["step"].append(parsed("{who:Person} sleeps", kind="step"))
    assert finder.find_match(late).func is reads
    registry.steps["when"].append(parsed("Carol sleeps", function=writes))
    assert finder.find_match(late).func is writes


def test_a_phrase_that_matches_no_more_gives_way_to_the_next(told):
    class Fickle(ParseMatcher):
        def check_match(self, text):
            return None if told else super().check_match(text)

    registry = registry_of(Fickle(reads, "tea", "when"), ParseMatcher(writes, "tea", "when"))
    finder = PhraseFinder(registry, lambda step, found: told.append(found))
    assert [finder.find_match(step("tea")).func for _ in range(2)] == [reads, writes]


def test_a_matcher_of_the_project_matches_as_it_likes(told):
    class Loud(Matcher):
        def compile(self):
            return self

        def match(self, text):
            return Match(self.func, []) if text == self.pattern.upper() else None

    finder = PhraseFinder(
        registry_of(Loud(reads, "tea", "when")), lambda step, found: told.append(found)
    )
    assert finder.find_match(step("tea")) is None
    assert finder.find_match(step("TEA")).func is reads


def test_a_large_specification_does_not_fill_the_memory(finder, monkeypatch):
    monkeypatch.setattr(phrases, "MOST_TEXTS", 3)
    for number in range(20):
        assert finder.find_match(step(f"Alice reads {number} times"))
    assert sum(map(len, finder._known.values())) <= 3
