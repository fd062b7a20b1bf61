"""Feature files as a check sees them: what Cucumber's own parser reads, with its places."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gherkin.ast_builder import AstBuilder
from gherkin.dialect import Dialect
from gherkin.errors import CompositeParserException, ParserException
from gherkin.stream.id_generator import IdGenerator
from gherkin.token_matcher import TokenMatcher

from acceptance.checking.nodes import (
    Examples,
    Feature,
    Node,
    Row,
    Rule,
    Scenario,
    Step,
    Steps,
    Tag,
)
from acceptance.stream.documents import QuickParser

# What the types of Gherkin's keywords are called here; a step that goes on is of the kind before.
KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}
NOTHING: dict = {"cells": ()}
LANGUAGE = re.compile(r"^\s*#\s*language\s*:\s*([\w-]+)\s*$")


@dataclass(frozen=True)
class Mistake:
    """A line that the parser does not understand; `text` is what stands there."""

    line: int
    column: int
    message: str
    text: str


@dataclass(eq=False)
class Source:
    """A feature file; `feature` is None if there is none, or if there are mistakes."""

    file: str
    text: str
    language: str
    dialect: Dialect
    feature: Feature | None = None
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def is_english(self) -> bool:
        """Tell whether words of it can be judged, which checks know of English only."""
        return self.language.partition("-")[0] == "en"

    @property
    def lines(self) -> list[str]:
        """List its lines."""
        return self.text.splitlines()


class UnreadableError(Exception):
    """A file that is no text, or in a language that nobody knows; with what to do about it."""

    def __init__(self, line: int, problem: str, instead: str):
        super().__init__(problem)
        self.line = line
        self.problem = problem
        self.instead = instead


def read_source(file: str, language: str = "en") -> Source:
    """Read a feature file; raise UnreadableError if it is no text or in no language."""
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = Path(file).read_bytes()[: error.start].count(b"\n") + 1
        raise UnreadableError(line, "The file is not UTF-8", "Save it as UTF-8") from error
    except OSError as error:
        problem = f"The file cannot be read: {error.strerror}"
        raise UnreadableError(1, problem, "Let it be read, or delete it") from error
    return parse_source(file, text, language)


def parse_source(file: str, text: str, language: str = "en") -> Source:
    """Parse a text as a feature file."""
    name, line = _language(text, language)
    dialect = Dialect.for_name(name)
    if dialect is None:
        instead = "manage.py behave --lang-list lists them"
        raise UnreadableError(line, f'"{name}" is no language', instead)
    source = Source(file, text, name, dialect)
    try:
        tree = QuickParser(AstBuilder(IdGenerator())).parse(text, TokenMatcher(name))
    except CompositeParserException as error:
        source.mistakes = [_mistake(found, source.lines) for found in error.errors]
        return source
    if tree.get("feature"):
        source.feature = _Builder(dialect, len(source.lines)).feature(tree["feature"])
    return source


def _language(text: str, language: str) -> tuple[str, int]:
    """Find the language that the first lines name."""
    for number, line in enumerate(text.splitlines(), start=1):
        found = LANGUAGE.match(line)
        if found:
            return found[1], number
        if line.strip() and not line.lstrip().startswith("#"):
            break
    return language, 1


def _mistake(error: ParserException, lines: list[str]) -> Mistake:
    line = error.location["line"]
    message = " ".join(re.sub(r"^\(\d+:\d+\): ", "", str(error)).split())
    text = lines[line - 1].strip() if line <= len(lines) else ""
    return Mistake(line, error.location.get("column") or 1, message, text)


class _Builder:
    """Make nodes of what the parser gives."""

    def __init__(self, dialect: Dialect, last_line: int):
        self.dialect = dialect
        self.last_line = last_line

    def feature(self, tree: dict) -> Feature:
        feature = self._node(Feature, tree)
        self._fill(feature, tree["children"], feature.tags)
        for child in tree["children"]:
            if "rule" in child:
                feature.rules.append(self._rule(child["rule"], feature))
        _set_ends(list(feature.walk()), self.last_line)
        return feature

    def _rule(self, tree: dict, feature: Feature) -> Rule:
        rule = self._node(Rule, tree)
        self._fill(rule, tree["children"], [*feature.tags, *rule.tags])
        before = feature.background.steps if feature.background else []
        for scenario in rule.scenarios:
            scenario.background = [*before, *scenario.background]
        return rule

    def _fill(self, parent: Feature | Rule, children: Iterable[dict], tags: Sequence[Tag]) -> None:
        for child in children:
            if "background" in child:
                parent.background = self._node(Steps, child["background"])
                parent.background.steps = self._steps(child["background"]["steps"])
            elif "scenario" in child:
                scenario = self._scenario(child["scenario"])
                scenario.all_tags = [*tags, *scenario.tags]
                scenario.background = parent.background.steps if parent.background else []
                parent.scenarios.append(scenario)

    def _scenario(self, tree: dict) -> Scenario:
        scenario = self._node(Scenario, tree)
        scenario.steps = self._steps(tree["steps"])
        scenario.examples = [self._examples(examples) for examples in tree["examples"]]
        is_outline = tree["keyword"] not in self.dialect.scenario_keywords
        scenario.is_outline = is_outline or bool(scenario.examples)
        return scenario

    def _examples(self, tree: dict) -> Examples:
        examples = self._node(Examples, tree)
        examples.columns = [cell["value"] for cell in tree.get("tableHeader", NOTHING)["cells"]]
        examples.rows = [
            Row([cell["value"] for cell in row["cells"]], row["location"]["line"])
            for row in tree["tableBody"]
        ]
        return examples

    def _steps(self, trees: Iterable[dict]) -> list[Step]:
        steps: list[Step] = []
        kind = "given"
        for tree in trees:
            kind = KINDS.get(tree["keywordType"], kind)
            steps.append(
                Step(
                    tree["keyword"].strip(),
                    tree["text"],
                    kind,
                    tree["location"]["line"],
                    tree["location"]["column"],
                    [
                        [cell["value"] for cell in row["cells"]]
                        for row in tree.get("dataTable", {"rows": ()})["rows"]
                    ],
                    tree["docString"]["content"] if "docString" in tree else None,
                )
            )
        return steps

    def _node(self, node_class: type, tree: dict) -> Node:
        place = tree["location"]
        tags = [
            Tag(tag["name"], tag["location"]["line"], tag["location"]["column"])
            for tag in tree.get("tags", ())
        ]
        return node_class(
            keyword=tree["keyword"],
            title=tree["name"],
            line=place["line"],
            column=place["column"],
            start=min([place["line"], *(tag.line for tag in tags)]),
            description=tree.get("description", ""),
            tags=tags,
        )


def _set_ends(nodes: list[Node], last_line: int) -> None:
    """Let everything end where the next thing that is not within it begins."""
    rank = {Feature: 0, Rule: 1, Steps: 2, Scenario: 2, Examples: 3}
    for number, node in enumerate(nodes):
        following = (n for n in nodes[number + 1 :] if rank[type(n)] <= rank[type(node)])
        after = next(following, None)
        node.end = after.start - 1 if after else last_line
