"""Decide what a run is made of, from the features that were loaded and what was asked for."""

from dataclasses import dataclass, field

from behave.configuration import Configuration
from behave.model import Feature, Scenario

from acceptance.reports.rerun import locations
from acceptance.running.batches import Batch, Order, in_batches, shuffled, whole_features
from acceptance.running.errors import CouldNotRun
from acceptance.running.expectations import expected_durations, long_ones_first
from acceptance.running.selection import Selection, reverse, select
from acceptance.running.shards import Part, digest_of, share
from acceptance.running.tracebacks import relative
from acceptance.stream.durations import Durations
from acceptance.stream.outcomes import Location, RunOutcome, Shard


@dataclass(frozen=True)
class Wishes:
    """What was asked for: which scenarios, how often, in which order, in how many processes.

    `failed` is the run of which to run again what did not pass. Without workers everything runs in
    this process.
    """

    order: Order = field(default_factory=Order)
    reverse: bool = False
    repetitions: int = 1
    part: Part | None = None
    failed: RunOutcome | None = None
    workers: int = 0


@dataclass(frozen=True)
class Plan:
    """What a run is made of; `expected` is its duration in seconds, 0 if nothing tells it."""

    selection: Selection
    batches: list[Batch]
    repetitions: int
    shard: Shard | None
    expected: float


def make_plan(
    features: list[Feature], config: Configuration, wishes: Wishes, durations: Durations
) -> Plan:
    """Select, share out and order the scenarios."""
    selection = select(features, config)
    if wishes.failed:
        _keep_what_failed(selection, features, wishes.failed)
        if selection.is_empty:
            raise CouldNotRun("What did not pass in the last run is not there any more")
    if selection.is_empty:
        raise CouldNotRun(_nothing_matches(config))
    scenarios = [s for feature in features for s in feature.walk_scenarios()]
    expected = expected_durations([s for s in scenarios if s in selection.to_run], durations)
    shard = None
    if wishes.part:
        shard = _keep_part(selection, features, wishes.part, expected)
    if wishes.reverse:
        reverse(features)
    return Plan(
        selection=selection,
        batches=_batches(selection, features, wishes, expected),
        repetitions=wishes.repetitions,
        shard=shard,
        expected=sum(expected[s] for s in selection.to_run) * wishes.repetitions * bool(durations),
    )


def _keep_what_failed(selection: Selection, features: list[Feature], failed: RunOutcome) -> None:
    """Find again what did not pass, by its name: lines may have moved since then."""
    places = set(locations(failed))
    wanted = {
        (scenario.location.file, scenario.name)
        for scenario in failed.scenarios
        if places & {scenario.location, Location(scenario.location.file)}
    }
    found = {s for s in selection.to_run if (relative(s.filename), s.name) in wanted}
    selection.empty.clear()
    selection.narrow(features, found)


def _keep_part(
    selection: Selection, features: list[Feature], part: Part, expected: dict[Scenario, float]
) -> Shard:
    """Keep what this machine is to run; what is only planned belongs to one machine, too."""
    costs = expected | dict.fromkeys(selection.planned, 0.0)
    parts = share(list(costs), costs, part.of)
    selection.narrow(features, set(parts[part.number - 1]))
    return Shard(part.number, part.of, digest_of(parts))


def _batches(
    selection: Selection,
    features: list[Feature],
    wishes: Wishes,
    expected: dict[Scenario, float],
) -> list[Batch]:
    if wishes.order.seed is None and not wishes.workers:
        return list(whole_features(features, selection.to_run, wishes.repetitions))
    homes = {s: feature for feature in features for s in feature.walk_scenarios()}
    scenarios = [scenario for scenario in homes if scenario in selection.to_run]
    batches = list(in_batches(shuffled(scenarios, wishes.order), homes, wishes.repetitions))
    return long_ones_first(batches, expected) if wishes.workers else batches


def _nothing_matches(config: Configuration) -> str:
    asked = [f"--name={name}" for name in config.name or ()]
    asked += [f"--tags={tags}" for tags in config.tags or ()]
    patterns = {"include": config.include_re, "exclude": config.exclude_re}
    asked += [f"--{name}={found.pattern}" for name, found in patterns.items() if found]
    places = " ".join(map(str, config.paths))
    return (
        f"No scenario matches {' '.join(asked)} in {places}"
        if asked
        else (f"There is no scenario in {places}")
    )
