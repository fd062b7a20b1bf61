"""Write the function that a step without a phrase needs, as a developer would begin it.

What is known of a project's phrases tells how: values that a type takes become gaps of that type,
gaps are called as others in their place are, and the function goes where its noun lives.
"""

import ast
import keyword
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from acceptance.checking.dictionary import Dictionary, KnownPhrase, Slot
from acceptance.stream.preface import GapType

NUMBER = re.compile(r"(?<![\w.])-?\d+(?P<fraction>\.\d+)?(?![\w.])")
QUOTED = re.compile(r'"(?P<value>[^"]*)"')
# No type that takes this is about anything in particular.
ANYTHING = "zq zq"
MOST_WORDS = 6
LONGEST_LINE = 100
PENDING = "PendingStepError"
VERBS = {"given": "sets up", "when": "does", "then": "expects"}
BELOW = {
    "table": "The rows below the step are in `context.table`.",
    "text": "The text below the step is in `context.text`.",
}


@dataclass(frozen=True, slots=True)
class Definition:
    """A function to be written; `file` is where it belongs, `below` what stands under its step."""

    file: str
    kind: str
    pattern: str
    function: str
    gaps: tuple[str, ...]
    below: str = ""

    def render(self) -> str:
        """Write the function, which says that it is pending."""
        pattern = _literal(self.pattern)
        decorator = f"@{self.kind}({pattern})"
        if len(decorator) > LONGEST_LINE:
            decorator = f"@{self.kind}(\n    {pattern}\n)"
        more = f"\n\n    {BELOW[self.below]}\n    " if self.below else ""
        return (
            f"{decorator}\n"
            f"def {self.function}({', '.join(['context', *self.gaps])}):\n"
            f'    """Say in a sentence what this {VERBS[self.kind]}.{more}"""\n'
            f'    raise {PENDING}("not written yet")\n'
        )


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
    """Define phrases in the manner of those that a project has."""

    def __init__(self, dictionary: Dictionary, folder: str):
        self.dictionary = dictionary
        self.folder = folder
        self.files = sorted({known.phrase.location.file for known in dictionary.phrases})
        slots = [slot for known in dictionary.phrases for slot in _slots(known)]
        self.quoted_type = _most_common(slot.gap.type for _, slot in slots if slot.is_quoted)
        self.names_of_types = {
            name: _most_common(slot.gap.name for _, slot in slots if slot.gap.type == name)
            for name in dictionary.types
        }
        self.names_after = {
            word: _most_common(slot.gap.name for before, slot in slots if before == word)
            for word in {before for before, slot in slots if slot.is_quoted}
        }

    def define(self, text: str, kind: str, feature_file: str, below: str = "") -> Definition:
        """Define the phrase of a step; `below` is "table", "text" or nothing."""
        fields = list(_renamed(self._fields(text)))
        pieces, position = [], 0
        for found in fields:
            pieces.append(_escaped(text[position : found.start]))
            pieces.append(f"{{{found.name}:{found.type}}}" if found.type else f"{{{found.name}}}")
            position = found.end
        pieces.append(_escaped(text[position:]))
        return Definition(
            self._file(text, feature_file),
            kind,
            "".join(pieces),
            _function_name("".join(pieces[::2])),
            tuple(found.name for found in fields),
            below,
        )

    def _fields(self, text: str) -> list[_Field]:
        """Find what becomes gaps: of those that overlap the longest, in the order of the step."""
        candidates = [*self._quoted(text), *self._of_types(text), *_numbers(text)]
        chosen: list[_Field] = []
        for found in sorted(candidates, key=lambda field: -field.size):
            if all(found.end <= other.start or other.end <= found.start for other in chosen):
                chosen.append(found)
        return sorted(chosen, key=lambda field: field.start)

    def _quoted(self, text: str) -> Iterator[_Field]:
        for match in QUOTED.finditer(text):
            before = re.findall(r"\w+", text[: match.start()])
            name = self.names_after.get(before[-1].lower() if before else "")
            name = name or self.names_of_types.get(self.quoted_type) or "text"
            yield _Field(*match.span("value"), name, self.quoted_type)

    def _of_types(self, text: str) -> Iterator[_Field]:
        unquoted = QUOTED.sub(lambda match: '"' * len(match[0]), text)
        for name, gap_type in self.dictionary.types.items():
            if _is_particular(gap_type):
                for match in re.finditer(rf"(?<!\w)(?:{gap_type.regex})(?!\w)", unquoted):
                    if match[0] and '"' not in match[0]:
                        yield _Field(*match.span(), self.names_of_types[name] or "value", name)

    def _file(self, text: str, feature_file: str) -> str:
        """Find the file whose noun a step names, or else its feature's file."""
        words = re.findall(r"\w+", QUOTED.sub(" ", text).lower())
        words += PurePosixPath(feature_file).stem.split("_")
        nouns = {_singular(PurePosixPath(file).stem): file for file in self.files}
        named = (nouns[_singular(word)] for word in words if _singular(word) in nouns)
        return next(named, self.files[0] if self.files else f"{self.folder}/phrases.py")


def with_definitions(source: str, definitions: Sequence[Definition]) -> str:
    """Add functions to the source of a module, and import what they need."""
    needed = {
        "behave": {definition.kind for definition in definitions},
        "behave.exception": {PENDING},
    }
    for module, names in needed.items():
        source = _importing(source, module, names)
    taken = {node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}
    functions = [_unique(definition, taken).render() for definition in definitions]
    return "\n\n\n".join([source.strip("\n"), *(text.strip("\n") for text in functions)]) + "\n"


def _importing(source: str, module: str, names: set[str]) -> str:
    """Let a module import names from another one."""
    lines = source.splitlines(keepends=True)
    body = ast.parse(source).body
    imports = [node for node in body if isinstance(node, (ast.Import, ast.ImportFrom))]
    for node in imports:
        if isinstance(node, ast.ImportFrom) and node.module == module:
            names = names | {alias.name for alias in node.names}
            lines[node.lineno - 1 : node.end_lineno] = [_import(module, names)]
            return "".join(lines)
    earlier = [node for node in imports if (getattr(node, "module", None) or "") < module]
    docstring = [node for node in body[:1] if isinstance(node, ast.Expr)]
    last = (earlier or docstring)[-1:]
    place = last[0].end_lineno if last else 0
    gap = ["\n"] if docstring and not earlier else []
    lines[place:place] = [*gap, _import(module, names)]
    return "".join(lines)


def _import(module: str, names: Iterable[str]) -> str:
    return f"from {module} import {', '.join(sorted(names))}\n"


def _unique(definition: Definition, taken: set[str]) -> Definition:
    """Give a function a name of its own."""
    name, number = definition.function, 2
    while name in taken:
        name = f"{definition.function}_{number}"
        number += 1
    taken.add(name)
    return replace(definition, function=name)


def _slots(known: KnownPhrase) -> Iterator[tuple[str, Slot]]:
    """Give the gaps of a phrase with the words before them."""
    before = ""
    for token in known.tokens:
        if isinstance(token, Slot):
            yield before, token
        else:
            before = token.lower()


def _numbers(text: str) -> Iterator[_Field]:
    for match in NUMBER.finditer(QUOTED.sub(lambda found: '"' * len(found[0]), text)):
        yield _Field(*match.span(), "number", "f" if match["fraction"] else "d")


def _renamed(fields: Iterable[_Field]) -> Iterator[_Field]:
    """Give gaps that would have one name different ones."""
    counts: Counter[str] = Counter()
    for found in fields:
        counts[found.name] += 1
        number = counts[found.name]
        name = {1: found.name, 2: f"other_{found.name}"}.get(number, f"{found.name}_{number}")
        yield _Field(found.start, found.end, name, found.type)


def _is_particular(gap_type: GapType) -> bool:
    """Tell types of something, such as people and dates, from those that take nearly any text."""
    is_own = gap_type.name[0].isupper()
    takes_anything = not gap_type.regex or re.fullmatch(gap_type.regex, ANYTHING)
    return is_own and len(gap_type.name) > 1 and not takes_anything


def _function_name(words: str) -> str:
    plain = re.sub(r"['’]s\b|['’]|\b(?:a|an|the)\b", "", words.lower())
    found = re.findall(r"[^\W\d_]\w*", plain)[:MOST_WORDS]
    name = "_".join(found) or "step"
    return f"{name}_" if keyword.iskeyword(name) else name


def _literal(pattern: str) -> str:
    """Write a text as the source of Python, in single quotes if it has double ones."""
    if '"' in pattern:
        return repr(pattern)
    return '"' + pattern.replace("\\", "\\\\") + '"'


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _most_common(names: Iterable[str]) -> str:
    found = Counter(names).most_common(1)
    return found[0][0] if found else ""
