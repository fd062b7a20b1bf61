"""Measure how long it takes to check a specification, and to say what a step was meant to be.

    python -m benchmarks.checking
    python -m benchmarks.checking --rounds 3 --copies 30

README.md says what the figures mean.
"""
# ruff: noqa: T201 (what it prints is what it is for)

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import django

ROOT = Path(__file__).resolve().parents[1]
MANAGE = (sys.executable, str(ROOT / "manage.py"), "spec")
# What does nothing but load Django and the phrases.
STARTING = ("phrases", "publishes")
SEED = 7


def main() -> None:
    """Check our own specification and copies of it in turn with starting only."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--copies", type=int, default=30, help="of all feature files")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        for number in range(options.copies):
            shutil.copytree(
                ROOT / "features", Path(name) / str(number), ignore=shutil.ignore_patterns("*.py")
            )
        commands = {
            "starting": STARTING,
            "checking": ("check",),
            "checking with copies": ("check", name, "--format=json"),
        }
        taken: dict[str, list[float]] = {what: [] for what in commands}
        for _ in range(options.rounds):
            for what, command in commands.items():
                taken[what].append(timed(command))
    starting = statistics.median(taken["starting"])
    for what, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{what:22} {median:6.2f} s, {median - starting:5.2f} s without starting")
    measure_suggestions()


def timed(command: tuple[str, ...]) -> float:
    """Run a command; its findings do not matter here."""
    began = time.perf_counter()
    subprocess.run([*MANAGE, *command], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)  # noqa: S603 (ours)
    return time.perf_counter() - began


def measure_suggestions() -> None:
    """Mistype the steps of our specification, and ask for each what was meant."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "blogsite.test_settings"
    django.setup()
    from acceptance.checking.dictionary import Dictionary
    from acceptance.checking.sources import read_source
    from acceptance.checking.suggesting import suggest
    from acceptance.running.loading import feature_files, load_phrases

    loaded = load_phrases()
    dictionary = Dictionary(loaded.entries, loaded.types)
    sources = [read_source(file) for file in feature_files(loaded.paths)]
    scenarios = [scenario for source in sources for scenario in source.feature.all_scenarios]
    steps = {(step.text, step.kind) for scenario in scenarios for step in scenario.steps}
    mistyping = random.Random(SEED)  # noqa: S311 (no secret)
    seconds, right = [], 0
    for text, kind in sorted(steps):
        began = time.perf_counter()
        close = suggest(dictionary, mistyped(text, mistyping), kind)
        seconds.append(time.perf_counter() - began)
        right += bool(close) and close[0].text == text
    print(
        f"{len(steps)} steps with a letter swapped: {right / len(steps):.0%} are suggested first, "
        f"in {statistics.median(seconds) * 1000:.0f} ms ({max(seconds) * 1000:.0f} ms at most)"
    )


def mistyped(text: str, mistyping: random.Random) -> str:
    """Swap two letters of a word; what is quoted may be anything."""
    words = [match.span() for match in re.finditer(r'"[^"]*"|[^\W\d_]{2,}', text)]
    start, end = mistyping.choice([(a, b) for a, b in words if text[a] != '"'])
    place = mistyping.randrange(start, end - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


if __name__ == "__main__":
    main()
