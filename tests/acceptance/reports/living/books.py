"""Specifications made by hand, for the tests of what is published about them."""

from acceptance.reports.living.model import (
    Capability,
    Example,
    Examples,
    Feature,
    Result,
    Run,
    Scenario,
    Specification,
    Step,
)
from acceptance.stream.outcomes import Location, Outcome, RunOutcome, ScenarioOutcome
from acceptance.stream.preface import Preface

FILE = "features/reading/finding.feature"
MOMENT = 1_777_888_800.0  # 4 May 2026, 10:00 UTC
DAY = 86_400
STEPS = ("Given a published post", "When Bob opens it", "Then Bob sees its text")


def run(name="fast", day=0, revision="abc", is_changed=False, is_cut_off=False, **details):
    outcome = RunOutcome((), **{"started": MOMENT + day * DAY, "duration": 1.5, **details})
    return Run(name, outcome, Preface(revision, is_changed), is_cut_off)


def result(of_run, outcome=Outcome.PASSED, took=0.5):
    location = Location(FILE, 3)
    return Result(of_run, ScenarioOutcome(location, "A scenario", outcome, duration=took))


def scenario(title, *results, file=FILE, steps=STEPS, tables=()):
    """Make a scenario whose feature has its file and nothing else."""
    product = Capability("index.html", "features", "Specification", "")
    address = file.removesuffix(".feature")
    feature = Feature(
        address=f"{address}.html",
        file=file,
        language="en",
        title="Finding",
        narrative="",
        tags=[],
        background=[],
        capability=product,
        is_planned=False,
    )
    return Scenario(
        address=f"{address}/{title.lower().replace(' ', '-')}.html",
        title=title,
        description="",
        tags=[],
        line=3,
        steps=[s if isinstance(s, Step) else step(s) for s in steps],
        feature=feature,
        rule=None,
        tables=list(tables),
        own_results=list(results),
    )


def step(text, **details):
    keyword, _, rest = text.partition(" ")
    return Step(keyword, rest, "", 4, **details)


def table(header, *rows, title="", results=()):
    """Make a table of examples, whose first rows have the results."""
    of_rows = [[found] for found in results] + [[] for _ in rows]
    examples = [Example(row, 9, found) for row, found in zip(rows, of_rows, strict=False)]
    return Examples(title, "", [], header, examples)


def specification(*scenarios, runs=None):
    """Make a specification of what the runs of its scenarios tell, or of other runs."""
    product = Capability("index.html", "features", "Specification", "")
    for one in scenarios:
        one.feature.scenarios.append(one)
        one.feature.capability = product
        product.features.append(one.feature)
    found = dict.fromkeys(r.run for one in scenarios for r in one.results)
    return Specification(product, list(found) if runs is None else runs, [], [])
