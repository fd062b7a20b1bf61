"""What the templates need beyond Django's own filters."""

from datetime import datetime
from functools import cache

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from acceptance.reports.characters import visible
from acceptance.reports.living.addresses import link, tag_page
from acceptance.reports.living.model import Run
from acceptance.reports.living.setting import Setting
from acceptance.reports.living.telling import WORDS
from acceptance.stream.outcomes import Outcome

register = Library()
register.filter(tag_page)
# More of what was printed, or of a traceback, helps nobody, and pages have to stay small.
LONGEST = 10_000


@register.filter
def href(target, page: Setting) -> str:
    """Lead from a page to another one, or to what has one."""
    return page.up + link(getattr(target, "address", target))


@register.filter
@cache
def status(outcome: Outcome) -> SafeString:
    """Show an outcome, to everybody: by a sign, which the style adds, a word and a colour."""
    return format_html('<span class="status {}">{}</span>', css(outcome), word(outcome))


@register.filter
def word(outcome: Outcome) -> str:
    """Say an outcome."""
    return WORDS[outcome]


@register.filter
@cache
def css(name: str) -> str:
    """Write an outcome or a share as a class."""
    return slugify(name)


@register.filter
def moment(found: datetime | None) -> str:
    """Write a moment for people."""
    return f"{found.day} {found:%b %Y, %H:%M} UTC" if found else "at a time that is not known"


@register.filter
def commit(run: Run) -> SafeString:
    """Name the commit that a run was of."""
    revision, changed = run.preface.revision, run.preface.is_changed
    return format_html(
        'commit <code title="{}">{}</code>{}',
        revision,
        revision[:10],
        " with changes that are not committed" if changed else "",
    )


@register.filter
def seconds(duration: float) -> str:
    """Write a duration as precisely as it is of interest."""
    if duration >= 60:
        minutes, rest = divmod(round(duration), 60)
        return f"{minutes} min {rest} s"
    if duration >= 1:
        return f"{duration:.1f} s"
    return f"{round(duration * 1000)} ms"


@register.filter
def percent(part: float) -> str:
    """Write a share of one in the smallest number of digits."""
    return f"{part:.2f}".rstrip("0").rstrip(".")


@register.filter
def shortened(text: str) -> str:
    """Cut what is too long, and say so; what cannot be shown is written as an escape."""
    text = visible(text)
    more = len(text) - LONGEST
    return f"{text[:LONGEST]}\n… and {more} characters more" if more > 0 else text
