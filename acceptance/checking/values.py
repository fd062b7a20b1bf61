"""What fits into the gaps of phrases, and what is close to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from acceptance.checking.likeness import LIKELY_VALUE, closest
from acceptance.stream.preface import Gap, GapType

WRONG_VALUE_WEIGHT = 0.8
# Quotation marks that are missing, or that do not belong there.
QUOTING_WEIGHT = 0.25
# Titles and names begin with a capital; other words without quotation marks are hardly meant.
UNQUOTED_WORD_WEIGHT = 0.5
# What every further word of a value weighs: of one that fits, and of one that does not.
LONG_VALUE_WEIGHT = 0.02
LONG_WRONG_VALUE_WEIGHT = 0.4
# So many values of a type are told in a message.
MOST_VALUES = 8
# A number among words, as in a date, which people write in many ways.
DIGIT = re.compile(r"\d")
LONGEST_DATE = 24  # characters
NUMBERED = re.compile(r"\d.*[^\W\d]|[^\W\d].*\d")


@dataclass(frozen=True, slots=True)
class Value:
    """What a gap takes of the author's words.

    `wrong` is what they were if they do not fit. `is_made_up` tells that they were none, or that
    they had no quotation marks.
    """

    text: str
    weight: float
    wrong: str = ""
    is_made_up: bool = False


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
            what += f" ({listed(values[:MOST_VALUES])}{more})"
        return f"“{self.given}” does not fit here, it takes {what}"


def listed(values: Sequence[str]) -> str:
    """List values; those that have commas of their own are parted by semicolons."""
    separator = "; " if any("," in value for value in values) else ", "
    return separator.join(value.rstrip(",") for value in values)


def fit_in_quotes(text: str, gap_type: GapType | None, further: int) -> Value | None:
    """Fit a text into a gap between quotation marks; one that has some inside is more than one."""
    inner = text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text.lstrip('"')
    if '"' in inner:
        return None
    value = fit(inner, gap_type, 0)
    if text == f'"{inner}"':
        return value
    unlikely = 0.0 if inner[:1].isupper() or text[0] == '"' else UNQUOTED_WORD_WEIGHT
    quoting = QUOTING_WEIGHT + LONG_WRONG_VALUE_WEIGHT * further + unlikely
    return Value(value.text, value.weight + quoting, value.wrong, is_made_up=True)


def fit(text: str, gap_type: GapType | None, further: int) -> Value:
    """Find out whether a gap takes a text, or else what is close to it."""
    longer = LONG_VALUE_WEIGHT * further
    if _takes(gap_type, text):
        return Value(text, longer)
    if len(text) > 2 and text[0] == text[-1] == '"' and _takes(gap_type, text[1:-1]):
        return Value(text[1:-1], QUOTING_WEIGHT, is_made_up=True)
    values = gap_type.values if gap_type else ()
    close, difference = closest(text, values)
    if close:
        return Value(close, difference + longer, text)
    likely, _ = closest(text, values, LIKELY_VALUE)
    heavier = 0.0 if _may_be_a_date(text, values) else LONG_WRONG_VALUE_WEIGHT * further
    return Value(likely or next(iter(values), text), WRONG_VALUE_WEIGHT + heavier, text)


def _may_be_a_date(text: str, values: Sequence[str]) -> bool:
    """Tell whether a text has a number in it, and a value has one among words."""
    is_short = len(text) <= LONGEST_DATE
    return is_short and bool(DIGIT.search(text)) and any(map(NUMBERED.search, values))


def _takes(gap_type: GapType | None, text: str) -> bool:
    return gap_type is None or not gap_type.regex or bool(re.fullmatch(gap_type.regex, text))
