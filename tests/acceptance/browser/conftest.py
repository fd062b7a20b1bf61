import json
from functools import partial

import pytest
from django.test import override_settings

from acceptance.browser import FastBrowser
from acceptance.browser.addresses import HOST
from acceptance.browser.chromium.browser import ChromiumBrowser
from acceptance.browser.chromium.engine import Engine
from acceptance.browser.chromium.launching import Choice
from acceptance.browser.chromium.site import Site
from tests.acceptance.browser import pages

# What a browser meets anywhere.
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


@pytest.fixture(scope="package", autouse=True)
def _site():
    """Serve these tests' own pages."""
    with override_settings(
        ROOT_URLCONF="tests.acceptance.browser.pages",
        CSRF_FAILURE_VIEW="tests.acceptance.browser.pages.turned_down",
        MIDDLEWARE=MIDDLEWARE,
    ):
        yield


@pytest.fixture(autouse=True)
def _clean_pages():
    pages.HTML.clear()
    pages.DONE.clear()
    pages.MEANWHILE.clear()


@pytest.fixture(scope="package")
def engine(_site):
    """One Chromium and one server for all tests that ask for them."""
    with Site() as site, Engine(Choice(), site) as engine:
        yield engine


@pytest.fixture(params=["fast", "chromium"])
def driver(request):
    """The name of a driver, of each in turn."""
    return request.param


@pytest.fixture
def open_browser(driver, request):
    """Return a function that opens a browser."""
    if driver == "fast":
        kind = FastBrowser
    else:
        kind = partial(ChromiumBrowser, request.getfixturevalue("engine"), patience=0)
    opened = []

    def open_browser(**options):
        opened.append(kind(**options))
        return opened[-1]

    yield open_browser
    for browser in opened:
        browser.close()


@pytest.fixture
def host(driver, request):
    """The host by which a driver knows the site."""
    return HOST if driver == "fast" else request.getfixturevalue("engine").site.host


@pytest.fixture
def browser(open_browser):
    return open_browser()


@pytest.fixture
def show(browser):
    """Return a function that opens a page with the given HTML."""

    def show(html, path="/page/"):
        pages.HTML[path] = html
        browser.visit(path)
        return browser

    return show


@pytest.fixture
def echoed(browser):
    """Return a function that says what the last request to `/echo/` sent."""
    return lambda: json.loads(browser.html)
