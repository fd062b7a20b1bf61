"""One Chromium for a whole run, driven by Playwright in a thread of its own.

Playwright's loop must not run in the thread of the steps, in which Django would refuse every query
from then on. Its asynchronous interface also lets one page wait while another one goes on.
"""

import asyncio
import time
from collections.abc import Coroutine
from concurrent.futures import Future, wait
from contextlib import AsyncExitStack, suppress
from threading import Event, Thread
from typing import Any, NamedTuple, Self, TypeVar

from playwright.async_api import Browser, BrowserContext, CDPSession, Error, Page

from acceptance.browser.chromium.elsewhere import Others
from acceptance.browser.chromium.launching import Choice, NoBrowser, running
from acceptance.browser.chromium.reach import require_way, seclusion
from acceptance.browser.chromium.site import VISITOR_HEADER, Site, Visitor

Result = TypeVar("Result")

WINDOW = {"width": 1280, "height": 900}
MILLISECONDS_AT_MOST = 30_000  # for one navigation
SECONDS_AT_MOST = 90  # for anything
SECONDS_BETWEEN_LOOKS = 0.3  # whether the browser is still there
SECONDS_TO_END = 10
GONE = "The browser has gone: it has crashed, or the connection to it is lost."
LATE = f"The browser has not answered for {SECONDS_AT_MOST} seconds."


class Tab(NamedTuple):
    """A page in a context of its own, with a line to Chromium, and the visitor that it is."""

    context: BrowserContext
    page: Page
    protocol: CDPSession
    visitor: Visitor
    others: Others
    runs_scripts: bool


class Engine:
    """A running browser, for as long as the block lasts.

    Raise `NoBrowser` if there is none, or none any longer.
    """

    def __init__(self, choice: Choice, site: Site) -> None:
        self.site = site
        self._choice = choice
        self._opened = AsyncExitStack()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._spare: Future[Tab] | None = None
        self._going_on: set[Future] = set()
        self._browser: Browser | None = None
        self._gone = Event()
        self._trouble = ""

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self.run(self._start())
        except BaseException:
            self.__exit__()
            raise
        self._prepare_spare()
        return self

    def __exit__(self, *error: object) -> None:
        self._look_for_trouble()
        wait(self._going_on, 0 if self._trouble else SECONDS_TO_END)  # tabs that are being closed
        self._later(self._end())
        self._stop_loop()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Wait for something to be done in the browser, and let the site answer meanwhile."""
        future = self._later(work)
        try:
            with self.site.turns.given_away():
                return self._result(future)
        finally:
            future.cancel()

    def run_in_turn(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Wait for something to be done in the browser while the site answers nothing."""
        return self._result(self._later(work))

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that waits for nothing, before what is asked for later."""
        self._later(work)

    def open(self, **options: Any) -> Tab:
        """Open a tab in a new context, which takes Playwright's options for contexts."""
        try:
            if options or self._spare is None:
                return self.run(self._open(**options))
            return self._take_spare()
        except NoBrowser as error:
            self._trouble = str(error)  # there will be no other tab either
            raise

    def _take_spare(self) -> Tab:
        spare, self._spare = self._spare, None
        with self.site.turns.given_away():
            tab = self._result(spare)
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
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._going_on.add(future)
        future.add_done_callback(self._going_on.discard)
        return future

    def _result(self, future: "Future[Result]") -> Result:
        """Wait for a result; not everything that waits for it hears that the browser has gone."""
        deadline = time.monotonic() + SECONDS_AT_MOST
        while not self._trouble:
            try:
                return future.result(SECONDS_BETWEEN_LOOKS)
            except TimeoutError:
                if future.done():
                    raise
                self._look_for_trouble()
                if time.monotonic() > deadline:
                    raise NoBrowser(LATE) from None
            except Error as error:
                if "closed" in error.message:  # that the browser has gone is heard a little later
                    self._gone.wait(SECONDS_BETWEEN_LOOKS)
                self._look_for_trouble()
                if not self._trouble:
                    raise
        raise NoBrowser(self._trouble)

    def _look_for_trouble(self) -> None:
        if self._gone.is_set():
            self._trouble = GONE

    async def _start(self) -> None:
        self._browser = await self._opened.enter_async_context(running(self._choice))
        self._browser.on("disconnected", lambda _: self._gone.set())
        if self._choice.address:
            await require_way(self._browser, self._choice, self.site)

    async def _open(self, **options: Any) -> Tab:
        visitor = self.site.admit()
        context = await self._browser.new_context(
            viewport=WINDOW,
            reduced_motion="reduce",
            service_workers="block",
            extra_http_headers={VISITOR_HEADER: visitor.token},
            **seclusion(self._choice, self.site),
            **options,
        )
        context.set_default_timeout(MILLISECONDS_AT_MOST)
        await context.tracing.start(snapshots=True)
        others = Others()
        await others.stand_in(context, self.site.neighbours)
        page = await context.new_page()
        protocol = await context.new_cdp_session(page)
        runs_scripts = options.get("java_script_enabled", True)
        return Tab(context, page, protocol, visitor, others, runs_scripts)

    async def _end(self) -> None:
        if self._spare and self._spare.done() and not self._spare.exception():
            await _closed(self._spare.result().context)
        await self._opened.aclose()

    def _stop_loop(self) -> None:
        # Ctrl-C in a terminal ends Playwright's own process, too, of which nobody has to hear.
        self._loop.set_exception_handler(lambda *_: None)
        self._later(_all_done()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _closed(context: BrowserContext) -> None:
    with suppress(Error):
        await context.tracing.stop()  # or its folder stays behind; it may have been stopped before
    with suppress(Error):
        await context.close()


async def _all_done() -> None:
    """Let what goes on end, such as a start that Ctrl-C has come into."""
    if others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others, timeout=SECONDS_TO_END)
