"""Chromium as the driver of a run."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Self

from acceptance.browser.chromium.browser import ChromiumBrowser
from acceptance.browser.chromium.engine import Engine
from acceptance.browser.chromium.launching import Choice, NoBrowser
from acceptance.browser.chromium.site import LOOPBACK, Site


class ChromiumDriver:
    """Open windows of one running Chromium."""

    shows_pages = True

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    @contextmanager
    def running(cls, choice: Choice, site_host: str = LOOPBACK) -> Iterator[Self]:
        """Serve the site and have the browser for as long as the block lasts."""
        with _served(site_host) as site, Engine(choice, site) as engine:
            yield cls(engine)

    def open(self, **options: Any) -> ChromiumBrowser:
        """Return a new window."""
        return ChromiumBrowser(self._engine, **options)


@contextmanager
def _served(host: str) -> Iterator[Site]:
    with ExitStack() as opened:
        try:
            site = opened.enter_context(Site(host))
        except OSError as error:
            raise NoBrowser(f"The site cannot be served at {host}: {error.strerror}") from None
        yield site
