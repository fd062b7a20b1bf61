"""Read CI files as lists of machines, each with the steps that it would take.

All that a machine is told about itself is filled in; what nobody tells it is a KeyError.
"""

import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count, product
from pathlib import Path
from string import Template

import pytest
import yaml
from django.core.management import CommandParser, get_commands, load_command_class

from acceptance import places
from acceptance.management.subcommands.report import KINDS

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = ROOT / ".github/workflows"
GITLAB = ROOT / "docs/ci/gitlab-ci.yml"
PAGE = ROOT / "docs/continuous-integration.md"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COVERAGE = PYPROJECT["tool"]["coverage"]
FILES_UNLESS_PRINTED = {"junit", "html"}
GITHUB_TELLS = {"github.run_id": "7", "github.run_attempt": "1"}
MERGE = ["spec", "merge"]
PUBLISH = ["spec", "publish"]

_numbers = count(1)


@dataclass
class Command:
    """A simple command, the variables that it sees, and the file that its output goes to."""

    words: list[str]
    variables: dict[str, str]
    redirected_to: str = ""

    @property
    def managed(self) -> list[str]:
        """What follows manage.py."""
        return self.words[self.words.index("manage.py") + 1 :] if "manage.py" in self.words else []

    @property
    def options(self) -> dict:
        """What the parser of a management command reads from the command line."""
        name, *arguments = self.managed
        with pytest.MonkeyPatch.context() as patch:
            for variable, value in self.variables.items():
                patch.setenv(variable, value)
            return vars(parser_of(name).parse_args(arguments))

    def written(self) -> set[str]:
        """Name the files that it writes; those that every process has for itself differ."""
        found = {self.redirected_to} if self.redirected_to else set()
        if self.managed:
            found |= {Path(file).as_posix() for file in self._written_by_management_command()}
        if self.words[0].endswith("/coverage"):
            found |= self._written_by_coverage()
        return found

    def _written_by_management_command(self) -> set[str | Path]:
        options = self.options
        if self.managed[0] == "behave":
            page = places.EVIDENCE / f"reading/{next(_numbers)}.html"
            return {options["stream"], page, places.EVIDENCE / "index.html"}
        if options["subcommand"] == "merge":
            return {options["output"], options["durations"]}
        if options["subcommand"] in {"check", "verdict"}:
            return set()
        if options["subcommand"] == "publish":
            return {options["output"] / "index.html", options["history"]}
        kinds = set(options["kinds"])
        if options["output"]:
            return {options["output"] + KINDS[kind].file for kind in kinds}
        return {places.BUILD / KINDS[kind].file for kind in kinds & FILES_UNLESS_PRINTED}

    def _written_by_coverage(self) -> set[str]:
        data, folder = COVERAGE["run"]["data_file"], COVERAGE["html"]["directory"]
        match self.words[1:]:
            case ["run", *_]:
                return {f"{data}.{next(_numbers)}"}
            case ["combine", *_]:
                return {data}
            case ["html", *_]:
                return {f"{folder}/index.html"}
            case ["xml", *_, "-o", file]:
                return {file}
        return set()


@dataclass
class Step:
    """A script, or an action of GitHub with its inputs."""

    script: str = ""
    action: str = ""
    inputs: dict = field(default_factory=dict)


@dataclass
class Machine:
    """A job as one machine runs it.

    `needs` are the jobs whose files GitLab puts in place, `leaves` what it takes from this one.
    """

    job: str
    steps: list[Step]
    variables: dict[str, str] = field(default_factory=dict)
    needs: list[str] = field(default_factory=list)
    leaves: list[str] = field(default_factory=list)

    def commands_of(self, step: Step) -> Iterator[Command]:
        """Take a script apart, as far as these files go: lines, pipes, alternatives, variables."""
        for line in step.script.replace("2>&1", "").splitlines():
            text = re.sub(r"\$([A-Z_]+)", lambda found: self.variables[found[1]], line)
            lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
            lexer.whitespace_split = True
            words, target = [], ""
            for word in [*lexer, ";"]:
                if word in {";", "|", "||", "&&"}:
                    if words:
                        yield Command(words, self.variables, target)
                    words, target = [], ""
                elif words and words[-1] in {">", ">>", "<"}:
                    target = word if words.pop() != "<" else ""
                elif words or not re.match(r"[A-Z]+=", word):
                    words.append(word)

    @property
    def commands(self) -> Iterator[Command]:
        """All commands of all steps."""
        for step in self.steps:
            yield from self.commands_of(step)


@cache
def parser_of(name: str) -> CommandParser:
    """Make the parser of a management command."""
    return load_command_class(get_commands()[name], name).create_parser("manage.py", name)


@cache
def read(file: Path) -> dict:
    """Read a YAML file."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def of_github(file: str = "ci.yml", inputs: dict | None = None) -> list[Machine]:
    """Follow a workflow, and those that it calls."""
    workflow = read(WORKFLOWS / file)
    triggers = workflow[True]  # a YAML parser takes "on" for a yes
    declared = (triggers.get("workflow_call") or {}).get("inputs", {})
    given = {name: said.get("default") for name, said in declared.items()} | (inputs or {})
    assert given.keys() == declared.keys()
    tells = GITHUB_TELLS | {f"inputs.{name}": value for name, value in given.items()}
    tells |= {f"env.{name}": value for name, value in workflow["env"].items()}
    machines = []
    for name, job in workflow["jobs"].items():
        if "uses" in job:
            machines += of_github(Path(job["uses"]).name, job["with"])
        else:
            machines += _of_github_job(name, job, tells)
    return machines


def _of_github_job(name: str, job: dict, tells: dict[str, object]) -> Iterator[Machine]:
    matrix = job.get("strategy", {}).get("matrix", {})
    places_in_it = list(product(*matrix.values()))
    for place in places_in_it:
        about = {f"matrix.{key}": value for key, value in zip(matrix, place, strict=True)}
        about |= tells | {"strategy.job-total": len(places_in_it)}
        variables = {"GITHUB_STEP_SUMMARY": "summary"}
        steps = []
        for step in _filled_in(job["steps"], about):
            variables |= step.get("env", {})
            action = step.get("uses", "").partition("@")[0]
            steps.append(Step(step.get("run", ""), action, step.get("with", {})))
        yield Machine(name, steps, variables)


def _filled_in(value: object, about: dict[str, object]) -> object:
    """Replace ${{ … }}, except in conditions."""
    if isinstance(value, dict):
        return {key: _filled_in(item, about) for key, item in value.items() if key != "if"}
    if isinstance(value, list):
        return [_filled_in(item, about) for item in value]
    if isinstance(value, str):
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: str(about[found[1]]), value)
    return value


def of_gitlab() -> list[Machine]:
    """Follow GitLab's file; a matrix is one machine here, since nothing depends on its values."""
    described = read(GITLAB)
    machines = []
    for name in described:
        job = gitlab_job(name)
        if "script" not in job or name.startswith("."):
            continue
        scripts = job.get("before_script", described["default"]["before_script"]) + job["script"]
        variables = {"PWD": ".", "PATH": "/bin"} | job.get("variables", {})
        needs = [need if isinstance(need, str) else need["job"] for need in job["needs"]]
        excluded = [f"!{pattern}" for pattern in job["artifacts"].get("exclude", [])]
        number = job.get("parallel", 1) if isinstance(job.get("parallel", 1), int) else 1
        for index in range(1, number + 1):
            about = {"CI_NODE_INDEX": str(index), "CI_NODE_TOTAL": str(number)}
            steps = [Step(script) for script in scripts]
            patterns = job["artifacts"]["paths"] + excluded
            leaves = [Template(pattern).substitute(variables) for pattern in patterns]
            machines.append(Machine(name, steps, variables | about, needs, leaves))
    return machines


def gitlab_job(name: str) -> dict:
    """Read a job, with what it has from the one that it extends; what is no job has no script."""
    described = read(GITLAB)
    job = described[name]
    if not isinstance(job, dict) or "extends" not in job:
        return job if isinstance(job, dict) else {}
    base = described[job["extends"]]
    return base | job | {"variables": base.get("variables", {}) | job.get("variables", {})}


def examples() -> dict[str, dict]:
    """Read the examples of the page on continuous integration, by their headings."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^### (\w+)\n.*?```yaml\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    return {heading: yaml.safe_load(example) for heading, example in found}


def of_circleci() -> list[Machine]:
    """Follow the example for CircleCI."""
    machines = []
    for name, job in examples()["CircleCI"]["jobs"].items():
        number = job.get("parallelism", 1)
        steps = [Step(step["run"]) for step in job["steps"] if "run" in step]
        for index in range(number):
            about = {"CIRCLE_NODE_INDEX": str(index), "CIRCLE_NODE_TOTAL": str(number)}
            machines.append(Machine(name, steps, about))
    return machines


def of_buildkite() -> list[Machine]:
    """Follow the example for Buildkite."""
    machines = []
    for step in examples()["Buildkite"]["steps"]:
        number = step.get("parallelism", 1)
        steps = [Step(script.replace("$$", "$")) for script in step.get("command", [])]
        for index in range(number if steps else 0):
            about = {"BUILDKITE_PARALLEL_JOB": str(index)}
            about |= {"BUILDKITE_PARALLEL_JOB_COUNT": str(number)}
            machines.append(Machine(step["label"], steps, about))
    return machines


def of_kubernetes() -> list[Machine]:
    """Follow the example for Kubernetes."""
    job = examples()["Kubernetes"]["spec"]
    assert job["completionMode"] == "Indexed"
    [container] = job["template"]["spec"]["containers"]
    steps = [Step(script) for script in container["args"]]
    indexes = map(str, range(job["completions"]))
    return [Machine("part", steps, {"JOB_COMPLETION_INDEX": index}) for index in indexes]


SYSTEMS = {
    "GitHub": of_github,
    "GitLab": of_gitlab,
    "CircleCI": of_circleci,
    "Buildkite": of_buildkite,
    "Kubernetes": of_kubernetes,
}
