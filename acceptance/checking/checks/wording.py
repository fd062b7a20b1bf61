"""The words of steps: those of the business, told of people with names."""

import re
from collections.abc import Iterator

from acceptance.checking.findings import Found, Specification, check
from acceptance.checking.nodes import Step
from acceptance.checking.sources import Source

QUOTED = re.compile(r'"[^"]*"')
INTERFACE = re.compile(
    r"\b(?:(?:double-|right-)?click(?:s|ed|ing)?|press(?:es|ed|ing)|buttons?|forms?|fields?|tabs?"
    r"|links?|check ?box(?:es)?|ticks?|ticked|drop-?downs?|menus?|icons?|pop-?ups?|dialogs?"
    r"|scrolls?|scrolling|hovers?|drags?|selectors?|css|html|urls?|text ?box(?:es)?"
    r"|fill(?:s|ed|ing)? (?:in|out))\b|\btyp(?:es|ed|ing) (?=in\b|into\b|·)",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(
    r"(?:^|(?<=[a-z,] ))I\b"  # not that of "Elizabeth I"
    r"|\b(?:[Mm]e|[Mm]y|[Mm]ine|[Ww]e|us|[Oo]urs?|[Yy]ou|[Yy]ours?"
    r"|(?:[Aa]n?|[Tt]he|[Aa]nother) (?:user|visitor|customer))\b"
)


@check("user-interface-words", "the page changes more often than the promise that it keeps")
def user_interface_words(specification: Specification) -> Iterator[Found]:
    """Find steps that tell of what is on a screen instead of what people do."""
    for source, step, match in _matches(specification, INTERFACE):
        instead = 'Say what is done, not how: "Alice publishes the post".'
        yield _at_word(
            source, step, match, f'"{match[0].strip()}" is about the user interface.', instead
        )


@check("first-person", "named people with fixed roles show who may do what; “I” and “user” do not")
def first_person(specification: Specification) -> Iterator[Found]:
    """Find steps that name nobody."""
    for source, step, match in _matches(specification, FIRST_PERSON):
        instead = "Name one of the people, in the third person."
        yield _at_word(source, step, match, f'"{match[0]}" is no name.', instead)


def _matches(
    specification: Specification, words: re.Pattern
) -> Iterator[tuple[Source, Step, re.Match]]:
    """Find the first of the words in every step, outside of what is quoted."""
    for source, feature in specification.features:
        if not source.is_english:
            continue
        for node in (*feature.backgrounds, *feature.all_scenarios):
            for step in node.steps:
                match = words.search(QUOTED.sub(lambda found: "·" * len(found[0]), step.text))
                if match:
                    yield source, step, match


def _at_word(source: Source, step: Step, match: re.Match, problem: str, instead: str) -> Found:
    column = step.column + len(step.keyword) + 1 + match.start()
    return Found(source.file, step.line, column, problem, instead)
