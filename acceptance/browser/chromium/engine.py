"""One Chromium for a whole run, driven by Playwright in a thread of its own.

Playwright's loop must not run in the thread of the steps, in which Django would refuse every query
from then on. Its asynchronous interface also lets one page wait while another one goes on.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import AsyncExitStack, suppress
from threading import Thread
from typing import Any, NamedTuple, Self, TypeVar

from playwright.async_api import BrowserContext, CDPSession, Error, Page

from acceptance.browser.chromium.launching import Choice, running
from acceptance.browser.chromium.site import VISITOR_HEADER, Site, Visitor

Result = TypeVar("Result")

WINDOW = {"width": 1280, "height": 900}
CLOSED_PORT = "http://127.0.0.1:9"
MILLISECONDS_AT_MOST = 30_000  # for one navigation


class Tab(NamedTuple):
    """A page in a context of its own, with a line to Chromium, and the visitor that it is."""

    context: BrowserContext
    page: Page
    protocol: CDPSession
    visitor: Visitor
    runs_scripts: bool


class Engine:
    """A running browser, for as long as the block lasts.

    Raise `NoBrowser` if there is none.
    """

    def __init__(self, choice: Choice, site: Site) -> None:
        self.site = site
        self._choice = choice
        self._opened = AsyncExitStack()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._spare: Future[Tab] | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self.run(self._start())
        except BaseException:
            self._stop_loop()
            raise
        self._prepare_spare()
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(Error):  # Ctrl-C in a terminal ends the browser, too
            self.run(self._opened.aclose())
        self._stop_loop()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Wait for something to be done in the browser, and let the site answer meanwhile."""
        future = self._later(work)
        try:
            with self.site.turns.given_away():
                return future.result()
        finally:
            future.cancel()

    def run_in_turn(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Wait for something to be done in the browser while the site answers nothing."""
        return self._later(work).result()

    def open(self, **options: Any) -> Tab:
        """Open a tab in a new context, which takes Playwright's options for contexts."""
        if options or self._spare is None:
            return self.run(self._open(**options))
        spare, self._spare = self._spare, None
        with self.site.turns.given_away():
            tab = spare.result()
        self._prepare_spare()
        return tab

    def close(self, tab: Tab) -> None:
        """Close a tab and its context; nobody has to wait for it."""
        self.site.dismiss(tab.visitor)
        self._later(_closed(tab.context))

    def _prepare_spare(self) -> None:
        """Open the next tab while steps go on: that takes longer than many a step."""
        self._spare = self._later(self._open())

    def _later(self, work: Coroutine[Any, Any, Result]) -> "Future[Result]":
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _start(self) -> None:
        self._browser = await self._opened.enter_async_context(running(self._choice))

    async def _open(self, **options: Any) -> Tab:
        visitor = self.site.admit()
        context = await self._browser.new_context(
            viewport=WINDOW,
            reduced_motion="reduce",
            service_workers="block",
            extra_http_headers={VISITOR_HEADER: visitor.token},
            # Nobody listens there: all that is not on this machine ends at once.
            proxy={"server": CLOSED_PORT, "bypass": ",".join(self.site.neighbours)},
            **options,
        )
        context.set_default_timeout(MILLISECONDS_AT_MOST)
        await context.tracing.start(snapshots=True)
        page = await context.new_page()
        protocol = await context.new_cdp_session(page)
        return Tab(context, page, protocol, visitor, options.get("java_script_enabled", True))

    def _stop_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _closed(context: BrowserContext) -> None:
    with suppress(Error):
        await context.close()
