"""From the Markdown that authors write to HTML that is safe to show."""

import html

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "a", "code", "pre"),
    *("blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "code": {"class"}}
EXCERPT_WORDS = 40
EXCERPT_SOURCE = 2_000  # characters that are looked at, so that a long post costs a list no more


def _demote_headings(tokens):
    """Move headings one level down: the only first-level heading of a page is the post's title."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"


# Pictures are left out: a picture from elsewhere would tell that server who reads the post.
_parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("image")


def render(text: str) -> SafeString:
    """Return `text` as HTML with nothing in it that could run, load or restyle anything."""
    tokens = _parser.parse(text)
    _demote_headings(tokens)
    rendered = _parser.renderer.render(tokens, _parser.options, {})
    cleaned = nh3.clean(
        rendered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(_reachable(cleaned))  # noqa: S308 (nh3 has just cleaned it)


def _reachable(cleaned):
    """Let the keyboard reach what is scrolled sideways on a narrow screen; not all browsers do."""
    for tag in ("pre", "table"):
        cleaned = cleaned.replace(f"<{tag}>", f'<{tag} tabindex="0">')
    return cleaned


def excerpt(text: str) -> str:
    """Return the first words of `text`, without any markup."""
    words = html.unescape(nh3.clean(render(text[:EXCERPT_SOURCE]), tags=set()))
    return Truncator(" ".join(words.split())).words(EXCERPT_WORDS)
