"""Tell a slip of the pen from a step that is only like another one."""

from itertools import zip_longest

from acceptance.checking.dictionary import TOKEN
from acceptance.checking.likeness import closest
from acceptance.checking.suggesting import CURLY, Suggestion

# Shorter words become others too easily: "no" and "now", "post" and "posts".
LEAST_LETTERS = 5
MOST_MISSING = 2
ARTICLES = frozenset({"a", "an", "the"})


def is_slip(text: str, meant: Suggestion) -> bool:
    """Tell whether somebody who wrote a text surely meant the step that was suggested."""
    words = text if '"' in text else text.translate(CURLY)
    for wrong in meant.wrong_values:
        value, _ = closest(wrong.given, wrong.gap_type.values if wrong.gap_type else ())
        if not value:
            return False
        words = words.replace(wrong.given, value, 1)
    pairs = zip_longest(_words(words), _words(meant.text), fillvalue="")
    return all(one == other or _is_misspelt(one, other) for one, other in pairs)


def _words(text: str) -> list[str]:
    """List what must be the same, or nearly; an article that is missing changes nothing."""
    return [token for token in TOKEN.findall(text.casefold()) if token not in ARTICLES]


def _is_misspelt(one: str, other: str) -> bool:
    """Tell whether letters are swapped, missing or too many; in front they make another word."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < LEAST_LETTERS or '"' in one + other or longer.endswith(shorter):
        return False
    if sorted(one) == sorted(other):
        return _swapped(one, other)
    letters = iter(longer)
    is_part = all(letter in letters for letter in shorter)
    return is_part and len(longer) - len(shorter) <= MOST_MISSING


def _swapped(one: str, other: str) -> bool:
    """Tell whether only two letters that are neighbours have changed their places."""
    places = [
        number for number, pair in enumerate(zip(one, other, strict=True)) if len(set(pair)) > 1
    ]
    return len(places) == 2 and places[1] - places[0] == 1
