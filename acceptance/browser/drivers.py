"""Which driver a run uses: the fast one, or Chromium with `manage.py behave --browser`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from behave import fixture
from behave.runner import Context
from django.core.management.base import CommandError

from acceptance.browser.fast import FastBrowser
from acceptance.browser.interface import Browser


class Driver(Protocol):
    """What opens the browsers of a run. `shows_pages` if style sheets and scripts count."""

    shows_pages: bool

    def open(self, **options: Any) -> Browser:
        """Return a new browser, in which nobody is signed in."""


class FastDriver:
    """Open browsers that ask Django's test client."""

    shows_pages = False

    def open(self, **options: Any) -> FastBrowser:
        """Return a new browser."""
        return FastBrowser(**options)


@fixture
def driver_of_the_run(context: Context) -> Iterator[None]:
    """Have the driver that the command line asks for as `context.driver`."""
    asked = context.config.userdata
    with _chromium(asked) if asked.get("browser") is True else _fast() as driver:
        context.driver = driver
        yield


@contextmanager
def _fast() -> Iterator[FastDriver]:
    yield FastDriver()


@contextmanager
def _chromium(asked: dict[str, Any]) -> Iterator[Driver]:
    # Playwright is needed, and imported, only where a browser is asked for.
    from acceptance.browser.chromium.driver import ChromiumDriver
    from acceptance.browser.chromium.launching import Choice, NoBrowser
    from acceptance.browser.chromium.site import LOOPBACK

    choice = Choice(asked["headed"], asked["slow_mo"], asked["browser_url"] or "")
    try:
        with ChromiumDriver.running(choice, asked["site_host"] or LOOPBACK) as driver:
            yield driver
    except NoBrowser as error:
        raise CommandError(str(error)) from None
