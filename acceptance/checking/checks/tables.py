"""Tables and outlines."""

from collections.abc import Iterator

from acceptance.checking.findings import Found, Specification, at, check
from acceptance.checking.nodes import PLACEHOLDER, Examples, Node, Scenario, Step, Steps

MOST_COLUMNS = 4


@check("wide-table", "a table with many columns is read by nobody, and scrolls on a telephone")
def wide_table(specification: Specification) -> Iterator[Found]:
    """Find tables with too many columns."""
    instead = "Keep the columns that the Then depends on."
    for source, feature in specification.features:
        for node in feature.walk():
            for place, columns in _tables(node):
                if columns > MOST_COLUMNS:
                    problem = f"The table has {columns} columns; {MOST_COLUMNS} are the most."
                    yield at(source, place, problem, instead)


@check("single-example", "an outline is for boundaries; one example is told by a scenario")
def single_example(specification: Specification) -> Iterator[Found]:
    """Find outlines with one example, or none."""
    for source, scenario in specification.scenarios:
        number = sum(len(examples.rows) for examples in scenario.examples)
        if scenario.is_outline and number < 2 and not scenario.is_planned:
            problem = f"The outline has {number or 'no'} example{'s' if number == 0 else ''}."
            instead = "Write its values into a scenario, or add the other side of the boundary."
            yield at(source, (*scenario.examples, scenario)[0], problem, instead)


@check("unknown-placeholder", "a placeholder without a column stays as it is written")
def unknown_placeholder(specification: Specification) -> Iterator[Found]:
    """Find placeholders in outlines that name no column."""
    for source, scenario in specification.scenarios:
        placeholders = list(_placeholders(scenario))
        for name, line, column in placeholders if not scenario.is_outline else ():
            problem = f"<{name}> stands for nothing: the scenario has no examples."
            instead = "Write a value, or put “Examples:” with that column below the scenario."
            yield Found(source.file, line, column, problem, instead)
        for examples in scenario.examples:
            known = " or ".join(f"<{column}>" for column in examples.columns)
            for name, line, column in placeholders:
                if name not in examples.columns:
                    problem = f"<{name}> is no column of the examples at line {examples.line}."
                    instead = f"Write {known}, or add the column." if known else "Add the column."
                    yield Found(source.file, line, column, problem, instead)


@check("unused-column", "who reads the table takes every column for something that matters")
def unused_column(specification: Specification) -> Iterator[Found]:
    """Find columns of examples that nothing in their outline names."""
    for source, scenario in specification.scenarios:
        used = {name for name, *_ in _placeholders(scenario)}
        for examples in scenario.examples:
            for column in examples.columns:
                if column not in used:
                    instead = f"Write <{column}> into a step, or leave the column out."
                    yield at(source, examples, f'No step names the column "{column}".', instead)


def _tables(node: Node) -> Iterator[tuple[Node | Step, int]]:
    """Find the tables of a node with the numbers of their columns."""
    if isinstance(node, Examples):
        yield node, len(node.columns)
    if isinstance(node, Steps):
        yield from ((step, len(step.table[0])) for step in node.steps if step.table)


def _placeholders(scenario: Scenario) -> Iterator[tuple[str, int, int]]:
    """Find the placeholders of an outline with their lines and columns."""
    texts = [(scenario.title, scenario.line, scenario.column)]
    for step in scenario.steps:
        parts = [step.text, step.doc_string or "", *(cell for row in step.table for cell in row)]
        texts += [(part, step.line, step.column) for part in parts]
    for text, line, column in texts:
        for match in PLACEHOLDER.finditer(text):
            if not _is_markup(match[1], text):
                yield match[1], line, column


def _is_markup(name: str, text: str) -> bool:
    """Tell elements of HTML that a step quotes, which have an end, too."""
    return f"</{name.removeprefix('/')}>" in text
