"""Measure what a scenario costs in Chromium, and look for scenarios that do not always pass.

    python benchmarks/driving_a_browser.py speed [PATH…]
    python benchmarks/driving_a_browser.py repeat

README.md says what the figures mean.
"""
# ruff: noqa: T201 (what it prints is what it is for)

import argparse
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS, THEIRS = "one shared server, rolled back", "behave-django's server and flush"
# Without the folder whose scenarios make views fail, which only our server tells the steps.
PATHS = ("features/accounts", "features/reading", "features/writing")
SECONDS_AT_MOST = 1200


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    speed = kinds.add_parser("speed", help="compare with behave-django's own live server")
    speed.add_argument("paths", nargs="*", default=PATHS)
    speed.add_argument("--rounds", type=int, default=3)
    repeat = kinds.add_parser("repeat", help="run the whole specification again and again")
    repeat.add_argument("--runs", type=int, default=10)
    repeat.add_argument("--shuffled", type=int, default=2, help="how many in random order")
    repeat.add_argument("--seed", type=int, default=1)
    kinds.add_parser("theirs").add_argument("paths", nargs="*")
    asked = parser.parse_args()
    if asked.kind == "theirs":
        return run_as_behave_django(asked.paths)
    if asked.kind == "repeat":
        return repeat_runs(asked.runs, asked.shuffled, asked.seed)
    return compare(asked.paths, asked.rounds)


def compare(paths: list[str], rounds: int) -> int:
    """Run the same scenarios on both servers in turn; print the seconds of a scenario."""
    commands = {
        OURS: [sys.executable, "manage.py", "behave", "--browser", *paths],
        THEIRS: [sys.executable, __file__, "theirs", *paths],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            run = Run(command)
            if run.failed:
                print(run.output)
                return 1
            seconds[name].append(run.seconds / run.passed)
            print(f"round {number + 1}: {name}: {run.passed} scenarios, {run.seconds:.1f} s")
    for name, found in seconds.items():
        print(f"{name}: {statistics.median(found):.3f} s a scenario")
    ratios = [theirs / ours for ours, theirs in zip(*seconds.values(), strict=True)]
    print(f"times faster: {', '.join(f'{ratio:.2f}' for ratio in ratios)}")
    return 0


def repeat_runs(runs: int, shuffled: int, seed: int) -> int:
    """Run everything so many times, the last ones shuffled; print what did not pass."""
    orders = ["defined"] * (runs - shuffled) + [f"random:{seed + n}" for n in range(shuffled)]
    failures = 0
    for number, order in enumerate(orders, start=1):
        run = Run([sys.executable, "manage.py", "behave", "--browser", f"--order={order}"])
        print(f"run {number}, {order}: {run.closing}, {run.seconds:.1f} s", flush=True)
        if run.failed:
            print(run.output)
            failures += 1
    print(f"{failures} of {runs} runs had a failure")
    return 1 if failures else 0


class Run:
    """One run of the specification, and what its summary says."""

    def __init__(self, command: list[str]) -> None:
        ended = subprocess.run(  # noqa: S603 (ours)
            command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS_AT_MOST, check=False
        )
        self.output = ended.stdout + ended.stderr
        self.failed = ended.returncode != 0
        self.closing = self.output.strip().splitlines()[-1]
        self.passed = int(self._number(r"^scenarios: (\d+) passed"))
        self.seconds = self._number(r"^took ([\d.]+) s")

    def _number(self, pattern: str) -> float:
        found = re.search(pattern, self.output, re.MULTILINE)
        return float(found[1]) if found else 0.0


def run_as_behave_django(paths: list[str]) -> int:
    """Run scenarios in Chromium on the server that behave-django starts for each of them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "blogsite.test_settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from behave_django.testcase import BehaviorDrivenTestCase
    from django.core.management import execute_from_command_line

    from acceptance.browser.chromium import driver, site

    class TheirSite(site.Site):
        """Their server in the place of ours: nobody takes turns, nobody is turned away."""

        def __enter__(self):
            return self

        def __exit__(self, *error):
            pass

        @property
        def host(self):
            return BehaviorDrivenTestCase.live_server_url.removeprefix("http://")

    driver.Site = TheirSite
    runner = "behave_django.runner:BehaviorDrivenTestRunner"
    execute_from_command_line(["manage.py", "behave", "--browser", f"--runner={runner}", *paths])
    return 0


if __name__ == "__main__":
    sys.exit(main())
