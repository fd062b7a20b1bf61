"""The phrase dictionary: every phrase under its noun, what may stand in its gaps, who uses it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePosixPath

from acceptance.checking.dictionary import ANY_KIND, Dictionary, KnownPhrase
from acceptance.reports.living.addresses import Addresses, below, slug
from acceptance.reports.living.model import Feature, Scenario, Specification, Step
from acceptance.reports.living.prose import as_title
from acceptance.stream.outcomes import Argument, Phrase, StepOutcome
from acceptance.stream.preface import Gap, GapType

FOLDER = "phrases"
KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}


@dataclass(eq=False)
class Use:
    """A scenario that uses a phrase, or a feature whose background does."""

    address: str
    title: str
    feature: Feature


@dataclass(eq=False)
class Noun:
    """The phrases of one file of steps, which is named after what they are about."""

    address: str
    title: str
    phrases: list["PhrasePage"] = field(default_factory=list)


@dataclass(eq=False)
class PhrasePage:
    """A phrase, with the types of its gaps; `example` is a step that can be copied."""

    address: str
    known: KnownPhrase
    noun: Noun
    gaps: list[tuple[Gap, GapType | None]]
    uses: list[Use] = field(default_factory=list)
    example: str = ""

    @property
    def phrase(self) -> Phrase:
        """Give the pattern and its place."""
        return self.known.phrase

    @property
    def keywords(self) -> str:
        """Name the keywords that it may follow."""
        kinds = [kind for kind in self.known.kinds if kind != ANY_KIND]
        return " or ".join(kind.capitalize() for kind in kinds) or "*"

    @property
    def parts(self) -> Iterator[tuple[str, bool]]:
        """Part the pattern into texts and gaps, which are named as a reader names them."""
        for piece in self.known.template:
            is_gap = isinstance(piece, Gap)
            yield (piece.name or piece.type or "…") if is_gap else piece, is_gap


class Phrasebook:
    """All phrases of a specification; of several runs, those that the first one knows."""

    def __init__(self, specification: Specification):
        preface = specification.preface
        self.dictionary = Dictionary(preface.entries, preface.types)
        self.nouns = list(_nouns(self.dictionary))
        self.phrases = [phrase for noun in self.nouns for phrase in noun.phrases]
        self._by_phrase = {page.phrase: page for page in self.phrases}
        self.unknown: list[tuple[str, Scenario]] = []
        self._found: dict[tuple[str, str], tuple[PhrasePage, tuple[Argument, ...]] | None] = {}
        for feature in specification.features:
            self._note_uses(feature)
        for page in self.phrases:
            page.example = page.example or (
                f"{_spelt_out('And', page)} {self.dictionary.example_of(page.known)}"
            )

    def page_of(self, phrase: Phrase | None) -> PhrasePage | None:
        """Find the page of a phrase."""
        return self._by_phrase.get(phrase) if phrase else None

    def match(self, step: StepOutcome, kind: str) -> tuple[PhrasePage | None, Sequence[Argument]]:
        """Tell which phrase a step has, and what fills the gaps, whether it ran or not."""
        if step.phrase:
            return self.page_of(step.phrase), step.arguments
        return self.look_up(step.name, kind) or (None, ())

    def look_up(self, text: str, kind: str) -> tuple[PhrasePage, tuple[Argument, ...]] | None:
        """Find the phrase of a text as behave does: the first that matches."""
        key = (text, kind)
        if key not in self._found:
            self._found[key] = self._search(text, kind)
        return self._found[key]

    def _search(self, text: str, kind: str) -> tuple[PhrasePage, tuple[Argument, ...]] | None:
        for page in self.phrases:
            match = page.known.match(text) if not kind or page.known.takes(kind) else None
            if match:
                spans = (match.span(name) for name in match.re.groupindex)
                found = sorted(span for span in spans if span[0] < span[1])
                return page, tuple(Argument(start, text[start:end]) for start, end in found)
        return None

    def _note_uses(self, feature: Feature) -> None:
        backgrounds = [feature.background, *(rule.background for rule in feature.rules)]
        of_feature = Use(feature.address, f"Before every scenario: {feature.title}", feature)
        for steps in backgrounds:
            for step, kind in with_kinds(steps):
                found = self.look_up(step.text, kind)
                self._note(step, step.text, found and found[0], of_feature)
        for scenario in feature.all_scenarios:
            use = Use(scenario.address, scenario.title, feature)
            for step, text, page in self.phrases_of(scenario):
                self._note(step, text, page, use)
                if page is None:
                    self.unknown.append((f"{step.keyword} {text}", scenario))

    def phrases_of(self, scenario: Scenario) -> Iterator[tuple[Step, str, PhrasePage | None]]:
        """Tell the steps of a scenario with their texts, which differ in examples, and phrases."""
        steps = {step.line: (step, kind) for step, kind in with_kinds(scenario.steps)}
        seen = set()
        for result in scenario.results:
            for outcome in result.scenario.steps:
                key = (outcome.location.line, outcome.name)
                if key[0] in steps and key not in seen:
                    seen.add(key)
                    step, kind = steps[key[0]]
                    yield step, outcome.name, self.match(outcome, kind)[0]

    def _note(self, step: Step, text: str, page: PhrasePage | None, use: Use) -> None:
        if page is None:
            return
        if not page.uses or page.uses[-1].address != use.address:
            page.uses.append(use)
        if not page.example:
            page.example = "\n".join([f"{_spelt_out(step.keyword, page)} {text}", *step.below])


def with_kinds(steps: Sequence[Step]) -> Iterator[tuple[Step, str]]:
    """Tell of each step whether it is a given, a when or a then; "And" goes on with the last."""
    kind = "given"
    for step in steps:
        kind = KINDS.get(step.kind, kind)
        yield step, kind


def _nouns(dictionary: Dictionary) -> Iterator[Noun]:
    addresses = Addresses()

    def file_of(known: KnownPhrase) -> str:
        return known.phrase.location.file

    for file, phrases in groupby(sorted(dictionary.phrases, key=file_of), file_of):
        title = as_title(PurePosixPath(file).stem)
        noun = Noun(addresses.take(FOLDER, slug(title)), title)
        for known in sorted(phrases, key=lambda known: known.phrase.location.line or 0):
            address = addresses.take(below(noun.address), slug(_spoken(known)))
            gaps = [(gap, dictionary.type_of(gap)) for gap in known.gaps]
            noun.phrases.append(PhrasePage(address, known, noun, gaps))
        yield noun


def _spoken(known: KnownPhrase) -> str:
    return "".join(
        (piece.name or piece.type) if isinstance(piece, Gap) else piece for piece in known.template
    )


def _spelt_out(keyword: str, page: PhrasePage) -> str:
    """Say the keyword that can stand first; "And" and "But" cannot."""
    kind = page.known.kinds[0]
    return kind.capitalize() if keyword in {"And", "But", "*"} and kind != ANY_KIND else keyword
