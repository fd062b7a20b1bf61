"""Every report counts what the run counts, whatever became of it."""

import re
from collections import Counter
from pathlib import Path

import pytest
from junitparser import JUnitXml

from acceptance.reports import junit, markdown, rerun
from acceptance.reports.summary import closing_line
from acceptance.stream.outcomes import Outcome
from tests.acceptance.reports.runs import RUNS

PROBLEMS = "outside the scenarios"


def counted_by_junit(run):
    document = JUnitXml.fromstring(junit.render(run).encode())
    document.update_statistics()  # counts the cases anew
    broken = document.failures + document.errors
    passed = document.tests - broken - document.skipped
    return {"passed": passed, "failed": broken, "skipped": document.skipped}


def counted_in_the_table(run):
    rows = [
        [cell.strip() for cell in line.split("|")[2:-1]]
        for line in markdown.render(run).splitlines()
        if line.startswith("|")
    ]
    return Counter(dict(zip(rows[0], map(int, rows[2]), strict=True)))


def counted_in_the_heading(run):
    heading = markdown.render(run).splitlines()[0]
    return Counter({name: int(n) for n, name in re.findall(r"(\d+) ([a-z ]+)", heading)})


def items(run, title):
    """Count what a part of the summary lists."""
    text = f"{markdown.render(run)}\n## "
    found = re.search(
        rf"(?ms)^(## |<details><summary>){title}.*?(?=^## |^<details><summary>(?!All that))", text
    )
    return len(re.findall(r"(?m)^(?:- |### )", found[0])) if found else 0


@pytest.mark.parametrize("name", RUNS)
def test_every_report_counts_what_the_run_counts(name):
    run = RUNS[name]
    counts = run.counts
    left_out = counts[Outcome.NOT_SELECTED]
    never_ran = counts[Outcome.INTERRUPTED] + counts[Outcome.NOT_RUN]

    assert counted_by_junit(run) == {
        "passed": run.passed,
        "failed": run.failed,
        "skipped": run.skipped - left_out,
    }
    assert counted_in_the_table(run) == counts
    assert counted_in_the_heading(run) == Counter(
        {**counts, Outcome.NOT_SELECTED: 0, f"failed {PROBLEMS}": len(run.all_problems)}
    )
    assert closing_line(run) == (
        f"scenarios: {run.passed} passed, {run.failed} failed, {run.skipped} skipped"
    )

    told = [s for s in run.scenarios if s.outcome.is_failure]
    only_undefined = [s for s in told if s.outcome is Outcome.UNDEFINED and not s.failures]
    assert items(run, "Failed scenarios") == len(told) - len(only_undefined)
    assert items(run, f"Failed {PROBLEMS}") == len(run.all_problems)
    assert items(run, "Flaky") == len(run.flaky)
    planned = [f for f in run.features if f.is_planned and not f.scenarios]
    assert items(run, "Planned") == counts[Outcome.PLANNED] + len(planned)
    assert items(run, "Skipped, and why") == len(run.skipped_by_reason)
    assert items(run, "Never ran") == (0 if run.dry_run else never_ran)

    listed = [line for line in rerun.render(run, Path()).splitlines() if line[0] != "#"]
    again = {s.location for s in told}
    if not run.dry_run:
        cut_off = {Outcome.INTERRUPTED, Outcome.NOT_RUN}
        again |= {s.location for s in run.scenarios if s.outcome in cut_off}
    around = [
        f for f in run.features if f.problems and not any(s.location in again for s in f.scenarios)
    ]
    assert len(listed) == len(again) + len(around)
