"""Measure what a scenario costs, against the same flows as tests of Django's `TestCase`.

    python -m benchmarks.cost_of_a_scenario seconds
    python -m benchmarks.cost_of_a_scenario instructions
    python -m benchmarks.cost_of_a_scenario workers
    python -m benchmarks.cost_of_a_scenario growth
    python -m benchmarks.cost_of_a_scenario start

README.md says what the figures mean.
"""
# ruff: noqa: T201 (what it prints is what it is for)

import argparse
import compileall
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
FLOWS = ROOT / "benchmarks" / "flows"
FLOWS_IN_A_FILE = 8
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")
# It counts as callgrind does, and is twice as fast.
CACHEGRIND = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")


@dataclass(frozen=True)
class Way:
    """A way to run the flows: what Django's command line says, and with which settings."""

    name: str
    arguments: tuple[str, ...]
    settings: str = "settings"


DJANGO = Way("TestCase", ("test", "cases"))
OURS = Way("ours", ("behave",))
STOCK = Way("behave-django", ("behave", "--simple"), "settings_of_stock")
WAYS = (DJANGO, OURS, STOCK)
TWO_WORKERS = Way("two workers", ("behave", "--parallel=2"))
TWO_PROCESSES_OF_DJANGO = Way("TestCase, two processes", ("test", "cases", "--parallel=2"))
# What a run does before its first scenario, one step more in each line.
STARTS = {
    "Python and Django's imports": ["-c", "import django.core.management"],
    "the project is set up": ["-c", "import django; django.setup()"],
    "and checked": ["-m", "django", "check"],
    "phrases and features are loaded": ["-m", "django", "behave", "--dry-run"],
    "and one scenario is run": ["-m", "django", "behave", "--name=Somebody logs in"],
}


@dataclass(frozen=True)
class Cost:
    """What a run took: of time, of processors (it and its processes), and of memory."""

    wall: float
    seconds: float
    kilobytes: int
    instructions: int = 0


class Project:
    """A Django project of the flows, each so many times: as scenarios and as test methods."""

    def __init__(self, folder: Path, copies: int) -> None:
        self.folder = folder
        self.scenarios = copies * FLOWS_IN_A_FILE
        for name in ("settings.py", "settings_of_stock.py", "doings.py"):
            shutil.copy(FLOWS / name, folder)
        steps, cases = folder / "features" / "steps", folder / "cases"
        steps.mkdir(parents=True)
        cases.mkdir()
        shutil.copy(FLOWS / "phrases.py", steps)
        (cases / "__init__.py").touch()
        for number in range(copies):
            shutil.copy(FLOWS / "flows.feature", folder / "features" / f"flows_{number:04}.feature")
            shutil.copy(FLOWS / "test_flows.py", cases / f"test_flows_{number:04}.py")
        compileall.compile_dir(folder, quiet=1)

    def run(self, way: Way, tool: Sequence[str] = ()) -> Cost:
        """Run the flows in one way; everything must pass."""
        command = [*tool, sys.executable, "-m", "django", *way.arguments]
        began = time.perf_counter()
        with (self.folder / "output.txt").open("w+") as output:
            process = subprocess.Popen(  # noqa: S603 (ours)
                command, cwd=self.folder, env=self.variables(way), stdout=output, stderr=output
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            told = output.read()
        if status or not re.search(rf"\b{self.scenarios} (passed|scenarios passed|tests?\b)", told):
            raise SystemExit(f"{' '.join(command)}\n{told}\nNot everything passed.")
        counted = re.search(r"I +refs: +([\d,]+)", told)
        return Cost(
            wall=wall,
            seconds=usage.ru_utime + usage.ru_stime,
            kilobytes=usage.ru_maxrss,
            instructions=int(counted[1].replace(",", "")) if counted else 0,
        )

    def start(self, arguments: Sequence[str]) -> float:
        """Run Python; return the processor time that it took."""
        before = os.times()
        subprocess.run(  # noqa: S603 (ours)
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.variables(OURS),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])

    def variables(self, way: Way) -> dict[str, str]:
        """Give a process of its own environment to a way of running."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return kept | {
            "PYTHONPATH": f"{self.folder}{os.pathsep}{ROOT}",
            "PYTHONHASHSEED": "0",
            "DJANGO_SETTINGS_MODULE": way.settings,
        }


@contextmanager
def projects(*sizes: int) -> Iterator[list[Project]]:
    """Make projects with so many copies of the flows each."""
    with TemporaryDirectory(prefix="flows-") as folder:
        made = []
        for size in sizes:
            place = Path(folder, str(size))
            place.mkdir()
            made.append(Project(place, size))
        yield made


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    seconds = kinds.add_parser("seconds", help="processor time, in turn, round after round")
    seconds.add_argument("--rounds", type=int, default=5)
    instructions = kinds.add_parser("instructions", help="counted by valgrind: slow, but exact")
    for kind, sizes in ((seconds, (5, 55)), (instructions, (2, 22))):
        kind.add_argument("--copies", type=int, nargs=2, default=sizes, metavar=("FEW", "MANY"))
    for kind in (seconds, instructions):
        names = [way.name for way in WAYS]
        kind.add_argument("--ways", nargs="+", choices=names, default=names)
    workers = kinds.add_parser("workers", help="time of two workers against one process")
    workers.add_argument("--rounds", type=int, default=5)
    workers.add_argument("--copies", type=int, default=100)
    growth = kinds.add_parser("growth", help="processor time and memory at larger and larger sizes")
    growth.add_argument("--copies", type=int, nargs="+", default=(2, 13, 125, 1250))
    start = kinds.add_parser("start", help="what a run does before its first scenario")
    start.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    if asked.kind == "workers":
        return compare_workers(asked.copies, asked.rounds)
    if asked.kind == "growth":
        return show_growth(asked.copies)
    if asked.kind == "start":
        return show_start(asked.rounds)
    ways = [way for way in WAYS if way.name in asked.ways]
    with projects(*asked.copies) as (few, many):
        if asked.kind == "seconds":
            return compare_seconds(few, many, ways, asked.rounds)
        return compare_instructions(few, many, ways)


def compare_seconds(few: Project, many: Project, ways: list[Way], rounds: int) -> int:
    """Run everything in turn; print the medians of what a further scenario costs."""
    further = many.scenarios - few.scenarios
    found: dict[Way, list[float]] = {way: [] for way in ways}
    for way in ways:
        few.run(way)  # not counted: Python compiles what is new
    for _ in range(rounds):
        for way in ways:
            found[way].append((many.run(way).seconds - few.run(way).seconds) / further)
    print(f"{'':16}{'ms a scenario':>16}{'against TestCase':>20}")
    for way, each in found.items():
        ratios = [one / django for one, django in zip(each, found[ways[0]], strict=True)]
        print(
            f"{way.name:16}{statistics.median(each) * 1000:16.2f}{statistics.median(ratios):20.3f}"
            f"   {', '.join(f'{ratio:.2f}' for ratio in ratios)}"
        )
    return 0


def compare_instructions(few: Project, many: Project, ways: list[Way]) -> int:
    """Count the instructions of a further scenario; print them."""
    further = many.scenarios - few.scenarios
    first = None
    print(f"{'':16}{'millions a scenario':>20}{'against TestCase':>20}")
    for way in ways:
        few.run(way)  # not counted: Python compiles what is new
        counts = [size.run(way, CACHEGRIND).instructions for size in (few, many)]
        each = (counts[1] - counts[0]) / further
        first = first or each
        print(f"{way.name:16}{each / 1e6:20.3f}{each / first:20.3f}", flush=True)
    return 0


def compare_workers(copies: int, rounds: int) -> int:
    """Run the same scenarios in one process and with two workers, in turn."""
    ways = (OURS, TWO_WORKERS, DJANGO, TWO_PROCESSES_OF_DJANGO)
    with projects(copies) as (project,):
        found = {way: [project.run(way)] for way in ways}  # the first ones are not counted
        for _ in range(rounds):
            for way in ways:
                found[way].append(project.run(way))
        print(f"{project.scenarios} scenarios, {rounds} rounds")
        for one, two in ((OURS, TWO_WORKERS), (DJANGO, TWO_PROCESSES_OF_DJANGO)):
            pairs = list(zip(found[one][1:], found[two][1:], strict=True))
            times = [alone.wall / shared.wall for alone, shared in pairs]
            processor = [shared.seconds / alone.seconds for alone, shared in pairs]
            print(
                f"{two.name}: {statistics.median(times):.2f} times as fast"
                f" ({', '.join(f'{each:.2f}' for each in times)}),"
                f" {statistics.median(processor):.3f} of the processor time"
            )
    return 0


def show_growth(copies: Sequence[int]) -> int:
    """Run larger and larger specifications; print what a further scenario takes."""
    with projects(*copies) as made:
        for way in (OURS, TWO_WORKERS):
            last = None
            for project in made:
                cost = project.run(way)
                text = f"{way.name}, {project.scenarios} scenarios: {cost.seconds:.1f} s"
                if last:
                    further = project.scenarios - last[0].scenarios
                    each = (cost.seconds - last[1].seconds) / further * 1000
                    memory = (cost.kilobytes - last[1].kilobytes) / further
                    text += f", {each:.2f} ms and {memory:.1f} KB for each further one"
                print(text, flush=True)
                last = (project, cost)
    return 0


def show_start(rounds: int) -> int:
    """Run what a run begins with, further and further; print the medians."""
    with projects(1) as (project,):
        before = 0.0
        for name, arguments in STARTS.items():
            found = [project.start(arguments) for _ in range(rounds)]
            middle = statistics.median(found) * 1000
            print(f"{name}: {middle:.0f} ms, {middle - before:+.0f}")
            before = middle
    return 0


if __name__ == "__main__":
    sys.exit(main())
