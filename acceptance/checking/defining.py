"""Write the function that a step without a phrase needs, as a developer would begin it.

What is known of a project's phrases tells how: values that a type takes become gaps of that type,
gaps are called as others in their place are, and the function goes where its noun lives.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from acceptance.checking.dictionary import Dictionary, KnownPhrase, Slot
from acceptance.checking.functions import Definition, function_name, gap_name
from acceptance.checking.nodes import PLACEHOLDER
from acceptance.stream.preface import GapType

# What sticks to a value makes it another one: a sign, a digit, or a point or comma within a number.
BEFORE = r"(?<![\w.,+-])"
AFTER = r"(?!\w|[.,+-]\w)"
NUMBER = re.compile(rf"{BEFORE}-?\d+(?P<fraction>\.\d+)?{AFTER}")
QUOTED = re.compile(r'"(?P<value>[^"]*)"')
# No type that takes one of these is about anything in particular.
ANYTHING = ("zq", "zq zq")


@dataclass(frozen=True, slots=True)
class _Field:
    """A part of a step that becomes a gap."""

    start: int
    end: int
    name: str
    type: str

    @property
    def size(self) -> int:
        return self.end - self.start


class Definer:
    """Define phrases in the manner of those that a project has.

    `files` are those that phrases may be added to, `folder` is where new ones belong.
    """

    def __init__(self, dictionary: Dictionary, files: Iterable[str], folder: str):
        self.folder = folder
        self.nouns = {_singular(PurePosixPath(file).stem): file for file in sorted(files)}
        self.types = [found for found in dictionary.types.values() if _is_particular(found)]
        slots = [slot for known in dictionary.phrases for slot in _slots(known)]
        quoted = [(before, slot) for before, slot in slots if slot.is_quoted]
        self.quoted_type = _most_common(slot.gap.type for _, slot in quoted)
        self.names_of_types = {
            name: _most_common(slot.gap.name for _, slot in slots if slot.gap.type == name)
            for name in dictionary.types
        }
        self.names_after = {
            word: _most_common(slot.gap.name for before, slot in quoted if before == word)
            for word in {before for before, _ in quoted}
        }

    def define(
        self,
        text: str,
        kind: str,
        feature_file: str,
        below: str = "",
        columns: Mapping[str, Sequence[str]] | None = None,
    ) -> Definition:
        """Define the phrase of a step; `below` is "table", "text" or nothing.

        `columns` are those of the examples of an outline, by their names.
        """
        fields = list(_renamed(self._fields(text, columns or {})))
        pieces, position = [], 0
        for found in fields:
            pieces.append(_escaped(text[position : found.start]))
            pieces.append(f"{{{found.name}:{found.type}}}" if found.type else f"{{{found.name}}}")
            position = found.end
        pieces.append(_escaped(text[position:]))
        return Definition(
            self._file("".join(pieces[::2]), feature_file),
            kind,
            "".join(pieces),
            function_name("".join(pieces[::2])),
            tuple(found.name for found in fields),
            below,
        )

    def _fields(self, text: str, columns: Mapping[str, Sequence[str]]) -> list[_Field]:
        """Find what becomes gaps: of those that overlap the longest, in the order of the step."""
        placeholders = self._placeholders(text, columns)
        candidates = [*placeholders, *self._quoted(text), *self._of_types(text), *_numbers(text)]
        chosen: list[_Field] = []
        for found in sorted(candidates, key=lambda field: -field.size):
            if all(found.end <= other.start or other.end <= found.start for other in chosen):
                chosen.append(found)
        return sorted(chosen, key=lambda field: field.start)

    def _placeholders(self, text: str, columns: Mapping[str, Sequence[str]]) -> Iterator[_Field]:
        quoted = {match.span("value") for match in QUOTED.finditer(text)}
        for match in PLACEHOLDER.finditer(text):
            if match[1] in columns:
                is_quoted = match.span() in quoted
                found = self.quoted_type if is_quoted else self._type_of(columns[match[1]])
                yield _Field(*match.span(), match[1], found)

    def _type_of(self, values: Sequence[str]) -> str:
        """Find the type that takes all these values, if any does."""
        for gap_type in self.types:
            if all(re.fullmatch(gap_type.regex, value) for value in values):
                return gap_type.name
        numbers = [NUMBER.fullmatch(value) for value in values]
        kinds = {("f" if found["fraction"] else "d") if found else "" for found in numbers}
        return kinds.pop() if len(kinds) == 1 else ""

    def _quoted(self, text: str) -> Iterator[_Field]:
        for match in QUOTED.finditer(text):
            before = re.findall(r"\w+", text[: match.start()])
            name = self.names_after.get(before[-1].lower() if before else "")
            name = name or self.names_of_types.get(self.quoted_type) or "text"
            yield _Field(*match.span("value"), name, self.quoted_type)

    def _of_types(self, text: str) -> Iterator[_Field]:
        unquoted = _without_quoted(text)
        for gap_type in self.types:
            for match in re.finditer(f"{BEFORE}(?:{gap_type.regex}){AFTER}", unquoted):
                if match[0] and '"' not in match[0]:
                    name = self.names_of_types[gap_type.name] or "value"
                    yield _Field(*match.span(), name, gap_type.name)

    def _file(self, words: str, feature_file: str) -> str:
        """Find the file whose noun a step names, or else its feature's; there may be none yet."""
        of_feature = re.findall(r"[^\W_]+", PurePosixPath(feature_file).stem)
        named = map(_singular, [*re.findall(r"\w+", words.lower()), *of_feature])
        known = next((self.nouns[word] for word in named if word in self.nouns), "")
        return known or f"{self.folder}/{(of_feature or ['phrases'])[-1]}.py"


def _slots(known: KnownPhrase) -> Iterator[tuple[str, Slot]]:
    """Give the gaps of a phrase with the words before them."""
    before = ""
    for token in known.tokens:
        if isinstance(token, Slot):
            yield before, token
        else:
            before = token.lower()


def _numbers(text: str) -> Iterator[_Field]:
    for match in NUMBER.finditer(_without_quoted(text)):
        yield _Field(*match.span(), "number", "f" if match["fraction"] else "d")


def _without_quoted(text: str) -> str:
    """Blank what is quoted, so that all else stays in its place."""
    return QUOTED.sub(lambda match: '"' * len(match[0]), text)


def _renamed(fields: Iterable[_Field]) -> Iterator[_Field]:
    """Give gaps names that Python takes, and no name twice."""
    taken: set[str] = set()
    for found in fields:
        own = gap_name(found.name)
        names = [own, f"other_{own}", *(f"{own}_{number}" for number in range(3, len(taken) + 4))]
        name = next(name for name in names if name not in taken)
        taken.add(name)
        yield replace(found, name=name)


def _is_particular(gap_type: GapType) -> bool:
    """Tell types of something, such as people and dates, from those that take nearly any text."""
    is_own = gap_type.name[0].isupper()
    takes_anything = any(re.fullmatch(gap_type.regex or ".*", text) for text in ANYTHING)
    return is_own and len(gap_type.name) > 1 and not takes_anything


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _most_common(names: Iterable[str]) -> str:
    found = Counter(names).most_common(1)
    return found[0][0] if found else ""
