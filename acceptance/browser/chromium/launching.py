"""Start Chromium on this machine, or connect to one elsewhere."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple
from unittest import mock
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserType, Error, async_playwright

VARIABLE = "BROWSER_EXECUTABLE"
GRID_VARIABLE = "SELENIUM_REMOTE_URL"
HEADLESS_ONLY = "chromium-headless-shell"
PROGRAMS = (HEADLESS_ONLY, "chromium")
HOW_TO_GET_ONE = f"""\
There is no Chromium on this machine. Get one in one of these ways:
  Debian, Ubuntu   apt-get install {HEADLESS_ONLY} (for --headed: chromium)
  macOS            brew install --cask chromium
  anywhere         python -m playwright install chromium
or name the program that you have in {VARIABLE}."""


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


class NoBrowser(Exception):
    """There is no browser to drive; the message says how to get one."""


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
    # Playwright's own process reads this when it starts.
    with mock.patch.dict(os.environ, {GRID_VARIABLE: choice.address} if choice.is_grid else {}):
        playwright = await async_playwright().start()
    try:
        browser = await (_connected if choice.address else _started)(playwright.chromium, choice)
        try:
            yield browser
        finally:
            await browser.close()
    finally:
        await playwright.stop()


async def _started(chromium: BrowserType, choice: Choice) -> Browser:
    program = find(headed=choice.headed)
    try:
        return await chromium.launch(
            executable_path=program,
            headless=not choice.headed,
            slow_mo=choice.slow_mo,
            handle_sigint=False,
        )
    except Error as error:
        if program is None and "Executable doesn't exist" in error.message:
            raise NoBrowser(HOW_TO_GET_ONE) from None
        raise NoBrowser(f"{program or 'Chromium'} does not start: {_gist(error)}") from None


async def _connected(chromium: BrowserType, choice: Choice) -> Browser:
    try:
        if choice.is_grid:
            return await chromium.launch(slow_mo=choice.slow_mo, handle_sigint=False)
        # What the browser asks of the loopback comes back to this machine's.
        return await chromium.connect(
            choice.address, slow_mo=choice.slow_mo, expose_network="<loopback>"
        )
    except Error as error:
        raise NoBrowser(f"No browser answers at {choice.address}: {_gist(error)}") from None


def _gist(error: Error) -> str:
    return error.message.splitlines()[0]
