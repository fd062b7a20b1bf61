r"""Write regular expressions of Python's as VS Code's Cucumber extension can use them.

They are JavaScript's without any flag. Groups no longer capture: their names and numbers mean
nothing there. `\w` takes every letter that is not English, as it does in Python. What is not known
here is not guessed at: with one expression that it cannot read, the extension knows nothing at all.
"""

import re

ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.DOTALL)
PART = re.compile(
    rf"""
    (?P<escape>{ESCAPE.pattern})
    |(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
    |(?P<group>\((?:\?(?:P<\w+>|<?[=!]|.))?)
    |(?P<repetition>(?:[*+?]|\{{(?:\d+(?:,\d*)?|,\d*)\}})[+?]?)
    |.
    """,
    re.DOTALL | re.VERBOSE,
)
# What means the same in both, inside a set of letters and outside.
SAME = re.compile(r"\\(?:[dDsSntrfv]|x..|u....|[^0-9A-Za-z])", re.DOTALL)
LETTERS = r"\w\u0080-\uffff"
OUTSIDE = {r"\w": f"[{LETTERS}]", r"\W": r"\W", r"\A": "^", r"\Z": "$"}
INSIDE = {r"\w": LETTERS, r"\b": r"\b"}
GROUPS = {"(?:", "(?=", "(?!", "(?<=", "(?<!"}
# JavaScript takes what is beyond this for two signs.
LAST_SIMPLE_SIGN = "\uffff"


class Untranslatable(ValueError):
    """JavaScript has nothing for a part of a regular expression; the message is that part."""


def translate(regex: str) -> str:
    """Translate a regular expression; `Untranslatable` names the first part that cannot be."""
    return "".join(map(_translated, PART.finditer(regex)))


def _translated(part: re.Match) -> str:
    match part.lastgroup:
        case "escape":
            return _escape(part[0], OUTSIDE)
        case "set":
            return _set(part[0])
        case "group":
            return _group(part[0])
        case "repetition":
            return _repetition(part[0])
    return f"(?:{part[0]})" if part[0] > LAST_SIMPLE_SIGN else part[0]


def _escape(text: str, meanings: dict[str, str]) -> str:
    if text in meanings:
        return meanings[text]
    if not SAME.fullmatch(text):
        raise Untranslatable(text)
    return text


def _set(text: str) -> str:
    if max(text) > LAST_SIMPLE_SIGN:
        raise Untranslatable(text)
    start, content = re.fullmatch(r"(\[\^?)(.*)\]", text, re.DOTALL).groups()
    if content.startswith("]"):
        content = f"\\{content}"
    return f"{start}{ESCAPE.sub(lambda escape: _escape(escape[0], INSIDE), content)}]"


def _group(start: str) -> str:
    if start == "(" or start.startswith("(?P<"):
        return "(?:"
    if start not in GROUPS:
        raise Untranslatable(start)
    return start


def _repetition(text: str) -> str:
    if len(text) > 1 and text.endswith("+"):
        raise Untranslatable(text)
    return text.replace("{,", "{0,")
