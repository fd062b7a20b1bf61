"""The source of functions that are yet to be written, laid out as ruff lays it out."""

import builtins
import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_LINE = 100
INDENT = "    "
LONGEST_WORD = 80
MOST_WORDS = 6
LONGEST_NAME = 60
PENDING = "PendingStepError"
VERBS = {"given": "sets up", "when": "does", "then": "expects"}
BELOW = {
    "table": "The rows below the step are in `context.table`.",
    "text": "The text below the step is in `context.text`.",
}
# Names that mean something else already, or that can be taken for a digit.
RESERVED = frozenset({"context", "l", *keyword.kwlist, *dir(builtins)})


@dataclass(frozen=True, slots=True)
class Definition:
    """A function to be written; `file` is where it belongs, `below` what stands under its step."""

    file: str
    kind: str
    pattern: str
    function: str
    gaps: tuple[str, ...]
    below: str = ""

    def render(self, decorator: str, error: str) -> str:
        """Write the function, which says that it is pending; both names are those of its file."""
        more = f"\n\n{INDENT}{BELOW[self.below]}\n{INDENT}" if self.below else ""
        return (
            f"{_called(f'@{decorator}', self.pattern)}\n"
            f"{_head(self.function, ['context', *self.gaps])}\n"
            f'{INDENT}"""Say in a sentence what this {VERBS[self.kind]}.{more}"""\n'
            f'{INDENT}raise {error}("not written yet")\n'
        )


def function_name(words: str) -> str:
    """Name a function after the words of a step."""
    found = _words(re.sub(r"['’]s\b|['’]|\b(?:a|an|the)\b", "", words.lower()))
    named = [word for word in found if not word[0].isdigit()][:MOST_WORDS]
    return proper_name("_".join(named)[:LONGEST_NAME].rstrip("_") or "step")


def gap_name(text: str) -> str:
    """Name a gap after any text, such as the column of a table."""
    name = "_".join(_words(text.lower()))
    return proper_name(name if name.isidentifier() else f"value_{name}".rstrip("_"))


def _words(text: str) -> list[str]:
    """List words of the letters and digits that names may have in Python."""
    kept = "".join(char if f"a{char}".isidentifier() else " " for char in text)
    return kept.replace("_", " ").split()


def proper_name(name: str) -> str:
    """Tell a name apart from those that Python has taken."""
    return f"{name}_" if name in RESERVED else name


def _called(decorator: str, pattern: str) -> str:
    """Write a decorator; what VS Code is to read of a long pattern needs a + between its parts."""
    line = f"{decorator}({_literal(pattern)})"
    if len(line) <= LONGEST_LINE:
        return line
    width = LONGEST_LINE - len(INDENT)
    is_short = len(_literal(pattern)) <= width
    parts = [pattern] if is_short else _divided(pattern, width - len("+ "))
    inner = f"\n{INDENT}+ ".join(map(_literal, parts))
    return f"{decorator}(\n{INDENT}{inner}\n)"


def _divided(text: str, width: int) -> list[str]:
    """Divide a text between words, or else within them, so that every literal has its place."""
    parts = [""]
    for word in re.findall(rf"\S{{1,{LONGEST_WORD}}}\s*|\s+", text):
        if parts[-1] and len(_literal(parts[-1] + word)) > width:
            parts.append("")
        parts[-1] += word
    return parts


def _head(function: str, names: Sequence[str]) -> str:
    line = f"def {function}({', '.join(names)}):"
    if len(line) <= LONGEST_LINE:
        return line
    inner = f"{INDENT}{', '.join(names)}"
    if len(inner) > LONGEST_LINE:
        inner = "\n".join(f"{INDENT}{name}," for name in names)
    return f"def {function}(\n{inner}\n):"


def _literal(text: str) -> str:
    """Write a text as the source of Python, in the quotes that are fewer in it."""
    quote = '"' if text.count('"') <= text.count("'") else "'"
    return quote + "".join(_escaped(char, quote) for char in text) + quote


def _escaped(char: str, quote: str) -> str:
    if char in ("\\", quote):
        return f"\\{char}"
    return char if char.isprintable() else repr(char)[1:-1]
