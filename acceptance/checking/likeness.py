"""How much alike two texts are."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

# Texts that differ more than this, as a part of the longer one, are not alike.
CLOSE_WORD = 0.34
CLOSE_VALUE = 0.35
QUOTED = re.compile(r'"([^"]*)"')


def distance(one: str, other: str, limit: float) -> float:
    """Count the letters to be changed, as a part of the longer text; beyond the limit it is 1.

    Two letters that are swapped count as one change (optimal string alignment).
    """
    return OSA.normalized_distance(one, other, score_cutoff=limit)


def closest(text: str, values: Sequence[str]) -> tuple[str, float]:
    """Find the value that is closest to a text, and how far it is; "" if none is close.

    What is quoted in a value is only an example: the author's own takes its place.
    """
    words, quoted = QUOTED.sub('""', text).lower(), QUOTED.findall(text)
    best, smallest = "", 1.0
    for value in values:
        found = distance(QUOTED.sub('""', value).lower(), words, CLOSE_VALUE)
        if found < smallest:
            best, smallest = value, found
    own = iter(quoted)
    return QUOTED.sub(lambda match: f'"{next(own, match[1])}"', best), smallest
