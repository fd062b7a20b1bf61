"""What all pages of a site share, and the order in which they are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from posixpath import join, normpath
from typing import Any

from acceptance.reports.living.addresses import link
from acceptance.reports.living.changes import compare
from acceptance.reports.living.evidence import Shelf
from acceptance.reports.living.history import History
from acceptance.reports.living.model import Capability, Feature, Rule, Scenario, Specification
from acceptance.reports.living.phrasebook import Phrasebook
from acceptance.reports.living.prose import Glossary, terms_in
from acceptance.reports.living.setting import Setting
from acceptance.reports.living.shares import Shares

# What is said of the kinds of changes, the most urgent first.
CHANGED = {
    "newly_failing": "newly failing",
    "fixed": "fixed",
    "stopped_running": "not run any more",
    "added": "added",
    "reworded": "reworded",
    "removed": "removed",
}


@dataclass(frozen=True)
class Neighbours:
    """The pages before and after one, each of which may be missing."""

    before: Any = None
    after: Any = None


class Site:
    """A specification with all that its pages refer to.

    `before` is an earlier version to compare with, if there is one.
    """

    def __init__(
        self,
        specification: Specification,
        shelf: Shelf,
        history: History,
        before: Specification | None = None,
    ):
        self.specification = specification
        self.shelf = shelf
        self.history = history
        self.before = before
        self.changes = compare(before, specification) if before else None
        self.phrasebook = Phrasebook(specification)
        self.glossary = Glossary(terms_in(specification.product.text))
        self._shares: dict[Any, Shares] = {}
        self._neighbours: dict[Any, Neighbours] = {}
        for pages in (
            specification.capabilities,
            specification.features,
            specification.rules,
            specification.scenarios,
        ):
            self._line_up(pages)
        self._by_file = {feature.file: feature.address for feature in specification.features}
        for capability in [specification.product, *specification.capabilities]:
            self._by_file[capability.folder] = capability.address
            self._by_file[join(capability.folder, "README.md")] = capability.address

    @cached_property
    def tagged(self) -> dict[str, list[Scenario]]:
        """Find the scenarios of every tag."""
        found: dict[str, list[Scenario]] = {}
        for scenario in self.specification.scenarios:
            for tag in scenario.all_tags:
                found.setdefault(tag, []).append(scenario)
        return found

    @property
    def changed(self) -> list[tuple[str, int]]:
        """Count what changed since the earlier version, of each kind that there is."""
        if self.changes is None:
            return []
        counts = [(words, len(getattr(self.changes, name))) for name, words in CHANGED.items()]
        return [(words, number) for words, number in counts if number]

    def shares(self, thing: Capability | Feature | Rule) -> Shares:
        """Count how the scenarios of something have come out."""
        if thing not in self._shares:
            self._shares[thing] = _count(thing)
        return self._shares[thing]

    def setting(self, address: str) -> Setting:
        """Open a page."""
        return Setting(address, self.glossary, self.phrasebook, self.shelf)

    def neighbours(self, page: Capability | Feature | Rule | Scenario) -> Neighbours:
        """Find the pages before and after one of its kind."""
        return self._neighbours.get(page, Neighbours())

    def finder(self, readme_folder: str, up: str) -> Callable[[str], str | None]:
        """Return what leads the links of a README to pages of the site."""

        def find(href: str) -> str | None:
            path = href.partition("#")[0]
            target = normpath(join(readme_folder, path)) if path else None
            address = self._by_file.get(target) if target else None
            return f"{up}{link(address)}" if address else None

        return find

    def _line_up(self, pages: Sequence[Any]) -> None:
        for number, page in enumerate(pages):
            before = pages[number - 1] if number else None
            after = pages[number + 1] if number + 1 < len(pages) else None
            self._neighbours[page] = Neighbours(before, after)


def _count(thing: Capability | Feature | Rule) -> Shares:
    if isinstance(thing, Rule):
        return Shares.of(thing.scenarios)
    if isinstance(thing, Feature):
        return Shares.of(thing.all_scenarios)
    part = {"in": thing.title} if thing.parent else {}
    return Shares.of(thing.all_scenarios, kind="Scenario", **part)
