"""`manage.py spec publish` and `manage.py spec open`: what they read, write, refuse and say."""

import io
import json
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from lxml import html

from acceptance.places import SITE, STREAM
from acceptance.stream.outcomes import (
    Evidence,
    Failure,
    Location,
    Outcome,
    Phrase,
    Problem,
    RunOutcome,
    Shard,
)
from acceptance.stream.preface import Entry, Preface, Readme
from tests.acceptance.stream import samples
from tests.acceptance.stream.samples import ended, feature_of, idle, never_ran

TEA = """\
Feature: Tea
  Scenario: Green
    Given tea
  Scenario: Black
    Given tea
"""
COFFEE = """\
Feature: Coffee
  Scenario: Espresso
    Given coffee
"""
SOURCES = {"features/coffee.feature": COFFEE, "features/drinks/tea.feature": TEA}
GREEN = "features/drinks/tea/green.html"
BANNER = "This is not the whole picture."


def passed(scenario):
    return samples.passed(idle(scenario))


def failed(scenario):
    return ended(idle(scenario), 0, Outcome.FAILED)


def only(title, otherwise):
    """Let one scenario pass; of others, make something else."""
    return lambda s: passed(s) if s.name == title else never_ran(idle(s), otherwise)


def write_stream(file=STREAM, plan=passed, sources=SOURCES, preface=None, **details):
    found = [feature_of(uri, text, plan) for uri, text in sources.items()]
    known = {"started": samples.STARTED, "duration": 1.5} | details
    run = RunOutcome(tuple(found), **known)
    return samples.write(Path(file), run, sources, preface or Preface())


def kept(name):
    """Keep a page as evidence."""
    file = Path("build/evidence", name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(name, encoding="utf-8")
    return Evidence(str(file), "A page")


def files_of(folder):
    """Read all that a folder holds."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in Path(folder).rglob("*")
        if file.is_file()
    }


def text_of(page):
    return html.fromstring(Path(page).read_bytes()).text_content()


def heading_of(page):
    return html.fromstring(page.read_bytes()).findtext(".//h1")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def publish():
    """Return a function that calls the command; it returns what was printed, and said aside."""

    def publish(*args):
        stdout, stderr = io.StringIO(), io.StringIO()
        call_command("spec", "publish", *map(str, args), stdout=stdout, stderr=stderr)
        return stdout.getvalue(), stderr.getvalue()

    return publish


@pytest.fixture
def refused(publish):
    """Return a function that calls the command in vain; it returns why."""

    def refused(*args):
        before = files_of(".")
        with pytest.raises(CommandError) as refusal:
            publish(*args)
        assert refusal.value.returncode == 2
        assert files_of(".") == before
        return str(refusal.value)

    return refused


def test_the_stream_of_the_last_run_becomes_a_site_in_its_usual_place(publish):
    write_stream()
    printed, aside = publish()

    number = len(list(SITE.rglob("*.html")))
    assert (printed, aside) == (f"{SITE}/index.html: {number} pages\n", "")
    assert {"Drinks", "Coffee"} <= set(re.findall(r"\w+", text_of(SITE / "index.html")))
    assert (SITE / GREEN).is_file()


def test_the_site_of_a_failed_run_is_a_success(publish):
    write_stream(plan=failed)
    publish()

    assert "3 of 3 scenarios are failing." in text_of(SITE / "index.html")


def test_what_failed_around_the_scenarios_is_not_told_as_working(publish):
    problem = Problem("After the feature", Failure("The kettle is cold"))
    tea = feature_of("features/drinks/tea.feature", TEA, passed)
    run = RunOutcome((replace(tea, problems=(problem,)),), started=samples.STARTED)
    samples.write(STREAM, run, {"features/drinks/tea.feature": TEA}, Preface())
    publish()

    home = " ".join(text_of(SITE / "index.html").split())
    assert "Something failed around the scenarios." in home
    assert "The kettle is cold" in home


def test_what_nobody_has_checked_is_not_told_as_working(publish):
    write_stream(plan=only("", Outcome.PLANNED))
    publish()

    assert "Nothing has been checked yet." in text_of(SITE / "index.html")


def test_what_fails_beyond_what_a_page_can_list_is_found_by_the_search(publish):
    scenarios = "".join(f"  Scenario: Number {n}\n    Given tea\n" for n in range(50))
    write_stream(plan=failed, sources={"features/many.feature": f"Feature: Many\n{scenarios}"})
    publish()

    [href] = html.parse(SITE / "index.html").xpath("//a[contains(@href, '#status=')]/@href")
    script = (SITE / "search-index.js").read_text(encoding="utf-8")
    groups = json.loads(script[script.index("{") : script.rindex(";")])["groups"]
    assert groups[href.partition("#status=")[2]]


def test_the_command_line_gets_exit_code_0_or_2(project):
    write_stream()
    done = project.manage("spec", "publish")
    assert (done.code, done.err) == (0, "")

    refused = project.manage("spec", "publish", "missing.ndjson")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("missing.ndjson")
    assert refused.err.count("\n") == 1


def cut_off():
    lines = write_stream().read_text(encoding="utf-8").splitlines(keepends=True)
    STREAM.write_text("".join(lines[:-2]), encoding="utf-8")


def interrupted():
    def plan(scenario):
        if scenario.name == "Green":
            return ended(idle(scenario), 0, Outcome.INTERRUPTED)
        return never_ran(idle(scenario), Outcome.NOT_RUN)

    write_stream(plan=plan, interrupted=True)


def stopped():
    write_stream(plan=only("Green", Outcome.NOT_RUN), stopped_by="Stopped at the first failure")


INCOMPLETE = {
    "cut off": (cut_off, "its stream is cut off"),
    "interrupted": (interrupted, "was interrupted"),
    "stopped": (stopped, "ended early: Stopped at the first failure"),
    "some scenarios": (
        lambda: write_stream(plan=only("Green", Outcome.NOT_SELECTED)),
        "2 scenarios were not run: features/coffee.feature, features/drinks/tea.feature",
    ),
    "some files": (
        lambda: write_stream(preface=Preface(paths=("features/drinks",))),
        "Only features/drinks was asked for; other feature files are left out",
    ),
    "a part": (
        lambda: write_stream(shard=Shard(1, 2, "plan")),
        "is part 1/2 of one that was shared out; manage.py spec merge makes one run",
    ),
    "a dry run": (
        lambda: write_stream(plan=only("", Outcome.NOT_RUN), dry_run=True),
        "was a dry run: no scenario was run",
    ),
}


@pytest.mark.parametrize("name", INCOMPLETE)
def test_half_a_run_is_refused_and_told_how_it_can_be_published(refused, name):
    write, missing = INCOMPLETE[name]
    write()
    told = refused()

    assert told.startswith(f"{STREAM} is incomplete:\n  ")
    assert missing in told
    assert "--allow-incomplete" in told.splitlines()[-1]


@pytest.mark.parametrize("name", INCOMPLETE)
def test_half_a_run_is_published_with_a_banner_on_every_page(publish, name):
    write, missing = INCOMPLETE[name]
    write()
    _, aside = publish("--allow-incomplete")

    assert missing in aside
    for page in SITE.rglob("*.html"):
        assert BANNER in text_of(page)
        assert missing in " ".join(text_of(page).split())


def test_a_whole_run_has_no_banner_whatever_is_allowed(publish):
    write_stream()
    publish("--allow-incomplete")

    assert [page for page in SITE.rglob("*.html") if BANNER in text_of(page)] == []


def test_what_was_planned_or_skipped_is_not_missing(publish):
    def plan(scenario):
        if scenario.name == "Green":
            return never_ran(idle(scenario), Outcome.PLANNED)
        return ended(idle(scenario), 0, Outcome.SKIPPED, skip_reason="no kettle")

    write_stream(plan=plan)
    publish()

    assert BANNER not in text_of(SITE / "index.html")


def test_an_outline_without_examples_leaves_nothing_out(project):
    outline = "Feature: A\n  Scenario: B\n    Given it works\n  Scenario Outline: C\n    Given <d>"
    project.feature(outline)
    project.behave()
    result = project.manage("spec", "publish")

    assert (result.code, result.err) == (0, "")
    told = " ".join(text_of(SITE / "features/a/c.html").split())
    assert "Planned It is an outline without examples" in told


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (lambda: None, f"{STREAM} cannot be read: No such file or directory"),
        (lambda: write_stream().write_text("", encoding="utf-8"), f"{STREAM} is empty"),
        (lambda: write_stream().write_text('{"some": "JSON"}\n'), STREAM.name),
        (
            lambda: STREAM.write_text(write_stream().read_text().splitlines()[0] + "\n"),
            "not even the specification is whole",
        ),
    ],
)
@pytest.mark.parametrize("options", [[], ["--allow-incomplete"]])
def test_what_is_no_stream_is_refused_in_one_sentence(refused, write, reason, options):
    write()
    told = refused(*options)

    assert reason in told
    if options:
        assert "\n" not in told


@pytest.mark.parametrize("args", [["@tea.txt"], ["--tags=x"]])
def test_a_run_of_a_part_of_the_specification_is_refused(project, args):
    project.feature("Feature: A\n  @x\n  Scenario: B\n    Given it works")
    project.feature("Feature: C\n  Scenario: D\n    Given it works", "features/c.feature")
    project.write("tea.txt", "features/a.feature")
    project.behave(*args)
    result = project.manage("spec", "publish")

    assert result.code == 2
    assert "--allow-incomplete" in result.err
    assert not SITE.exists()


def fill(path, text="mine"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: fill(Path("there/notes.txt")), "holds something else, which would be lost"),
        (lambda: fill(Path("there/index.html"), "<p>mine"), "holds something else"),
        (lambda: fill(Path("there")), "there is no folder"),
        (lambda: Path("there").symlink_to(SITE), "there is no folder"),
        (lambda: fill(Path("a/file")), "a/file/there cannot be written: Not a directory"),
    ],
)
def test_what_is_no_site_is_never_written_over(refused, make, reason):
    write_stream()
    make()

    assert reason in refused("-o", "a/file/there" if Path("a").exists() else "there")


def test_the_folder_that_one_is_in_is_never_written_over(refused):
    write_stream()

    assert "name another with --output" in refused("-o", ".")


def test_an_empty_folder_becomes_a_site(publish):
    write_stream()
    Path("new/there").mkdir(parents=True)
    publish("--output", "new/there")

    assert Path("new/there/index.html").is_file()


def test_an_old_site_is_replaced_wholly(publish):
    write_stream()
    publish()
    write_stream(sources={"features/drinks/tea.feature": TEA.replace("Green", "White")})
    publish()

    assert not (SITE / GREEN).exists()
    assert not (SITE / "features/coffee.html").exists()
    names = {file.name for file in SITE.parent.iterdir()}
    assert names == {STREAM.name, SITE.name}


def test_an_old_site_stays_if_the_new_one_cannot_be_written(publish, refused, monkeypatch):
    write_stream()
    publish()

    def full(self, *args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert "No space left on device" in refused()
    assert (SITE / GREEN).is_file()


def test_an_old_site_comes_back_if_the_new_one_cannot_take_its_place(publish, refused, monkeypatch):
    write_stream()
    publish()
    rename = Path.rename

    def stubborn(self, target):
        if self.suffix == ".part":
            raise OSError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    assert "Permission denied" in refused()
    assert (SITE / GREEN).is_file()


def test_every_page_says_what_it_is_a_part_of(publish):
    cups = "Feature: Cups\n  Scenario: Blue\n    Given a cup\n"
    write_stream(sources=SOURCES | {"features/drinks/cups.feature": cups})
    publish()

    def crumbs(page):
        return html.parse(SITE / page).xpath("//nav[@class='crumbs']//a/text()")

    assert crumbs("features/coffee.html") == ["Specification"]
    assert crumbs("features/coffee/espresso.html") == ["Specification", "Coffee"]
    assert crumbs("features/drinks/cups/blue.html") == ["Specification", "Drinks", "Cups"]
    assert crumbs(GREEN) == ["Specification", "Drinks", "Tea"]


def test_pages_of_one_kind_follow_each_other(publish):
    write_stream()
    publish()

    def way_on(page):
        links = html.parse(SITE / page).findall(".//nav[@class='neighbours']/a")
        return {link.get("rel"): link.get("href") for link in links}

    assert way_on("features/coffee/espresso.html") == {
        "next": "../../features/drinks/tea/green.html"
    }
    assert way_on(GREEN) == {
        "prev": "../../../features/coffee/espresso.html",
        "next": "../../../features/drinks/tea/black.html",
    }
    assert way_on("features/drinks/tea/black.html") == {"prev": f"../../../{GREEN}"}


def test_a_long_feature_lists_its_scenarios_which_tell_their_steps_themselves(publish):
    scenarios = "".join(f"  Scenario: Number {n}\n    Given tea\n" for n in range(80))
    write_stream(sources={"features/long.feature": f"Feature: Long\n{scenarios}"})
    publish()

    feature = html.parse(SITE / "features/long.html")
    assert len(feature.findall(".//article")) == 80
    assert feature.findall(".//ol[@class='steps']") == []
    scenario = html.parse(SITE / "features/long/number-79.html")
    assert len(scenario.findall(".//ol[@class='steps']/li")) == 1


def test_the_same_runs_make_the_same_site(publish):
    file = samples.write(Path("rich.ndjson"), samples.rich_run())
    publish(file, "--allow-incomplete", "-o", "one")
    publish(file, "--allow-incomplete", "-o", "two")

    assert files_of("one") == files_of("two")
    assert len(files_of("one")) > 20


@pytest.mark.parametrize("seed", range(5))
def test_whatever_happened_can_be_published(publish, seed):
    run = samples.random_run(seed)
    file = samples.write(Path("random.ndjson"), run)
    publish(file, "--allow-incomplete")

    titles = {scenario.name for scenario in run.scenarios}
    assert len(list(SITE.rglob("*.html"))) > len(titles)


def addresses():
    return {file for file in files_of(SITE) if file.startswith("features/")}


@pytest.mark.parametrize(
    "change",
    [
        lambda sources: {uri: f"# A comment\n\n{text}" for uri, text in sources.items()},
        lambda sources: dict(reversed(sources.items())),
        lambda sources: {
            uri: re.sub(r"(  Scenario: Green\n.*\n)(  Scenario: Black\n.*\n)", r"\2\1", text)
            for uri, text in sources.items()
        },
        lambda sources: {uri: f"@new\n{text}" for uri, text in sources.items()},
        lambda sources: {uri: text.replace("tea\n", "leaves\n") for uri, text in sources.items()},
    ],
    ids=["lines", "files", "scenarios", "tags", "steps"],
)
def test_addresses_depend_on_files_and_titles_alone(publish, change):
    write_stream()
    publish()
    before = addresses()
    changed = change(SOURCES)
    assert list(changed.items()) != list(SOURCES.items())
    write_stream(sources=changed, plan=failed, started=samples.STARTED + 1000)
    publish()

    assert addresses() == before


def test_scenarios_of_one_title_have_addresses_of_their_own(publish):
    write_stream(sources={"features/a.feature": TEA.replace("Black", "Green!")})
    publish()

    assert [heading_of(SITE / f"features/a/{name}.html") for name in ("green", "green-2")] == [
        "Green",
        "Green!",
    ]


@pytest.mark.parametrize("name", ["search", "index", "tags", "phrases", "evidence"])
def test_a_feature_file_never_takes_the_place_of_a_page_of_the_site(publish, name):
    write_stream(sources={f"{name}.feature": TEA, f"{name}/green.feature": COFFEE})
    publish()

    titles = [
        html.fromstring(page.read_bytes()).findtext(".//title") for page in SITE.rglob("*.html")
    ]
    for page in ("Search", "Tags", "Phrases"):
        assert [title.split(" · ")[0] for title in titles].count(page) == 1
    for title in ("Green", "Black", "Espresso"):
        assert any(found.startswith(f"{title} · ") for found in titles)


def test_the_first_page_begins_with_the_readme_and_leaves_the_rest_to_another(publish):
    text = "# Drinks\n\nAll about drinks.\n\nHot and cold.\n\n## To brew\n\nBoil it.\n"
    write_stream(preface=Preface(readmes=(Readme("features/README.md", text),)))
    publish()

    intro = html.parse(SITE / "index.html").find(".//div[@class='intro']")
    assert [paragraph.text for paragraph in intro] == ["All about drinks.", "Hot and cold."]
    assert "Boil it." in text_of(SITE / "about.html")


def test_links_of_a_readme_lead_to_pages_of_the_site_or_are_text(publish):
    text = "[A](drinks/tea.feature) [B](coffee.feature#top) [C](drinks/) [D](../setup.cfg)"
    readmes = (Readme("features/README.md", text), Readme("features/drinks/README.md", "# Cups\n"))
    write_stream(preface=Preface(readmes=readmes))
    publish()

    links = html.parse(SITE / "about.html").findall(".//div[@class='prose']//a")
    assert [(link.text, link.get("href")) for link in links] == [
        ("A", "features/drinks/tea.html"),
        ("B", "features/coffee.html"),
        ("C", "features/drinks/index.html"),
    ]
    assert "D" in text_of(SITE / "about.html").split()


def test_what_was_printed_at_length_is_cut_and_says_so(publish):
    def plan(scenario):
        failure = Failure("Too much", captured=(("stdout", "steam " * 20_000),))
        return replace(failed(scenario), failures=(failure,))

    write_stream(plan=plan)
    publish()

    assert "and 110000 characters more" in text_of(SITE / GREEN)
    assert (SITE / GREEN).stat().st_size < 100_000


def test_a_scenario_took_as_long_as_in_the_run_where_it_took_longest(publish):
    write_stream("one.ndjson", lambda s: replace(passed(s), duration=3.0))
    write_stream("two.ndjson", conditions=(("driver", "browser"),))
    publish("one.ndjson", "two.ndjson")

    facts = html.parse(SITE / GREEN).findall(".//aside/dl/dd")
    assert [fact.text for fact in facts if fact.text] == ["3.0 s"]


def test_two_runs_of_one_kind_are_told_apart(publish):
    fast = {"conditions": (("driver", "fast"),)}
    write_stream("one.ndjson", **fast)
    write_stream("two.ndjson", **fast)
    publish("one.ndjson", "two.ndjson")

    names = html.parse(SITE / "index.html").xpath("//dl[@class='runs']//dt/text()")
    assert names == ["Fast", "Fast (2)"]


def test_a_word_of_the_glossary_is_linked_where_a_page_first_says_it(publish):
    words = "| word | meaning |\n|---|---|\n| tea | a drink |\n| tea house | a place |\n"
    told = TEA.replace("  Scenario", "  Tea is drunk in a tea house. Teas, teapots.\n  Scenario", 1)
    sources = {"features/drinks/tea.feature": told}
    write_stream(sources=sources, preface=Preface(readmes=(Readme("features/README.md", words),)))
    publish()

    links = html.parse(SITE / "features/drinks/tea.html").findall(".//a[@class='term']")
    assert [(link.text, link.get("href").partition("#")[2]) for link in links] == [
        ("Tea", "word-tea"),
        ("tea house", "word-tea-house"),
    ]


@pytest.mark.parametrize("folder", ["phrases", "Phrases", "tags"])
def test_a_feature_file_never_takes_the_place_of_a_phrase_or_a_tag(publish, folder):
    tea = Entry(Phrase("tea", Location("features/steps/tea.py", 3)), "given")
    sources = {f"{folder}/tea.feature": f"@tea\n{TEA}"}
    write_stream(sources=sources, preface=Preface(entries=(tea,)))
    publish()

    pages = {page.relative_to(SITE).as_posix().casefold() for page in SITE.rglob("*.html")}
    assert len(pages) == len(list(SITE.rglob("*.html")))
    titles = [html.parse(page).findtext(".//title") for page in SITE.rglob("tea.html")]
    found = sorted(title.partition(" · ")[0] for title in titles)
    assert found == ["Feature: Tea", "Given tea", "Phrases: Tea", "Tag tea"]


def test_the_parts_of_a_bar_lie_side_by_side(publish):
    plans = {"Green": passed, "Black": failed}
    write_stream(plan=lambda s: plans.get(s.name, lambda s: never_ran(idle(s), Outcome.PLANNED))(s))
    publish()

    bar = html.parse(SITE / "index.html").find(".//svg[@class='bar']")
    places = [(part.get("x"), part.get("width")) for part in bar.findall("rect")]
    assert places == [("0%", "33.33%"), ("33.33%", "33.33%"), ("66.67%", "33.33%")]


def test_runs_of_one_version_are_told_side_by_side(publish):
    write_stream("fast.ndjson", conditions=(("driver", "fast"),))
    write_stream("browser.ndjson", failed, conditions=(("driver", "browser"),))
    publish("fast.ndjson", "browser.ndjson")

    home = " ".join(text_of(SITE / "index.html").split())
    assert "3 of 3 scenarios are failing." in home
    [facts] = html.fromstring((SITE / GREEN).read_bytes()).xpath("//aside/dl")
    told = " ".join(facts.text_content().split())
    assert re.match(r"(?i)in a browser ?failed ?fast ?passed", told)


def test_several_runs_complete_each_other(publish):
    def others(scenario):
        if scenario.name == "Green":
            return never_ran(idle(scenario), Outcome.NOT_SELECTED)
        return passed(scenario)

    write_stream("one.ndjson", only("Green", Outcome.NOT_SELECTED))
    write_stream("two.ndjson", others, conditions=(("driver", "browser"),))
    publish("one.ndjson", "two.ndjson")

    assert "Everything works." in text_of(SITE / "index.html")


def test_a_part_of_a_run_completed_by_a_whole_one_leaves_no_file_out(publish):
    tea = {"features/drinks/tea.feature": TEA}
    write_stream("tea.ndjson", sources=tea, preface=Preface(paths=("features/drinks",)))
    write_stream("all.ndjson", conditions=(("driver", "browser"),))
    publish("tea.ndjson", "all.ndjson")

    assert BANNER not in text_of(SITE / "index.html")


@pytest.mark.parametrize(
    ("others", "comes_to"),
    [
        (Outcome.FAILED, "Failed"),
        (Outcome.NOT_RUN, "Never ran"),
        (Outcome.SKIPPED, "Passed"),
        (Outcome.PLANNED, "Passed"),
        (Outcome.NOT_SELECTED, "Passed"),
    ],
)
def test_what_several_runs_found_comes_to_the_most_doubtful_of_it(publish, others, comes_to):
    def plan(scenario):
        if others is Outcome.FAILED:
            return failed(scenario)
        if others is Outcome.SKIPPED:
            return ended(idle(scenario), 0, others, skip_reason="no kettle")
        return never_ran(idle(scenario), others)

    write_stream("one.ndjson")
    write_stream("two.ndjson", plan, conditions=(("driver", "browser"),))
    publish("one.ndjson", "two.ndjson", "--allow-incomplete")

    [verdict] = html.parse(SITE / GREEN).xpath("//p[@class='verdict-line']/span/text()")
    assert verdict == comes_to


def test_a_stream_that_is_named_twice_is_one(publish):
    write_stream()
    publish(STREAM, STREAM, "-o", "twice")
    publish(STREAM, "-o", "once")

    assert files_of("twice") == files_of("once")


def test_two_versions_of_a_feature_file_are_refused(refused):
    write_stream("old.ndjson")
    write_stream("new.ndjson", sources={"features/drinks/tea.feature": TEA + "    Given milk\n"})

    assert refused("old.ndjson", "new.ndjson") == (
        "features/drinks/tea.feature is not the same in old.ndjson and new.ndjson; "
        "publish runs of one version"
    )


def test_evidence_that_is_gone_is_told_of_and_not_shown(publish):
    write_stream(plan=lambda scenario: samples.showing(passed(scenario)))
    _, aside = publish()

    assert "gone, first build/evidence/a b/tea #1.png" in aside
    assert not list(html.fromstring((SITE / GREEN).read_bytes()).iter("img"))
    assert not list(SITE.rglob("*.png"))


def test_files_of_evidence_that_differ_in_capitals_are_told_apart_everywhere(publish):
    def plan(scenario):
        name = "tea.html" if scenario.name == "Green" else "TEA.html"
        return samples.showing(passed(scenario), kept(name))

    write_stream(plan=plan, sources={"features/drinks/tea.feature": TEA})
    publish()

    names = [file.name for file in (SITE / "evidence").iterdir()]
    assert len({name.casefold() for name in names}) == 2


def test_what_was_seen_of_an_example_is_shown_once(publish):
    def plan(scenario):
        ran = failed(scenario) if "sour" in scenario.steps[0].name else passed(scenario)
        return samples.showing(ran, kept(f"{scenario.steps[0].name}.html"))

    outline = "Feature: Milk\n  Scenario Outline: Taste\n    Given <taste> milk\n    Examples:\n"
    rows = "      | taste |\n      | sweet |\n      | sour  |\n"
    write_stream(plan=plan, sources={"features/milk.feature": outline + rows})
    publish()

    links = html.parse(SITE / "features/milk/taste.html").xpath("//figure//a/@href")
    assert sorted(links) == [f"../../evidence/{taste}%20milk.html" for taste in ("sour", "sweet")]


def test_what_was_seen_of_very_many_examples_is_not_all_shown(publish):
    rows = "".join(f"      | {n} |\n" for n in range(70))
    outline = (
        "Feature: Milk\n  Scenario Outline: Cups\n    Given <n> cups\n    Examples:\n      | n |\n"
    )
    write_stream(
        plan=lambda s: samples.showing(passed(s), kept("cup.html")),
        sources={"features/milk.feature": outline + rows},
    )
    publish()

    assert len(html.parse(SITE / "features/milk/cups.html").findall(".//figure")) == 60


OUTLINE = '''
Feature: Milk
  Scenario Outline: Taste
    Given <taste> milk
      | how     | <nothing> |
      | <taste> | more      |
    When it stands
      """
      A cup of <taste> milk
      """
    Examples:
      | taste |
      | sour  |
'''


def test_an_outline_marks_its_placeholders_and_a_failing_example_fills_them_in(publish):
    write_stream(plan=failed, sources={"features/milk.feature": OUTLINE})
    publish()

    written, ran = html.parse(SITE / "features/milk/taste.html").findall(".//ol[@class]")[:2]
    assert [gap.text for gap in written.findall(".//b")] == ["<taste>"]
    assert [cell.text for cell in ran.iter("th", "td")] == ["how", "<nothing>", "sour", "more"]
    assert ran.findtext(".//pre[@class='doc-string']") == "A cup of sour milk"


def test_what_a_run_tried_again_tells_of_its_earlier_attempts(publish):
    write_stream(plan=lambda scenario: samples.tried_again(idle(scenario)))
    publish()

    told = " ".join(text_of(SITE / GREEN).split())
    assert "Earlier attempts of the same run: failed, error." in told


def test_what_has_many_scenarios_says_how_many_more_there_are(publish):
    scenarios = "".join(f"  Scenario: Number {n}\n    Given tea\n" for n in range(203))
    sources = {"features/many.feature": f"@many\nFeature: Many\n{scenarios}"}
    write_stream(sources=sources, preface=samples.PREFACE)
    publish("--allow-incomplete")

    assert "And in 3 more scenarios." in text_of(SITE / "phrases/posts/a-published-post-title.html")
    links = html.parse(SITE / "tags/many.html").findall(".//main/p/a")
    found = [(link.text, link.get("href")) for link in links]
    assert found == [("3 more in the search", "../search.html#tag=many")]


HISTORY = Path("kept/history.ndjson")


def remembered():
    return [json.loads(line) for line in HISTORY.read_text(encoding="utf-8").splitlines()]


def test_a_history_gets_a_line_for_every_run_and_no_run_twice(publish):
    for day in range(3):
        write_stream(plan=failed, started=samples.STARTED + day * 86_400)
        publish("--history", HISTORY)
        publish("--history", HISTORY)
        assert len(remembered()) == day + 1

    assert "3 runs" in " ".join(text_of(SITE / GREEN).split())


@pytest.mark.parametrize("outcome", [Outcome.NOT_SELECTED, Outcome.NOT_RUN])
def test_a_history_knows_which_runs_left_something_out(publish, outcome):
    write_stream(plan=only("Green", outcome))
    publish("--history", HISTORY, "--allow-incomplete")
    write_stream(started=samples.STARTED + 86_400)
    publish("--history", HISTORY)

    assert [run["incomplete"] for run in remembered()] == [True, False]


def test_two_runs_are_two_lines(publish):
    write_stream("fast.ndjson", conditions=(("driver", "fast"),))
    write_stream("browser.ndjson", conditions=(("driver", "browser"),))
    publish("fast.ndjson", "browser.ndjson", "--history", HISTORY)

    assert len(remembered()) == 2


def test_what_came_out_differently_on_one_commit_is_told_as_long_as_it_is_there(publish):
    commit = Preface(revision="0a1b")
    for day, plan in enumerate([passed, only("Green", Outcome.PLANNED), failed]):
        write_stream(plan=plan, preface=commit, started=samples.STARTED + day * 86_400)
        publish("--history", HISTORY)

    def flaky():
        page = html.parse(SITE / "history.html")
        return page.xpath("//ul[@class='uses']/li/a/text()")

    assert sorted(flaky()) == ["Black", "Espresso", "Green"]
    tea = {"features/drinks/tea.feature": TEA.replace("Black", "White")}
    write_stream(sources=tea, started=samples.STARTED + 4 * 86_400)
    publish("--history", HISTORY)
    assert flaky() == ["Green"]


def test_what_one_run_repeated_with_another_outcome_is_told_as_flaky(publish):
    cup = "Feature: Cup\n  Scenario: Served\n    Given a cup\n    Then it is full\n"
    write_stream(
        plan=lambda scenario: samples.repeated(idle(scenario)),
        sources={"features/cup.feature": cup},
    )
    publish()

    told = " ".join(text_of(SITE / "history.html").split())
    assert "Served" in told
    assert "2 passed, 1 error" in told


def test_a_run_of_changed_files_says_so(publish):
    write_stream(preface=Preface(revision="0a1b" * 10, is_changed=True))
    publish()

    told = " ".join(text_of(SITE / "index.html").split())
    assert "commit 0a1b0a1b0a with changes that are not committed" in told


def test_tags_of_features_rules_and_examples_are_those_of_scenarios(publish):
    tagged = """
@feature
Feature: Milk
  @rule
  Rule: Cold
    @outline
    Scenario Outline: Taste
      Given <taste> milk
      @examples
      Examples:
        | taste |
        | sweet |
"""
    write_stream(sources={"features/milk.feature": tagged})
    publish()

    for tag in ("feature", "rule", "outline", "examples"):
        assert "Taste" in text_of(SITE / f"tags/{tag}.html")


def test_a_history_that_is_none_is_refused_and_kept(refused):
    write_stream()
    fill(HISTORY, "Dear diary\n")

    assert str(HISTORY) in refused("--history", HISTORY)


def test_nothing_is_remembered_of_what_could_not_be_published(refused):
    write_stream()
    fill(SITE, "a file")

    refused("--history", HISTORY)
    assert not HISTORY.exists()


def test_what_changed_since_an_earlier_run_is_shown(publish):
    write_stream("earlier.ndjson", sources={"features/drinks/tea.feature": TEA})
    changed = TEA.replace("Black", "White").replace("Green\n    Given tea", "Green\n    Given milk")
    write_stream(sources={"features/drinks/tea.feature": changed + COFFEE.partition("\n")[2]})
    publish("--since", "earlier.ndjson")

    home = " ".join(text_of(SITE / "index.html").split())
    assert "What changed" in home
    told = " ".join(text_of(SITE / "changes.html").split())
    assert "It was called “Black”." in told
    assert "Given milk" in told
    assert "Espresso" in told


def test_without_an_earlier_run_nothing_is_compared(publish):
    write_stream()
    publish()

    assert not (SITE / "changes.html").exists()
    assert "What changed" not in text_of(SITE / "index.html")


def test_half_an_earlier_run_is_refused_by_its_name(refused):
    write_stream()
    write_stream("earlier.ndjson", stopped_by="Stopped", plan=only("Green", Outcome.NOT_RUN))

    assert refused("--since", "earlier.ndjson").startswith("earlier.ndjson is incomplete:\n")


def test_what_an_earlier_run_left_out_is_told_with_the_changes(publish):
    write_stream()
    tea = {"features/drinks/tea.feature": TEA}
    write_stream("earlier.ndjson", sources=tea, preface=Preface(paths=("features/drinks",)))
    publish("--since", "earlier.ndjson", "--allow-incomplete")

    told = " ".join(text_of(SITE / "changes.html").split())
    assert "What is new here may only have been left out there:" in told
    assert "Only features/drinks was asked for; other feature files are left out." in told
    assert BANNER not in told


@pytest.fixture
def browser(folder, monkeypatch):
    """A program in the place of a browser, which notes what it is to open."""
    program = folder / "browser"
    program.write_text(f'#!/bin/sh\necho "$1" > "{folder}/opened"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f"{program} %s"


@pytest.mark.parametrize("args", [[], ["elsewhere"]])
def test_the_site_is_opened_in_the_browser_of_the_reader(project, publish, browser, folder, args):
    site = Path(*args) if args else SITE
    write_stream()
    publish("-o", site)
    result = project.manage("spec", "open", *args, BROWSER=browser)

    address = (folder / site / "index.html").as_uri()
    assert (result.code, result.out) == (0, f"{address}\n")
    assert (folder / "opened").read_text(encoding="utf-8") == f"{address}\n"


@pytest.mark.parametrize("make", [lambda: None, lambda: fill(SITE / "index.html", "<p>mine")])
def test_without_a_site_there_is_nothing_to_open(project, browser, folder, make):
    make()
    result = project.manage("spec", "open", BROWSER=browser)

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"No living documentation is in {SITE}: manage.py spec publish writes it\n"
    )
    assert not (folder / "opened").exists()


def test_a_browser_that_does_not_open_it_is_told_of(project, publish):
    write_stream()
    publish()
    result = project.manage("spec", "open", BROWSER="no-such-program")

    assert result.code == 2
    assert result.out.startswith("file://")
    assert "open the address above" in result.err
