"""Start Chromium on this machine, or connect to one elsewhere."""

import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import NamedTuple
from unittest import mock
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserType, Error, async_playwright

VARIABLE = "BROWSER_EXECUTABLE"
GRID_VARIABLE = "SELENIUM_REMOTE_URL"
HEADLESS_ONLY = "chromium-headless-shell"
PROGRAMS = (HEADLESS_ONLY, "chromium")
MILLISECONDS_TO_START = 60_000
# The first page of a window keeps the process of the empty one before it. Django's header
# Cross-Origin-Opener-Policy asks for a process of its own, and to start that takes 40 ms.
ARGUMENTS = ("--renderer-process-limit=1",)
TUNNEL = "local.playwright"  # Playwright's name for this machine at the other end of a tunnel
HOW_TO_GET_ONE = f"""\
There is no Chromium on this machine. Get one in one of these ways:
  Debian, Ubuntu   apt-get install {HEADLESS_ONLY} (for --headed: chromium)
  macOS            brew install --cask chromium
  anywhere         python -m playwright install chromium
or name the program that you have in {VARIABLE}."""
HOW_TO_CONNECT = """\
A Playwright server (python -m playwright run-server) answers at ws://HOST:PORT/PATH,
a Selenium Grid at http://HOST:4444."""

_SAID = re.compile(r"\[pid=\d+\]\[err\] (.*\S)")  # by a program, to Playwright
_PREFIX = re.compile(r"^(BrowserType\.\w+: )?(WebSocket error: )?")
_VERSIONS = re.compile(r"server version: (\S+).*?client version: (\S+)", re.DOTALL)


class Choice(NamedTuple):
    """Which browser to drive: one on this machine, or the one that answers at an address.

    `address` is that of a Playwright server (`ws:`) or of a Selenium Grid (`http:`). `slow_mo` is
    how many milliseconds the browser waits before everything that it does.
    """

    headed: bool = False
    slow_mo: float = 0
    address: str = ""

    @property
    def is_grid(self) -> bool:
        """Whether the address is that of a Selenium Grid."""
        return urlsplit(self.address).scheme in ("http", "https")

    @property
    def is_tunnel(self) -> bool:
        """Whether a browser elsewhere reaches this machine through the connection to it."""
        return bool(self.address) and not self.is_grid


class NoBrowser(Exception):
    """There is no browser to drive, or no longer; the message says why."""


def find(*, headed: bool = False) -> str | None:
    """Return the program to start, or None to leave the choice to Playwright.

    `BROWSER_EXECUTABLE` comes first, then what Debian installs, then what Playwright has
    installed. Raise `NoBrowser` if `BROWSER_EXECUTABLE` names no program.
    """
    stated = os.environ.get(VARIABLE)
    if stated:
        program = shutil.which(stated)
        if program is None:
            raise NoBrowser(f"{VARIABLE} is {stated}, which is no program")
        return program
    candidates = (name for name in PROGRAMS if not (headed and name == HEADLESS_ONLY))
    return next(filter(None, map(shutil.which, candidates)), None)


@asynccontextmanager
async def running(choice: Choice) -> AsyncIterator[Browser]:
    """Have the chosen browser for as long as the block lasts; raise `NoBrowser` without one."""
    with _grid_in_environment(choice):
        playwright = await async_playwright().start()
    try:
        yield await (_connected if choice.address else _started)(playwright.chromium, choice)
    finally:
        # This ends the browser, too. To close it before would end a session on a Grid twice, and
        # the second request gets its answer after 30 seconds.
        await playwright.stop()


@contextmanager
def _grid_in_environment(choice: Choice) -> Iterator[None]:
    """Name the Grid where Playwright's own process looks for one when it starts."""
    with mock.patch.dict(os.environ):
        os.environ.pop(GRID_VARIABLE, None)
        if choice.is_grid:
            os.environ[GRID_VARIABLE] = choice.address
        yield


async def _started(chromium: BrowserType, choice: Choice) -> Browser:
    program = find(headed=choice.headed)
    try:
        return await chromium.launch(
            executable_path=program,
            args=ARGUMENTS,
            headless=not choice.headed,
            slow_mo=choice.slow_mo,
            timeout=MILLISECONDS_TO_START,
            handle_sigint=False,
        )
    except Error as error:
        if program is None and "Executable doesn't exist" in error.message:
            raise NoBrowser(HOW_TO_GET_ONE) from None
        raise NoBrowser(f"{program or 'Chromium'} does not start: {_why(error)}") from None


async def _connected(chromium: BrowserType, choice: Choice) -> Browser:
    try:
        if choice.is_grid:
            return await chromium.launch(
                slow_mo=choice.slow_mo, timeout=MILLISECONDS_TO_START, handle_sigint=False
            )
        return await chromium.connect(
            choice.address,
            slow_mo=choice.slow_mo,
            timeout=MILLISECONDS_TO_START,
            # All that the browser asks for comes to this end, which lets it reach only what is
            # named here; without the header, the server's own machine would fetch the rest.
            expose_network=f"<loopback>,{TUNNEL}",
            headers={"x-playwright-proxy": "*"},
        )
    except Error as error:
        message = f"No browser answers at {choice.address}: {_why(error)}\n{HOW_TO_CONNECT}"
        raise NoBrowser(message) from None


def _why(error: Error) -> str:
    """Say in one line why a browser does not start; Playwright tells all that it has seen."""
    if "XServer" in error.message:
        return "--headed needs a display, and xvfb-run can stand in for one"
    if versions := _VERSIONS.search(error.message):
        server, client = versions.groups()
        return f"it is Playwright {server}, and this is {client}; install the same on both machines"
    if said := dict.fromkeys(_SAID.findall(error.message)):
        return "; ".join(list(said)[:3])
    if "has been closed" in error.message:
        return "it ended at once, without a word"
    return _PREFIX.sub("", error.message.splitlines()[0])
