"""Remember how long scenarios took, so that the next run can be shared out well.

The record is a JSON file: seconds by driver, feature file and name of the scenario, which stays the
same when lines move.
"""

import json
from pathlib import Path

from acceptance.stream.outcomes import RunOutcome

Durations = dict[str, dict[str, float]]
Record = dict[str, Durations]


class DurationsError(Exception):
    """The record cannot be used; the message says what to do."""


def read_durations(file: Path) -> Record:
    """Read a record; there is none before the first run."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DurationsError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise DurationsError(f"{file} is no record of durations; remove it") from error
    if not _has_depth(found, 3):
        raise DurationsError(f"{file} is no record of durations; remove it")
    return found


def driver_of(run: RunOutcome) -> str:
    """Tell with which driver a run was made; a scenario takes longer in a browser."""
    return dict(run.conditions).get("driver", "fast")


def updated(record: Record, run: RunOutcome) -> Record:
    """Bring a record up to date: of what did not run it keeps what it knew."""
    driver = driver_of(run)
    known = dict(record.get(driver, {}))
    for feature in run.features:
        before = known.get(feature.file, {})
        now = {s.name: round(s.duration, 4) for s in feature.scenarios if s.started}
        names = {scenario.name for scenario in feature.scenarios}
        known[feature.file] = {n: s for n, s in {**before, **now}.items() if n in names}
    return {**record, driver: known}


def write_durations(file: Path, record: Record) -> None:
    """Write a record."""
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{text}\n", encoding="utf-8", errors="backslashreplace")


def _has_depth(found: object, depth: int) -> bool:
    if depth == 0:
        return isinstance(found, int | float)
    return isinstance(found, dict) and all(_has_depth(value, depth - 1) for value in found.values())
