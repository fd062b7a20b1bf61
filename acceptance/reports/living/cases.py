"""The page of a scenario: its steps, what became of them, and what was seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from acceptance.reports.living.model import WEIGHT, Example, Examples, Result, Run, Scenario
from acceptance.reports.living.page import MOST_LISTED, Page, way
from acceptance.reports.living.phrasebook import PhrasePage
from acceptance.reports.living.setting import Figure, SetFailure, SetStep, Setting, columns_of
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

    `before` are the steps of the backgrounds. `is_marked` says that what became of single steps is
    worth showing.
    """

    title: str
    run: Run
    outcome: Outcome
    sentence: str
    before: list[SetStep]
    steps: list[SetStep]
    failures: list[SetFailure]
    notes: list[Attachment]
    figures: list[Figure]

    @property
    def is_marked(self) -> bool:
        """Tell whether it came out otherwise than its steps say."""
        return self.outcome in WORTH_TELLING

    @property
    def has_figures(self) -> bool:
        """Tell whether there is anything to look at."""
        return bool(self.figures or any(step.figures for step in (*self.before, *self.steps)))


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
        values |= {
            "backgrounds": [page.written(steps) for steps in scenario.backgrounds],
            "written": page.written(scenario.steps, columns_of(scenario)),
            "examples": _told_examples(scenario, page),
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
    return [_tell(scenario, result, result.run.name, page) for result in results]


def _told_examples(scenario: Scenario, page: Setting) -> list[Told]:
    """Tell the examples that did not come out as they should."""
    return [
        _tell(scenario, result, title, page)
        for title, result in _results_of_examples(scenario)
        if result.scenario.outcome in WORTH_TELLING
    ][:MOST_EXAMPLES]


def _gallery(scenario: Scenario, page: Setting) -> list[Figure]:
    """Show what was seen of the examples that are told by their rows alone."""
    return [
        Figure(figure.kept, f"{title} {ARROW} {figure.caption}")
        for title, result in _results_of_examples(scenario)
        if result.scenario.outcome not in WORTH_TELLING
        for figure in page.figures(result.scenario)
    ][:MOST_SEEN]


def _tell(scenario: Scenario, result: Result, title: str, page: Setting) -> Told:
    outcome = result.scenario
    before = [step for steps in scenario.backgrounds for step in steps]
    notes, figures = page.attached(outcome.attachments)
    return Told(
        title=title,
        run=result.run,
        outcome=outcome.outcome,
        sentence=sentence_on(result),
        before=page.ran(before, outcome.steps),
        steps=page.ran(scenario.steps, outcome.steps),
        failures=[*map(page.failure, outcome.failures)],
        notes=notes,
        figures=figures,
    )


def _phrases_of(site: Site, scenario: Scenario) -> list[tuple[str, PhrasePage | None]]:
    """List its steps with their phrases, of which one may be missing."""
    return [
        (f"{keyword} {text}", phrase)
        for keyword, text, phrase in site.phrasebook.phrases_of(scenario)
    ][:MOST_LISTED]


def _results_of_examples(scenario: Scenario) -> Iterator[tuple[str, Result]]:
    """Walk through what became of its examples, with a title for each."""
    for table in scenario.tables:
        for example in table.rows:
            for result in example.results:
                yield _example_title(example, table), result


def _example_title(example: Example, table: Examples) -> str:
    cells = zip(table.header, example.cells, strict=False)
    return ", ".join(f"{name}: {value}" for name, value in cells)
