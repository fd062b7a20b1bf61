"""Measure how long it takes to publish a large specification, and to find something in it.

    python -m benchmarks.publishing
    python -m benchmarks.publishing --scenarios 10000 --rounds 1

README.md says what the figures mean.
"""
# ruff: noqa: T201 (what it prints is what it is for)

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from acceptance.browser.chromium import launching
from acceptance.stream.documents import read_document
from acceptance.stream.index import Document
from acceptance.stream.outcomes import FeatureOutcome, Location, ScenarioOutcome
from acceptance.stream.preface import Readme
from acceptance.stream.reading import Stream, read_stream
from acceptance.stream.writing import StreamWriter

ROOT = Path(__file__).resolve().parents[1]
MANAGE = (sys.executable, str(ROOT / "manage.py"))
FEATURES = "features"
WORDS = ("tea", "published post", "picture cup.jpg", "nobody wrote this")
# How long a page takes to say what was found, from the key to the last line; one for each word.
SEARCH = """(words) => words.map((word) => {
    const field = document.getElementById("words");
    field.value = word;
    const began = performance.now();
    field.dispatchEvent(new Event("input", {bubbles: true}));
    document.body.offsetHeight;
    return performance.now() - began;
})"""
# When the page was first painted, after it was asked for; it may not have been yet.
FIRST_PAINT = """() => new Promise((tell) => {
    const observer = new PerformanceObserver((list) => {
        for (const paint of list.getEntriesByName("first-contentful-paint")) tell(paint.startTime);
    });
    observer.observe({type: "paint", buffered: true});
})"""


def main() -> None:
    """Run the specification once, publish it many times over, and look at the site."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scenarios", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        once = folder / "once.ndjson"
        run = [*MANAGE, "behave", "--parallel", "--stream", str(once)]
        run += ["--durations", str(folder / "durations.json")]
        subprocess.run(run, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (ours)
        stream = read_stream(once)
        for number in options.scenarios:
            large = folder / f"{number}.ndjson"
            scenarios = write_copies(stream, number, large)
            measure(large, scenarios, folder / "site", options.rounds)


def write_copies(stream: Stream, number: int, file: Path) -> int:
    """Write a stream of about so many scenarios, of copies that stand in folders of their own.

    Return how many scenarios there are, examples counted one by one.
    """
    copies = max(1, round(number / sum(1 for _ in stream.run.scenarios)))
    folders = [f"{FEATURES}/product-{copy:02}" for copy in range(1, copies + 1)]
    features = [copied(f, folder) for folder in folders for f in stream.run.features]
    documents = [
        read_document(moved(document.uri, folder), text_of(document))
        for folder in folders
        for document in stream.documents
    ]
    readmes = [
        Readme(moved(readme.file, folder), readme.text)
        for folder in folders
        for readme in stream.preface.readmes
    ]
    run = replace(stream.run, features=tuple(features))
    writer = StreamWriter(file)
    preface = replace(stream.preface, readmes=(*stream.preface.readmes[:1], *readmes))
    writer.begin(documents, preface, run.started)
    for scenario in run.scenarios:
        writer.scenario_recorded(scenario)
    writer.end(run)
    return sum(1 for _ in run.scenarios)


def moved(file: str, folder: str) -> str:
    """Put a file of the specification into another folder."""
    return folder + file.removeprefix(FEATURES)


def text_of(document: Document) -> str:
    """Take a feature file from a stream."""
    return json.loads(document.messages[0])["source"]["data"]


def copied(feature: FeatureOutcome, folder: str) -> FeatureOutcome:
    """Tell the same of a feature in another folder."""
    file = moved(feature.file, folder)
    scenarios = tuple(copied_scenario(scenario, file) for scenario in feature.scenarios)
    return replace(feature, file=file, scenarios=scenarios)


def copied_scenario(scenario: ScenarioOutcome, file: str) -> ScenarioOutcome:
    """Tell the same of a scenario in another file."""
    steps = tuple(
        replace(step, location=Location(file, step.location.line)) for step in scenario.steps
    )
    return replace(scenario, location=Location(file, scenario.location.line), steps=steps)


def measure(stream: Path, scenarios: int, site: Path, rounds: int) -> None:
    """Publish and look, over and over; print the medians."""
    found = [figures(stream, site) for _ in range(rounds)]
    pages = sum(1 for _ in site.rglob("*.html"))
    largest = max(page.stat().st_size for page in site.rglob("*.html"))
    index = (site / "search-index.js").stat().st_size
    wall, cpu, paint, ready, search = map(statistics.median, zip(*found, strict=True))
    print(f"{scenarios} scenarios, {pages} pages, the largest of {largest / 1000:.0f} kB:")
    print(f"  published in       {wall:6.2f} s ({cpu:.2f} s of processor time)")
    print(f"  home page painted  {paint:6.3f} s after it was asked for")
    print(f"  search page ready  {ready:6.3f} s, its index has {index / 1000:.0f} kB")
    print(f"  search answers in  {search:6.3f} s, the slowest of {len(WORDS)}")


def figures(stream: Path, site: Path) -> tuple[float, ...]:
    """Publish once, open the home page, and search; give the seconds of each."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [*MANAGE, "spec", "publish", str(stream), "--output", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (ours)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (wall, cpu, *looks(site))


def looks(site: Path) -> Iterator[float]:
    """Open the pages in a new Chromium; give the seconds to the first paint, and of the search."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=launching.find())
        page = chromium.new_page()
        page.goto((site / "index.html").as_uri())
        yield page.evaluate(FIRST_PAINT) / 1000
        began = time.perf_counter()
        page.goto((site / "search.html").as_uri())
        page.locator("#results li").first.wait_for()
        yield time.perf_counter() - began
        yield max(page.evaluate(SEARCH, list(WORDS))) / 1000
        chromium.close()


if __name__ == "__main__":
    main()
