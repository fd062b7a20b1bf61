import pytest

from acceptance.browser import Hop
from tests.acceptance.browser.pages import HTML
from tests.acceptance.browser.probes import (
    GO,
    JOURNEYS,
    LINKS,
    MULTIPART,
    PROBES,
    REDIRECTED_POSTS,
    UPLOADS,
)


@pytest.mark.parametrize("name", PROBES)
def test_a_form_sends_what_chromium_sends(show, echoed, name):
    html, expected, done = PROBES[name]
    browser = show(html)

    for act, *arguments in done:
        getattr(browser, act)(*arguments)
    browser.press("Go")

    request = echoed()
    if isinstance(expected, dict):
        assert request["post"] == expected
        assert request["files"] == []
    elif request["method"] == "GET":
        assert request["query"] == expected
    else:
        assert request["body"] == expected


def test_a_posted_form_keeps_the_query_of_its_address(show, echoed):
    show(PROBES["a query is kept"].html).press("Go")

    assert echoed()["query"] == "x=1"


@pytest.mark.parametrize("name", UPLOADS)
def test_files_arrive_as_chromium_sends_them(show, echoed, name):
    chosen, sent, several = UPLOADS[name]
    multiple = "multiple" if several else ""
    browser = show(f"{MULTIPART}<label>File <input type=file name=f {multiple}></label>{GO}")

    for files in chosen:
        browser.attach("File", *files)
    browser.press("Go")

    request = echoed()
    assert request["files"] == [["f", name, len(text), kind, text] for name, kind, text in sent]
    assert request["post"] == ({} if sent else {"f": [""]})


@pytest.mark.parametrize("href", LINKS)
def test_links_are_resolved_as_in_chromium(show, browser, href):
    show(f'<a href="{href}">Go</a>', "/blog/posts/")
    browser.visit("/blog/posts/?page=1")

    browser.follow("Go")

    assert browser.path == LINKS[href]


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_ends_where_it_does_in_chromium(open_browser, name):
    html, (act, argument), hops = JOURNEYS[name]
    HTML["/blog/posts/"] = html
    browser = open_browser(raise_request_exception=False)
    browser.visit("/blog/posts/?page=1")

    getattr(browser, act)(argument)

    assert browser.hops == [Hop(*hop) for hop in hops]
    assert (browser.status, browser.path) == hops[-1]


@pytest.mark.parametrize("status", REDIRECTED_POSTS)
def test_what_a_redirect_makes_of_a_post(show, browser, echoed, host, status):
    path = f"/redirect/{status}/?to=/echo/?x"
    show(f"<form action='{path}' method=post><input name=a value=1>{GO}</form>")

    browser.press("Go")

    request = echoed()
    assert (request["method"], request["body"]) == REDIRECTED_POSTS[status]
    assert request["query"] == "x"
    assert request["headers"]["Referer"] == f"http://{host}/page/"
    assert browser.hops == [Hop(status, path), Hop(200, "/echo/?x")]


@pytest.mark.parametrize("status", REDIRECTED_POSTS)
def test_what_is_visited_is_visited_after_a_redirect(browser, echoed, status):
    browser.visit(f"/redirect/{status}/?to=/echo/")

    assert (echoed()["method"], echoed()["headers"].get("Referer")) == ("GET", None)
