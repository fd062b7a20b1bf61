"""Have a Chromium that starts: `python -m acceptance.browser.chromium.setting_up`.

It looks for one as a run does, and otherwise gets one in the ways that work on this machine.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from acceptance.browser.chromium.launching import (
    HEADLESS_ONLY,
    VARIABLE,
    Choice,
    NoBrowser,
    running,
)

Command = list[str]


def main() -> int:
    """Return 0 if there is a Chromium in the end; otherwise say how to get one, and return 1."""
    problem = _problem()
    for way in _ways():
        if problem is None:
            break
        sys.stderr.write(f"Getting Chromium: {' '.join(way[-1])}\n")
        if all(map(_runs, way)):
            problem = _problem()
    if problem:
        sys.stderr.write(f"{problem}\n")
    return 1 if problem else 0


def _problem() -> str | None:
    """Return why no Chromium starts, or None if one does."""
    try:
        asyncio.run(_start())
    except NoBrowser as error:
        return str(error)
    return None


async def _start() -> None:
    async with running(Choice()):
        pass


def _ways() -> Iterator[list[Command]]:
    """Yield what to run, one way after the other; nothing replaces what the environment names."""
    if os.environ.get(VARIABLE):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        install = ["apt-get", "install", "--yes", "--no-install-recommends"]
        yield [["apt-get", "update"], [*install, HEADLESS_ONLY, "fonts-liberation"]]
    yield [[sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]]


def _runs(command: Command) -> bool:
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603 (they are ours)


if __name__ == "__main__":
    sys.exit(main())
