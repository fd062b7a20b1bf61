"""Say what a step that no phrase matches may have been meant to be.

A step and a phrase are laid side by side, word by word, so that what differs weighs least: words
may be missing, be too many, or be spelt differently, and gaps take the author's own values. The
living documentation does the same on its page to write on (`assets/meaning.js`); both are held to
one table of examples.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from acceptance.checking.dictionary import TOKEN, Dictionary, KnownPhrase, Slot, filled
from acceptance.checking.likeness import difference, weight
from acceptance.checking.values import Value, WrongValue, fit, fit_in_quotes

MOST = 3
# What differs may weigh so much, as a part of the whole.
LIMIT = 0.45
# In a short step a single value may be wrong.
LEAST_LIMIT = 0.85
# What is this much heavier than the best is not suggested beside it.
MARGIN = 0.75
# A word that the author left out says nothing else than the phrase does.
LEFT_OUT = 0.6
WRONG_KIND_WEIGHT = 0.4
NO_VALUE_WEIGHT = 0.6
LONGEST_VALUE = 12
# What is lighter comes from calculating with fractions.
LEAST_WEIGHT = 1e-6
# Quotation marks as word processors set them, and as those write who know other languages.
CURLY = dict.fromkeys(map(ord, "“”„«»"), '"') | dict.fromkeys(map(ord, "‘’"), "'")
SINGLE = re.compile(r"(?<!\w)'([^']*)'(?!\w)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step that exists.

    `kind` is that of the phrase if the step is of another kind. `wrong_values` are the author's
    that were replaced; `is_reworded` tells that there is more to change than these.
    """

    known: KnownPhrase
    text: str
    kind: str
    weight: float
    wrong_values: tuple[WrongValue, ...]
    is_reworded: bool


def suggest(dictionary: Dictionary, text: str, kind: str) -> list[Suggestion]:
    """List up to three steps that are close to a text, the closest first."""
    author = _Author(dictionary, text)
    found: dict[str, Suggestion] = {}
    limit = float("inf")
    writable = [known for known in dictionary.phrases if known.is_writable]
    # Those with most of the author's words come first: they leave little room for others.
    for known in sorted(writable, key=author.shared, reverse=True):
        suggestion = author.compare(known, kind, limit)
        if suggestion and suggestion.weight < _weight_of(found.get(suggestion.text)):
            found[suggestion.text] = suggestion
            limit = min(limit, suggestion.weight + MARGIN)
    close = sorted(found.values(), key=_weight_of)
    return [suggestion for suggestion in close[:MOST] if suggestion.weight <= limit]


def _weight_of(suggestion: Suggestion | None) -> float:
    return suggestion.weight if suggestion else float("inf")


class _Author:
    """The words of somebody, to be compared with phrases."""

    def __init__(self, dictionary: Dictionary, text: str):
        self.dictionary = dictionary
        # Within straight quotation marks, others are a part of what is quoted.
        self.text = text if '"' in text else SINGLE.sub(r'"\1"', text.translate(CURLY))
        self.places = [match.span() for match in TOKEN.finditer(self.text)]
        self.tokens = [self.text[start:end] for start, end in self.places]
        self.weights = [weight(token) for token in self.tokens]
        # What every number of words weighs, from none to all: of the first, and of the lightest.
        self.sums = list(accumulate(self.weights, initial=0.0))
        self.lightest = list(accumulate(sorted(self.weights), initial=0.0))
        self._values: dict[tuple[str, bool, int, int], Value] = {}

    def shared(self, known: KnownPhrase) -> float:
        """Weigh the words that a phrase has, too."""
        words = set(self.tokens)
        return sum(weight(token) for token in known.tokens if token in words)

    def compare(self, known: KnownPhrase, kind: str, limit: float) -> Suggestion | None:
        """Lay the words and a phrase side by side; give None if they differ too much."""
        wrong_kind = 0.0 if known.takes(kind) else WRONG_KIND_WEIGHT
        whole = max(self.sums[-1], sum(map(weight, known.tokens)))
        most = min(max(LIMIT * whole, LEAST_LIMIT), limit - wrong_kind)
        rows = None if self._least_left_over(known) > most else self._rows(known.tokens, most)
        if rows is None:
            return None
        values = list(self._traced(known.tokens, rows))[::-1]
        words = rows[-1][-1] - sum(value.weight for value in values)
        return Suggestion(
            known,
            filled(known.template, (value.text for value in values)),
            known.kinds[0] if wrong_kind else "",
            round(rows[-1][-1] + wrong_kind, 6),  # calculated in another order it is the same
            tuple(
                WrongValue(value.wrong, gap, self.dictionary.type_of(gap))
                for value, gap in zip(values, known.gaps, strict=False)
                if value.wrong
            ),
            is_reworded=words > LEAST_WEIGHT or any(value.is_made_up for value in values),
        )

    def _least_left_over(self, known: KnownPhrase) -> float:
        """Weigh what a phrase has no place for at least, so that long texts take no longer."""
        places = len(known.tokens) + len(known.gaps) * (LONGEST_VALUE - 1)
        return self.lightest[max(0, len(self.tokens) - places)]

    def _rows(self, tokens: Sequence[str | Slot], limit: float) -> list[list[float]] | None:
        """Weigh every beginning of the phrase against every beginning of the author's words."""
        rows = [self.sums]
        for token in tokens:
            rows.append([])
            for end in range(len(self.tokens) + 1):
                moves = self._moves(rows, token, end, limit)
                rows[-1].append(min(found for found, *_ in moves))
            if min(rows[-1]) > limit:
                return None
        return rows if rows[-1][-1] <= limit else None

    def _moves(
        self, rows: Sequence[Sequence[float]], token: str | Slot, end: int, limit: float
    ) -> Iterator[tuple[float, int, int, Value | None]]:
        """Tell each way to get somewhere: its weight, the steps back in both texts, the value.

        Values are only looked at where there is room for them under the limit.
        """
        before, here = rows[-2], rows[-1]
        if end:
            yield here[end - 1] + self.weights[end - 1], 0, 1, None
        if not isinstance(token, Slot):
            yield before[end] + LEFT_OUT * weight(token), 1, 0, None
            if end:
                yield before[end - 1] + difference(token, self.tokens[end - 1]), 1, 1, None
            return
        nothing = Value(self.dictionary.example_value(token.gap), NO_VALUE_WEIGHT, is_made_up=True)
        yield before[end] + nothing.weight, 1, 0, nothing
        for start in range(max(0, end - LONGEST_VALUE), end):
            value = self._value(token, start, end) if before[start] <= limit else None
            if value:
                yield before[start] + value.weight, 1, end - start, value

    def _traced(
        self, tokens: Sequence[str | Slot], rows: Sequence[Sequence[float]]
    ) -> Iterator[Value]:
        """Go the lightest way back, and give the values on it, the last one first."""
        row, end = len(tokens), len(self.tokens)
        while row:
            moves = self._moves(rows[: row + 1], tokens[row - 1], end, rows[-1][-1])
            _, back, taken, value = min(moves, key=lambda move: move[0])
            if value:
                yield value
            row, end = row - back, end - taken

    def _value(self, slot: Slot, start: int, end: int) -> Value | None:
        key = (slot.gap.type, slot.is_quoted, start, end)
        if key not in self._values:
            text = self.text[self.places[start][0] : self.places[end - 1][1]]
            gap_type = self.dictionary.type_of(slot.gap)
            fitting = fit_in_quotes if slot.is_quoted else fit
            self._values[key] = fitting(text, gap_type, end - start - 1)
        return self._values[key]
