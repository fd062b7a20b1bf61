"""A site that is large is written by several processes, and comes out the same."""

import os
import signal

import pytest

from acceptance.reports.living import pages
from acceptance.reports.living.building import build
from acceptance.reports.living.history import History
from acceptance.reports.living.publishing import NotPublished, publish
from acceptance.stream.outcomes import RunOutcome
from acceptance.stream.reading import read_stream
from tests.acceptance.stream.samples import STARTED, feature_of, idle, passed, write

# More pages than one process is thought to be enough for.
SCENARIOS = 1_000
FEATURE = "features/many.feature"
TEXT = "Feature: Many\n" + "".join(
    f"  Scenario: Number {number}\n    Given Tea number {number}\n" for number in range(SCENARIOS)
)


@pytest.fixture(scope="module")
def specification(tmp_path_factory):
    feature = feature_of(FEATURE, TEXT, lambda scenario: [passed(idle(scenario))])
    stream = tmp_path_factory.mktemp("large") / "messages.ndjson"
    write(stream, RunOutcome((feature,), started=STARTED), {FEATURE: TEXT})
    return build([read_stream(stream)])


@pytest.fixture
def with_cores(monkeypatch):
    """Return a function that sets how many cores there are."""

    def set_cores(number):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(number)), raising=False)

    return set_cores


def content(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.*")}


def test_several_processes_write_what_one_writes(specification, with_cores, tmp_path):
    with_cores(1)
    publish(specification, tmp_path / "1", History())
    with_cores(3)
    publish(specification, tmp_path / "3", History())

    assert content(tmp_path / "1") == content(tmp_path / "3")


@pytest.mark.parametrize("cores", [1, 2])
def test_it_is_told_how_far_it_is(specification, with_cores, tmp_path, cores):
    with_cores(cores)
    told = []
    published = publish(
        specification, tmp_path / "site", History(), tell=lambda *numbers: told.append(numbers)
    )

    assert told == sorted(told)
    assert told[-1] == (published.pages, published.pages)


def test_a_process_that_is_killed_leaves_no_half_of_a_site(
    specification, with_cores, tmp_path, monkeypatch
):
    with_cores(2)
    folder = tmp_path / "site"
    publish(specification, folder, History())
    before = content(folder)
    of_this_process = os.getpid()

    def killed(site, scenario):
        assert os.getpid() != of_this_process
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(pages.cases, "of_scenario", killed)
    with pytest.raises(NotPublished, match="A process that wrote pages was ended"):
        publish(specification, folder, History())

    assert content(folder) == before
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_a_disk_that_is_full_is_told(specification, with_cores, tmp_path, monkeypatch):
    with_cores(2)

    def full(site, scenario):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(pages.cases, "of_scenario", full)
    with pytest.raises(NotPublished, match="No space left on device"):
        publish(specification, tmp_path / "site", History())

    assert list(tmp_path.iterdir()) == []
