"""Change a file of VS Code's settings, and leave alone what others have written there.

Such files are JSON in which comments may stand, and a comma behind the last of a list.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

STRING = r'"(?:\\.|[^"\\])*"'
COMMENT = re.compile(rf"{STRING}|//[^\n]*|/\*.*?\*/|\A\ufeff", re.DOTALL)
LAST_COMMA = re.compile(rf"{STRING}|,(?=\s*[}}\]])", re.DOTALL)
SPACES = re.compile(r"[\s:,]*")
INDENT = "    "


class Unreadable(ValueError):
    """The text is not what VS Code could read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Member:
    """A value, and where in the text it stands."""

    value: Any
    start: int
    end: int


def read_members(text: str) -> dict[str, Member]:
    """Find the members of the object that a text is; an empty text has none."""
    plain = _without_comments(text)
    try:
        whole = json.loads(plain) if plain.strip() else {}
    except ValueError as error:
        raise Unreadable(str(error)) from error
    if not isinstance(whole, dict):
        raise Unreadable("it does not begin with {")
    return dict(_members(plain)) if whole else {}


def with_lists(text: str, lists: dict[str, list]) -> str:
    """Set members of a text that are lists; what has its value already is left as it is written."""
    for key, value in reversed(lists.items()):
        member = read_members(text).get(key)
        if member is None:
            text = _with_first(text, f"{json.dumps(key)}: {_written(value)}")
        elif member.value != value:
            text = text[: member.start] + _written(value) + text[member.end :]
    return text


def with_item(text: str, key: str, item: str) -> str:
    """Add an item to a list, which may not be there yet."""
    member = read_members(text).get(key)
    if member is None:
        return with_lists(text, {key: [item]})
    if not isinstance(member.value, list):
        raise Unreadable(f'"{key}" is no list')
    return _inserted(text, member.start + 1, json.dumps(item), bool(member.value))


def _members(plain: str) -> Iterator[tuple[str, Member]]:
    decoder = json.JSONDecoder()
    position = SPACES.match(plain, plain.index("{") + 1).end()
    while plain[position] != "}":
        key, position = decoder.raw_decode(plain, position)
        start = SPACES.match(plain, position).end()
        value, end = decoder.raw_decode(plain, start)
        yield key, Member(value, start, end)
        position = SPACES.match(plain, end).end()


def _with_first(text: str, member: str) -> str:
    plain = _without_comments(text)
    if not plain.strip():
        return f"{text.rstrip()}\n{{\n{INDENT}{member}\n}}\n".lstrip()
    return _inserted(text, plain.index("{") + 1, member, bool(read_members(text)))


def _inserted(text: str, start: int, piece: str, has_more: bool) -> str:
    """Put a piece behind a bracket, laid out as what follows."""
    rest = text[start:].lstrip()
    gap = text[start : len(text) - len(rest)]
    if not has_more:
        return f"{text[:start]}\n{INDENT}{piece}\n{rest}"
    return f"{text[:start]}{gap}{piece},{gap or ' '}{rest}"


def _written(items: list) -> str:
    """Write a list with each item on a line of its own."""
    if not items:
        return "[]"
    lines = (f"{INDENT * 2}{json.dumps(item, ensure_ascii=False)}" for item in items)
    return "[\n" + ",\n".join(lines) + f"\n{INDENT}]"


def _without_comments(text: str) -> str:
    """Put spaces where comments and last commas are, so that everything keeps its place."""
    return LAST_COMMA.sub(_blank, COMMENT.sub(_blank, text))


def _blank(match: re.Match) -> str:
    return match[0] if match[0].startswith('"') else re.sub(r"\S", " ", match[0])
