"""Tell which phrases VS Code's Cucumber extension does not know, and why.

The extension never runs the steps. It reads their source, looks for decorators, and takes the text
between the first quotation marks as it stands there.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from acceptance.checking.editor import (
    FORBIDDEN,
    OWN_TYPES,
    fields_of,
    is_cucumber_expression,
    is_regex,
    pattern_of,
)
from acceptance.stream.outcomes import Phrase
from acceptance.stream.preface import Entry

DECORATOR = re.compile("given|when|then|step")
PLAIN = re.compile(r"""u?("[^"\\]*"|'[^'\\]*')""")
# What makes a text a regular expression to the extension.
LIKE_REGEX = re.compile(r"^/|\?P|[().*\\|]")
LAYOUT = {
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.COMMENT,
    tokenize.ENDMARKER,
}

ELSEWHERE = "its file is not in this folder"
NO_DECORATOR = "its text does not stand in a decorator @given, @when, @then or @step"
IN_PIECES = "its text is in several pieces; put + between them"
NOT_PLAIN = (
    r"its text has a \, a letter before it or three quotation marks; quotation marks of both kinds "
    "can be in two pieces with + between them"
)
BREAKS = (
    "it takes the text for a regular expression that is broken, and will know no phrase at all; "
    "reword it, or put + '' behind it"
)
LIKE_A_REGEX = (
    "because of one of . * | ( ) it takes the text for a regular expression; reword it, or put "
    "+ '' behind it"
)
A_REGEX = "it is a regular expression"
NO_BRACES = "it cannot hold { or }"
OPTIONAL = "/ and ( ) have a meaning of their own there"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a decorator, and why the extension cannot read it, if so.

    `is_whole` tells that it is a single string; texts in pieces are never regular expressions.
    """

    value: str
    trouble: str = ""
    is_whole: bool = True


def find_unknown(entries: Iterable[Entry], sources: Mapping[str, str]) -> dict[Phrase, str]:
    """Find the phrases that the extension does not know, each with the reason.

    `sources` are the files that it reads.
    """
    texts = [text for source in sources.values() for text in _texts(source)]
    best = {text.value: text for text in sorted(texts, key=lambda text: not text.trouble)}
    found = {}
    for entry in entries:
        text = best.get(pattern_of(entry), Text("", NO_DECORATOR))
        if entry.phrase.location.file not in sources:
            found[entry.phrase] = ELSEWHERE
        elif reason := text.trouble or _trouble(entry, text):
            found[entry.phrase] = reason
    return found


def _texts(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        for decorator in getattr(node, "decorator_list", ()):
            if isinstance(decorator, ast.Call) and _is_ours(decorator.func):
                for argument in decorator.args:
                    yield _text(_pieces(ast.get_source_segment(source, argument)))


def _is_ours(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and bool(DECORATOR.search(function.id))


def _pieces(source: str) -> list[str]:
    """Take an expression apart; within brackets it may have several lines."""
    tokens = tokenize.generate_tokens(io.StringIO(f"({source})").readline)
    return [token.string for token in tokens if token.type not in LAYOUT][1:-1]


def _text(pieces: list[str]) -> Text:
    strings = [piece for piece in pieces if piece != "+"]
    try:
        value = "".join(map(ast.literal_eval, strings))
    except (ValueError, SyntaxError, TypeError):
        return Text("", NO_DECORATOR)
    if not all(map(PLAIN.fullmatch, strings)):
        return Text(value, NOT_PLAIN)
    is_joined = all(piece == "+" for piece in pieces[1::2])
    return Text(value, "" if is_joined else IN_PIECES, is_whole=len(strings) == 1)


def _trouble(entry: Entry, text: Text) -> str:
    fields, regex = fields_of(entry), is_regex(entry)
    refused = next((field for field in fields if FORBIDDEN.search(field)), None)
    if refused is not None:
        return f"it allows no {FORBIDDEN.search(refused)[0]} in {{{refused}}}"
    own = next((field for field in fields if field in OWN_TYPES and field), None)
    if own and not is_cucumber_expression(entry):
        return f"{{{own}}} is a type of Cucumber's own; give the gap another name"
    if text.is_whole and LIKE_REGEX.search(text.value):
        return _trouble_as_regex(text.value, regex, bool(fields))
    if regex and re.escape(text.value).replace("\\ ", " ") != text.value:
        return A_REGEX
    if "{{" in text.value or "}}" in text.value:
        return NO_BRACES
    has_meaning = re.search(r"[/(]", text.value) and not is_cucumber_expression(entry)
    return OPTIONAL if has_meaning else ""


def _trouble_as_regex(text: str, is_meant: bool, has_gaps: bool) -> str:
    """Say what is wrong with a text that the extension takes for a regular expression."""
    try:
        re.compile(text)
    except re.error:
        return BREAKS
    if is_meant:
        return A_REGEX if text.startswith("/") or "?P" in text else ""
    return LIKE_A_REGEX if has_gaps or not re.search(text, text) else ""
