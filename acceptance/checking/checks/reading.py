"""What can be read at all: by Cucumber's own parser, by behave, and by both alike."""

import re
from collections.abc import Iterator

from acceptance.checking.dictionary import ANY_KIND
from acceptance.checking.findings import Found, Specification, check
from acceptance.checking.slips import Slip, SlipFinder, open_fence
from acceptance.checking.sources import Mistake, Source

# What the parser says, and what that means to an author.
MEANINGS = {
    "inconsistent cell count": (
        "This row has more or fewer cells than the first row of its table.",
        r'Give every row as many cells; a "|" within a cell is written "\|".',
    ),
    "unexpected end of file, expected: #TagLine": (
        "The tags at the end belong to nothing.",
        "Delete them, or write what they are for below them.",
    ),
    "A tag may not contain whitespace": (
        "A tag has no spaces.",
        "Join its words by an underscore, or put @ before each tag.",
    ),
    "#FeatureLine": (
        "The file does not begin with a feature.",
        'Write "Feature:" with the name of the capability above everything else.',
    ),
    "got 'Feature:": (
        "This is the second feature of the file.",
        "Give every feature a file of its own.",
    ),
    "got 'Background:": (
        "The background stands behind a scenario.",
        "Move it above the first scenario of its feature or rule.",
    ),
}
NOT_CLOSED = ("The doc string that begins here is not closed.", 'Write """ in a line below it.')
OTHERWISE = "Begin a step with Given, When, Then, And or But; a description follows its title."


@check("mistyped-keyword", "Gherkin takes such a line for a description, and nothing of it runs")
def mistyped_keyword(specification: Specification) -> Iterator[Found]:
    """Find lines that were meant to begin with a keyword."""
    for source in specification.sources:
        for slip in _slips(specification, source):
            problem = f'"{slip.text}" does not begin with a keyword.'
            yield Found(
                source.file, slip.line, slip.column, problem, f"Did you mean: {slip.wanted}"
            )


@check("not-understood", "no program can read the file, so nothing of it runs")
def not_understood(specification: Specification) -> Iterator[Found]:
    """Find what is no Gherkin."""
    yield from specification.unreadable
    for source in specification.sources:
        told = {slip.line for slip in _slips(specification, source)}
        before = ""
        for mistake in source.mistakes:
            expected = mistake.message.partition(", got")[0]
            # Of lines that follow each other, the first explains the others.
            if mistake.line not in told and expected != before:
                yield _explained(source, mistake)
                told.add(mistake.line)
            before = expected


@check(
    "read-differently", "behave runs what it reads, and reports tell what Cucumber's parser reads"
)
def read_differently(specification: Specification) -> Iterator[Found]:
    """Find what behave and Cucumber's own parser do not read alike."""
    slips = {
        (source.file, slip.line)
        for source in specification.sources
        for slip in _slips(specification, source)
    }
    yield from (d for d in specification.differences if (d.file, d.line) not in slips)


def _slips(specification: Specification, source: Source) -> Iterator[Slip]:
    def is_step(text: str) -> bool:
        return bool(specification.dictionary.find_all(text, ANY_KIND))

    yield from SlipFinder(source, is_step).find()


def _explained(source: Source, mistake: Mistake) -> Found:
    fence = open_fence(source)
    if fence and "#DocStringSeparator" in mistake.message:
        return Found(source.file, fence, 1, *NOT_CLOSED)
    default = (f'"{mistake.text}" is not understood here.', OTHERWISE)
    problem, instead = next(
        (said for words, said in MEANINGS.items() if re.search(re.escape(words), mistake.message)),
        default,
    )
    return Found(source.file, mistake.line, mistake.column, problem, instead)
