import pytest
from django.contrib.auth import get_user_model

from acceptance.browser import FastBrowser, Hop, NotOnPage, Refused


def refusal_of(act, *arguments):
    with pytest.raises(Refused) as refusal:
        act(*arguments)
    return str(refusal.value)


# Visiting


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/some/where/?q=1", "/some/where/?q=1"),
        ("some/where/", "/some/where/"),
        ("http://testserver/some/", "/some/"),
        ("http://testserver", "/"),
        ("/é ö/?q=é|b", "/%C3%A9%20%C3%B6/?q=%C3%A9|b"),
        ("/%C3%A9/?q=%20", "/%C3%A9/?q=%20"),
        ("/some/#fragment", "/some/"),
        (" /so\nme/ ", "/some/"),
    ],
)
def test_visiting_opens_an_address_of_the_site(browser, address, path):
    browser.visit(address)

    assert browser.path == path


def test_the_address_reaches_the_server_decoded(browser, echoed):
    browser.visit("/echo/?q=é")

    assert (echoed()["method"], echoed()["query"]) == ("GET", "q=%C3%A9")


def test_visiting_another_site_is_refused(browser):
    assert refusal_of(browser.visit, "https://example.com/x") == (
        '"https://example.com/x" leads to another site, example.com,'
        " and nothing may leave this machine."
    )


def test_pages_that_say_no_are_pages(browser):
    browser.visit("/missing/")

    assert browser.status == 404
    assert browser.sees_heading("Nothing here")


# Links


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/other/", "/other/"),
        ("other/", "/blog/posts/other/"),
        ("../", "/blog/"),
        ("?page=2", "/blog/posts/?page=2"),
        ("", "/blog/posts/?page=1"),
        ("//testserver/x/", "/x/"),
        (" /other/ ", "/other/"),
        ("/é/", "/%C3%A9/"),
    ],
)
def test_links_are_resolved_as_in_a_browser(show, href, path):
    browser = show(f'<a href="{href}">Go</a>', "/blog/posts/")
    browser.visit("/blog/posts/?page=1")

    browser.follow("Go")

    assert browser.path == path


def test_links_start_from_the_base_of_the_page(show):
    browser = show("<base target=_top><base href=/b/c/><base href=/no/><a href=d/>Go</a>")

    browser.follow("Go")

    assert browser.path == "/b/c/d/"


@pytest.mark.parametrize("href", ["#comments", "#", "/page/#comments"])
def test_a_link_into_the_page_stays_on_it(show, href):
    browser = show(f"<a href={href}>Go</a><label>Field <input></label>")
    browser.fill("Field", "typed")

    browser.follow("Go")

    assert browser.value("Field") == "typed"


def test_a_link_into_another_page_is_followed(show):
    browser = show("<a href=/other/#comments target=_blank download>Go</a>")

    browser.follow("Go")

    assert browser.path == "/other/"
    assert browser.hops == [Hop(404, "/other/")]


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("javascript:go()", "is a javascript: address, not a page"),
        ("MAILTO:a@b.example", "is a mailto: address, not a page"),
        (
            "https://example.com/",
            "leads to another site, example.com, and nothing may leave this machine",
        ),
        (
            "//example.com/",
            "leads to another site, example.com, and nothing may leave this machine",
        ),
    ],
)
def test_links_that_lead_elsewhere_are_refused(show, browser, href, reason):
    show(f'<a href="{href}">Go</a>')

    assert refusal_of(browser.follow, "Go") == f'The link "Go" on /page/ {reason}.'
    assert browser.path == "/page/"


# Headers


def test_what_a_browser_sends_along(show, browser, echoed):
    show(
        "<a href=/echo/>Go</a>"
        "<form action=/echo/ method=post><input name=a><button>Send</button></form>"
    )
    browser.visit("/page/?q=1#here")
    browser.follow("Go")

    headers = echoed()["headers"]
    assert headers["Referer"] == "http://testserver/page/?q=1"
    assert headers["Accept"].startswith("text/html,")
    assert "Origin" not in headers

    browser.visit("/page/")
    browser.press("Send")

    headers = echoed()["headers"]
    assert headers["Referer"] == "http://testserver/page/"
    assert headers["Origin"] == "http://testserver"


def test_a_visit_comes_from_nowhere(show, browser, echoed):
    show("<p>before")

    browser.visit("/echo/")

    assert "Referer" not in echoed()["headers"]


# Redirects


@pytest.mark.parametrize(
    ("status", "method", "body"),
    [
        (301, "GET", ""),
        (302, "GET", ""),
        (303, "GET", ""),
        (307, "POST", "a=1"),
        (308, "POST", "a=1"),
    ],
)
def test_what_a_redirect_makes_of_a_post(show, browser, echoed, status, method, body):
    show(
        f"<form action='/redirect/{status}/?to=/echo/?x' method=post>"
        "<input name=a value=1><button>Go</button></form>"
    )

    browser.press("Go")

    request = echoed()
    assert (request["method"], request["body"], request["query"]) == (method, body, "x")
    assert request["headers"]["Referer"] == "http://testserver/page/"
    assert browser.hops == [Hop(status, f"/redirect/{status}/?to=/echo/?x"), Hop(200, "/echo/?x")]


def test_a_redirect_is_resolved_from_where_it_was_said(browser):
    browser.visit("/redirect/302/?to=../../b/c/echo/")

    assert browser.path == "/b/c/echo/"


def test_twenty_redirects_are_followed(browser):
    browser.visit("/hops/20/")

    assert browser.sees_heading("Arrived")
    assert browser.path == "/hops/0/"
    assert len(browser.hops) == 21
    assert browser.hops[0] == Hop(status=301, path="/hops/20/")


def test_more_redirects_are_too_many(browser):
    assert refusal_of(browser.visit, "/hops/21/") == (
        "20 redirects led to no page: /hops/21/ → /hops/20/ → /hops/19/ → /hops/18/ → …"
    )


def test_endless_redirects_are_told(browser):
    assert refusal_of(browser.visit, "/endless/") == (
        "20 redirects led to no page: /endless/ → /endless/ → /endless/ → /endless/ → …"
    )


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (
            "https://example.com/x",
            "leads to another site, example.com, and nothing may leave this machine",
        ),
        ("mailto:a@b", "is a mailto: address, not a page"),
    ],
)
def test_a_redirect_to_another_site_is_refused(browser, target, reason):
    path = f"/redirect/302/?to={target}"

    assert refusal_of(browser.visit, path) == f"The redirect from {path} to {target} {reason}."


def test_a_redirect_to_https_is_followed(browser, echoed):
    browser.visit("/redirect/301/?to=https://testserver/echo/")

    assert echoed()["secure"] is True
    assert browser.path == "/echo/"


def test_a_redirect_to_nowhere_is_a_page(browser):
    browser.visit("/nowhere/")

    assert (browser.status, browser.headings) == (302, ["Nowhere"])


# Cookies and signing in


def test_cookies_are_kept_until_they_are_deleted(browser, echoed):
    browser.visit("/cookie/")
    browser.visit("/echo/")
    assert echoed()["headers"]["Cookie"] == "flavour=lemon"

    browser.visit("/no-cookie/")
    browser.visit("/echo/")
    assert echoed()["headers"].get("Cookie", "") == ""


@pytest.mark.django_db
def test_signing_in(show, browser):
    show("<p>still here")

    browser.sign_in(get_user_model().objects.create_user("alice"))

    assert browser.sees("still here")
    browser.visit("/who/")
    assert browser.sees("Hello alice")


@pytest.mark.django_db
def test_closing_ends_the_session(browser):
    browser.sign_in(get_user_model().objects.create_user("alice"))
    browser.visit("/who/")

    browser.close()

    with pytest.raises(NotOnPage, match="No page was visited yet"):
        browser.sees("Hello")
    browser.visit("/who/")
    assert browser.sees("Hello stranger")


@pytest.mark.django_db
def test_two_browsers_are_two_people(browser):
    browser.sign_in(get_user_model().objects.create_user("alice"))
    other = FastBrowser()

    browser.visit("/who/")
    other.visit("/who/")

    assert browser.sees("Hello alice")
    assert other.sees("Hello stranger")


# Failing views


def test_what_a_view_raises_reaches_the_step(show, browser):
    show("<p>before")

    with pytest.raises(ValueError, match="the view is broken"):
        browser.visit("/fail/?q=1")

    assert browser.describe() == "GET /fail/?q=1 gave no page: ValueError: the view is broken"
    with pytest.raises(NotOnPage, match=r"GET /fail/\?q=1 gave no page"):
        browser.sees("before")


def test_a_view_that_fails_after_a_redirect_is_named(browser):
    with pytest.raises(ValueError, match="the view is broken"):
        browser.visit("/redirect/302/?to=/fail/")

    assert browser.describe().startswith("GET /fail/ gave no page")
    assert browser.hops == [Hop(302, "/redirect/302/?to=/fail/")]


def test_the_page_for_failures_can_be_seen():
    browser = FastBrowser(raise_request_exception=False)

    browser.visit("/fail/")

    assert browser.status == 500
    assert browser.sees_heading("Something broke")


def test_a_browser_goes_on_after_a_failure(show, browser):
    with pytest.raises(ValueError, match="the view is broken"):
        browser.visit("/fail/")

    assert show("<p>after").sees("after")
