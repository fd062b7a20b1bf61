"""What Chromium alone does, and the fast driver has no way to do."""

import pytest

from acceptance.browser import Hop, NotOnPage
from tests.acceptance.browser.pages import HTML


@pytest.fixture
def driver():
    return "chromium"


def test_what_stands_in_place_of_scripts_is_seen_without_them(open_browser):
    HTML["/page/"] = (
        "<body><noscript><form action=/x/>Without<button>Go</button></form></noscript>"
        "<script>document.title = 'With'</script>"
    )
    browser = open_browser(runs_scripts=False)

    browser.visit("/page/")

    assert (browser.title, browser.text) == ("", "WithoutGo")
    browser.press("Go")
    assert browser.path == "/x/"


def test_a_page_stays_what_it_was_after_a_download(browser):
    browser.visit("/missing/")

    browser.visit("/download/")

    assert browser.hops == [Hop(200, "/download/")]
    assert (browser.path, browser.status) == ("/missing/", 404)
    assert browser.html == "<title>Not found</title><h1>Nothing here</h1>"


def test_after_a_download_alone_there_is_no_page(browser):
    browser.visit("/download/")

    with pytest.raises(NotOnPage, match="No page was visited yet"):
        browser.sees("PDF")
