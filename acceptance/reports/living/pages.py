"""The pages of the site: for each, its address, its template and what the template shows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from acceptance.reports.living.addresses import tag_page
from acceptance.reports.living.changes import Changes
from acceptance.reports.living.history import History, Point
from acceptance.reports.living.model import (
    WEIGHT,
    Capability,
    Example,
    Examples,
    Feature,
    Result,
    Rule,
    Run,
    Scenario,
    Share,
    Specification,
    share_of,
)
from acceptance.reports.living.phrasebook import Noun, PhrasePage
from acceptance.reports.living.plots import trend_of_durations, trend_of_scenarios
from acceptance.reports.living.prose import lead, opening, plain, to_html
from acceptance.reports.living.setting import Figure, SetFailure, SetStep, Setting, columns_of
from acceptance.reports.living.site import Site
from acceptance.reports.living.telling import (
    reason_in_a_line,
    sentence_on,
    verdict,
    what_became_of,
)
from acceptance.reports.summary import counted
from acceptance.reports.terminal import ARROW
from acceptance.stream.outcomes import Attachment, Outcome, Problem

# With more lines than this, the page of a feature or of a rule lists its scenarios by their titles.
MOST_LINES = 150
# Longer lists go on in the search, so that pages stay small.
MOST_LISTED = 200
MOST_FAILING = 20
MOST_EXAMPLES = 20
MOST_SEEN = 60
# The outcomes of which a page tells every step.
WORTH_TELLING = {Outcome.FAILED, Outcome.ERROR, Outcome.UNDEFINED, Outcome.INTERRUPTED}

HOME, ABOUT, PHRASES, GLOSSARY, TAGS, SEARCH, HISTORY, CHANGES = (
    f"{name}.html"
    for name in (
        "index",
        "about",
        "phrases",
        "glossary",
        "tags",
        "search",
        "history",
        "changes",
    )
)


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
CHANGED = {
    "newly_failing": "newly failing",
    "fixed": "fixed",
    "added": "added",
    "removed": "removed",
    "reworded": "reworded",
    "stopped_running": "not run any more",
}


@dataclass(frozen=True)
class Page:
    """A page that is to be written."""

    address: str
    template: str
    values: dict[str, Any]


class Shares:
    """How many scenarios, examples counted one by one, have come out in which way."""

    def __init__(self, outcomes: Iterable[Outcome]):
        self._counts = Counter(map(share_of, outcomes))
        self.total = self._counts.total()

    @property
    def counted(self) -> list[tuple[Share, int]]:
        """List the shares that there are."""
        return [(share, self._counts[share]) for share in Share if self._counts[share]]

    @cached_property
    def bars(self) -> list[tuple[Share, float, float]]:
        """Place a part of a bar that is 100 long for each share."""
        found, start = [], 0.0
        for share, number in self.counted:
            width = 100 * number / self.total
            found.append((share, start, width))
            start += width
        return found


@dataclass(frozen=True)
class Item:
    """A scenario on the page of its feature or of its rule."""

    scenario: Scenario
    sentence: str
    description: Sequence = ()
    steps: Sequence[SetStep] = ()


@dataclass(frozen=True)
class Group:
    """What is listed on the page of a feature under one rule, or under none."""

    rule: Rule | None
    description: Sequence
    background: Sequence[SetStep]
    items: list[Item]


@dataclass(frozen=True)
class Told:
    """A scenario or an example in one run, told step by step.

    `before` are the steps of the backgrounds. `is_marked` says that what became of single steps is
    worth showing.
    """

    title: str
    run: Run
    outcome: Outcome
    sentence: str
    before: list[SetStep]
    steps: list[SetStep]
    failures: list[SetFailure]
    notes: list[Attachment]
    figures: list[Figure]

    @property
    def is_marked(self) -> bool:
        """Tell whether it came out otherwise than its steps say."""
        return self.outcome in WORTH_TELLING

    @property
    def has_figures(self) -> bool:
        """Tell whether there is anything to look at."""
        return bool(self.figures or any(step.figures for step in (*self.before, *self.steps)))


class Pages:
    """All pages of a site, made one by one."""

    def __init__(self, site: Site):
        self.site = site
        self.shown = site.specification
        self._shares: dict[Any, Shares] = {}
        self._by_tag = _by_tag(site.specification)
        self.tags = sorted(self._by_tag)

    def __iter__(self) -> Iterator[Page]:
        """Make every page; most of them are those of scenarios."""
        for make, things in self._kinds():
            yield from map(make, things)

    def __len__(self) -> int:
        return sum(len(things) for _, things in self._kinds())

    def _kinds(self) -> list[tuple[Callable[[Any], Page], Sequence[Any]]]:
        shown, book = self.shown, self.site.phrasebook
        return [
            (self._home, [HOME]),
            (self._about, [ABOUT]),
            (self._nouns, [PHRASES]),
            (self._glossary, [GLOSSARY]),
            (self._tags, [TAGS]),
            (self._search, [SEARCH]),
            (self._history, [HISTORY]),
            (self._changes, [CHANGES] if self.site.changes else []),
            (self._capability, shown.capabilities),
            (self._feature, shown.features),
            (self._rule, shown.rules),
            (self._scenario, shown.scenarios),
            (self._noun, book.nouns),
            (self._phrase, book.phrases),
            (self._tag, self.tags),
        ]

    def _home(self, address: str) -> Page:
        page = self.site.setting(address)
        product = self.shown.product
        failing = [s for s in self.shown.scenarios if s.outcome.is_failure]
        return Page(
            address,
            "home.html",
            {
                "page": page,
                "section": "home",
                "verdict": verdict(self.shown),
                "shares": self._shares_of(product),
                "intro": self._markdown(product, page, lead(product.text)),
                "failing": [
                    (s, reason_in_a_line(s), self.site.history.failing_since(s))
                    for s in failing[:MOST_FAILING]
                ],
                "failing_more": len(failing) - MOST_FAILING,
                "problems": [(p.where, page.failure(p.failure)) for p in self._problems()],
                "capabilities": [*map(self._card, product.capabilities)],
                "features": [*map(self._line, product.features)],
                "changed": _in_short(self.site.changes),
            },
        )

    def _about(self, address: str) -> Page:
        page = self.site.setting(address)
        product = self.shown.product
        values = {"text": self._markdown(product, page, product.text), "outcomes": MEANINGS.items()}
        return Page(address, "about.html", {"page": page, "section": "about", **values})

    def _nouns(self, address: str) -> Page:
        book = self.site.phrasebook
        values = {
            "nouns": book.nouns,
            "unused": [phrase for phrase in book.phrases if not phrase.uses][:MOST_LISTED],
            "unknown": book.unknown[:MOST_LISTED],
        }
        page = self.site.setting(address)
        return Page(address, "phrases.html", {"page": page, "section": "phrases", **values})

    def _glossary(self, address: str) -> Page:
        values = {"page": self.site.setting(address), "terms": self.site.glossary.terms}
        return Page(address, "glossary.html", {"section": "glossary", **values})

    def _tags(self, address: str) -> Page:
        tags = [(tag, Shares(_outcomes(self._by_tag[tag]))) for tag in self.tags]
        values = {"page": self.site.setting(address), "tags": tags}
        return Page(address, "tags.html", {"section": "tags", **values})

    def _tag(self, tag: str) -> Page:
        scenarios = self._by_tag[tag]
        address = tag_page(tag)
        values = {
            "page": self.site.setting(address),
            "tag": tag,
            "shares": Shares(_outcomes(scenarios)),
            "scenarios": scenarios[:MOST_LISTED],
            "more": len(scenarios) - MOST_LISTED,
        }
        return Page(address, "tag.html", {"section": "tags", **values})

    def _search(self, address: str) -> Page:
        values = {"page": self.site.setting(address), "section": "search"}
        return Page(address, "search.html", values)

    def _history(self, address: str) -> Page:
        history = self.site.history
        by_address = {scenario.address: scenario for scenario in self.shown.scenarios}
        trends = [(name, history.trend(name)) for name in _names(history)]
        values = {
            "page": self.site.setting(address),
            "is_short": all(len(points) < 2 for _, points in trends),
            "trends": [
                (name, trend_of_scenarios(points), trend_of_durations(points), _counted(points))
                for name, points in trends
                if points
            ],
            "flaky": [
                (by_address[flaky.address], flaky)
                for flaky in history.flaky()
                if flaky.address in by_address
            ],
            "repeated": self._came_out_differently(),
            "slowest": history.slowest(self.shown),
        }
        return Page(address, "history.html", {"section": "history", **values})

    def _changes(self, address: str) -> Page:
        values = {
            "page": self.site.setting(address),
            "changes": self.site.changes,
            "changed": _in_short(self.site.changes),
            "before": self.site.before.runs,
        }
        return Page(address, "changes.html", {"section": "changes", **values})

    def _capability(self, capability: Capability) -> Page:
        page = self.site.setting(capability.address)
        return Page(
            capability.address,
            "capability.html",
            {
                "page": page,
                "capability": capability,
                "text": self._markdown(capability, page, capability.text),
                "shares": self._shares_of(capability),
                "capabilities": [*map(self._card, capability.capabilities)],
                "features": [*map(self._line, capability.features)],
                **self._way(capability),
            },
        )

    def _feature(self, feature: Feature) -> Page:
        page = self.site.setting(feature.address)
        in_full = _lines(feature.all_scenarios) <= MOST_LINES
        own = [Group(None, (), (), self._items(feature.scenarios, page, in_full))]
        narrative = page.blocks(feature.narrative)
        background = page.written(feature.background)
        return Page(
            feature.address,
            "feature.html",
            {
                "page": page,
                "feature": feature,
                "narrative": narrative,
                "background": background,
                "groups": [*own, *(self._group(rule, page, in_full) for rule in feature.rules)],
                "problems": [(p.where, page.failure(p.failure)) for p in feature.problems],
                "shares": self._shares_of(feature),
                "tags": feature.tags,
                **self._way(feature),
            },
        )

    def _rule(self, rule: Rule) -> Page:
        page = self.site.setting(rule.address)
        in_full = _lines(rule.scenarios) <= MOST_LINES
        return Page(
            rule.address,
            "rule.html",
            {
                "page": page,
                "rule": rule,
                "feature_background": page.written(rule.feature.background),
                "group": self._group(rule, page, in_full),
                "shares": self._shares_of(rule),
                "tags": rule.tags,
                **self._way(rule),
            },
        )

    def _scenario(self, scenario: Scenario) -> Page:
        page = self.site.setting(scenario.address)
        told = (
            self._told_examples(scenario, page) if scenario.tables else self._told(scenario, page)
        )
        return Page(
            scenario.address,
            "scenario.html",
            {
                "page": page,
                "scenario": scenario,
                "sentence": what_became_of(scenario),
                "description": page.blocks(scenario.description),
                "backgrounds": [page.written(steps) for steps in scenario.backgrounds],
                "written": page.written(scenario.steps, columns_of(scenario)),
                "told": told,
                "gallery": self._gallery(scenario, page),
                "phrases": self._phrases_of(scenario),
                "last_runs": self.site.history.last_runs(scenario.address),
                "since": self.site.history.failing_since(scenario),
                **self._way(scenario),
            },
        )

    def _noun(self, noun: Noun) -> Page:
        return Page(
            noun.address,
            "noun.html",
            {"page": self.site.setting(noun.address), "noun": noun, "section": "phrases"},
        )

    def _phrase(self, phrase: PhrasePage) -> Page:
        return Page(
            phrase.address,
            "phrase.html",
            {
                "page": self.site.setting(phrase.address),
                "phrase": phrase,
                "uses": phrase.uses[:MOST_LISTED],
                "uses_more": len(phrase.uses) - MOST_LISTED,
                "section": "phrases",
            },
        )

    def _came_out_differently(self) -> list[tuple[Scenario, str]]:
        """Find the scenarios that one run repeated, or tried again, with another outcome."""
        found = {}
        for scenario in self.shown.scenarios:
            for result in scenario.results:
                runs = result.run.flaky.get(result.scenario.location)
                if runs:
                    found[scenario] = counted(run.outcome for run in runs)
        return list(found.items())

    def _told(self, scenario: Scenario, page: Setting) -> list[Told]:
        """Tell each run of a scenario, the one with most to tell first."""
        results = sorted(
            scenario.own_results,
            key=lambda r: (WEIGHT.index(r.scenario.outcome), not r.scenario.evidence),
        )
        return [self._tell(scenario, result, result.run.name, page) for result in results]

    def _told_examples(self, scenario: Scenario, page: Setting) -> list[Told]:
        """Tell the examples that did not come out as they should."""
        return [
            self._tell(scenario, result, title, page)
            for title, result in _results_of_examples(scenario)
            if result.scenario.outcome in WORTH_TELLING
        ][:MOST_EXAMPLES]

    def _gallery(self, scenario: Scenario, page: Setting) -> list[Figure]:
        """Show what was seen of the examples that are told by their rows alone."""
        return [
            Figure(figure.kept, f"{title} {ARROW} {figure.caption}")
            for title, result in _results_of_examples(scenario)
            if result.scenario.outcome not in WORTH_TELLING
            for figure in page.figures(result.scenario)
        ][:MOST_SEEN]

    def _tell(self, scenario: Scenario, result: Result, title: str, page: Setting) -> Told:
        outcome = result.scenario
        before = [step for steps in scenario.backgrounds for step in steps]
        notes, figures = page.attached(outcome.attachments)
        return Told(
            title=title,
            run=result.run,
            outcome=outcome.outcome,
            sentence=sentence_on(result),
            before=page.ran(before, outcome.steps),
            steps=page.ran(scenario.steps, outcome.steps),
            failures=[*map(page.failure, outcome.failures)],
            notes=notes,
            figures=figures,
        )

    def _phrases_of(self, scenario: Scenario) -> list[tuple[str, PhrasePage | None]]:
        return [
            (f"{keyword} {text}", phrase)
            for keyword, text, phrase in self.site.phrasebook.phrases_of(scenario)
        ][:MOST_LISTED]

    def _group(self, rule: Rule, page: Setting, in_full: bool) -> Group:
        return Group(
            rule,
            page.blocks(rule.description),
            page.written(rule.background),
            self._items(rule.scenarios, page, in_full),
        )

    def _items(self, scenarios: Iterable[Scenario], page: Setting, in_full: bool) -> list[Item]:
        if not in_full:
            return [Item(s, what_became_of(s)) for s in scenarios]
        return [
            Item(
                s,
                what_became_of(s),
                page.blocks(s.description),
                page.written(s.steps, columns_of(s)),
            )
            for s in scenarios
        ]

    def _card(self, capability: Capability) -> tuple:
        intro = opening(plain(lead(capability.text)))
        return capability, intro, self._shares_of(capability), len(capability.all_features)

    def _line(self, feature: Feature) -> tuple:
        return feature, opening(feature.narrative), self._shares_of(feature)

    def _shares_of(self, thing: Capability | Feature | Rule) -> Shares:
        if thing not in self._shares:
            scenarios = thing.scenarios if isinstance(thing, Rule) else thing.all_scenarios
            self._shares[thing] = Shares(o for s in scenarios for o in s.outcomes)
        return self._shares[thing]

    def _problems(self) -> Iterable[Problem]:
        return [*(p for f in self.shown.features for p in f.problems), *self.shown.problems]

    def _markdown(self, capability: Capability, page: Setting, text: str) -> SafeString:
        return to_html(text, self.site.finder(capability.folder, page.up))

    def _way(self, thing: Capability | Feature | Rule | Scenario) -> dict[str, Any]:
        """Say where a page is: what is above it, and what comes before and after."""
        return {
            "section": "home",
            "above": list(reversed([*_above(thing)])),
            "neighbours": self.site.neighbours(thing),
        }


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


def _by_tag(specification: Specification) -> dict[str, list[Scenario]]:
    found: dict[str, list[Scenario]] = {}
    for scenario in specification.scenarios:
        for tag in dict.fromkeys([*scenario.tags, *(t for e in scenario.tables for t in e.tags)]):
            found.setdefault(tag, []).append(scenario)
    return found


def _outcomes(scenarios: Iterable[Scenario]) -> Iterator[Outcome]:
    return (outcome for scenario in scenarios for outcome in scenario.outcomes)


def _counted(points: Iterable[Point]) -> list[tuple[Point, list[int]]]:
    return [(point, [point.counts[share] for share in Share]) for point in points]


def _names(history: History) -> list[str]:
    return list(dict.fromkeys(run.name for run in reversed(history.runs)))


def _in_short(changes: Changes | None) -> list[tuple[str, int]]:
    """Count what changed, of each kind that there is."""
    if changes is None:
        return []
    counts = {field.name: len(getattr(changes, field.name)) for field in fields(changes)}
    return [(CHANGED[name], number) for name, number in counts.items() if number]


def _lines(scenarios: Iterable[Scenario]) -> int:
    """Count the lines that the steps and the tables of scenarios fill."""
    return sum(
        1
        + sum(1 + len(s.rows) + len((s.doc_string or "").splitlines()) for s in scenario.steps)
        + sum(1 for _ in scenario.examples)
        for scenario in scenarios
    )


def _results_of_examples(scenario: Scenario) -> Iterator[tuple[str, Result]]:
    for table in scenario.tables:
        for example in table.rows:
            for result in example.results:
                yield _example_title(example, table), result


def _example_title(example: Example, table: Examples) -> str:
    cells = zip(table.header, example.cells, strict=False)
    return ", ".join(f"{name}: {value}" for name, value in cells)
