"""The fast driver: Django's test client, and an HTML layer that behaves as a browser does."""

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

from acceptance.browser.addresses import HOME, path_of, resolve, why_not_here
from acceptance.browser.document import Element
from acceptance.browser.forms import Request
from acceptance.browser.interface import Hop, NotOnPage, Refused
from acceptance.browser.page import Page
from acceptance.browser.parts import Found, PageBrowser
from acceptance.browser.wire import Wire


class _Window:
    """The page that is open, and the wire to the site."""

    def __init__(self, *, raise_request_exception: bool) -> None:
        self.wire = Wire(raise_request_exception=raise_request_exception)
        self.failure: Exception | None = None
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """The page that is open; raise `NotOnPage` without one."""
        if self._page is None:
            raise NotOnPage(self.describe_absence())
        return self._page

    @property
    def has_page(self) -> bool:
        """Whether a page is open."""
        return self._page is not None

    @property
    def hops(self) -> list[Hop]:
        """The answers to the last navigation."""
        return self.wire.hops

    def patiently(self, look: Callable[[], Found]) -> Found:
        """Look once: a page without scripts stays as it is."""
        return look()

    def eventually(self, check: Callable[[], bool]) -> bool:
        """Check once, for the same reason."""
        return check()

    def follow(self, page: Page, link: Element) -> None:
        """Open what the link leads to, unless it is a place on the same page."""
        request = page.destination(link)
        if request is not None:
            self.send(request)

    def press(self, page: Page, button: Element, times: int = 1) -> None:
        """Send what the button sends, or change the page if that is all it does."""
        request = page.press(button)
        if request is not None:
            for _ in range(times):
                self.send(request)

    def send(self, request: Request) -> None:
        """Open the page that answers a request; without an answer no page is open."""
        self.leave()
        try:
            self._page = Page(self.wire.send(request))
        except Exception as error:
            self.failure = error
            raise

    def leave(self) -> None:
        """Let go of the page, and of what was typed into it."""
        self._page = None
        self.failure = None

    def describe_absence(self) -> str:
        """Return why no page is open."""
        if self.failure is None or self.wire.asked is None:
            return "No page was visited yet."
        asked = f"{self.wire.asked.method} {path_of(self.wire.asked.address)}"
        return f"{asked} gave no page: {type(self.failure).__name__}: {self.failure}"


class FastBrowser(PageBrowser):
    """A browser without scripts and style sheets, and without a server.

    It asks Django's test client, with CSRF checks, on the database connection of the test; what a
    request leaves to `transaction.on_commit` is done when that request ends. What a failing view
    raises reaches the step. With `raise_request_exception=False` the site's own page for status
    500 is shown instead.
    """

    def __init__(self, *, raise_request_exception: bool = True) -> None:
        super().__init__(_Window(raise_request_exception=raise_request_exception))

    def visit(self, path: str) -> None:
        """Open a page of the site."""
        address = resolve(HOME, path)
        if reason := why_not_here(address):
            raise Refused(f'"{path}" {reason}.')
        self._window.send(Request("GET", address))

    def sign_in(self, user: Any) -> None:
        """Sign that user in without the log-in page."""
        self._window.wire.client.force_login(user)

    def screenshot(self, file: str | PathLike[str]) -> Path:
        """Save the source of the page; the file gets the suffix `.html`."""
        path = Path(file)
        if path.suffix != ".html":
            path = path.with_name(f"{path.name}.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.html, encoding="utf-8")
        return path

    def save_details(self, file: str | PathLike[str]) -> list[Path]:
        """Save nothing: the screenshot is the source already."""
        return []

    def close(self) -> None:
        """Forget the page and the session."""
        self._window.leave()
        self._window.wire.client.cookies.clear()
