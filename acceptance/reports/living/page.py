"""A page that is to be written, and what pages of the specification have in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from acceptance.reports.living.model import Capability, Feature, Rule, Scenario
from acceptance.reports.living.prose import to_html
from acceptance.reports.living.setting import Setting
from acceptance.reports.living.site import Site

# Longer lists go on in the search, so that pages stay small.
MOST_LISTED = 200


@dataclass(frozen=True)
class Page:
    """A page that is to be written."""

    address: str
    template: str
    values: dict[str, Any]


class Link(NamedTuple):
    """A page that is of no kind of its own."""

    title: str
    address: str


def way(site: Site, thing: Capability | Feature | Rule | Scenario) -> dict[str, Any]:
    """Say where a page is: what is above it, and what comes before and after."""
    return {
        "section": "home",
        "above": list(reversed([*_above(thing)])),
        "neighbours": site.neighbours(thing),
    }


def markdown(site: Site, capability: Capability, page: Setting, text: str) -> SafeString:
    """Set what a README says."""
    return to_html(text, site.finder(capability.folder, page.up))


def _above(thing: Capability | Feature | Rule | Scenario) -> Iterator[Any]:
    match thing:
        case Scenario():
            parent = thing.rule or thing.feature
        case Rule():
            parent = thing.feature
        case Feature():
            parent = thing.capability
        case Capability():
            parent = thing.parent
    if parent:
        yield parent
        yield from _above(parent)
