"""Phrases: every one is used, and every step has one only."""

from collections.abc import Iterator
from itertools import combinations

from acceptance.checking.dictionary import KnownPhrase
from acceptance.checking.findings import Found, Specification, check


@check("unused-phrase", "a phrase that nobody uses is not tried by any run, and slowly breaks")
def unused_phrase(specification: Specification) -> Iterator[Found]:
    """Find phrases that no step has."""
    used = {known for found in specification.phrases_of.values() for known in found}
    for known in specification.dictionary.phrases:
        if known not in used:
            problem = f'No step says "{known.phrase.pattern}".'
            yield _at(known, problem, "Write the scenario that it is for, or delete it.")


@check("overlapping-phrases", "which of two phrases a step gets depends on the order of the files")
def overlapping_phrases(specification: Specification) -> Iterator[Found]:
    """Find phrases that match one step, by trying every step that is known with all of them.

    Known are the steps of the feature files, and one with every phrase.
    """
    seen = set()
    for text, found in _all_matches(specification):
        for first, other in combinations(found, 2):
            if (first, other) not in seen:
                seen.add((first, other))
                yield _at(
                    other,
                    f'"{other.phrase.pattern}" and "{first.phrase.pattern}" '
                    f'({first.phrase.location}) both match "{text}".',
                    "Reword one of them; a developer may also give its gaps types.",
                )


def _all_matches(specification: Specification) -> Iterator[tuple[str, list[KnownPhrase]]]:
    for (text, _), found in specification.phrases_of.items():
        yield text, found
    dictionary = specification.dictionary
    for known in dictionary.phrases:
        text = dictionary.example_of(known)
        for kind in known.kinds:
            yield text, dictionary.find_all(text, kind)


def _at(known: KnownPhrase, problem: str, instead: str) -> Found:
    place = known.phrase.location
    return Found(place.file, place.line or 1, 1, problem, instead)
