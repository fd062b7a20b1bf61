"""Expect of scenarios what the last run told of them."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from behave.model import Scenario

from acceptance.running.batches import Batch
from acceptance.running.tracebacks import relative
from acceptance.stream.durations import Durations

# So many times the usual duration make a scenario a long one.
LONG = 3


def expected_durations(
    scenarios: Iterable[Scenario], durations: Durations
) -> dict[Scenario, float]:
    """Look up how long scenarios took; one that is new is expected to be as long as most."""
    known = {s: durations.get(relative(s.filename), {}).get(s.name) for s in scenarios}
    found = [seconds for seconds in known.values() if seconds is not None]
    usual = median(found) if found else 1.0
    return {s: usual if seconds is None else seconds for s, seconds in known.items()}


def long_ones_first(batches: Sequence[Batch], expected: Mapping[Scenario, float]) -> list[Batch]:
    """Begin with what takes longest, so that at the end no worker waits for another.

    Other scenarios stay together as they are, so that features come to their ends one by one.
    """
    scenarios = {scenario for batch in batches for scenario in batch.scenarios}
    if not scenarios:
        return []
    limit = LONG * median(expected[scenario] for scenario in scenarios)
    long = [
        batch.of([scenario])
        for batch in batches
        for scenario in batch.scenarios
        if expected[scenario] > limit
    ]
    long.sort(key=lambda batch: -expected[batch.scenarios[0]])
    rest = (batch.of(s for s in batch.scenarios if expected[s] <= limit) for batch in batches)
    return long + [batch for batch in rest if batch.scenarios]
