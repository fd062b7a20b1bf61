"""Feature files as Cucumber's own parser reads them: the first part of every stream.

Ids come from a digest of the file, so the same file gives the same messages on every machine and in
every part of a run.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator

from gherkin.ast_builder import AstBuilder
from gherkin.dialect import Dialect
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser, ParserContext
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator
from gherkin.token import Token
from gherkin.token_matcher import TokenMatcher

from acceptance.stream.index import Document, index_document, walk_scenarios
from acceptance.stream.outcomes import Location

MEDIA_TYPE = "text/x.cucumber.gherkin+plain"
UNKNOWN_KIND = "Unknown"
KEYWORDS = ("Given", "When", "Then", "And", "But")


class DocumentError(Exception):
    """A feature file that Cucumber's own parser does not understand, with the line."""

    def __init__(self, uri: str, line: int, message: str):
        super().__init__(f"{uri}:{line}: {message}")
        self.location = Location(uri, line)
        self.message = message


def read_document(uri: str, text: str, language: str = "en") -> Document:
    """Read a feature file; `language` is that of a file that does not name its own."""
    ids = _Ids(uri, text, language)
    tree = {**_parse(uri, text, language, ids), "uri": uri}
    pickles = _compile(tree, ids)
    source = {"uri": uri, "data": text, "mediaType": MEDIA_TYPE}
    messages = [{"source": source}, {"gherkinDocument": tree}, *({"pickle": p} for p in pickles)]
    return index_document(tree, pickles, tuple(map(json.dumps, messages)))


class QuickParser(Parser):
    """Cucumber's parser, which looks up anew for every line what to do in each of its states."""

    def __init__(self, builder: AstBuilder):
        super().__init__(builder)
        self._actions: dict[int, Callable[[Token, ParserContext], int]] = {}

    def match_token(self, state: int, token: Token, context: ParserContext) -> int:
        """Read a line in a state; return the state after it."""
        action = self._actions.get(state)
        if action is None:
            action = self._actions[state] = getattr(self, f"match_token_at_{state}")
        return action(token, context)


class _Ids(IdGenerator):
    """Ids that are unique over all documents, and the same wherever a file is read."""

    def __init__(self, uri: str, text: str, language: str):
        super().__init__()
        content = "\0".join((uri, text, language)).encode("utf-8", "surrogatepass")
        self.prefix = hashlib.sha256(content).hexdigest()[:12]

    def get_next_id(self) -> str:
        return f"{self.prefix}-{super().get_next_id()}"


def _parse(uri: str, text: str, language: str, ids: IdGenerator) -> dict:
    try:
        return QuickParser(AstBuilder(ids)).parse(text, TokenMatcher(language))
    except CompositeParserException as error:
        raise _explained(uri, error.errors[0]) from error


def _explained(uri: str, error: ParserException) -> DocumentError:
    message = " ".join(re.sub(r"^\(\d+:\d+\): ", "", str(error)).split())
    _, found, text = message.partition(", got '")
    if found:
        text = text.removesuffix("'")
        message = f'"{text}" is not understood here{_hint(text)}'
    return DocumentError(uri, error.location["line"], message)


def _hint(text: str) -> str:
    """Say what to write instead of what behave understands as well."""
    if text.startswith("'''"):
        return '; put """ around it'
    word = text.partition(" ")[0].capitalize()
    return f'; write "{word}" with a capital' if word in KEYWORDS else ""


def _compile(tree: dict, ids: IdGenerator) -> list[dict]:
    """Give the pickles, but none of outlines without examples, which are no scenarios."""
    try:
        pickles = Compiler(ids).compile(tree)
    except re.error as error:  # the compiler takes the names of columns for patterns
        line = _line_of_column(tree, error.pattern)
        reason = f'"{error.pattern}" cannot be a placeholder: {error.msg}'
        raise DocumentError(tree["uri"], line, reason) from error
    hollow = set(_hollow_outlines(tree))
    pickles = [pickle for pickle in pickles if pickle["astNodeIds"][0] not in hollow]
    for pickle in pickles:
        for step in pickle["steps"]:
            step["type"] = step["type"] or UNKNOWN_KIND
    return pickles


def _hollow_outlines(tree: dict) -> Iterator[str]:
    feature = tree.get("feature")
    dialect = Dialect.for_name(feature["language"]) if feature else None
    for _, scenario in walk_scenarios(feature):
        keyword = scenario["keyword"]
        is_outline = keyword not in dialect.scenario_keywords
        if is_outline and not scenario["examples"]:
            yield scenario["id"]


def _line_of_column(tree: dict, placeholder: str) -> int:
    return next(
        cell["location"]["line"]
        for _, scenario in walk_scenarios(tree["feature"])
        for examples in scenario["examples"]
        for cell in examples.get("tableHeader", {"cells": ()})["cells"]
        if f"<{cell['value']}>" == placeholder
    )
