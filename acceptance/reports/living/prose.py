"""Set texts: READMEs are Markdown, everything from a feature file is plain."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

ELSEWHERE = {"http", "https", "mailto"}
# The second column of a table whose first one is a word that is explained.
EXPLAINING = {"meaning", "definition", "role"}
LIST = re.compile(r"[-*] ")
ENOUGH = 60


class Term(NamedTuple):
    """A word of the domain, its anchor in the glossary, and its meaning in HTML."""

    word: str
    anchor: str
    meaning: SafeString


class Names:
    """Names for places on a page, each given once; the page's own have no such beginning."""

    def __init__(self, beginning: str):
        self._beginning = beginning
        self._taken: set[str] = set()

    def take(self, text: str) -> str:
        """Name a place after a text."""
        wanted = "-".join(filter(None, [self._beginning, slugify(text, allow_unicode=True)]))
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name


def split_title(text: str) -> tuple[str, str]:
    """Part a README into its title and the rest."""
    first, _, rest = text.lstrip().partition("\n")
    return (first[2:].strip(), rest.strip()) if first.startswith("# ") else ("", text.strip())


def as_title(name: str) -> str:
    """Make a title of the name of a file or a folder."""
    return re.sub(r"[-_\s]+", " ", name).strip().capitalize() or "Untitled"


def to_html(text: str, find: Callable[[str], str | None]) -> SafeString:
    """Make HTML of Markdown; `find` turns links into links of the site, or gives None.

    What leads to no page of the site is left as text. HTML in the Markdown is shown as it is
    written, pictures as their descriptions: nothing is loaded from elsewhere.
    """
    tokens = _markdown().parse(text)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_settled(token.children or [], find))
    _settle_headings(tokens)
    return _render(tokens)


def terms_in(text: str) -> list[Term]:
    """Find the words that the tables of a README explain."""
    found, names = [], Names("word")
    for cells in _rows(_markdown().parse(text)):
        word = "".join(child.content for child in cells[0].children or [])
        meaning = _render(list(_settled(cells[1].children or [], lambda link: None)))
        found.append(Term(word, names.take(word), meaning))
    return found


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """Part a description into paragraphs, ("p", lines), and lists, ("ul", items)."""
    found = []
    for part in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if lines and all(map(LIST.match, lines)):
            found.append(("ul", [line[2:].strip() for line in lines]))
        elif lines:
            found.append(("p", [" ".join(lines)]))
    return found


def lead(text: str) -> str:
    """Take the part of a README before its first heading or table."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        if block.lstrip().startswith(("#", "|", "```", "    ")):
            break
        found.append(block)
    return "\n\n".join(found)


def plain(text: str) -> str:
    """Leave the marks of Markdown out of a text."""
    inline = (token for token in _markdown().parse(text) if token.type == "inline")
    return "\n\n".join(
        "".join(" " if c.type == "softbreak" else c.content for c in token.children or [])
        for token in inline
    )


def opening(text: str) -> str:
    """Take the first sentences of a description, as many as tell something, for a list."""
    for _, lines in blocks(text):
        told = ""
        for sentence in re.split(r"(?<=[.!?])\s", lines[0]):
            told = f"{told} {sentence}".strip()
            if len(told) >= ENOUGH:
                break
        return told
    return ""


class Glossary:
    """The words that are explained, to be linked where a page first uses them."""

    def __init__(self, terms: list[Term]):
        self.terms = terms
        self._by_word = {term.word.casefold(): term for term in terms}
        words = sorted(self._by_word, key=len, reverse=True)
        ending = "(?:['’]s|e?s)?"
        pattern = rf"\b({'|'.join(map(re.escape, words))}){ending}\b"
        self._pattern = re.compile(pattern, re.IGNORECASE) if words else None

    def linked(self, text: str, seen: set[str], up: str) -> SafeString:
        """Escape a text, and link the words in it that the page has not seen yet."""
        if not self._pattern:
            return escape(text)
        linked, end = SafeString(), 0
        for match in self._pattern.finditer(text):
            term = self._by_word[match[1].casefold()]
            if term.anchor in seen:
                continue
            seen.add(term.anchor)
            href = f"{up}glossary.html#{term.anchor}"
            linked += escape(text[end : match.start()])
            linked += format_html('<a class="term" href="{}">{}</a>', href, match[0])
            end = match.end()
        return linked + escape(text[end:])


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", _close_table)
    return markdown


def _open_table(*_) -> str:
    return '<div class="scroll"><table>'


def _close_table(*_) -> str:
    return "</table></div>"


def _settled(tokens: list[Token], find: Callable[[str], str | None]) -> Iterator[Token]:
    """Replace the links and the pictures of a line."""
    kept = []
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            is_elsewhere = urlsplit(href).scheme in ELSEWHERE
            target = href if is_elsewhere else find(href)
            kept.append(target is not None)
            if target is None:
                continue
            token.attrs = {"href": target, **({"rel": "noreferrer"} if is_elsewhere else {})}
        elif token.type == "link_close" and not kept.pop():
            continue
        elif token.type == "image":
            token = Token("text", "", 0, content=token.content)
        yield token


def _settle_headings(tokens: list[Token]) -> None:
    """Give headings names to link to, and leave the first rank to the title of the page."""
    names = Names("section")
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            token.attrs["id"] = names.take(inline.content)
        if token.tag == "h1":
            token.tag = "h2"


def _rows(tokens: list[Token]) -> Iterator[list[Token]]:
    """Walk through the rows of the tables that explain words."""
    cells: list[Token] = []
    explains = False
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "thead_close":
            explains = len(cells) == 2 and cells[1].content.strip().lower() in EXPLAINING
        elif token.type == "table_close":
            explains = False
        elif token.type == "tr_close" and explains and len(cells) == 2:
            yield cells


def _render(tokens: list[Token]) -> SafeString:
    markup = _markdown().renderer.render(tokens, _markdown().options, {})
    return mark_safe(markup)  # noqa: S308 (the renderer escapes, and HTML in the text is off)
