"""What can be read at all: by Cucumber's own parser, by behave, and by both alike."""

from collections.abc import Iterator

from acceptance.checking.findings import Found, Specification, check
from acceptance.checking.slips import open_fence, second_feature
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
TAGGED_BACKGROUND = (
    "A background takes no tags.",
    "Tag its scenarios, its rule or its feature.",
)
NOT_CLOSED = ("The doc string that begins here is not closed.", 'Write """ in a line below it.')
AT_END = "unexpected end of file"
OTHERWISE = "Begin a step with Given, When, Then, And or But; a description follows its title."


@check("mistyped-keyword", "Gherkin takes such a line for a description, and nothing of it runs")
def mistyped_keyword(specification: Specification) -> Iterator[Found]:
    """Find lines that were meant to begin with a keyword."""
    for file, slips in specification.slips.items():
        for slip in slips:
            problem = f'"{slip.text}" does not begin with a keyword.'
            yield Found(file, slip.line, slip.column, problem, f"Did you mean: {slip.wanted}")


@check("not-understood", "no program can read the file, so nothing of it runs")
def not_understood(specification: Specification) -> Iterator[Found]:
    """Find what is no Gherkin."""
    yield from specification.unreadable
    for source in specification.sources:
        second = second_feature(source)
        if second and not source.mistakes:
            yield Found(source.file, second, 1, *MEANINGS["got 'Feature:"])
        told = {slip.line for slip in specification.slips[source.file]}
        before = ""
        for mistake in source.mistakes:
            expected = mistake.message.partition(", got")[0]
            # Of lines that follow each other, the first explains the others, and the end.
            comes_of_it = expected == before or (before and AT_END in mistake.message)
            if mistake.line not in told and not comes_of_it:
                yield _explained(source, mistake)
                told.add(mistake.line)
            before = expected


@check(
    "read-differently", "behave runs what it reads, and reports tell what Cucumber's parser reads"
)
def read_differently(specification: Specification) -> Iterator[Found]:
    """Find what behave and Cucumber's own parser do not read alike."""
    slips = {(file, slip.line) for file, found in specification.slips.items() for slip in found}
    yield from (d for d in specification.differences if (d.file, d.line) not in slips)


def _explained(source: Source, mistake: Mistake) -> Found:
    fence = open_fence(source)
    if fence and "#DocStringSeparator" in mistake.message:
        return Found(source.file, fence, 1, *NOT_CLOSED)
    default = (f'"{mistake.text}" is not understood here.', OTHERWISE)
    meanings = MEANINGS | _of_language(source)
    said = next((s for words, s in meanings.items() if words in mistake.message), default)
    if "got 'Background:" in mistake.message and _is_tagged(source, mistake.line):
        said = TAGGED_BACKGROUND
    return Found(source.file, mistake.line, mistake.column, *said)


def _of_language(source: Source) -> dict[str, tuple[str, str]]:
    """Say what a file of another language has to begin with."""
    if source.is_english:
        return {}
    keyword = source.dialect.feature_keywords[0]
    problem = f"The file does not begin with a feature in its language, {source.language}."
    return {"#FeatureLine": (problem, f'Write "{keyword}:", or delete the line "# language:".')}


def _is_tagged(source: Source, line: int) -> bool:
    before = [text for text in source.lines[: line - 1] if text.strip()]
    return bool(before) and before[-1].lstrip().startswith("@")
