"""What the CI files say, held to what there is: they cannot be run here, but they can be followed.

Every job is followed from command to command, with the files that each leaves.
"""

import os
import re
from collections.abc import Iterable
from fnmatch import fnmatch

import pytest

from tests.workflows.machines import (
    GITLAB,
    MERGE,
    PAGE,
    PUBLISH,
    PYPROJECT,
    ROOT,
    SYSTEMS,
    WORKFLOWS,
    Command,
    Machine,
    gitlab_job,
    of_github,
    of_gitlab,
    read,
)

PUBLISHED_BY_GITHUB = {
    "report-fast",
    "report-browser",
    "report-coverage",
    "report-living-documentation",
}
# Here a person merges.
WITHOUT_REPORT = {"Kubernetes"}


@pytest.fixture(autouse=True)
def no_variables_of_ci(monkeypatch):
    for name in list(os.environ):
        if name.startswith(("CI", "BUILDKITE_", "JOB_COMPLETION_")):
            monkeypatch.delenv(name)


@pytest.fixture(params=SYSTEMS)
def system(request):
    return request.param


@pytest.fixture
def machines(system):
    return SYSTEMS[system]()


def runs_of(machines: list[Machine]) -> list[list[Command]]:
    """The commands that run parts of the specification: a list for each driver."""
    found: dict[bool, list[Command]] = {}
    for machine in machines:
        for command in machine.commands:
            if "behave" in command.managed:
                found.setdefault(command.options["browser"], []).append(command)
    return list(found.values())


def streams_that_are_merged(command: Command, files: Iterable[str]) -> list[str]:
    patterns = command.options["streams"]
    return [file for file in files if any(fnmatch(file, str(pattern)) for pattern in patterns)]


def test_make_has_every_target_that_is_named(machines):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    for machine in machines:
        for command in machine.commands:
            assert command.words[0] != "make" or targets.issuperset(command.words[1:])


def test_manage_understands_every_command_line(machines):
    managed = [c for machine in machines for c in machine.commands if c.managed]

    assert managed
    assert all(command.options for command in managed)


def test_the_parts_are_one_to_n_of_n(machines):
    for run in runs_of(machines):
        shards = [command.options["shard"] for command in run]
        assert len(run) > 1
        assert [shard.number for shard in shards] == list(range(1, len(run) + 1))
        assert {shard.of for shard in shards} == {len(run)}


@pytest.mark.parametrize("machines", [of_github(), of_gitlab()], ids=["GitHub", "GitLab"])
def test_the_specification_runs_with_both_drivers(machines):
    drivers = [{command.options["browser"] for command in run} for run in runs_of(machines)]

    assert drivers == [{False}, {True}]


def test_every_part_has_a_stream_of_its_own_that_the_merge_reads(system, machines):
    merges = [c for machine in machines for c in machine.commands if c.managed[:2] == MERGE]

    assert bool(merges) is (system not in WITHOUT_REPORT)
    for run in runs_of(machines):
        streams = {command.options["stream"].as_posix() for command in run}
        assert len(streams) == len(run)
        for command in merges:
            assert streams_that_are_merged(command, sorted(streams)) == sorted(streams)


def matches(file: str, pattern: str) -> bool:
    return file.startswith(pattern) if pattern.endswith("/") else fnmatch(file, pattern)


def taken(files: set[str], patterns: list[str]) -> set[str]:
    """Take what an artifact holds from the files of a machine; no pattern may be in vain."""
    for pattern in patterns:
        assert any(matches(file, pattern.lstrip("!")) for file in files), (pattern, files)
    unwanted = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
    return {
        file
        for file in files
        if any(matches(file, pattern) for pattern in patterns)
        and not any(matches(file, pattern) for pattern in unwanted)
    }


def root_of(patterns: list[str]) -> str:
    """Find the folder that an artifact of GitHub begins at."""
    fixed = [pattern.partition("*")[0] for pattern in patterns if not pattern.startswith("!")]
    return os.path.commonpath([path.rpartition("/")[0] for path in fixed])


def follow(command: Command, files: set[str], parts: int) -> None:
    """Check that all is there that a merge, or the living documentation, reads."""
    if command.managed[:2] == MERGE:
        assert len(streams_that_are_merged(command, files)) == parts
        assert command.options["durations"].as_posix() in files
    elif command.managed[:2] == PUBLISH:
        assert files.issuperset(stream.as_posix() for stream in command.options["streams"])


class Artifacts:
    """What GitHub keeps of a run: names, and files from the folder that the artifact begins at."""

    def __init__(self):
        self.kept: dict[str, set[str]] = {}

    def upload(self, files: set[str], name: str, path: str, **_) -> None:
        patterns = path.split()
        root = root_of(patterns)
        self.kept[name] = {os.path.relpath(file, root) for file in taken(files, patterns)}

    def download(self, path: str, name: str = "", pattern: str = "", **_) -> set[str]:
        """Put artifacts together; no file may take the place of another."""
        found = [kept for kept in self.kept if fnmatch(kept, name or pattern)]
        assert found
        files = [f"{path}/{file}" for kept in found for file in self.kept[kept]]
        assert len(files) == len(set(files))
        return set(files)


def test_on_github_every_file_is_made_before_it_is_uploaded_and_uploaded_before_it_is_read():
    parts = len(runs_of(of_github())[0])
    artifacts = Artifacts()
    for machine in of_github():
        files: set[str] = set()
        for step in machine.steps:
            for command in machine.commands_of(step):
                follow(command, files, parts)
                files |= command.written()
            if step.action == "actions/upload-artifact":
                artifacts.upload(files, **step.inputs)
            elif step.action == "actions/download-artifact":
                files |= artifacts.download(**step.inputs)
            elif step.action == "actions/cache/save":
                assert step.inputs["path"] in files

    assert {name for name in artifacts.kept if name.startswith("report-")} == PUBLISHED_BY_GITHUB


def test_on_gitlab_every_file_is_made_before_it_is_taken_and_taken_before_it_is_read():
    parts = len(runs_of(of_gitlab())[0])
    kept: dict[str, set[str]] = {}
    for machine in of_gitlab():
        files = {file for name in machine.needs for file in kept[name]}
        for command in machine.commands:
            follow(command, files, parts)
            if "behave" in command.managed:
                assert command.options["durations"].as_posix() in files
            files |= command.written()
        left = taken(files, machine.leaves)
        others = kept.setdefault(machine.job, set())
        assert not others & left - {file for name in machine.needs for file in kept[name]}
        others |= left
        assert left.issuperset(read_by_gitlab(machine.job))


def read_by_gitlab(job: str) -> list[str]:
    """List the reports that GitLab itself reads."""
    said = gitlab_job(job)["artifacts"].get("reports", {})
    return [file["path"] if isinstance(file, dict) else file for file in said.values()]


def test_one_job_chooses_the_record_that_all_parts_read():
    jobs = read(WORKFLOWS / "specification.yml")["jobs"]
    cached = [name for name, job in jobs.items() if "actions/cache" in str(job)]
    assert cached == ["record", "report"]
    assert jobs["part"]["needs"] == "record"

    described = read(GITLAB)
    cached = [name for name in described if "cache" in described[name]]
    assert cached == ["record", ".report", "living documentation"]
    assert described[".part"]["needs"] == ["record"]


@pytest.mark.parametrize("report", ["report", "browser report"])
def test_gitlab_restores_what_it_has_saved(report):
    [saved] = gitlab_job(report)["cache"]
    name = gitlab_job(report)["variables"]["NAME"]
    alike = {word: str(saved[word]).replace("$NAME", name) for word in ("key", "paths")}

    restored = gitlab_job("record")["cache"]
    assert alike in [{word: str(cache[word]) for word in alike} for cache in restored]


def test_github_restores_what_it_has_saved():
    jobs = read(WORKFLOWS / "specification.yml")["jobs"]
    [restore] = [s for s in jobs["record"]["steps"] if "cache/restore" in s.get("uses", "")]
    [save] = [s for s in jobs["report"]["steps"] if "cache/save" in s.get("uses", "")]

    assert save["with"].items() <= restore["with"].items()
    assert save["with"]["key"].startswith(restore["with"]["restore-keys"])
    assert "default_branch" in save["if"]


def test_github_restores_the_history_that_the_main_branch_has_saved():
    steps = read(WORKFLOWS / "ci.yml")["jobs"]["documentation"]["steps"]
    [restore] = [s for s in steps if "cache/restore" in s.get("uses", "")]
    [save] = [s for s in steps if "cache/save" in s.get("uses", "")]

    assert save["with"].items() <= restore["with"].items()
    assert save["with"]["key"].startswith(restore["with"]["restore-keys"])
    assert "default_branch" in save["if"]


def test_both_drivers_are_published_together_whatever_they_have_found():
    assert "cancelled" in read(WORKFLOWS / "ci.yml")["jobs"]["documentation"]["if"]
    assert {rule["when"] for rule in gitlab_job("living documentation")["rules"]} == {"always"}
    for machines in (of_github(), of_gitlab()):
        commands = [c for machine in machines for c in machine.commands]
        [publish] = [c for c in commands if c.managed[:2] == PUBLISH]
        assert len(publish.options["streams"]) == len(runs_of(machines))
        assert publish.options["history"]


def test_what_became_of_a_part_is_told_whatever_it_was():
    jobs = read(WORKFLOWS / "specification.yml")["jobs"]
    uploads = [step for step in jobs["part"]["steps"] if "upload" in step.get("uses", "")]
    assert [step["if"] for step in uploads] == ["always()", "always()"]
    assert jobs["part"]["strategy"]["fail-fast"] is False
    assert jobs["report"]["if"] == "always()"

    described = read(GITLAB)
    assert described[".part"]["artifacts"]["when"] == "always"
    assert {rule["when"] for rule in described[".report"]["rules"]} == {"always"}


def test_a_report_ends_as_the_run_did_whose_parts_it_merged(system, machines):
    merged = 0
    for machine in machines:
        found = list(machine.commands)
        for merge in [command for command in found if command.managed[:2] == MERGE]:
            merged += 1
            assert found[-1].managed[:2] == ["spec", "verdict"]
            assert found[-1].options["stream"] == merge.options["output"]

    assert bool(merged) is (system not in WITHOUT_REPORT)


def test_manage_understands_what_a_person_types():
    page = PAGE.read_text(encoding="utf-8")
    lines = re.findall(r"^    python (manage\.py .+)$", page, re.MULTILINE)

    assert lines
    for line in lines:
        assert Command(line.split(), {}).options


@pytest.mark.parametrize("file", sorted(WORKFLOWS.iterdir()), ids=lambda file: file.name)
def test_a_workflow_of_github_asks_for_little(file):
    text, workflow = file.read_text(encoding="utf-8"), read(file)

    assert workflow["permissions"] == {"contents": "read"}
    assert "secrets" not in text
    for used in re.findall(r"uses: (\S+)", text):
        is_ours = used.startswith("./") and (ROOT / used).is_file()
        assert is_ours or re.fullmatch(r"actions/[a-z/-]+@v[0-9]+", used)
    for job in workflow["jobs"].values():
        assert "uses" in job or job["timeout-minutes"] <= 30


def test_the_versions_of_python_are_those_of_the_project():
    versions = read(WORKFLOWS / "ci.yml")["jobs"]["checks"]["strategy"]["matrix"]["python"]
    first, end = re.findall(r"3\.([0-9]+)", PYPROJECT["project"]["requires-python"])

    assert versions == [f"3.{minor}" for minor in range(int(first), int(end))]
    assert read(GITLAB)["checks"]["parallel"]["matrix"] == [{"PYTHON": versions}]
