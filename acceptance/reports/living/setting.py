"""Set what a page shows: texts with their glossary words, steps with what fills their gaps."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from django.utils.html import format_html
from django.utils.safestring import SafeString

from acceptance.reports.evidence import KINDS
from acceptance.reports.failures import full_reason
from acceptance.reports.living.addresses import way_up
from acceptance.reports.living.evidence import Kept, Shelf
from acceptance.reports.living.model import Scenario, Step
from acceptance.reports.living.phrasebook import Phrasebook, with_kinds
from acceptance.reports.living.prose import Glossary, blocks
from acceptance.reports.terminal import ARROW
from acceptance.stream.outcomes import Argument, Attachment, Failure, ScenarioOutcome, StepOutcome

EMPTY: Mapping[str, str] = MappingProxyType({})
PLACEHOLDER = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True)
class Figure:
    """A file that shows something, with its caption; `kept` is not there if the file is gone."""

    kept: Kept | None
    caption: str


@dataclass(frozen=True)
class SetFailure:
    """A failure: its reason in front, the technical details and the kept files behind."""

    headline: str
    more: str
    failure: Failure
    files: tuple[Figure, ...]


@dataclass(frozen=True)
class SetStep:
    """A step as a page shows it; what became of it is there where the page tells of a run."""

    keyword: str
    line: SafeString
    rows: Sequence[Sequence[str]] = ()
    doc_string: str | None = None
    ran: StepOutcome | None = None
    failure: SetFailure | None = None
    figures: tuple[Figure, ...] = ()
    notes: tuple[Attachment, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Tell whether it goes on with what the step before it began."""
        return self.keyword in {"And", "But", "*"}

    @property
    def has_more(self) -> bool:
        """Tell whether there is anything below its line."""
        return bool(
            self.rows or self.failure or self.figures or self.notes or self.doc_string is not None
        )


class Setting:
    """The setting of one page, where each word of the glossary is linked once."""

    def __init__(self, address: str, glossary: Glossary, phrasebook: Phrasebook, shelf: Shelf):
        self.address = address
        self.up = way_up(address)
        self._glossary = glossary
        self._phrasebook = phrasebook
        self._shelf = shelf
        self._seen: set[str] = set()

    def text(self, text: str) -> SafeString:
        """Set a line."""
        return self._glossary.linked(text, self._seen, self.up)

    def blocks(self, text: str) -> list[tuple[str, list[SafeString]]]:
        """Set a description."""
        return [(kind, [*map(self.text, lines)]) for kind, lines in blocks(text)]

    def written(self, steps: Sequence[Step], columns: Iterable[str] = ()) -> list[SetStep]:
        """Set steps as they are written, of an outline with the names of its columns marked."""
        columns = set(columns)
        found = []
        for step, kind in with_kinds(steps):
            spans = [m.span() for m in PLACEHOLDER.finditer(step.text) if m[1] in columns]
            if not spans:
                match = self._phrasebook.look_up(step.text, kind)
                spans = _spans(match[1]) if match else []
            found.append(
                SetStep(
                    keyword=step.keyword,
                    line=self._line(step.keyword, step.text, spans),
                    rows=step.rows,
                    doc_string=step.doc_string,
                )
            )
        return found

    def ran(
        self,
        steps: Sequence[Step],
        outcomes: Iterable[StepOutcome],
        values: Mapping[str, str] = EMPTY,
    ) -> list[SetStep]:
        """Set those steps with what became of each; `values` are those of an outline's example."""
        by_line = {step.line: (step, kind) for step, kind in with_kinds(steps)}
        return [
            self._step(*by_line[outcome.location.line], outcome, values)
            for outcome in outcomes
            if outcome.location.line in by_line
        ]

    def failure(self, failure: Failure) -> SetFailure:
        """Set a failure."""
        headline, _, more = full_reason(failure).partition("\n")
        files = failure.page.details if failure.page else ()
        return SetFailure(headline, more, failure, tuple(self._files(files)))

    def attached(self, attachments: Iterable[Attachment]) -> tuple[list[Attachment], list[Figure]]:
        """Part what was attached into texts and files."""
        texts, figures = [], []
        for attachment in attachments:
            if isinstance(attachment.body, str):
                texts.append(attachment)
            else:
                kept = self._shelf.attachment(attachment)
                figures.append(Figure(kept, attachment.caption or "Attached"))
        return texts, figures

    def figures(self, scenario: ScenarioOutcome) -> list[Figure]:
        """List what was kept of the pages that a scenario has seen."""
        return list(self._evidence(scenario.steps))

    def _evidence(self, steps: Iterable[StepOutcome]) -> Iterator[Figure]:
        for evidence in (step.evidence for step in steps if step.evidence):
            yield Figure(self._shelf.file(evidence.file), _seen(evidence.caption))

    def _step(
        self, step: Step, kind: str, outcome: StepOutcome, values: Mapping[str, str]
    ) -> SetStep:
        _, arguments = self._phrasebook.match(outcome, kind)
        notes, figures = self.attached(outcome.attachments)
        figures += self._evidence([outcome])
        return SetStep(
            keyword=outcome.keyword,
            line=self._line(outcome.keyword, outcome.name, _spans(arguments)),
            rows=[[_filled_in(cell, values) for cell in row] for row in step.rows],
            doc_string=step.doc_string and _filled_in(step.doc_string, values),
            ran=outcome,
            failure=self.failure(outcome.failure) if outcome.failure else None,
            figures=tuple(figures),
            notes=tuple(notes),
        )

    def _files(self, files: Iterable[str]) -> Iterator[Figure]:
        for file in files:
            kept = self._shelf.file(file)
            if kept and not kept.is_picture:
                yield Figure(kept, KINDS.get(PurePosixPath(file).suffix, PurePosixPath(file).name))

    def _line(self, keyword: str, text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
        """Set the line of a step; most pages consist of them, so no template does it."""
        line, end = format_html('<span class="keyword">{}</span> ', keyword), 0
        for start, stop in spans:
            if start < end:
                continue
            line += self.text(text[end:start]) + format_html("<b>{}</b>", text[start:stop])
            end = stop
        return line + self.text(text[end:])


def columns_of(scenario: Scenario) -> set[str]:
    """Name the columns of an outline's examples."""
    return {name for table in scenario.tables for name in table.header}


def _filled_in(text: str, values: Mapping[str, str]) -> str:
    """Fill placeholders in as Cucumber does, of which some may be none."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text) if values else text


def _seen(caption: str) -> str:
    """Take what was seen from a caption, which names the scenario and the step before."""
    return caption.rpartition(f" {ARROW} ")[2]


def _spans(arguments: Iterable[Argument]) -> list[tuple[int, int]]:
    return sorted((a.start, a.start + len(a.text)) for a in arguments if a.text)
