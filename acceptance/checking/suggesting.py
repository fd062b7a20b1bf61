"""Say what a step that no phrase matches may have been meant to be.

A step and a phrase are laid side by side, word by word, so that what differs weighs least: words
may be missing, be too many, or be spelt differently, and gaps take the author's own values. The
living documentation does the same on its page to write on (`assets/write.js`); both are held to one
table of examples.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from acceptance.checking.dictionary import TOKEN, Dictionary, KnownPhrase, Slot, filled
from acceptance.checking.likeness import CLOSE_WORD, closest, distance
from acceptance.stream.preface import Gap, GapType

MOST = 3
# What differs may weigh so much, as a part of the whole.
LIMIT = 0.45
# In a short step a single value may be wrong.
LEAST_LIMIT = 0.85
# What is this much heavier than the best is not suggested beside it.
MARGIN = 0.75
# Little words, which make no phrase another one.
LITTLE = frozenset(
    "a an and are as at be by for her his in is it of on that the to was with".split()  # noqa: SIM905 (a list takes 21 lines)
)
LITTLE_WEIGHT = 0.35
# A word that the author left out says nothing else than the phrase does.
LEFT_OUT = 0.6
SIGN_WEIGHT = 0.2
OTHER_CASE_WEIGHT = 0.05
WRONG_KIND_WEIGHT = 0.4
NO_VALUE_WEIGHT = 0.6
WRONG_VALUE_WEIGHT = 0.8
# Quotation marks that are missing, or that do not belong there.
QUOTING_WEIGHT = 0.25
# Titles and names begin with a capital; other words without quotation marks are hardly meant.
UNQUOTED_WORD_WEIGHT = 0.5
# What every further word of a value weighs: of one that fits, and of one that does not.
LONG_VALUE_WEIGHT = 0.02
LONG_WRONG_VALUE_WEIGHT = 0.4
LONGEST_VALUE = 12
# What is lighter comes from calculating with fractions.
LEAST_WEIGHT = 1e-6
# So many values of a type are told in a message.
MOST_VALUES = 8
# A number among words, as in a date, which people write in many ways.
DIGIT = re.compile(r"\d")
LONGEST_DATE = 24  # characters
NUMBERED = re.compile(r"\d.*[^\W\d]|[^\W\d].*\d")
# Quotation marks as word processors set them.
CURLY = dict.fromkeys(map(ord, "“”„«»"), '"')


@dataclass(frozen=True, slots=True)
class WrongValue:
    """A value that does not fit into its gap, and what does."""

    given: str
    gap: Gap
    gap_type: GapType | None

    def __str__(self) -> str:
        what = (self.gap_type.description if self.gap_type else "") or self.gap.type or "any text"
        values = self.gap_type.values if self.gap_type and self.gap_type.is_closed else ()
        if values:
            rest = len(values) - MOST_VALUES
            more = f" and {rest} more" if rest > 0 else ""
            separator = "; " if any("," in value for value in values) else ", "
            what += f" ({separator.join(values[:MOST_VALUES])}{more})"
        return f"“{self.given}” does not fit here, it takes {what}"


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


@dataclass(frozen=True, slots=True)
class _Value:
    """What a gap takes of the author's words.

    `wrong` is what they were if they do not fit. `is_made_up` tells that they were none, or that
    they had no quotation marks.
    """

    text: str
    weight: float
    wrong: str = ""
    is_made_up: bool = False


def suggest(dictionary: Dictionary, text: str, kind: str) -> list[Suggestion]:
    """List up to three steps that are close to a text, the closest first."""
    author = _Author(dictionary, text)
    found: dict[str, Suggestion] = {}
    limit = float("inf")
    # Those with most of the author's words come first: they leave little room for others.
    for known in sorted(dictionary.phrases, key=author.shared, reverse=True):
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
        self.text = text if '"' in text else text.translate(CURLY)
        self.places = [match.span() for match in TOKEN.finditer(self.text)]
        self.tokens = [self.text[start:end] for start, end in self.places]
        self.weights = [weight(token) for token in self.tokens]
        self._values: dict[tuple[str, bool, int, int], _Value] = {}

    def shared(self, known: KnownPhrase) -> float:
        """Weigh the words that a phrase has, too."""
        words = set(self.tokens)
        return sum(weight(token) for token in known.tokens if token in words)

    def compare(self, known: KnownPhrase, kind: str, limit: float) -> Suggestion | None:
        """Lay the words and a phrase side by side; give None if they differ too much."""
        wrong_kind = 0.0 if known.takes(kind) else WRONG_KIND_WEIGHT
        whole = max(sum(self.weights), sum(map(weight, known.tokens)))
        rows = self._rows(known.tokens, min(max(LIMIT * whole, LEAST_LIMIT), limit - wrong_kind))
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

    def _rows(self, tokens: Sequence[str | Slot], limit: float) -> list[list[float]] | None:
        """Weigh every beginning of the phrase against every beginning of the author's words."""
        rows = [[sum(self.weights[:end]) for end in range(len(self.tokens) + 1)]]
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
    ) -> Iterator[tuple[float, int, int, _Value | None]]:
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
        nothing = _Value(self.dictionary.example_value(token.gap), NO_VALUE_WEIGHT, is_made_up=True)
        yield before[end] + nothing.weight, 1, 0, nothing
        for start in range(max(0, end - LONGEST_VALUE), end):
            value = self._value(token, start, end) if before[start] <= limit else None
            if value:
                yield before[start] + value.weight, 1, end - start, value

    def _traced(
        self, tokens: Sequence[str | Slot], rows: Sequence[Sequence[float]]
    ) -> Iterator[_Value]:
        """Go the lightest way back, and give the values on it, the last one first."""
        row, end = len(tokens), len(self.tokens)
        while row:
            moves = self._moves(rows[: row + 1], tokens[row - 1], end, rows[-1][-1])
            _, back, taken, value = min(moves, key=lambda move: move[0])
            if value:
                yield value
            row, end = row - back, end - taken

    def _value(self, slot: Slot, start: int, end: int) -> _Value | None:
        key = (slot.gap.type, slot.is_quoted, start, end)
        if key not in self._values:
            text = self.text[self.places[start][0] : self.places[end - 1][1]]
            gap_type = self.dictionary.type_of(slot.gap)
            fitted = _fitted_in_quotes if slot.is_quoted else _fitted
            self._values[key] = fitted(text, gap_type, end - start - 1)
        return self._values[key]


def _fitted_in_quotes(text: str, gap_type: GapType | None, further: int) -> _Value | None:
    """Fit a text into a gap between quotation marks; one that has some inside is more than one."""
    inner = text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text.lstrip('"')
    if '"' in inner:
        return None
    value = _fitted(inner, gap_type, 0)
    if text == f'"{inner}"':
        return value
    unlikely = 0.0 if inner[:1].isupper() or text[0] == '"' else UNQUOTED_WORD_WEIGHT
    quoting = QUOTING_WEIGHT + LONG_WRONG_VALUE_WEIGHT * further + unlikely
    return _Value(value.text, value.weight + quoting, value.wrong, is_made_up=True)


def _fitted(text: str, gap_type: GapType | None, further: int) -> _Value:
    """Find out whether a gap takes a text, or else what is close to it."""
    longer = LONG_VALUE_WEIGHT * further
    if _takes(gap_type, text):
        return _Value(text, longer)
    if len(text) > 2 and text[0] == text[-1] == '"' and _takes(gap_type, text[1:-1]):
        return _Value(text[1:-1], QUOTING_WEIGHT, is_made_up=True)
    values = gap_type.values if gap_type else ()
    close, difference = closest(text, values)
    if close:
        return _Value(close, difference + longer, text)
    if not _may_be_a_date(text, values):
        return _Value(
            values[0] if values else text,
            WRONG_VALUE_WEIGHT + LONG_WRONG_VALUE_WEIGHT * further,
            text,
        )
    return _Value(values[0], WRONG_VALUE_WEIGHT, text)


def _may_be_a_date(text: str, values: Sequence[str]) -> bool:
    """Tell whether a text has a number in it, and a value has one among words."""
    is_short = len(text) <= LONGEST_DATE
    return is_short and bool(DIGIT.search(text)) and any(map(NUMBERED.search, values))


def _takes(gap_type: GapType | None, text: str) -> bool:
    return gap_type is None or not gap_type.regex or bool(re.fullmatch(gap_type.regex, text))


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
