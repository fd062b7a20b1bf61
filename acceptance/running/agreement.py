"""Hold behave and Cucumber's own parser to reading the same in a feature file.

behave runs what it reads. The stream, and with it every report, tells what Cucumber's parser reads:
where the two differ, it would tell of steps that did not run.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from behave.model import Feature, Scenario, ScenarioOutline, ScenarioOutlineBuilder, Step
from behave.model_describe import ModelDescriptor
from behave.parser import ParserError, parse_file

from acceptance.running.errors import CouldNotRun
from acceptance.running.recording import rule_name
from acceptance.stream.documents import UNKNOWN_KIND, read_document
from acceptance.stream.index import Document, DocumentScenario, DocumentStep
from acceptance.stream.outcomes import Location

KINDS = {"given": "Context", "when": "Action", "then": "Outcome"}

REWORD = "word it so that both read the same"
CAPITAL = "begin steps with a capital, and no line of a description with a word such as but or when"
COLUMN = "give the column a name of letters, digits and spaces"
PLACEHOLDER = "only the steps and the title of an outline may have placeholders"
BACKSLASH = "do without the backslash"
BEFORE_TABLE = "put a doc string before the table of its step"
BEGIN = "begin the first step with Given, When or Then, and no line above it with and or but"
BYTE_ORDER_MARK = "\ufeff"
REMOVE_MARK = "Run manage.py spec format, which removes it."
LANGUAGE = "choose one that manage.py behave --lang-list lists"
SPACES = "remove the spaces at the ends of the lines"


@dataclass(frozen=True)
class Difference:
    """What each of the two reads at a line, None for nothing, and what to do about it."""

    line: int
    behave: str | None
    cucumber: str | None
    advice: str

    @property
    def what(self) -> str:
        """Say what each of the two reads."""
        behave, cucumber = _quoted(self.behave), _quoted(self.cucumber)
        return f"behave reads {behave} here, Cucumber's own parser {cucumber}"

    def __str__(self) -> str:
        return f"{self.what}; {self.advice}"


def require_agreement(feature: Feature, document: Document) -> None:
    """Refuse a file that the two read differently, at the first difference."""
    difference = next(_differences(feature, document), None)
    if difference:
        raise CouldNotRun(f"{Location(document.uri, difference.line)}: {difference}")


def differences_in(file: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Tell what the two read differently in a file that Cucumber's parser understands.

    Each difference is a line, what is different, and what to do about it.
    """
    text = Path(file).read_text(encoding="utf-8")
    if text.startswith(BYTE_ORDER_MARK):
        yield 1, "The file begins with a byte order mark, which behave does not read.", REMOVE_MARK
        return
    document = read_document(file, text, language)
    try:
        feature = parse_file(file, language=language)
    except ParserError as error:
        line = min(error.line or 1, text.count("\n") + 1)
        what = _quoted(text.splitlines()[line - 1].strip())
        problem = f"behave does not understand {what} here, Cucumber's own parser does."
        yield line, problem, _sentence(BEGIN if "-STEP REQUIRES" in str(error) else CAPITAL)
        return
    except KeyError as error:
        yield 1, f"behave does not know the language {error}.", _sentence(LANGUAGE)
        return
    for found in _differences(feature, document) if feature else ():
        yield found.line, f"{found.what}.", _sentence(found.advice)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _differences(feature: Feature, document: Document) -> Iterator[Difference]:
    if feature.name != document.name:
        yield Difference(feature.line, feature.name, document.name, REWORD)
    for ours, theirs in zip_longest(feature.walk_scenarios(), document.scenarios):
        if ours is None or theirs is None or ours.line != theirs.line:
            yield _unpaired(ours, theirs, REWORD)
            return  # what follows only comes of it
        yield from _of_scenario(ours, theirs)


def _of_scenario(ours: Scenario, theirs: DocumentScenario) -> Iterator[Difference]:
    yield from _compared(ours.line, _title(ours), theirs.title, COLUMN)
    yield from _compared(ours.line, rule_name(ours), theirs.rule, REWORD)
    tags = [_in_order(f"@{tag}" for tag in ours.effective_tags), _in_order(theirs.tags)]
    yield from _compared(ours.line, *tags, PLACEHOLDER)
    if not ours.steps:
        return  # it runs nothing, whatever its background
    background = _background(ours)
    pairs = zip_longest([*background, *ours.steps], theirs.steps)
    for index, (step, other) in enumerate(pairs):
        if step is None or other is None or step.line != other.line:
            yield _unpaired(step, other, CAPITAL)
            return
        yield from _of_step(step, other, PLACEHOLDER if index < len(background) else COLUMN)


def _of_step(ours: Step, theirs: DocumentStep, advice: str) -> Iterator[Difference]:
    yield from _compared(ours.line, ours.name, theirs.text, advice)
    kind = KINDS[ours.step_type]
    if theirs.kind not in {kind, UNKNOWN_KIND}:
        yield Difference(ours.line, f"{kind}: {ours.name}", f"{theirs.kind}: {ours.name}", REWORD)
    table = ModelDescriptor.describe_table(ours.table).rstrip() if ours.table else ""
    if table != theirs.table:
        line = ours.table.line if ours.table else ours.line
        yield from _compared(line, *_first_that_differ(table, theirs.table), advice)
    text = ours.text or ""
    if text != theirs.doc_string:
        line = ours.text.line if ours.text else ours.line
        yield from _compared(line, *_first_that_differ(text, theirs.doc_string), advice)


def _first_that_differ(*texts: str) -> tuple[str | None, str | None]:
    lines = zip_longest(*(text.split("\n") for text in texts))
    return next(pair for pair in lines if pair[0] != pair[1])


def _compared(
    line: int, ours: str | None, theirs: str | None, if_placeholder: str
) -> Iterator[Difference]:
    """Compare two texts, and see what makes the difference from what stands in them."""
    if ours == theirs:
        return
    behave, cucumber = ours or "", theirs or ""
    advice = REWORD
    if behave.rstrip() == cucumber.rstrip():
        advice = SPACES
    elif behave.strip() == cucumber.strip():
        advice = BEFORE_TABLE
    elif "<" in behave + cucumber:
        advice = if_placeholder
    elif "\\" in behave + cucumber:
        advice = BACKSLASH
    yield Difference(line, ours, theirs, advice)


def _unpaired(
    ours: Scenario | Step | None, theirs: DocumentScenario | DocumentStep | None, advice: str
) -> Difference:
    """Tell of something that only one of the two reads; the advice is for what behave reads."""
    if theirs is None or (ours is not None and ours.line < theirs.line):
        return Difference(ours.line, _words(ours), None, advice)
    return Difference(theirs.line, None, _words(theirs), REWORD)


def _words(node: Scenario | Step | DocumentScenario | DocumentStep) -> str:
    if isinstance(node, DocumentScenario):
        return node.title
    if isinstance(node, DocumentStep):
        return f"{node.keyword} {node.text}"
    return f"{node.keyword} {node.name}" if isinstance(node, Step) else node.name


def _title(scenario: Scenario) -> str:
    """Give the title without the number that behave puts behind that of an example."""
    outline = scenario.parent
    if not isinstance(outline, ScenarioOutline):
        return scenario.name
    return ScenarioOutlineBuilder.render_template(outline.name, scenario._row)


def _background(scenario: Scenario) -> Sequence[Step]:
    """List the steps before a scenario's own; only if they differ in each, those of its own."""
    if not scenario.background:
        return ()
    shared = scenario.background.all_steps
    return scenario.background_steps if any("<" in step.name for step in shared) else list(shared)


def _in_order(tags: Iterable[str]) -> str:
    return " ".join(sorted(set(tags)))


def _quoted(text: str | None) -> str:
    return "nothing" if text is None else f'"{text}"'
