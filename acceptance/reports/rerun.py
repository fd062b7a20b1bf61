"""List what is to be run again, as behave reads it: `manage.py behave @build/failed.txt`."""

import glob
import os
from pathlib import Path

from acceptance.stream.outcomes import FeatureOutcome, Location, Outcome, RunOutcome

NOTHING = "# Nothing is to be run again."


def locations(run: RunOutcome) -> list[Location]:
    """Find what did not pass: scenarios, and features that failed though their scenarios did not.

    Scenarios that were skipped, are planned or were not selected are left out, and of a dry run
    also those that it did not run.
    """
    found = dict.fromkeys(place for feature in run.features for place in _of_feature(feature, run))
    return list(found)


def render(run: RunOutcome, folder: Path) -> str:
    """Write the list for a file in a folder, from where behave looks for the features."""
    lines = [_line(location, folder) for location in locations(run)]
    return "\n".join(dict.fromkeys(lines or [NOTHING])) + "\n"


def _of_feature(feature: FeatureOutcome, run: RunOutcome) -> list[Location]:
    found = [s.location for s in feature.scenarios if _did_not_pass(s.outcome, run)]
    return found or ([Location(feature.file)] if feature.problems else [])


def _did_not_pass(outcome: Outcome, run: RunOutcome) -> bool:
    was_cut_off = outcome in {Outcome.INTERRUPTED, Outcome.NOT_RUN} and not run.dry_run
    return outcome.is_failure or was_cut_off


def _line(location: Location, folder: Path) -> str:
    file = location.file
    if not Path(file).is_absolute():
        file = Path(os.path.relpath(file, folder)).as_posix()
    if glob.has_magic(file):  # behave takes it for a wildcard, and knows none with a line
        return glob.escape(file)
    if file.startswith("#"):  # behave takes it for a comment
        file = f"./{file}"
    return str(Location(file, location.line))
