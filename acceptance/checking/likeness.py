"""How much alike two texts are."""

import re
from collections.abc import Sequence
from functools import lru_cache

# Texts that differ more than this, as a part of the longer one, are not alike.
CLOSE_WORD = 0.34
CLOSE_VALUE = 0.35
QUOTED = re.compile(r'"([^"]*)"')


@lru_cache(maxsize=100_000)
def distance(one: str, other: str, limit: float) -> float:
    """Count the letters to be changed, as a part of the longer text; beyond the limit it is 1.

    Two letters that are swapped count as one change (optimal string alignment).
    """
    longest = max(len(one), len(other), 1)
    if abs(len(one) - len(other)) > limit * longest:
        return 1.0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        following = [i + 1]
        for j, against in enumerate(other):
            changes = min(row[j] + (letter != against), row[j + 1] + 1, following[j] + 1)
            if i and j and letter == other[j - 1] and one[i - 1] == against:
                changes = min(changes, before[j - 1] + 1)
            following.append(changes)
        before, row = row, following
    return row[-1] / longest if row[-1] <= limit * longest else 1.0


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
