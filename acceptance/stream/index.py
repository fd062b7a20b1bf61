"""What the messages of a stream say of a feature file, for the messages that refer to it.

It is made from the gherkinDocument and the pickles, whether they were just parsed or come from a
stream.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PLANNED_TAG = "@wip"


@dataclass(frozen=True, slots=True)
class DocumentStep:
    """A step as it is to run.

    `kind` is Context, Action, Outcome, or Unknown for `*`; `table` is laid out in even columns.
    """

    id: str
    line: int
    keyword: str
    text: str
    kind: str
    table: str = ""
    doc_string: str = ""

    @property
    def argument(self) -> str:
        """Write the table, or else the doc string, as a feature file does."""
        fenced = self.doc_string.replace('"""', r"\"\"\"")
        return self.table or (fenced and f'"""\n{fenced}\n"""')


@dataclass(frozen=True, slots=True)
class DocumentScenario:
    """A pickle: a scenario or one example, with the steps of its backgrounds.

    `line` is that of the scenario or of the example's row. `title` is what Cucumber calls it,
    `name` what behave does, which numbers examples.
    """

    id: str
    line: int
    title: str
    name: str
    rule: str
    tags: tuple[str, ...]
    steps: tuple[DocumentStep, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A feature file; `name` is that of its feature, None if there is none.

    `messages` are lines of JSON: source, gherkinDocument and a pickle for each scenario.
    """

    uri: str
    name: str | None
    is_planned: bool
    scenarios: tuple[DocumentScenario, ...]
    messages: tuple[str, ...]

    def scenario_at(self, line: int) -> DocumentScenario | None:
        """Find a scenario by its line, an example by that of its row."""
        return next((found for found in self.scenarios if found.line == line), None)


def index_document(tree: dict, pickles: Sequence[dict], messages: tuple[str, ...]) -> Document:
    """Collect what other messages refer to from the gherkinDocument and its pickles."""
    feature = tree.get("feature")
    index = _Index(feature)
    return Document(
        uri=tree["uri"],
        name=feature["name"] if feature else None,
        is_planned=bool(feature) and any(tag["name"] == PLANNED_TAG for tag in feature["tags"]),
        scenarios=tuple(map(index.scenario, pickles)),
        messages=messages,
    )


def walk_scenarios(feature: dict | None) -> Iterator[tuple[str, dict]]:
    """Walk through the scenarios and outlines of a feature with the names of their rules."""
    for child in feature["children"] if feature else ():
        if "rule" in child:
            rule = child["rule"]
            yield from ((rule["name"], c["scenario"]) for c in rule["children"] if "scenario" in c)
        elif "scenario" in child:
            yield "", child["scenario"]


def _steps(feature: dict | None) -> Iterator[dict]:
    """Walk through the steps of a feature, of its backgrounds and of its rules."""
    for child in feature["children"] if feature else ():
        for node in (child, *child.get("rule", {"children": ()})["children"]):
            for kind in ("background", "scenario"):
                if kind in node:
                    yield from node[kind]["steps"]


class _Index:
    """The nodes of a document that pickles refer to, by their ids."""

    def __init__(self, feature: dict | None):
        self.steps = {
            step["id"]: (step["location"]["line"], sys.intern(step["keyword"].strip()))
            for step in _steps(feature)
        }
        self.rules = {scenario["id"]: rule for rule, scenario in walk_scenarios(feature)}
        self.endings = {
            row["id"]: ending
            for _, scenario in walk_scenarios(feature)
            for row, ending in _endings(scenario["examples"])
        }

    def scenario(self, pickle: dict) -> DocumentScenario:
        outline, *rows = pickle["astNodeIds"]
        title = pickle["name"]
        return DocumentScenario(
            id=pickle["id"],
            line=pickle["location"]["line"],
            title=title,
            name=title + self.endings[rows[0]] if rows else title,
            rule=self.rules[outline],
            tags=tuple(tag["name"] for tag in pickle["tags"]),
            steps=tuple(map(self.step, pickle["steps"])),
        )

    def step(self, step: dict) -> DocumentStep:
        line, keyword = self.steps[step["astNodeIds"][0]]
        argument = step.get("argument", {})
        return DocumentStep(
            id=step["id"],
            line=line,
            keyword=keyword,
            text=step["text"],
            kind=step["type"],
            table=_table(argument["dataTable"]["rows"]) if "dataTable" in argument else "",
            doc_string=argument["docString"]["content"] if "docString" in argument else "",
        )


def _endings(tables: list[dict]) -> Iterator[tuple[dict, str]]:
    """Give examples the numbers and names that behave puts behind their titles."""
    for number, examples in enumerate(tables, start=1):
        header = examples.get("tableHeader", {"cells": ()})["cells"]
        for row_number, row in enumerate(examples["tableBody"], start=1):
            name = examples["name"]
            for column, cell in zip(header, row["cells"], strict=True):
                name = name.replace(f"<{column['value']}>", cell["value"])
            yield row, f" -- @{number}.{row_number} {name}"


def _table(rows: list[dict]) -> str:
    escaped = [[_escaped(cell["value"]) for cell in row["cells"]] for row in rows]
    widths = [max(map(len, column)) for column in zip(*escaped, strict=True)]
    return "\n".join(
        "".join(f"| {cell:{width}} " for cell, width in zip(row, widths, strict=True)) + "|"
        for row in escaped
    )


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("\n", "\\n").replace("|", "\\|")
