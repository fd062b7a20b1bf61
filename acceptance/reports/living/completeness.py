"""Find out what the runs leave open: a specification that was not checked must say so."""

from collections.abc import Iterator

from acceptance.reports.living.model import Run, Specification
from acceptance.reports.summary import plural
from acceptance.stream.outcomes import Outcome

UNCHECKED = {Outcome.INTERRUPTED, Outcome.NOT_RUN, Outcome.NOT_SELECTED}
FEW = 5


def what_is_missing(specification: Specification) -> list[str]:
    """Say in sentences what was to be run and was not; nothing if all was."""
    return [
        *(sentence for run in specification.runs for sentence in _of_run(run)),
        *_scenarios(specification),
        *_files(specification),
    ]


def _of_run(run: Run) -> Iterator[str]:
    outcome = run.outcome
    if run.is_cut_off:
        yield f"The run ({run.name}) did not come to its end: its stream is cut off."
    elif outcome.interrupted:
        yield f"The run ({run.name}) was interrupted."
    elif outcome.stopped_by:
        yield f"The run ({run.name}) ended early: {outcome.stopped_by}."
    if outcome.dry_run:
        yield f"The run ({run.name}) was a dry run: no scenario was run."
    if outcome.shard:
        yield (
            f"The run ({run.name}) is part {outcome.shard} of one that was shared out; "
            "manage.py spec merge makes one run of all parts."
        )


def _scenarios(specification: Specification) -> Iterator[str]:
    """Count what no run has checked."""
    open_ones = [
        scenario for scenario in specification.scenarios if UNCHECKED & set(scenario.outcomes)
    ]
    if open_ones:
        number = sum(o in UNCHECKED for scenario in open_ones for o in scenario.outcomes)
        verb = "was" if number == 1 else "were"
        files = list(dict.fromkeys(scenario.feature.file for scenario in open_ones))
        more = f" and {len(files) - FEW} files more" if len(files) > FEW else ""
        yield f"{plural(number, 'scenario')} {verb} not run: {', '.join(files[:FEW])}{more}."


def _files(specification: Specification) -> Iterator[str]:
    """Tell of feature files that no run was asked for; which ones, no stream knows."""
    paths = [run.preface.paths for run in specification.runs]
    if all(paths):
        asked_for = list(dict.fromkeys(path for of_run in paths for path in of_run))
        more = f" and {len(asked_for) - FEW} more" if len(asked_for) > FEW else ""
        yield (
            f"Only {', '.join(asked_for[:FEW])}{more} {'was' if len(asked_for) == 1 else 'were'} "
            "asked for; other feature files are left out."
        )
