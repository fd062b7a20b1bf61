import json

import pytest
from django.test import override_settings

from acceptance.browser import FastBrowser
from acceptance.browser.chromium.browser import ChromiumBrowser
from acceptance.browser.chromium.engine import Engine
from acceptance.browser.chromium.site import Site
from tests.acceptance.browser import pages

# What a browser meets anywhere.
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


async def launch(p):
    return await p.chromium.launch(
        executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"]
    )


@pytest.fixture(scope="session")
def engine():
    """One Chromium and one server for all tests that ask for them."""
    with override_settings(MIDDLEWARE=MIDDLEWARE), Site() as site, Engine(launch, site) as engine:
        yield engine


@pytest.fixture(autouse=True)
def _site(settings):
    """Serve these tests' own pages."""
    settings.ROOT_URLCONF = "tests.acceptance.browser.pages"
    settings.CSRF_FAILURE_VIEW = "tests.acceptance.browser.pages.turned_down"
    settings.MIDDLEWARE = MIDDLEWARE
    pages.HTML.clear()
    pages.DONE.clear()


@pytest.fixture(params=["fast", "chromium"])
def open_browser(request):
    """Return a function that opens a browser, of every kind in turn."""
    if request.param == "fast":
        kind = FastBrowser
    else:
        engine = request.getfixturevalue("engine")

        def kind(**options):
            return ChromiumBrowser(engine, patience=0, **options)

    opened = []

    def open_browser(**options):
        opened.append(kind(**options))
        return opened[-1]

    yield open_browser
    for browser in opened:
        browser.close()


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
