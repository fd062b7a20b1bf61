"""Titles: a reader looks for a scenario by them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from acceptance.checking.findings import Found, Specification, at, check
from acceptance.checking.nodes import Node
from acceptance.checking.sources import Source

MOST_WORDS = 9


@check("missing-title", "lists, reports and the website name everything by its title")
def missing_title(specification: Specification) -> Iterator[Found]:
    """Find what has no title."""
    for source, feature in specification.features:
        for node in (feature, *feature.rules, *feature.all_scenarios):
            if not node.title:
                problem = f"This {node.keyword.lower()} has no title."
                yield at(source, node, problem, f'Write one behind "{node.keyword}:".')


@check("long-title", "a title that is longer is not read to its end")
def long_title(specification: Specification) -> Iterator[Found]:
    """Find titles of scenarios with too many words."""
    for source, scenario in specification.scenarios:
        words = len(scenario.title.split())
        if words > MOST_WORDS:
            problem = f"The title has {words} words; {MOST_WORDS} are the most."
            yield at(source, scenario, problem, "Say only what sets this example apart.")


@check("title-with-and", 'what "and" joins are two examples, and only one of them may be broken')
def title_with_and(specification: Specification) -> Iterator[Found]:
    """Find titles of scenarios that promise two things."""
    for source, scenario in specification.scenarios:
        if {"and", "&"} & set(_words(scenario.title)):
            instead = "Write two scenarios, or name the outcome that matters."
            yield at(source, scenario, 'The title joins two things by "and".', instead)


@check("duplicate-title", "a title that two have leads to neither")
def duplicate_title(specification: Specification) -> Iterator[Found]:
    """Find scenarios and features with the title of another, and rules with that of a neighbour."""
    features = list(specification.features)
    yield from _duplicates((source, feature) for source, feature in features)
    yield from _duplicates(specification.scenarios)
    for source, feature in features:
        yield from _duplicates((source, rule) for rule in feature.rules)


def _duplicates(nodes: Iterable[tuple[Source, Node]]) -> Iterator[Found]:
    by_title: dict[str, list[tuple[Source, Node]]] = defaultdict(list)
    for source, node in nodes:
        if node.title:
            by_title[" ".join(node.title.casefold().split())].append((source, node))
    for (first, original), *others in by_title.values():
        for source, node in others:
            problem = f'"{node.title}" is the title of {first.file}:{original.line}, too.'
            yield at(source, node, problem, "Say what is different here.")


def _words(title: str) -> list[str]:
    """List the words of a title that are not quoted."""
    return re.findall(r"[\w-]+|&", re.sub(r"\"[^\"]*\"|“[^”]*”", " ", title.casefold()))
