"""The phrases of a project as those see them who write steps: words, and gaps that take values."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from acceptance.stream.outcomes import Location, Phrase
from acceptance.stream.preface import Entry, Gap, GapType

KINDS = ("given", "when", "then")
# The kind of a phrase that may follow any keyword.
ANY_KIND = "step"
# A step is compared by quoted texts, numbers, words, the 's of an owner, and other signs.
TOKEN = re.compile(r"\"[^\"]*\"?|\d+(?:[.,]\d+)+|\w+(?:[-'’](?!s\b)\w+)*|['’]s\b|[^\w\s]")
# A field of a pattern, or a brace that is no field since there are two.
FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap among the words of a phrase; `is_quoted` tells that quotation marks stand around it."""

    gap: Gap
    is_quoted: bool = False


@dataclass(eq=False)
class KnownPhrase:
    """A phrase with the kinds of steps that may use it.

    `template` is the pattern in pieces, texts and gaps; of a regular expression it is the pattern.
    """

    phrase: Phrase
    description: str
    regex: str
    gaps: tuple[Gap, ...]
    kinds: list[str] = field(default_factory=list)

    def takes(self, kind: str) -> bool:
        """Tell whether a step of a kind may use this phrase."""
        return kind in self.kinds or ANY_KIND in self.kinds or kind == ANY_KIND

    def match(self, text: str) -> re.Match | None:
        """Match the text of a step as a whole."""
        return self._matcher.fullmatch(text) if self._matcher else None

    @property
    def is_writable(self) -> bool:
        """Tell whether it can be written as it stands, which a regular expression cannot."""
        has_gaps = any(isinstance(piece, Gap) for piece in self.template)
        return has_gaps or not self._matcher or bool(self.match("".join(self.template)))

    @property
    def keyword(self) -> str:
        """Name the keyword that a step with this phrase can begin with."""
        return next((kind.capitalize() for kind in KINDS if kind in self.kinds), "*")

    @cached_property
    def template(self) -> list[str | Gap]:
        """Take the pattern apart."""
        pieces = list(_pieces(self.phrase.pattern, iter(self.gaps)))
        is_template = sum(isinstance(piece, Gap) for piece in pieces) == len(self.gaps)
        return pieces if is_template else [self.phrase.pattern]

    @cached_property
    def tokens(self) -> list[str | Slot]:
        """List the words and the gaps by which a step is compared with this phrase."""
        return list(_tokens(self.template))

    @cached_property
    def _matcher(self) -> re.Pattern | None:
        try:
            return re.compile(self.regex, re.DOTALL) if self.regex else None
        except re.error:
            return None


class Dictionary:
    """All phrases of a project, and what their gaps take."""

    def __init__(self, entries: Iterable[Entry], types: Iterable[GapType]):
        self.types = {found.name: found for found in types}
        self.phrases = list(_united(entries))

    def find_all(self, text: str, kind: str) -> list[KnownPhrase]:
        """Find every phrase that matches a step, in the order in which behave tries them."""
        return [known for known in self.phrases if known.takes(kind) and known.match(text)]

    def type_of(self, gap: Gap) -> GapType | None:
        """Tell what a gap takes; None is any text."""
        return self.types.get(gap.type)

    def example_of(self, known: KnownPhrase) -> str:
        """Write a step with a phrase."""
        return filled(known.template, [self.example_value(gap) for gap in known.gaps])

    def example_value(self, gap: Gap) -> str:
        """Give a value that a gap takes, if any is known, or else its name."""
        gap_type = self.type_of(gap)
        return gap_type.values[0] if gap_type and gap_type.values else gap.name.replace("_", " ")


def filled(template: Sequence[str | Gap], values: Iterable[str]) -> str:
    """Put values into the gaps of a template."""
    left = iter(values)
    return "".join(next(left) if isinstance(piece, Gap) else piece for piece in template)


def _united(entries: Iterable[Entry]) -> Iterator[KnownPhrase]:
    """Make one of what stands above one function for several kinds."""
    found: dict[tuple[str, Location], KnownPhrase] = {}
    for entry in entries:
        key = (entry.phrase.pattern, entry.phrase.location)
        if key not in found:
            found[key] = KnownPhrase(entry.phrase, entry.description, entry.regex, entry.gaps)
            yield found[key]
        found[key].kinds.append(entry.kind)


def _pieces(pattern: str, gaps: Iterator[Gap]) -> Iterator[str | Gap]:
    text, position = "", 0
    for match in FIELD.finditer(pattern):
        text += pattern[position : match.start()]
        position = match.end()
        if match[1] is None:
            text += match[0][0]
            continue
        if text:
            yield text
        text = ""
        yield next(gaps, Gap(match[1]))
    if text + pattern[position:]:
        yield text + pattern[position:]


def _tokens(template: Sequence[str | Gap]) -> Iterator[str | Slot]:
    for number, piece in enumerate(template):
        if isinstance(piece, Gap):
            yield Slot(piece, _is_quoted(template, number))
            continue
        closes = number > 0 and _is_quoted(template, number - 1)
        opens = number + 1 < len(template) and _is_quoted(template, number + 1)
        words = piece[1:] if closes else piece
        yield from TOKEN.findall(words[:-1] if opens else words)


def _is_quoted(template: Sequence[str | Gap], number: int) -> bool:
    """Tell whether the piece of that number is a gap between quotation marks."""
    if not isinstance(template[number], Gap) or not 0 < number < len(template) - 1:
        return False
    before, after = template[number - 1], template[number + 1]
    texts = isinstance(before, str) and isinstance(after, str)
    return texts and before.endswith('"') and after.startswith('"')
