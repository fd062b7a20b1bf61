"""Remember what earlier runs found, for pages that tell how things came about.

The history is a file of JSON lines, a line per run, oldest first. Scenarios are those that have a
page: an outline is one. They stand under their outcome and under the folder of their address, with
the seconds that they took, since every other layout repeats these for each of thousands.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from heapq import nlargest
from itertools import islice
from pathlib import Path
from statistics import median
from sys import intern

from acceptance.reports.living.model import (
    Result,
    Run,
    Scenario,
    Share,
    Specification,
    share_of,
    weightiest,
)
from acceptance.stream.outcomes import Outcome

# A trend of more is not legible, and a line may take half a megabyte for 10,000 scenarios.
RUNS_KEPT = 100
LAST = 10
SLOWEST = 10
MILLISECONDS = 3


class HistoryError(Exception):
    """The history cannot be used; the message says what to do."""


@dataclass(frozen=True)
class RecordedRun:
    """What is remembered of a run: of each scenario its outcome, and the seconds that it took.

    `counts` are those of the run, where examples are counted one by one.
    """

    when: datetime
    name: str
    duration: float
    revision: str
    is_changed: bool
    is_incomplete: bool
    counts: Mapping[Outcome, int]
    scenarios: Mapping[str, tuple[Outcome, float]]


@dataclass(frozen=True, slots=True)
class PastRun:
    """What became of one scenario in a run."""

    when: datetime
    name: str
    outcome: Outcome
    seconds: float
    revision: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Since:
    """The first run of an unbroken series of failures, and how many runs failed since.

    `is_known_before` tells that the scenario passed before; otherwise the series may be longer.
    """

    when: datetime
    name: str
    revision: str
    is_changed: bool
    runs: int
    is_known_before: bool


@dataclass(frozen=True, slots=True)
class Flaky:
    """A scenario that both passed and failed on one commit, and how often."""

    address: str
    passed: int
    failed: int


@dataclass(frozen=True, slots=True)
class Slow:
    """What a scenario usually takes in the runs of a name."""

    scenario: Scenario
    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Point:
    """A run as a trend shows it."""

    when: datetime
    counts: Counter[Share]
    seconds: float


@dataclass(frozen=True)
class History:
    """The runs that are remembered, oldest first."""

    runs: tuple[RecordedRun, ...] = ()

    def with_runs(self, specification: Specification) -> "History":
        """Add the runs that a specification is told from, unless they are known."""
        found: dict[Run, dict[str, list[Result]]] = {run: {} for run in specification.runs}
        for scenario in specification.scenarios:
            for result in scenario.results:
                found[result.run].setdefault(scenario.address, []).append(result)
        # A dry run finds nothing out, and one that began nobody knows when has no place.
        new = {
            run: results
            for run, results in found.items()
            if run.started and not run.outcome.dry_run
        }
        return _sorted(*self.runs, *(_record(run, results) for run, results in new.items()))

    @property
    def names(self) -> list[str]:
        """Name the ways in which runs were made, that of the newest run first."""
        return list(dict.fromkeys(run.name for run in reversed(self.runs)))

    def last_runs(self, address: str, name: str | None = None) -> list[PastRun]:
        """List what became of a scenario lately, newest first."""
        return list(islice(self._past(address, name), LAST))

    def failing_since(self, scenario: Scenario) -> Since | None:
        """Find out how long a scenario has been failing, of the runs in which it fails now."""
        names = {r.run.name for r in scenario.results if r.scenario.outcome.is_failure}
        series = [self._series(scenario.address, name) for name in sorted(names)]
        return min(filter(None, series), key=lambda since: since.when, default=None)

    def flaky(self) -> list[Flaky]:
        """Find the scenarios that both passed and failed on one commit, the worst first."""
        passed, failed = Counter(), Counter()
        for runs in self._of_one_commit():
            found = defaultdict(Counter)
            for run in runs:
                for address, (outcome, _) in run.scenarios.items():
                    found[address][share_of(outcome)] += 1
            for address, shares in found.items():
                if shares[Share.PASSED] and shares[Share.FAILING]:
                    passed[address] += shares[Share.PASSED]
                    failed[address] += shares[Share.FAILING]
        flaky = [Flaky(address, passed[address], failed[address]) for address in passed]
        return sorted(flaky, key=lambda found: (-found.failed, found.address))

    def slowest(self, specification: Specification, many: int = SLOWEST) -> list[Slow]:
        """Name the scenarios that usually take longest, each by the runs where it does."""
        found = (self._usually(scenario) for scenario in specification.scenarios)
        return nlargest(many, filter(None, found), key=lambda slow: slow.seconds)

    def trend(self, name: str) -> list[Point]:
        """Tell how the runs of a name came out, oldest first; those that left nothing out."""
        return [
            Point(run.when, _in_shares(run.counts), run.duration)
            for run in reversed(self._newest_first.get(name, []))
            if not run.is_incomplete
        ]

    @cached_property
    def _newest_first(self) -> dict[str | None, list[RecordedRun]]:
        """Sort the runs by name; those of no name are all."""
        found: dict[str | None, list[RecordedRun]] = {None: list(reversed(self.runs))}
        for run in reversed(self.runs):
            found.setdefault(run.name, []).append(run)
        return found

    def _past(self, address: str, name: str | None) -> Iterator[PastRun]:
        for run in self._newest_first.get(name, []):
            if address in run.scenarios:
                yield PastRun(
                    run.when, run.name, *run.scenarios[address], run.revision, run.is_changed
                )

    def _series(self, address: str, name: str) -> Since | None:
        """Go back until the scenario passed; a run in which it did not run says nothing."""
        failures, is_known_before = [], False
        for past in self._past(address, name):
            if past.outcome.is_failure:
                failures.append(past)
            elif past.outcome is Outcome.PASSED:
                is_known_before = True
                break
        if not failures:
            return None
        first = failures[-1]
        return Since(
            first.when, name, first.revision, first.is_changed, len(failures), is_known_before
        )

    def _of_one_commit(self) -> Iterable[list[RecordedRun]]:
        """Put runs together that differ in nothing but in when they were made."""
        found: dict[tuple[str, str], list[RecordedRun]] = {}
        for run in self.runs:
            if run.revision and not run.is_changed:
                found.setdefault((run.name, run.revision), []).append(run)
        return found.values()

    def _usually(self, scenario: Scenario) -> Slow | None:
        took = [
            Slow(scenario, name, median(seconds))
            for name in self._newest_first
            if name and (seconds := self._seconds(scenario.address, name))
        ]
        return max(took, key=lambda slow: slow.seconds, default=None)

    def _seconds(self, address: str, name: str) -> list[float]:
        return [past.seconds for past in self.last_runs(address, name) if past.seconds]


def read_history(file: Path) -> History:
    """Read a history; there is none before the first run."""
    try:
        with file.open("rb") as lines:
            return _sorted(*_read(file, lines))
    except FileNotFoundError:
        return History()
    except OSError as error:
        raise HistoryError(f"{file} cannot be read: {error.strerror}") from error


def write_history(file: Path, history: History) -> None:
    """Write a history, of each name the newest runs; if that fails, leave what there was."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, map(_as_line, _newest(history.runs)))
    except OSError as error:
        raise HistoryError(f"{file} cannot be written: {error.strerror}") from error


def _replace(file: Path, lines: Iterable[str]) -> None:
    unfinished = file.with_name(f"{file.name}.part")
    try:
        # JSON reads back what backslashreplace makes of half a surrogate pair.
        with unfinished.open("w", encoding="utf-8", errors="backslashreplace") as target:
            target.writelines(lines)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _newest(runs: Sequence[RecordedRun]) -> list[RecordedRun]:
    seen, kept = Counter(), []
    for run in reversed(runs):
        seen[run.name] += 1
        if seen[run.name] <= RUNS_KEPT:
            kept.append(run)
    return kept[::-1]


def _sorted(*runs: RecordedRun) -> History:
    """Keep the first of equal runs: a history may have been merged of two."""
    known: dict[tuple[datetime, str], RecordedRun] = {}
    for run in runs:
        known.setdefault((run.when, run.name), run)
    return History(tuple(known[key] for key in sorted(known)))


def _in_shares(counts: Mapping[Outcome, int]) -> Counter[Share]:
    found = Counter()
    for outcome, number in counts.items():
        found[share_of(outcome)] += number
    return found


def _record(run: Run, results: Mapping[str, list[Result]]) -> RecordedRun:
    outcome = run.outcome
    outcomes = (r.scenario.outcome for of_scenario in results.values() for r in of_scenario)
    scenarios = {
        address: (
            weightiest(result.scenario.outcome for result in of_scenario),
            round(sum(result.scenario.duration for result in of_scenario), MILLISECONDS),
        )
        for address, of_scenario in results.items()
    }
    return RecordedRun(
        when=datetime.fromtimestamp(round(outcome.started, MILLISECONDS), UTC),
        name=run.name,
        duration=round(outcome.duration, MILLISECONDS),
        revision=run.preface.revision,
        is_changed=run.preface.is_changed,
        is_incomplete=run.is_incomplete,
        counts=Counter(found for found in outcomes if found is not Outcome.NOT_SELECTED),
        scenarios={a: e for a, e in scenarios.items() if e[0] is not Outcome.NOT_SELECTED},
    )


def _as_line(run: RecordedRun) -> str:
    scenarios: dict[str, dict[str, dict[str, float]]] = {}
    for address, (outcome, seconds) in run.scenarios.items():
        folder, _, page = address.rpartition("/")
        scenarios.setdefault(outcome, {}).setdefault(folder, {})[page] = seconds
    told = {
        "started": run.when.isoformat(timespec="milliseconds"),
        "name": run.name,
        "duration": run.duration,
        "revision": run.revision,
        "changed": run.is_changed,
        "incomplete": run.is_incomplete,
        "counts": run.counts,
        "scenarios": scenarios,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read(file: Path, lines: Iterable[bytes]) -> Iterator[RecordedRun]:
    for number, line in enumerate(lines, start=1):
        try:
            yield _as_run(json.loads(line))
        except Exception as error:  # whatever can be wrong with JSON that anybody may have written
            if not line.endswith(b"\n"):
                return  # whoever wrote or copied it was interrupted
            raise HistoryError(
                f"{file}:{number} is no run of a history; remove the line, or restore the file"
            ) from error


def _as_run(told: dict) -> RecordedRun:
    outcomes = {Outcome(outcome): folders for outcome, folders in told["scenarios"].items()}
    return RecordedRun(
        when=datetime.fromisoformat(told["started"]).astimezone(UTC),
        name=str(told["name"]),
        duration=float(told["duration"]),
        revision=str(told["revision"]),
        is_changed=bool(told["changed"]),
        is_incomplete=bool(told["incomplete"]),
        counts={Outcome(outcome): int(number) for outcome, number in told["counts"].items()},
        scenarios={
            # An address stands in every run and is kept once.
            intern(f"{folder}/{page}" if folder else page): (outcome, float(seconds))
            for outcome, folders in outcomes.items()
            for folder, pages in folders.items()
            for page, seconds in pages.items()
        },
    )
