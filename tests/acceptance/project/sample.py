"""A copy of the sample project in a folder of its own, run as a user runs it."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[3]
MANAGE = Path(__file__).with_name("manage.py")
# In seconds; our own specification takes a minute under coverage on a machine that is busy.
PATIENCE = 300

PHRASES = """
    from behave import given, then, when

    @given("it works")
    def it_works(context):
        pass

    @then("{seen:d} is {expected:d}")
    def is_equal(context, seen, expected):
        assert seen == expected, f"expected {expected}, saw {seen}"

    @when("it breaks")
    def it_breaks(context):
        raise ValueError("broken")
"""


@dataclass
class Result:
    code: int
    out: str
    err: str

    @property
    def closing_line(self) -> str:
        return self.out.splitlines()[-1]

    @property
    def timeless(self) -> str:
        """Everything it printed, with a fixed duration."""
        return re.sub(r"\d+\.\d\d s\b", "0.00 s", self.out)


class Project:
    """Features, phrases and hooks in a folder, and the command that runs them."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.write("features/steps/phrases.py", PHRASES)

    def write(self, file: str, text: str) -> Path:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).strip("\n") + "\n", encoding="utf-8")
        return path

    def feature(self, text: str, file: str = "features/a.feature") -> None:
        self.write(file, text)

    def environment(self, text: str) -> None:
        self.write("features/environment.py", text)

    def phrases(self, text: str, file: str = "features/steps/more.py") -> None:
        self.write(file, text)

    def read(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def command(self, *args: str) -> list[str]:
        return [sys.executable, str(MANAGE), *args]

    def variables(self, **changes: str) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "BEHAVE_COLOR"}}
        own = {
            "PYTHONPATH": f"{ROOT}{os.pathsep}{self.folder}",
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "80",
        }
        return inherited | own | changes

    def behave(self, *args: str, folder: str = ".", **variables: str) -> Result:
        return self.manage("behave", *args, folder=folder, **variables)

    def manage(self, *args: str, folder: str = ".", **variables: str) -> Result:
        return self.python(*self.command(*args)[1:], folder=folder, **variables)

    def python(self, *args: str, folder: str = ".", **variables: str) -> Result:
        done = subprocess.run(
            [sys.executable, *args],
            cwd=self.folder / folder,
            env=self.variables(**variables),
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def start(
        self, *args: str, pass_fds: tuple = (), start_new_session: bool = False, **variables: str
    ) -> subprocess.Popen:
        return subprocess.Popen(
            self.command("behave", *args),
            cwd=self.folder,
            env=self.variables(**variables),
            pass_fds=pass_fds,
            start_new_session=start_new_session,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
