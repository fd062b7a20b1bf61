"""Decide what a run is about: what is selected, what is planned, what could never run."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from behave.configuration import Configuration
from behave.model import Feature, Rule, Scenario, ScenarioOutline

from acceptance.running.tracebacks import relative
from acceptance.stream.outcomes import Location

PLANNED_TAG = "wip"


@dataclass
class Selection:
    """The scenarios of a run by what is to become of them."""

    to_run: set[Scenario] = field(default_factory=set)
    planned: set[Scenario] = field(default_factory=set)
    # Features and outlines that have nothing to run, with the sentence that says so.
    empty: dict[Feature, list[tuple[Location, str]]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all was asked for."""
        return not (self.to_run or self.planned or any(self.empty.values()))

    def narrow(self, features: Sequence[Feature], keep: Set[Scenario]) -> None:
        """Keep some of the scenarios only, and have behave leave the others alone."""
        for scenario in (self.to_run | self.planned) - keep:
            scenario.mark_skipped()
        self.to_run &= keep
        self.planned &= keep
        for feature in features:
            _skip_what_is_idle(feature, self)


def select(features: Sequence[Feature], config: Configuration) -> Selection:
    """Sort the scenarios, and mark those that behave is to leave alone."""
    selection = Selection()
    wants_planned = names_tag(config.tag_expression, PLANNED_TAG)
    for feature in features:
        selection.empty[feature] = list(_what_is_empty(feature, config))
        for scenario in feature.walk_scenarios():
            if not scenario.should_run(config):
                continue
            is_planned = PLANNED_TAG in scenario.effective_tags and not wants_planned
            (selection.planned if is_planned else selection.to_run).add(scenario)
            if is_planned:
                scenario.mark_skipped()
        _skip_what_is_idle(feature, selection)
    return selection


def reverse(features: list[Feature]) -> None:
    """Turn the order of features and of scenarios round, to find those that need each other."""
    features.reverse()
    for container in [*features, *(rule for f in features for rule in f.iter_rules())]:
        container.run_items.reverse()
    for feature in features:
        for outline in feature.iter_scenario_outlines():
            outline.scenarios.reverse()


def names_tag(expression: object, tag: str, is_positive: bool = True) -> bool:
    """Tell whether a tag expression asks for a tag, other than to exclude it."""
    if hasattr(expression, "ands"):  # an old expression: a list of alternatives, "-" means not
        return any(tag in alternatives for alternatives in expression.ands)
    if hasattr(expression, "term"):
        return names_tag(expression.term, tag, not is_positive)
    if hasattr(expression, "terms"):
        return any(names_tag(term, tag, is_positive) for term in expression.terms)
    return is_positive and getattr(expression, "name", None) == tag


def is_planned(feature: Feature) -> bool:
    """Tell whether a whole feature is only planned."""
    return PLANNED_TAG in feature.tags


def _what_is_empty(feature: Feature, config: Configuration) -> Iterator[tuple[Location, str]]:
    """Find what looks like a specification and checks nothing."""
    selects_by_name_or_line = config.name or any(s.should_skip for s in feature.walk_scenarios())
    if selects_by_name_or_line or is_planned(feature):
        return
    if not feature.walk_scenarios(with_outlines=True) and feature.should_run(config):
        yield _location(feature), "The feature has no scenarios."
    for rule in feature.iter_rules():
        if not rule.run_items and PLANNED_TAG not in rule.tags and rule.should_run(config):
            yield _location(rule), "The rule has no scenarios."
    for outline in feature.iter_scenario_outlines():
        if not outline.scenarios and PLANNED_TAG not in outline.effective_tags:
            yield _location(outline), "The outline has no examples."


def _location(entity: Feature | Rule | ScenarioOutline) -> Location:
    return Location(relative(entity.filename), entity.line)


def _skip_what_is_idle(feature: Feature, selection: Selection) -> None:
    """Keep the hooks of features and rules from running for scenarios that do not."""
    containers: list[Feature | Rule] = [*feature.iter_rules(), feature]
    for container in containers:
        scenarios = container.walk_scenarios()
        if scenarios and selection.to_run.isdisjoint(scenarios):
            container.mark_skipped()
