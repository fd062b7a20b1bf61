"""The pages beside the specification: phrases, words, tags, the search, history and changes."""

from collections.abc import Iterable

from acceptance.reports.living.addresses import PHRASES, TAGS, tag_page
from acceptance.reports.living.history import Point
from acceptance.reports.living.model import Scenario, Share
from acceptance.reports.living.page import MOST_LISTED, Link, Page, markdown
from acceptance.reports.living.phrasebook import Noun, PhrasePage
from acceptance.reports.living.plots import trend_of_durations, trend_of_scenarios
from acceptance.reports.living.shares import Shares
from acceptance.reports.living.site import Site
from acceptance.reports.summary import counted
from acceptance.stream.outcomes import Outcome

ALL_PHRASES = Link("Phrases", PHRASES)
ALL_TAGS = Link("Tags", TAGS)
MEANINGS = {
    Outcome.PASSED: "It was run, and the product does what is written.",
    Outcome.FAILED: "It was run, and the product does something else.",
    Outcome.ERROR: "It was run, and broke off before it could be told.",
    Outcome.UNDEFINED: "One of its steps is no phrase that anybody has taught the program yet.",
    Outcome.SKIPPED: "It cannot be checked by this kind of run; it says why.",
    Outcome.PLANNED: "It is written, to be built later.",
    Outcome.INTERRUPTED: "The run ended in the middle of it.",
    Outcome.NOT_RUN: "The run ended before it.",
    Outcome.NOT_SELECTED: "The run was asked for others.",
}


def about(site: Site, address: str) -> Page:
    """Show what the README of the specification says, and what the signs mean."""
    page = site.setting(address)
    product = site.specification.product
    values = {"text": markdown(site, product, page, product.text), "outcomes": MEANINGS.items()}
    return Page(address, "about.html", {"page": page, "section": "about", **values})


def nouns(site: Site, address: str) -> Page:
    """List the nouns of the phrase dictionary."""
    book = site.phrasebook
    values = {
        "nouns": book.nouns,
        "unused": [phrase for phrase in book.phrases if not phrase.uses][:MOST_LISTED],
        "unknown": book.unknown[:MOST_LISTED],
    }
    page = site.setting(address)
    return Page(address, "phrases.html", {"page": page, "section": "phrases", **values})


def of_noun(site: Site, noun: Noun) -> Page:
    """List the phrases of a noun."""
    return Page(
        noun.address,
        "noun.html",
        {
            "page": site.setting(noun.address),
            "noun": noun,
            "section": "phrases",
            "above": [ALL_PHRASES],
        },
    )


def of_phrase(site: Site, phrase: PhrasePage) -> Page:
    """Tell all about a phrase."""
    return Page(
        phrase.address,
        "phrase.html",
        {
            "page": site.setting(phrase.address),
            "phrase": phrase,
            "uses": phrase.uses[:MOST_LISTED],
            "uses_more": len(phrase.uses) - MOST_LISTED,
            "section": "phrases",
            "above": [ALL_PHRASES, phrase.noun],
        },
    )


def glossary(site: Site, address: str) -> Page:
    """List the words of the domain."""
    values = {"page": site.setting(address), "terms": site.glossary.terms}
    return Page(address, "glossary.html", {"section": "glossary", **values})


def tags(site: Site, address: str) -> Page:
    """List the tags."""
    found = [(tag, Shares.of(site.tagged[tag])) for tag in sorted(site.tagged)]
    values = {"page": site.setting(address), "tags": found}
    return Page(address, "tags.html", {"section": "tags", **values})


def of_tag(site: Site, tag: str) -> Page:
    """List the scenarios with a tag."""
    scenarios = site.tagged[tag]
    address = tag_page(tag)
    values = {
        "page": site.setting(address),
        "tag": tag,
        "shares": Shares.of(scenarios, tag=tag),
        "scenarios": scenarios[:MOST_LISTED],
        "more": len(scenarios) - MOST_LISTED,
        "above": [ALL_TAGS],
    }
    return Page(address, "tag.html", {"section": "tags", **values})


def search(site: Site, address: str) -> Page:
    """Offer a search, which the script fills."""
    values = {"page": site.setting(address), "section": "search"}
    return Page(address, "search.html", values)


def history(site: Site, address: str) -> Page:
    """Tell how things went from run to run."""
    known = site.history
    by_address = {scenario.address: scenario for scenario in site.specification.scenarios}
    trends = [(name, known.trend(name)) for name in known.names]
    values = {
        "page": site.setting(address),
        "is_short": all(len(points) < 2 for _, points in trends),
        "trends": [
            (name, trend_of_scenarios(points), trend_of_durations(points), _counted(points))
            for name, points in trends
            if points
        ],
        "flaky": [
            (by_address[flaky.address], flaky)
            for flaky in known.flaky()
            if flaky.address in by_address
        ],
        "repeated": _came_out_differently(site),
        "slowest": known.slowest(site.specification),
    }
    return Page(address, "history.html", {"section": "history", **values})


def changes(site: Site, address: str) -> Page:
    """Tell what is different from an earlier version."""
    values = {
        "page": site.setting(address),
        "changes": site.changes,
        "changed": site.changed,
        "before": site.before,
    }
    return Page(address, "changes.html", {"section": "changes", **values})


def _came_out_differently(site: Site) -> list[tuple[Scenario, str]]:
    """Find the scenarios that one run repeated, or tried again, with another outcome."""
    found = {}
    for scenario in site.specification.scenarios:
        for result in scenario.results:
            runs = result.run.flaky.get(result.scenario.location)
            if runs:
                found[scenario] = counted(run.outcome for run in runs)
    return list(found.items())


def _counted(points: Iterable[Point]) -> list[tuple[Point, list[int]]]:
    return [(point, [point.counts[share] for share in Share]) for point in points]
