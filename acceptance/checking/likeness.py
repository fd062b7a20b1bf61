"""How much words count, and how much alike two texts are."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from acceptance.checking.dictionary import Slot

# Little words, which make no phrase another one.
LITTLE = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "for", "her", "his", "in"}
    | {"is", "it", "of", "on", "that", "the", "to", "was", "with"}
)
LITTLE_WEIGHT = 0.35
SIGN_WEIGHT = 0.2
OTHER_CASE_WEIGHT = 0.05
# Texts that differ more than this, as a part of the longer one, are not alike.
CLOSE_WORD = 0.34
CLOSE_VALUE = 0.35
# So far away, a value may still be what was meant.
LIKELY_VALUE = 0.5
QUOTED = re.compile(r'"([^"]*)"')


def distance(one: str, other: str, limit: float) -> float:
    """Count the letters to be changed, as a part of the longer text; beyond the limit it is 1.

    Two letters that are swapped count as one change (optimal string alignment).
    """
    # The library rounds at its limit, so ours is another one.
    found = OSA.normalized_distance(one, other, score_cutoff=limit + 0.01)
    return found if found <= limit else 1.0


def closest(text: str, values: Sequence[str], limit: float = CLOSE_VALUE) -> tuple[str, float]:
    """Find the value that is closest to a text, and how far it is; "" if none is within the limit.

    What is quoted in a value is only an example: the author's own takes its place.
    """
    words, quoted = QUOTED.sub('""', text).lower(), QUOTED.findall(text)
    best, smallest = "", 1.0
    for value in values:
        found = distance(QUOTED.sub('""', value).lower(), words, limit)
        if found < smallest:
            best, smallest = value, found
    own = iter(quoted)
    return QUOTED.sub(lambda match: f'"{next(own, match[1])}"', best), smallest


def weight(token: str | Slot) -> float:
    """Say how much a word of a step or of a phrase counts."""
    if isinstance(token, Slot) or token[0] == '"':
        return 1.0
    if token.lower() in LITTLE:
        return LITTLE_WEIGHT
    return 1.0 if token[0].isalnum() else SIGN_WEIGHT


def difference(word: str, token: str) -> float:
    """Weigh a word in the place of another; one that is not alike is wrong as a whole."""
    if word == token:
        return 0.0
    heavier = max(weight(word), weight(token))
    found = distance(word.lower(), token.lower(), CLOSE_WORD)
    return heavier * max(found, OTHER_CASE_WEIGHT)
