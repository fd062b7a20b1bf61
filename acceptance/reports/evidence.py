"""Show the pages that a run kept on one page of their own, in a folder that can be moved."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.template import Context, Engine

from acceptance.reports.summary import closing_line
from acceptance.reports.terminal import ARROW
from acceptance.stream.outcomes import Failure, RunOutcome, ScenarioOutcome

KINDS = {".html": "Saved page", ".zip": "Trace"}


def write_index(run: RunOutcome, file: Path) -> None:
    """Write the page: what failed and why, then the other scenarios of which a page was kept."""
    engine = Engine(dirs=[Path(__file__).parent])  # whatever the project's TEMPLATES say
    folder = file.parent
    values = {
        "closing_line": closing_line(run),
        "is_interrupted": run.interrupted,
        "problems": [_failure(p.failure, folder, p.where) for p in run.all_problems],
        "features": [*_features(run, folder, failed=True), *_features(run, folder, failed=False)],
    }
    page = engine.get_template("evidence.html").render(Context(values))
    # A message may quote what is no text.
    file.write_text(page, encoding="utf-8", errors="backslashreplace")


def _features(run: RunOutcome, folder: Path, *, failed: bool) -> Iterator[dict[str, Any]]:
    for feature in run.features:
        scenarios = [
            _scenario(scenario, folder)
            for scenario in feature.scenarios
            if scenario.outcome.is_failure is failed and (failed or _was_seen(scenario))
        ]
        if scenarios:
            yield {"name": feature.name, "failed": failed, "scenarios": scenarios}


def _was_seen(scenario: ScenarioOutcome) -> bool:
    return bool(scenario.evidence or scenario.missing_evidence)


def _scenario(scenario: ScenarioOutcome, folder: Path) -> dict[str, Any]:
    of_steps = [_failure(s.failure, folder, s.text) for s in scenario.steps if s.failure]
    return {
        "title": f" {ARROW} ".join(scenario.path) or scenario.location,
        "outcome": scenario.outcome,
        "location": scenario.location,
        "missing": scenario.missing_evidence,
        "failures": of_steps + [_failure(failure, folder) for failure in scenario.failures],
        "pages": [
            (step, _link(step.evidence.file, folder)) for step in scenario.steps if step.evidence
        ],
    }


def _failure(failure: Failure, folder: Path, where: str = "") -> dict[str, Any]:
    files = failure.page.details if failure.page else ()
    return {
        "where": where,
        "reason": ": ".join(filter(None, (failure.during, failure.reason))),
        "page": failure.page,
        "links": [(KINDS.get(Path(file).suffix, file), _link(file, folder)) for file in files],
    }


def _link(file: str, folder: Path) -> str:
    """Find a file from the page's folder."""
    return quote(Path(os.path.relpath(file, folder)).as_posix())
