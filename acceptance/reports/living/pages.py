"""All pages of a site, made when they are asked for."""

from collections.abc import Callable, Iterable
from typing import Any

from acceptance.reports.living import cases, chapters, drafting, lists
from acceptance.reports.living.addresses import (
    ABOUT,
    CHANGES,
    GLOSSARY,
    HISTORY,
    HOME,
    PHRASES,
    SEARCH,
    TAGS,
    WRITE,
)
from acceptance.reports.living.page import Page
from acceptance.reports.living.site import Site


class Pages:
    """Every page of a site; most of them are those of scenarios."""

    def __init__(self, site: Site):
        self._site = site
        shown, book = site.specification, site.phrasebook
        kinds: list[tuple[Callable[[Site, Any], Page], Iterable[Any]]] = [
            (chapters.home, [HOME]),
            (chapters.of_capability, shown.capabilities),
            (chapters.of_feature, shown.features),
            (chapters.of_rule, shown.rules),
            (cases.of_scenario, shown.scenarios),
            (lists.about, [ABOUT]),
            (lists.nouns, [PHRASES]),
            (lists.of_noun, book.nouns),
            (lists.of_phrase, book.phrases),
            (lists.glossary, [GLOSSARY]),
            (lists.tags, [TAGS]),
            (lists.of_tag, sorted(site.tagged)),
            (lists.search, [SEARCH]),
            (drafting.write, [WRITE]),
            (lists.history, [HISTORY]),
            (lists.changes, [CHANGES] if site.changes else []),
        ]
        self._all = [(make, thing) for make, things in kinds for thing in things]

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, portion: slice) -> list[Page]:
        """Make some of the pages."""
        return [make(self._site, thing) for make, thing in self._all[portion]]
