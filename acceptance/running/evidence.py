"""Keep what the browser shows, for whoever wants to see what a scenario did or why it failed.

A browser is any object with `describe() -> str`, `caption() -> str`, `screenshot(file) -> Path` and
`save_details(file) -> list[Path]`; the suffixes of its files are its own. `caption` raises an
AssertionError as long as no page is open.

Files are named after the feature file, and the line and the title of the scenario; `-failed`
follows if the step failed. Where every step is kept, the scenario is a folder:

    build/evidence/writing/publishing_posts/12-a-draft-is-published.png
    build/evidence/writing/publishing_posts/12-a-draft-is-published-failed.png
    build/evidence/writing/publishing_posts/12-a-draft-is-published/3-then-bob-can-read-tea.png

The second run of a scenario that is repeated adds `-run-2`, the second attempt at one that is tried
again after a failure `-try-2`.
"""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from behave.configuration import Configuration
from behave.model import Scenario, Step
from behave.model_type import Status
from django.utils.text import slugify

from acceptance.places import EVIDENCE
from acceptance.reports.terminal import ARROW
from acceptance.running.errors import CouldNotRun
from acceptance.running.recording import Notes, rule_name
from acceptance.running.tracebacks import relative
from acceptance.stream.outcomes import Evidence, Page

# A letter takes up to four bytes, and file systems allow a name 255.
LONGEST_SLUG = 50


class Keep(StrEnum):
    """Which steps evidence is kept of: those that fail, a scenario's last one too, or all."""

    FAILURES = "failures"
    SCENARIOS = "scenarios"
    STEPS = "steps"


def clear_folder() -> None:
    """Remove what the last run kept; refuse to run if nothing can be kept."""
    if EVIDENCE.is_symlink():
        raise CouldNotRun(f"{EVIDENCE} is a link, and evidence would be cleared there; remove it")
    try:
        if EVIDENCE.exists():
            shutil.rmtree(EVIDENCE)  # it follows no links
        EVIDENCE.mkdir(parents=True)
    except OSError as error:
        raise CouldNotRun(f"No evidence can be kept in {EVIDENCE}: {error.strerror}") from error


@dataclass(frozen=True)
class Moment:
    """The end of a step, and the browser as it is then."""

    browser: object
    scenario: Scenario
    step: Step
    notes: Notes

    @property
    def number(self) -> int:
        """Count the step among those of its scenario; behave calls steps of one text equal."""
        steps = enumerate(self.scenario.all_steps, start=1)
        return next(number for number, step in steps if step is self.step)

    @property
    def path(self) -> tuple[str, ...]:
        """List the rule, if there is one, the scenario and the step."""
        names = (rule_name(self.scenario), self.scenario.name, _text(self.step))
        return tuple(filter(None, names))


class EvidenceKeeper:
    """Keep evidence of the steps that are asked for; whatever happens, fail no scenario."""

    def __init__(self, keep: Keep, config: Configuration):
        self.keep = keep
        self.keeps_passed_steps = keep is Keep.STEPS
        self.config = config

    def step_ended(self, moment: Moment) -> None:
        """Keep evidence if the step failed, or if every step is asked for."""
        if moment.browser is None:
            return
        if moment.step.has_failed() or moment.step.hook_failed:
            self._keep_failure(moment)
        elif self.keep is Keep.STEPS and moment.step.status is Status.passed:
            self._keep_page(moment)

    def scenario_ended(self, browser: object, scenario: Scenario, notes: Notes) -> None:
        """Keep evidence of the last step, unless it was cut short or its failure was kept."""
        if self.keep is not Keep.SCENARIOS or browser is None:
            return
        passed = [step for step in scenario.all_steps if step.status is Status.passed]
        if passed and not (notes.page or notes.is_interrupted or scenario.should_skip):
            self._keep_page(Moment(browser, scenario, passed[-1], notes))

    def _keep_page(self, moment: Moment) -> None:
        trouble: list[str] = []
        with _timed(moment.notes), _told(trouble, "The page could not be kept"):
            _save(moment, self._file(moment))
        if trouble:
            moment.notes.missing_evidence = trouble[0].splitlines()[0]

    def _keep_failure(self, moment: Moment) -> None:
        """Keep all that may explain a failure; the description says what could not be kept."""
        if moment.notes.page:
            return
        file = self._file(moment, "-failed")
        lines: list[str] = []
        details: list[str] = []
        with _timed(moment.notes):
            with _told(lines, "The page could not be described"):
                lines.append(str(moment.browser.describe()))
            with _told(lines, "The page could not be kept"):
                _save(moment, file)
            with _told(lines, "Its details could not be kept"):
                file.parent.mkdir(parents=True, exist_ok=True)
                details += map(relative, moment.browser.save_details(file))
        kept = moment.notes.evidence.get(moment.number)
        moment.notes.page = Page("\n".join(lines), kept and kept.file, tuple(details))

    def _file(self, moment: Moment, ending: str = "") -> Path:
        """Name the file of a moment, without a suffix."""
        scenario = moment.scenario
        feature = os.path.relpath(scenario.filename, self.config.base_dir)
        parts = Path(feature.removesuffix(".feature")).parts
        # A feature may stand elsewhere, its evidence may not: ".." becomes "-".
        folder = EVIDENCE.joinpath(*(re.sub(r"[^\w-]+", "-", part) for part in parts))
        name = _name(scenario.line, scenario.name) + _which_run(moment.notes)
        if self.keep is Keep.STEPS:
            folder, name = folder / name, _name(moment.number, _text(moment.step))
        return folder / f"{name}{ending}"


def _save(moment: Moment, file: Path) -> None:
    """Save what the browser shows, if a page is open that is not kept already."""
    try:
        seen = moment.browser.caption()
    except AssertionError:
        return
    if moment.number not in moment.notes.evidence:
        file.parent.mkdir(parents=True, exist_ok=True)
        saved = relative(moment.browser.screenshot(file))
        caption = f" {ARROW} ".join([*moment.path, seen])
        moment.notes.evidence[moment.number] = Evidence(saved, caption)


def _name(number: int, title: str) -> str:
    return f"{number}-{slugify(title, allow_unicode=True)[:LONGEST_SLUG]}".rstrip("-_")


def _which_run(notes: Notes) -> str:
    """Tell the files of a scenario that is run more than once apart."""
    repetition = f"-run-{notes.repetition}" if notes.repetition > 1 else ""
    return repetition + (f"-try-{notes.attempt}" if notes.attempt > 1 else "")


def _text(step: Step) -> str:
    return f"{step.keyword} {step.name}"


@contextmanager
def _timed(notes: Notes) -> Iterator[None]:
    """Note how long evidence took, which is not the scenario's fault."""
    began = time.perf_counter()
    try:
        yield
    finally:
        notes.evidence_took += time.perf_counter() - began


@contextmanager
def _told(lines: list[str], what: str) -> Iterator[None]:
    """Add what goes wrong to the lines instead of failing."""
    try:
        yield
    except Exception as error:
        if str(error) not in lines:  # a browser without a page says so once
            lines.append(f"{what}: {type(error).__name__}: {error}")
