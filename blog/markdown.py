"""From the Markdown that authors write to HTML that is safe to show."""

import html

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "a", "code", "pre"),
    *("blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
DEEPEST_NESTING = 100
EXCERPT_WORDS = 40
EXCERPT_LETTERS = 300  # some scripts write no spaces between words


def _describe_picture(renderer, tokens, index, options, env):
    """Show a picture's description instead: loading it would tell its server who reads the post."""
    return escapeHtml(tokens[index].content)


def _parser():
    options = {"maxNesting": DEEPEST_NESTING}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _describe_picture)
    return parser


_PARSER = _parser()


def render(text: str) -> SafeString:
    """Return `text` as HTML with nothing in it that could run, load or restyle anything."""
    tokens = _PARSER.parse(text)
    _demote_headings(tokens)
    cleaned = nh3.clean(
        _PARSER.renderer.render(tokens, _PARSER.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(_reachable(cleaned))  # noqa: S308 (nh3 has just cleaned it)


def excerpt(text: str) -> str:
    """Return the first words of `text`, without any markup."""
    words = " ".join(html.unescape(nh3.clean(render(text), tags=set())).split())
    return Truncator(Truncator(words).words(EXCERPT_WORDS)).chars(EXCERPT_LETTERS)


def _demote_headings(tokens):
    """Move headings one level down: the only first-level heading of a page is the post's title."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"


def _reachable(cleaned):
    """Let the keyboard reach what is scrolled sideways on a narrow screen; not all browsers do."""
    for tag in ("pre", "table"):
        cleaned = cleaned.replace(f"<{tag}>", f'<{tag} tabindex="0">')
    return cleaned
