"""Cut a run into batches, which can run in any order and anywhere.

A batch is what runs inside one opening of its feature, with the hooks
of the feature around it: the whole feature where nothing else was asked for, otherwise scenarios
of one feature that come one after another.
"""

import copy
import random
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from behave.model import Feature, Rule, Scenario, ScenarioOutline

LARGEST_SEED = 2**32


@dataclass(frozen=True)
class Order:
    """How scenarios follow each other: as written, or shuffled by a seed."""

    seed: int | None = None

    def __str__(self) -> str:
        return "defined" if self.seed is None else f"random:{self.seed}"


@dataclass(frozen=True)
class Batch:
    """Scenarios of one feature that run one after another.

    A whole feature runs as it was written, with what is to be passed over.
    """

    feature: Feature
    scenarios: tuple[Scenario, ...]
    repetition: int = 1
    is_whole: bool = False

    def of(self, scenarios: Iterable[Scenario]) -> "Batch":
        """Take some of its scenarios."""
        return Batch(self.feature, tuple(scenarios), self.repetition)


def read_order(text: str) -> Order:
    """Read `defined`, `random` or `random:SEED`; draw a seed if none is given."""
    kind, _, seed = text.partition(":")
    if text == "defined":
        return Order()
    if kind != "random" or (":" in text and not seed.isdecimal()):
        raise ArgumentTypeError(
            f'{text}: write "defined", "random", or "random:SEED" with a whole number'
        )
    return Order(int(seed) if seed else random.randrange(LARGEST_SEED))  # noqa: S311 (no secret)


def shuffled(scenarios: Iterable[Scenario], order: Order) -> list[Scenario]:
    """Put scenarios into their order; every seed gives one order on every machine."""
    found = list(scenarios)
    if order.seed is not None:
        random.Random(order.seed).shuffle(found)  # noqa: S311 (no secret)
    return found


def whole_features(
    features: Sequence[Feature], to_run: Set[Scenario], repetitions: int
) -> Iterator[Batch]:
    """Take the features as they are written, for every repetition."""
    for repetition in range(1, repetitions + 1):
        for feature in features:
            scenarios = tuple(s for s in feature.walk_scenarios() if s in to_run)
            yield Batch(feature, scenarios, repetition, is_whole=True)


def in_batches(
    scenarios: Sequence[Scenario], features: Mapping[Scenario, Feature], repetitions: int
) -> Iterator[Batch]:
    """Cut a sequence of scenarios where the feature changes, for every repetition."""
    for repetition in range(1, repetitions + 1):
        for found in _runs(scenarios, features.__getitem__):
            yield Batch(features[found[0]], tuple(found), repetition)


def excerpt(batch: Batch) -> Feature:
    """Copy a feature with the scenarios of a batch only, in their order.

    Rules and outlines are copied as often as the order needs them; behave runs the copies.
    """
    feature = copy.copy(batch.feature)
    feature.run_items = []
    for of_rule in _runs(batch.scenarios, _rule):
        container, rule = feature, _rule(of_rule[0])
        if rule:
            container = copy.copy(rule)
            container.run_items = []
            feature.run_items.append(container)
        for scenarios in _runs(of_rule, _outline):
            outline = _outline(scenarios[0])
            container.run_items += [_part(outline, scenarios)] if outline else scenarios
    return feature


def _runs(scenarios: Iterable[Scenario], key: Callable[[Scenario], object]) -> list[list[Scenario]]:
    """Cut scenarios where what they belong to changes; behave calls what has one title equal."""
    return [list(found) for _, found in groupby(scenarios, key=lambda s: id(key(s)))]


def _rule(scenario: Scenario) -> Rule | None:
    parent = (_outline(scenario) or scenario).parent
    return parent if isinstance(parent, Rule) else None


def _outline(scenario: Scenario) -> ScenarioOutline | None:
    return scenario.parent if isinstance(scenario.parent, ScenarioOutline) else None


def _part(outline: ScenarioOutline, scenarios: list[Scenario]) -> ScenarioOutline:
    part = copy.copy(outline)
    part._scenarios = scenarios
    return part
