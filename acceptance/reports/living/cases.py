"""The page of a scenario: its steps, what became of them, and what was seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from acceptance.reports.living.model import WEIGHT, Result, Run, Scenario
from acceptance.reports.living.page import Page, way
from acceptance.reports.living.phrasebook import PhrasePage
from acceptance.reports.living.setting import (
    EMPTY,
    Figure,
    SetFailure,
    SetStep,
    Setting,
    columns_of,
)
from acceptance.reports.living.site import Site
from acceptance.reports.living.telling import sentence_on, what_became_of
from acceptance.reports.terminal import ARROW
from acceptance.stream.outcomes import Attachment, Outcome

MOST_EXAMPLES = 20
MOST_SEEN = 60
# The outcomes of which a page tells every step.
WORTH_TELLING = {Outcome.FAILED, Outcome.ERROR, Outcome.UNDEFINED, Outcome.INTERRUPTED}


@dataclass(frozen=True)
class Told:
    """A scenario or an example in one run, told step by step.

    `before` are the steps of the backgrounds. `missing_evidence` says why something could not be
    kept.
    """

    title: str
    run: Run
    repetition: int
    outcome: Outcome
    sentence: str
    before: list[SetStep]
    steps: list[SetStep]
    failures: list[SetFailure]
    notes: list[Attachment]
    figures: list[Figure]
    missing_evidence: str

    @property
    def is_marked(self) -> bool:
        """Tell whether it came out otherwise than its steps say."""
        return self.outcome in WORTH_TELLING

    @property
    def has_figures(self) -> bool:
        """Tell whether there is anything to look at."""
        return bool(self.figures or any(step.figures for step in (*self.before, *self.steps)))


@dataclass(frozen=True)
class RanExample:
    """An example in a run, with the values that fill the outline in."""

    values: Mapping[str, str]
    result: Result

    @property
    def title(self) -> str:
        """Tell it from the other examples."""
        return ", ".join(f"{name}: {value}" for name, value in self.values.items())

    @property
    def is_worth_telling(self) -> bool:
        """Tell whether its row alone does not say enough."""
        return self.result.scenario.outcome in WORTH_TELLING


def of_scenario(site: Site, scenario: Scenario) -> Page:
    """Tell a scenario: the outcome in words first, then its steps, then the details."""
    page = site.setting(scenario.address)
    values = {
        "page": page,
        "scenario": scenario,
        "sentence": what_became_of(scenario),
        "description": page.blocks(scenario.description),
        "phrases": _phrases_of(site, scenario),
        "last_runs": site.history.last_runs(scenario.address),
        "since": site.history.failing_since(scenario),
    }
    if scenario.tables or not scenario.own_results:
        worth_telling = [ran for ran in _examples(scenario) if ran.is_worth_telling]
        values |= {
            "backgrounds": [page.written(steps) for steps in scenario.backgrounds],
            "written": page.written(scenario.steps, columns_of(scenario)),
            "examples": [
                _tell(scenario, ran.result, page, ran.title, ran.values)
                for ran in worth_telling[:MOST_EXAMPLES]
            ],
            "examples_more": len(worth_telling) - MOST_EXAMPLES,
            "gallery": _gallery(scenario, page),
        }
    else:
        values["told"] = _told(scenario, page)
    return Page(scenario.address, "scenario.html", {**values, **way(site, scenario)})


def _told(scenario: Scenario, page: Setting) -> list[Told]:
    """Tell each run of a scenario, the one with most to tell first."""
    results = sorted(
        scenario.own_results,
        key=lambda r: (WEIGHT.index(r.scenario.outcome), not r.scenario.evidence),
    )
    return [_tell(scenario, result, page) for result in results]


def _gallery(scenario: Scenario, page: Setting) -> list[Figure]:
    """Show what was seen of the examples that are told by their rows alone."""
    return [
        Figure(figure.kept, f"{ran.title} {ARROW} {figure.caption}")
        for ran in _examples(scenario)
        if not ran.is_worth_telling
        for figure in page.figures(ran.result.scenario)
    ][:MOST_SEEN]


def _tell(
    scenario: Scenario,
    result: Result,
    page: Setting,
    title: str = "",
    values: Mapping[str, str] = EMPTY,
) -> Told:
    """Tell a run of a scenario, or of an example that has a title and values."""
    outcome = result.scenario
    before = [step for steps in scenario.backgrounds for step in steps]
    notes, figures = page.attached(outcome.attachments)
    return Told(
        title=title,
        run=result.run,
        repetition=outcome.repetition,
        outcome=outcome.outcome,
        sentence=sentence_on(result),
        before=page.ran(before, outcome.steps),
        steps=page.ran(scenario.steps, outcome.steps, values),
        failures=[*map(page.failure, outcome.failures)],
        notes=notes,
        figures=figures,
        missing_evidence=outcome.missing_evidence,
    )


def _phrases_of(site: Site, scenario: Scenario) -> list[tuple[str, PhrasePage | None]]:
    """List its steps as they are written with their phrases, of which one may be missing.

    The examples of an outline may fill a step in such a way that it has several.
    """
    found = {
        (step.line, phrase): (f"{step.keyword} {step.text}", phrase)
        for step, _, phrase in site.phrasebook.phrases_of(scenario)
    }
    return list(found.values())


def _examples(scenario: Scenario) -> Iterator[RanExample]:
    """Walk through what became of its examples in all runs."""
    for table in scenario.tables:
        for example in table.rows:
            values = dict(zip(table.header, example.cells, strict=False))
            for result in example.results:
                yield RanExample(values, result)
