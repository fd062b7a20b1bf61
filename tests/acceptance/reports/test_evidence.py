"""The page that shows what was kept, and the line of the summary that names it."""

import shutil
from urllib.parse import unquote

import pytest
from lxml import html

from acceptance.reports.evidence import write_index
from acceptance.reports.summary import describe_evidence
from acceptance.stream.outcomes import (
    Evidence,
    Failure,
    FeatureOutcome,
    Location,
    Outcome,
    Page,
    Problem,
    RunOutcome,
    ScenarioOutcome,
    StepOutcome,
)

INDEX = "build/evidence/index.html"
PLACE = Location("features/a.feature", 3)


def step(file=None, failure=None, outcome=Outcome.PASSED):
    evidence = Evidence(f"build/evidence/{file}", f"About {file}") if file else None
    return StepOutcome("Then", "it is there", PLACE, outcome, failure=failure, evidence=evidence)


def scenario(name, *steps, outcome=Outcome.PASSED, **details):
    return ScenarioOutcome(PLACE, name, outcome, steps=steps, **details)


def run_of(*scenarios, **details):
    return RunOutcome((FeatureOutcome("features/a.feature", "Reading", scenarios),), **details)


def failed(name="Fails", reason="expected 2", details=(), file=None):
    failure = Failure(reason, page=Page("/tea/ is open", None, details))
    return scenario(name, step(file, failure, Outcome.FAILED), outcome=Outcome.FAILED)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build/evidence").mkdir(parents=True)
    return tmp_path / "build/evidence"


@pytest.fixture
def shown(folder):
    """Return a function that writes the page of a run and reads it."""

    def shown(run):
        write_index(run, folder / "index.html")
        return html.document_fromstring((folder / "index.html").read_text(encoding="utf-8"))

    return shown


def texts(page, tag):
    return [" ".join(element.text_content().split()) for element in page.iter(tag)]


def test_failures_come_first_with_their_reasons(shown):
    page = shown(
        run_of(
            scenario("Passes", step("b.png"), rule="Always"),
            failed("Fails", "expected 2", file="a.png"),
            scenario(
                "Was cleaned up", outcome=Outcome.ERROR, failures=(Failure("bad", "cleanup"),)
            ),
            scenario("Opened nothing", step()),
        )
    )

    assert texts(page, "h2") == ["Reading: failed", "Reading"]
    assert texts(page, "h3") == ["Fails", "Was cleaned up", "Always › Passes"]
    assert texts(page, "strong") == ["failed", "error", "passed"]
    assert texts(page, "pre") == ["expected 2", "/tea/ is open", "cleanup: bad"]
    assert texts(page, "figcaption") == ["About a.png", "About b.png"]


def test_failures_outside_the_scenarios_are_told(shown):
    problem = Problem("the run", Failure("bad", "hook after_all"))

    page = shown(run_of(scenario("Passes", step("a.png")), problems=(problem,)))

    assert texts(page, "p")[:2] == ["scenarios: 1 passed, 1 failed, 0 skipped", "the run"]
    assert texts(page, "pre") == ["hook after_all: bad"]


def test_pictures_are_loaded_late_and_pages_are_only_linked(shown):
    page = shown(run_of(scenario("Both", step("a.png"), step("b.html"))))

    (picture,) = page.iter("img")
    assert (picture.get("src"), picture.get("loading")) == ("a.png", "lazy")
    assert picture.get("alt") == "The page after “Then it is there”"
    assert page.xpath("//figcaption/a/@href") == ["b.html"]
    assert not list(page.iter("iframe", "object", "embed", "link", "script"))


def test_the_folder_can_be_moved(shown, folder, tmp_path):
    files = ["a/1-é.png", "a/50% #1?.png", "a/1-failed.html", "a/1-failed.zip"]
    for file in files:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).touch()
    details = tuple(f"build/evidence/{file}" for file in files[2:])

    page = shown(run_of(scenario("One", step(files[0])), failed(details=details, file=files[1])))
    moved = shutil.move(folder, tmp_path / "moved")

    addresses = {*page.xpath("//@href"), *page.xpath("//@src")}
    assert {unquote(address) for address in addresses} == set(files)
    assert all((moved / unquote(address)).exists() for address in addresses)
    assert page.xpath("//a/text()")[:2] == ["Saved page", "Trace"]


def test_what_pages_say_stays_text(shown):
    page = shown(run_of(failed("<script>1</script>", "<b>\udc80</b>", file="a.png")))

    assert texts(page, "h3") == ["<script>1</script>"]
    assert texts(page, "pre")[0] == "<b>\\udc80</b>"


def test_an_interrupted_run_is_called_so(shown):
    page = shown(run_of(scenario("One", step("a.png")), interrupted=True))

    assert texts(page, "p")[0] == "scenarios: 1 passed, 0 failed, 0 skipped; interrupted"


def test_what_could_not_be_kept_is_told_with_its_scenario(shown):
    page = shown(run_of(scenario("One", missing_evidence="OSError: no disk")))

    assert texts(page, "h3") == ["One"]
    assert "OSError: no disk" in texts(page, "p")


def test_a_scenario_without_a_title_is_named_by_its_place(shown):
    assert texts(shown(run_of(scenario("", step("a.png")))), "h3") == ["features/a.feature:3"]


def test_the_project_need_not_have_templates(shown, settings):
    settings.TEMPLATES = []

    assert texts(shown(run_of(scenario("One", step("a.png")))), "h3") == ["One"]


@pytest.mark.parametrize(
    ("scenarios", "line"),
    [
        ([scenario("One")], "evidence: none"),
        ([scenario("One", step("a.png"))], f"evidence: {INDEX}, 1 picture"),
        (
            [scenario("One", step("a.png"), step("b.html"), step("c.html"))],
            f"evidence: {INDEX}, 1 picture, 2 pages",
        ),
        (
            [scenario("One", missing_evidence="No disk"), scenario("Two", missing_evidence="No")],
            "evidence: none; missing in 2 scenarios, first features/a.feature:3: No disk",
        ),
    ],
)
def test_the_summary_counts_what_was_kept(scenarios, line):
    assert describe_evidence(run_of(*scenarios), INDEX) == line
