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


def test_what_has_the_focus_is_named(show):
    browser = show("<body><p>Text</p><a href=/x/>Link</a><label>Title <input></label></body>")
    assert browser.focused == ""

    browser.press_key("Tab")
    assert browser.focused == "Link"

    browser.press_key("Tab")
    assert browser.focused == "Title"
    assert browser.path == "/page/"


def test_a_key_that_leads_on_waits_for_the_next_page(show):
    browser = show("<body><a href=/next/>Link</a></body>")
    show("<h1>Next</h1>", "/next/")
    browser.visit("/page/")

    browser.press_key("Tab")
    browser.press_key("Enter")

    assert (browser.path, browser.headings) == ("/next/", ["Next"])


@pytest.mark.parametrize(
    ("width", "overflows"), [(360, True), (1280, False)], ids=["narrow", "wide"]
)
def test_a_page_that_is_too_wide(show, width, overflows):
    browser = show("<body><p style='width: 600px'>Wide</p></body>")

    browser.resize(width)

    assert browser.overflows is overflows


def test_what_axe_finds_is_told_once_for_both_colours(show):
    problems = show(
        "<html lang=en><title>A</title><main><img src=/x/></main>"
    ).accessibility_problems()

    assert len([problem for problem in problems if "(image-alt)" in problem]) == 1


def test_what_axe_finds_in_dark_colours_alone_says_so(show):
    browser = show(
        "<html lang=en><title>A</title><meta name=color-scheme content='light dark'>"
        "<style>body { background: #fff; color: #000 }"
        "@media (prefers-color-scheme: dark) { body { background: #222; color: #333 } }</style>"
        "<main><h1>Head</h1></main>"
    )

    (problem,) = browser.accessibility_problems()

    assert problem.startswith("In dark colours: ")
    assert "(color-contrast)" in problem


def test_what_goes_wrong_behind_a_page_is_complained_of(show):
    browser = show(
        "<body><script>throw new Error('broken')</script><link rel=stylesheet href=/missing.css>"
        "<img src=http://example.com/x.png></body>"
    )

    assert sorted(browser.complaints) == [
        "A script failed: broken",
        "GET /missing.css answered 404",
        "The page asked another machine: http://example.com/x.png",
    ]
