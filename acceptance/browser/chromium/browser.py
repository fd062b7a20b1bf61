"""The browser that people use: Chromium, with its style sheets and its own idea of forms."""

from base64 import b64decode
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.async_api import Error

from acceptance.browser.addresses import resolve, why_not_here
from acceptance.browser.chromium.accessibility import problems_in_all_colours
from acceptance.browser.chromium.elsewhere import Elsewhere
from acceptance.browser.chromium.engine import WINDOW, Engine
from acceptance.browser.chromium.window import ChromiumWindow
from acceptance.browser.interface import Refused
from acceptance.browser.parts import PageBrowser

SECONDS_OF_PATIENCE = 5.0
_OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class ChromiumBrowser(PageBrowser):
    """A window of Chromium in a context of its own: with its own cookies, and an empty cache.

    What a failing view raises reaches the step, as with the fast driver; with
    `raise_request_exception=False` the site's own page for status 500 is shown instead. On pages
    with scripts, what is looked for is waited for, for so many seconds of `patience`. `elsewhere`
    answers in the place of other machines; without it they cannot be reached.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        raise_request_exception: bool = True,
        patience: float = SECONDS_OF_PATIENCE,
        runs_scripts: bool = True,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._engine = engine
        options = {} if runs_scripts else {"java_script_enabled": False}
        self._tab = engine.open(**options)
        self._tab.others.answer = elsewhere
        self._chromium = ChromiumWindow(
            engine,
            self._tab,
            patience=patience,
            raise_request_exception=raise_request_exception,
        )
        super().__init__(self._chromium)

    def visit(self, path: str) -> None:
        """Open a page of the site."""
        site = self._engine.site
        address = resolve(f"{site.address}/", path)
        if reason := why_not_here(address, site.host):
            raise Refused(f'"{path}" {reason}.')
        self._chromium.visit(address)

    def sign_in(self, user: Any) -> None:
        """Sign that user in without the log-in page."""
        name = settings.SESSION_COOKIE_NAME
        client = Client()
        if self._chromium.has_page:  # it may keep the session of somebody else
            client.cookies.load(self._cookies())
        client.force_login(user)
        cookie = {
            "name": name,
            "value": client.cookies[name].value,
            "url": self._engine.site.address,
            "httpOnly": True,
            "sameSite": "Lax",
        }
        self._chromium.run(self._tab.context.add_cookies([cookie]))

    def screenshot(self, file: str | PathLike[str]) -> Path:
        """Save what the window shows; the file gets the suffix `.png`."""
        path = _with_suffix(file, ".png")
        self._chromium.require_page()
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            picture = self._chromium.look(self._picture())
        except Error:  # on a very busy machine Chromium may be unable to, and able the next time
            picture = self._chromium.look(self._picture())
        path.write_bytes(picture)
        return path

    async def _picture(self) -> bytes:
        # Playwright's own way waits longer, and Chromium's usual one packs tighter: both together
        # take more than twice the time.
        answer = await self._chromium.send("Page.captureScreenshot", optimizeForSpeed=True)
        return b64decode(answer["data"])

    def save_details(self, file: str | PathLike[str]) -> list[Path]:
        """Save the page as it is now, and the trace of all that was done in this window.

        `playwright show-trace` shows the trace.
        """
        page, trace = _with_suffix(file, ".html"), _with_suffix(file, ".trace.zip")
        page.parent.mkdir(parents=True, exist_ok=True)
        self._chromium.run(self._tab.context.tracing.stop(path=trace))
        with suppress(Error):  # a window that has crashed has left a trace all the same
            content = self._chromium.run(self._chromium.tab_page.content())
            page.write_text(content, encoding="utf-8")
            return [page, trace]
        return [trace]

    @property
    def focused(self) -> str:
        """The name of what has the focus, or an empty string."""
        document = self._chromium.page.document
        number = self._chromium.run(self._chromium.focus())
        if number < 0:
            return ""
        element = document.elements[number]
        return document.label(element) or document.name(element)

    @property
    def overflows(self) -> bool:
        """Whether one has to scroll sideways."""
        return self._chromium.run(self._chromium.tab_page.evaluate(_OVERFLOWS))

    @property
    def complaints(self) -> list[str]:
        """What went wrong behind the pages."""
        return self._chromium.complaints.texts

    def press_key(self, key: str) -> None:
        """Press a key."""
        self._chromium.press_key(key)

    def resize(self, width: int) -> None:
        """Make the window that wide."""
        size = {**WINDOW, "width": width}
        self._chromium.run(self._chromium.tab_page.set_viewport_size(size))

    def show_for(self, medium: str) -> None:
        """Show pages as they are for that medium."""
        self._chromium.run(self._chromium.tab_page.emulate_media(media=medium))

    def accessibility_problems(self) -> list[str]:
        """Return what axe finds wrong with the page."""
        return self._chromium.run(problems_in_all_colours(self._chromium.tab_page))

    def close(self) -> None:
        """Close the window, and forget its session."""
        self._chromium.leave()
        self._engine.close(self._tab)

    def _cookies(self) -> dict[str, str]:
        found = self._chromium.run(self._tab.context.cookies())
        return {cookie["name"]: cookie["value"] for cookie in found}


def _with_suffix(file: str | PathLike[str], suffix: str) -> Path:
    path = Path(file)
    return path if path.name.endswith(suffix) else path.with_name(f"{path.name}{suffix}")
