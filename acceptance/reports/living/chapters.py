"""The pages that lead from the whole product to its scenarios."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from acceptance.reports.living.model import Capability, Feature, Rule, Scenario
from acceptance.reports.living.page import Page, markdown, way
from acceptance.reports.living.prose import lead, opening, plain
from acceptance.reports.living.setting import SetStep, Setting, columns_of
from acceptance.reports.living.site import Site
from acceptance.reports.living.telling import reason_in_a_line, verdict, what_became_of
from acceptance.stream.outcomes import Problem

# With more lines than this, the page of a feature or of a rule lists its scenarios by their titles.
MOST_LINES = 150
MOST_FAILING = 20


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


def home(site: Site, address: str) -> Page:
    """Tell how the product stands, what is failing, and what it can do."""
    page = site.setting(address)
    product = site.specification.product
    failing = [s for s in site.specification.scenarios if s.outcome.is_failure]
    return Page(
        address,
        "home.html",
        {
            "page": page,
            "section": "home",
            "verdict": verdict(site.specification),
            "shares": site.shares(product),
            "intro": markdown(site, product, page, lead(product.text)),
            "failing": [
                (s, reason_in_a_line(s), site.history.failing_since(s))
                for s in failing[:MOST_FAILING]
            ],
            "failing_more": len(failing) - MOST_FAILING,
            "problems": [(p.where, page.failure(p.failure)) for p in _problems(site)],
            "capabilities": [_card(site, c) for c in product.capabilities],
            "features": [_line(site, f) for f in product.features],
            "changed": site.changed,
        },
    )


def of_capability(site: Site, capability: Capability) -> Page:
    """Tell a capability by its README, and list its features."""
    page = site.setting(capability.address)
    return Page(
        capability.address,
        "capability.html",
        {
            "page": page,
            "capability": capability,
            "text": markdown(site, capability, page, capability.text),
            "shares": site.shares(capability),
            "capabilities": [_card(site, c) for c in capability.capabilities],
            "features": [_line(site, f) for f in capability.features],
            **way(site, capability),
        },
    )


def of_feature(site: Site, feature: Feature) -> Page:
    """Tell a feature with its rules; if it is not too long, with all steps."""
    page = site.setting(feature.address)
    in_full = _lines(feature.all_scenarios) <= MOST_LINES
    # In the order of the page, since each word of the glossary is linked where it is read first.
    narrative = page.blocks(feature.narrative)
    background = page.written(feature.background)
    own = Group(None, (), (), _items(feature.scenarios, page, in_full))
    return Page(
        feature.address,
        "feature.html",
        {
            "page": page,
            "feature": feature,
            "narrative": narrative,
            "background": background,
            "groups": [own, *(_group(rule, page, in_full) for rule in feature.rules)],
            "problems": [(p.where, page.failure(p.failure)) for p in feature.problems],
            "shares": site.shares(feature),
            "tags": feature.tags,
            **way(site, feature),
        },
    )


def of_rule(site: Site, rule: Rule) -> Page:
    """Tell a rule with its scenarios; if it is not too long, with all steps."""
    page = site.setting(rule.address)
    in_full = _lines(rule.scenarios) <= MOST_LINES
    return Page(
        rule.address,
        "rule.html",
        {
            "page": page,
            "rule": rule,
            "feature_background": page.written(rule.feature.background),
            "group": _group(rule, page, in_full),
            "shares": site.shares(rule),
            "tags": rule.tags,
            **way(site, rule),
        },
    )


def _group(rule: Rule, page: Setting, in_full: bool) -> Group:
    return Group(
        rule,
        page.blocks(rule.description),
        page.written(rule.background),
        _items(rule.scenarios, page, in_full),
    )


def _items(scenarios: Iterable[Scenario], page: Setting, in_full: bool) -> list[Item]:
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


def _card(site: Site, capability: Capability) -> tuple:
    intro = opening(plain(lead(capability.text)))
    return capability, intro, site.shares(capability), len(capability.all_features)


def _line(site: Site, feature: Feature) -> tuple:
    return feature, opening(feature.narrative), site.shares(feature)


def _problems(site: Site) -> list[Problem]:
    """Collect what failed outside the scenarios."""
    return [
        *(p for f in site.specification.features for p in f.problems),
        *site.specification.problems,
    ]


def _lines(scenarios: Iterable[Scenario]) -> int:
    """Count the lines that the steps and the tables of scenarios fill."""
    return sum(
        1
        + sum(1 + len(s.rows) + len((s.doc_string or "").splitlines()) for s in scenario.steps)
        + sum(1 for _ in scenario.examples)
        for scenario in scenarios
    )
