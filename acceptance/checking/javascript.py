r"""Write Python's regular expressions as JavaScript has them with its flag `u`.

There, as in Python, letters, digits and spaces are those of all alphabets. What an editor's
extension can use without that flag, `editor_regexes` writes.
"""

import re

PART = re.compile(
    r"""
    (?P<escape>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))
    |(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
    |(?P<again>\(\?P=(?P<name>\w+)\))
    |(?P<group>\((?:\?(?:P<|<?[=!]|.))?)
    |(?P<repetition>(?:[*+?]|\{(?:\d+(?:,\d*)?|,\d*)\})[+?]?)
    |.
    """,
    re.DOTALL | re.VERBOSE,
)
IN_SET = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|.", re.DOTALL)
GROUPS = {"(": "(", "(?P<": "(?<"} | {
    start: start for start in ("(?:", "(?=", "(?!", "(?<=", "(?<!")
}
LETTERS = r"\p{L}\p{N}_"
SPACES = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
SAME = {rf"\{sign}" for sign in "nrtfv123456789"}
DIGITS = {r"\d": r"\p{Nd}", r"\D": r"\P{Nd}"}
OUTSIDE = DIGITS | {
    r"\w": f"[{LETTERS}]",
    r"\W": f"[^{LETTERS}]",
    r"\s": f"[{SPACES}]",
    r"\S": f"[^{SPACES}]",
    r"\b": rf"(?:(?<=[{LETTERS}])(?![{LETTERS}])|(?<![{LETTERS}])(?=[{LETTERS}]))",
    r"\A": "^",
    r"\Z": "$",
}
INSIDE = DIGITS | {r"\w": LETTERS, r"\s": SPACES, r"\b": r"\b"}
SYNTAX = "^$\\.*+?()[]{}|/"


class _Untranslatable(ValueError):
    """JavaScript has nothing for a part of a regular expression."""


def to_javascript(regex: str) -> str | None:
    """Translate a regular expression; give None if JavaScript has nothing for a part of it."""
    try:
        return "".join(map(_translated, PART.finditer(regex)))
    except _Untranslatable:
        return None


def _translated(part: re.Match) -> str:
    match part.lastgroup:
        case "escape":
            return _escape(part[0], OUTSIDE, SYNTAX)
        case "set":
            return _set(part[0])
        case "again":
            return rf"\k<{part['name']}>"
        case "group":
            return _group(part[0])
        case "repetition":
            return _repetition(part[0])
    # Python takes a bracket that closes nothing for a bracket.
    return f"\\{part[0]}" if part[0] in "]{}" else part[0]


def _escape(text: str, meanings: dict[str, str], syntax: str) -> str:
    if text in meanings:
        return meanings[text]
    if text in SAME or text[1] in "xu":
        return text
    if text[1] == "U":
        return rf"\u{{{text[2:]}}}"
    if text[1].isalnum():
        raise _Untranslatable(text)
    return text if text[1] in syntax else text[1]


def _set(text: str) -> str:
    start, content = re.fullmatch(r"(\[\^?)(.*)\]", text, re.DOTALL).groups()
    parts = (
        _escape(sign, INSIDE, f"{SYNTAX}-") if sign[0] == "\\" else sign.replace("]", r"\]")
        for sign in IN_SET.findall(content)
    )
    return f"{start}{''.join(parts)}]"


def _group(start: str) -> str:
    if start not in GROUPS:
        raise _Untranslatable(start)
    return GROUPS[start]


def _repetition(text: str) -> str:
    if len(text) > 1 and text.endswith("+"):
        raise _Untranslatable(text)
    return text.replace("{,", "{0,")
