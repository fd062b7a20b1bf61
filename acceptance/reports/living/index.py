"""Write the search index: a script, since pages that are opened from a file may load no data."""

import json
from collections.abc import Iterator, Sequence

from acceptance.reports.living.addresses import link
from acceptance.reports.living.model import (
    Capability,
    Feature,
    Scenario,
    Share,
    share_of,
)
from acceptance.reports.living.site import Site
from acceptance.reports.living.telling import WORDS
from acceptance.reports.summary import plural
from acceptance.stream.outcomes import Outcome

FILE = "search-index.js"
KINDS = ["Scenario", "Rule", "Feature", "Capability", "Phrase", "Word"]
SCENARIO, RULE, FEATURE, CAPABILITY, PHRASE, WORD = range(len(KINDS))
STATUSES = list(Outcome)
# What can be asked for: a status alone, or all that are counted together, by their numbers.
GROUPS = {
    **{
        share.capitalize(): [n for n, outcome in enumerate(STATUSES) if share_of(outcome) is share]
        for share in Share
    },
    **{WORDS[outcome]: [number] for number, outcome in enumerate(STATUSES)},
}


class _Numbers:
    """Texts that occur often, each written once."""

    def __init__(self):
        self.known: dict[str, int] = {}

    def of(self, text: str) -> int:
        """Give the number of a text."""
        return self.known.setdefault(text, len(self.known))


class Index:
    """What can be found, with the numbers of the texts that it consists of."""

    def __init__(self, site: Site):
        self.site = site
        self.tags, self.steps, self.capabilities = _Numbers(), _Numbers(), _Numbers()

    def script(self) -> str:
        """Write the index; `specificationIndex` is what the site's script reads."""
        index = {
            "entries": list(self._entries()),
            "kinds": KINDS,
            "statuses": [WORDS[outcome] for outcome in STATUSES],
            "classes": [str(outcome).replace(" ", "-") for outcome in STATUSES],
            "groups": GROUPS,
            "tags": list(self.tags.known),
            "steps": list(self.steps.known),
            "capabilities": list(self.capabilities.known),
        }
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        return f"const specificationIndex = {text};\n"

    def _entries(self) -> Iterator[list]:
        shown = self.site.specification
        for scenario in shown.scenarios:
            yield self._scenario(scenario)
        for rule in shown.rules:
            yield self._entry(
                RULE, rule, rule.feature.title, rule.feature, texts=[rule.description]
            )
        for feature in shown.features:
            where = feature.capability.title
            yield self._entry(FEATURE, feature, where, feature, texts=[feature.narrative])
        for capability in shown.capabilities:
            yield self._entry(CAPABILITY, capability, "", capability, texts=[capability.text])
        for phrase in self.site.phrasebook.phrases:
            title = f"{phrase.keywords} {phrase.phrase.pattern}"
            texts = [phrase.known.description, phrase.example]
            yield [PHRASE, title, link(phrase.address), phrase.noun.title, None, [], [], texts]
        for term in self.site.glossary.terms:
            address = f"glossary.html#{link(term.anchor)}"
            yield [WORD, term.word, address, "", None, [], [], []]

    def _scenario(self, scenario: Scenario) -> list:
        lines = [f"{step.keyword} {step.text}" for step in scenario.steps]
        cells = [cell for example in scenario.examples for cell in example.cells]
        cells += [cell for step in scenario.steps for row in step.rows for cell in row]
        texts = [scenario.description, *(step.doc_string or "" for step in scenario.steps)]
        return self._entry(
            SCENARIO,
            scenario,
            _where(scenario),
            scenario.feature,
            STATUSES.index(scenario.outcome),
            scenario.all_tags,
            [*map(self.steps.of, [*lines, *dict.fromkeys(cells)]), *texts],
        )

    def _entry(
        self,
        kind: int,
        thing,
        where: str,
        home: Feature | Capability,
        status: int | None = None,
        tags: Sequence[str] = (),
        texts: Sequence = (),
    ) -> list:
        capability = home.capability if isinstance(home, Feature) else home
        return [
            kind,
            thing.title,
            link(thing.address),
            where,
            status,
            [self.tags.of(tag) for tag in tags],
            [self.capabilities.of(name) for name in _titles(capability)],
            [text for text in texts if text != ""],
        ]


def _titles(capability: Capability | None) -> Iterator[str]:
    """Name a capability and those that it is a part of, but not the whole product."""
    while capability and capability.parent:
        yield capability.title
        capability = capability.parent


def _where(scenario: Scenario) -> str:
    names = [scenario.feature.title]
    if scenario.rule:
        names.append(scenario.rule.title)
    examples = len(list(scenario.examples))
    ending = f" · {plural(examples, 'example')}" if scenario.tables else ""
    return " › ".join(names) + ending
