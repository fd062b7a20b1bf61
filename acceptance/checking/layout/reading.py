"""Read a feature file with Cucumber's own parser, and keep what it saw in every line."""

from dataclasses import dataclass

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException
from gherkin.token import Token
from gherkin.token_matcher import TokenMatcher

from acceptance.stream.documents import QuickParser, read_document


@dataclass(frozen=True)
class Reading:
    """What the parser reads in a file, and what it takes each line for."""

    tree: dict
    tokens: list[Token]


def read(uri: str, text: str, language: str) -> Reading:
    """Read the text of a feature file, or raise the `DocumentError` that says why it cannot be."""
    builder = _Recorder()
    try:
        tree = QuickParser(builder).parse(text, TokenMatcher(language))
    except CompositeParserException:
        read_document(uri, text, language)  # puts what is wrong in a sentence
        raise
    return Reading(tree, builder.tokens)


class _Recorder(AstBuilder):
    """Keep the tokens, which the tree leaves out in part."""

    def __init__(self):
        super().__init__()
        self.tokens: list[Token] = []

    def build(self, token: Token) -> None:
        """Add a line to the tree."""
        if not token.eof():
            self.tokens.append(token)
        super().build(token)
