"""Make the specification of streams: of the feature files in them, and of what the runs found."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from acceptance.reports.living.addresses import HOME, OWN_PAGES, Addresses, below, folder_of, slug
from acceptance.reports.living.completeness import what_is_missing
from acceptance.reports.living.model import (
    Capability,
    Example,
    Examples,
    Feature,
    Result,
    Rule,
    Run,
    Scenario,
    Specification,
    Step,
)
from acceptance.reports.living.prose import as_title, split_title
from acceptance.stream.index import Document
from acceptance.stream.outcomes import Location
from acceptance.stream.preface import Readme
from acceptance.stream.reading import Stream
from acceptance.stream.versions import documents_of, readmes_of

TITLE = "Specification"
ADVICE = "publish runs of one version"
# What the runs found, by the place of a scenario or of an example.
Results = Mapping[Location, list[Result]]


def build(streams: Sequence[Stream]) -> Specification:
    """Tell the specification by one or more runs of one version of it; refuse several versions."""
    documents = documents_of(streams, ADVICE)
    runs = [_run(stream, streams) for stream in streams]
    tree = _Tree(readmes_of(streams, ADVICE), [document.uri for document in documents])
    results = _results(runs)
    features = {}
    for document in documents:
        feature = _Reader(document, tree, results).feature()
        if feature:
            features[document.uri] = feature
    for run in runs:
        for found in run.outcome.features:
            features[found.file].problems += found.problems
    problems = [problem for run in runs for problem in run.outcome.problems]
    specification = Specification(tree.product, runs, problems, missing=[])
    specification.missing = what_is_missing(specification)
    return specification


def _run(stream: Stream, streams: Sequence[Stream]) -> Run:
    number = [s for s in streams if how(s) == how(stream)].index(stream) + 1
    name = how(stream) if number == 1 else f"{how(stream)} ({number})"
    return Run(name, stream.run, stream.preface, stream.is_cut_off)


def how(stream: Stream) -> str:
    """Say how a run was made: by its driver, and by the options of the project."""
    conditions = dict(stream.run.conditions)
    driver = conditions.pop("driver", "")
    named = {"fast": "fast", "browser": "in a browser"}.get(driver, driver)
    rest = [f"{name}: {value}" for name, value in conditions.items() if name != "order"]
    return ", ".join([*filter(None, [named]), *rest]) or "run"


def _results(runs: Iterable[Run]) -> Results:
    found: dict[Location, list[Result]] = {}
    for run in runs:
        for scenario in run.outcome.scenarios:
            found.setdefault(scenario.location, []).append(Result(run, scenario))
    return found


class _Tree:
    """The folders of the specification, each made when it is first asked for."""

    def __init__(self, readmes: Iterable[Readme], files: Iterable[str]):
        self.texts = {_folder(readme.file): readme.text for readme in readmes}
        self.addresses = Addresses(OWN_PAGES)
        top = _common_folder({*map(_folder, files), *self.texts})
        title, text = self._about(top, TITLE)
        self.product = Capability(HOME, str(top), title, text)
        self._known = {top: self.product}

    def capability(self, folder: PurePosixPath) -> Capability:
        """Find the capability of a folder."""
        if folder not in self._known:
            is_top = folder == folder.parent
            parent = self.product if is_top else self.capability(folder.parent)
            title, text = self._about(folder, as_title(folder.name))
            address = self.addresses.take(folder_of(folder), "index")
            self._known[folder] = Capability(address, str(folder), title, text, parent)
            parent.capabilities.append(self._known[folder])
        return self._known[folder]

    def _about(self, folder: PurePosixPath, otherwise: str) -> tuple[str, str]:
        title, text = split_title(self.texts.get(folder, ""))
        return title or otherwise, text


class _Reader:
    """Read a feature file as Cucumber has parsed it, and put the results where they belong."""

    def __init__(self, document: Document, tree: _Tree, results: Results):
        self.document = document
        self.tree = tree
        self.results = results

    def feature(self) -> Feature | None:
        """Make the feature, if the file has one."""
        document = json.loads(self.document.messages[1])["gherkinDocument"]
        told = document.get("feature")
        if not told:
            return None
        uri = self.document.uri
        folder = _folder(uri)
        capability = self.tree.capability(folder)
        stem = PurePosixPath(uri).name.removesuffix(".feature")
        feature = Feature(
            address=self.tree.addresses.take(*filter(None, [folder_of(folder), stem])),
            file=uri,
            title=told["name"] or as_title(stem),
            narrative=told["description"],
            tags=_tags(told),
            background=_background(told),
            language=told["language"],
            capability=capability,
            is_planned=self.document.is_planned,
        )
        capability.features.append(feature)
        for child in told["children"]:
            if "rule" in child:
                feature.rules.append(self._rule(child["rule"], feature))
            elif "scenario" in child:
                feature.scenarios.append(self._scenario(child["scenario"], feature, None))
        return feature

    def _rule(self, told: dict, feature: Feature) -> Rule:
        rule = Rule(
            address=self.tree.addresses.take(below(feature.address), "rules", slug(told["name"])),
            title=told["name"] or "A rule without a name",
            description=told["description"],
            tags=_tags(told),
            background=_background(told),
            feature=feature,
        )
        for child in told["children"]:
            if "scenario" in child:
                rule.scenarios.append(self._scenario(child["scenario"], feature, rule))
        return rule

    def _scenario(self, told: dict, feature: Feature, rule: Rule | None) -> Scenario:
        line = told["location"]["line"]
        title = told["name"] or f"A scenario without a name, line {line}"
        tables = [self._table(examples) for examples in told["examples"]]
        inherited = [*feature.tags, *(rule.tags if rule else ())]
        return Scenario(
            address=self.tree.addresses.take(below(feature.address), slug(title)),
            title=title,
            description=told["description"],
            tags=list(dict.fromkeys([*inherited, *_tags(told)])),
            line=line,
            steps=_steps(told),
            feature=feature,
            rule=rule,
            tables=tables,
            own_results=[] if tables else self._at(line),
        )

    def _table(self, told: dict) -> Examples:
        return Examples(
            title=told["name"],
            description=told["description"],
            tags=_tags(told),
            header=_cells(told.get("tableHeader", {"cells": ()})),
            rows=[
                Example(_cells(row), row["location"]["line"], self._at(row["location"]["line"]))
                for row in told["tableBody"]
            ],
        )

    def _at(self, line: int) -> list[Result]:
        return self.results.get(Location(self.document.uri, line), [])


def _background(told: dict) -> list[Step]:
    return [
        step
        for child in told["children"]
        if "background" in child
        for step in _steps(child["background"])
    ]


def _steps(told: dict) -> list[Step]:
    return list(map(_step, told["steps"]))


def _step(told: dict) -> Step:
    return Step(
        keyword=told["keyword"].strip(),
        text=told["text"],
        kind=told.get("keywordType", ""),
        line=told["location"]["line"],
        rows=[_cells(row) for row in told.get("dataTable", {"rows": ()})["rows"]],
        doc_string=told["docString"]["content"] if "docString" in told else None,
    )


def _cells(row: dict) -> list[str]:
    return [cell["value"] for cell in row["cells"]]


def _tags(told: dict) -> list[str]:
    return [tag["name"].removeprefix("@") for tag in told["tags"]]


def _folder(file: str) -> PurePosixPath:
    return PurePosixPath(file).parent


def _common_folder(folders: Iterable[PurePosixPath]) -> PurePosixPath:
    first, *others = [folder.parts for folder in folders] or [()]
    shared = [
        part
        for number, part in enumerate(first)
        if all(o[: number + 1] == first[: number + 1] for o in others)
    ]
    return PurePosixPath(*shared)
