import json

import pytest

from acceptance.browser import FastBrowser
from tests.acceptance.browser import pages


@pytest.fixture(autouse=True)
def _site(settings):
    """Serve these tests' own pages, with the middleware that a browser meets anywhere."""
    settings.ROOT_URLCONF = "tests.acceptance.browser.pages"
    settings.CSRF_FAILURE_VIEW = "tests.acceptance.browser.pages.turned_down"
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ]
    pages.HTML.clear()
    pages.DONE.clear()


@pytest.fixture
def browser():
    browser = FastBrowser()
    yield browser
    browser.close()


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
