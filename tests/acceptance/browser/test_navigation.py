import pytest
from django.contrib.auth import get_user_model

from acceptance.browser import Hop, NotOnPage, Refused
from tests.acceptance.browser.pages import HTML, MEANWHILE


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
        ("http://{host}/some/", "/some/"),
        ("http://{host}", "/"),
        ("/é ö/?q=é|b", "/%C3%A9%20%C3%B6/?q=%C3%A9|b"),
        ("/%C3%A9/?q=%20", "/%C3%A9/?q=%20"),
        ("/some/#fragment", "/some/"),
        (" /so\nme/ ", "/some/"),
    ],
)
def test_visiting_opens_an_address_of_the_site(browser, host, address, path):
    browser.visit(address.format(host=host))

    assert browser.path == path


def test_the_address_reaches_the_server_decoded(browser, echoed):
    browser.visit("/echo/?q=é")

    assert (echoed()["method"], echoed()["query"]) == ("GET", "q=%C3%A9")


def test_visiting_a_place_on_the_open_page_asks_for_it_again(show, browser):
    show("<h1 id=top>Before</h1>")
    HTML["/page/"] = "<h1 id=top>After</h1>"

    browser.visit("/page/#top")

    assert browser.headings == ["After"]


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


@pytest.mark.parametrize("href", ["#comments", "#", "/page/#comments"])
def test_a_link_into_the_page_stays_on_it(show, href):
    browser = show(f"<a href={href}>Go</a><label>Field <input></label>")
    browser.fill("Field", "typed")

    browser.follow("Go")

    assert browser.value("Field") == "typed"


def test_a_link_to_this_host_by_name_is_followed(show, host):
    browser = show(f"<a href=//{host}/x/>Go</a>")

    browser.follow("Go")

    assert browser.path == "/x/"


def test_a_link_into_another_page_is_followed(show):
    browser = show("<a href=/other/#comments target=_blank>Go</a>")

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


def test_what_a_browser_sends_along(show, browser, echoed, host):
    show(
        "<a href=/echo/>Go</a>"
        "<form action=/echo/ method=post><input name=a><button>Send</button></form>"
    )
    browser.visit("/page/?q=1#here")
    browser.follow("Go")

    headers = echoed()["headers"]
    assert headers["Referer"] == f"http://{host}/page/?q=1"
    assert headers["Accept"].startswith("text/html,")
    assert "Origin" not in headers

    browser.visit("/page/")
    browser.press("Send")

    headers = echoed()["headers"]
    assert headers["Referer"] == f"http://{host}/page/"
    assert headers["Origin"] == f"http://{host}"


def test_a_visit_comes_from_nowhere(show, browser, echoed):
    show("<p>before")

    browser.visit("/echo/")

    assert "Referer" not in echoed()["headers"]


def test_a_link_may_keep_to_itself_where_it_was(show, browser, echoed):
    show("<a href=/echo/ rel='nofollow NoReferrer'>Go</a>").follow("Go")

    assert "Referer" not in echoed()["headers"]


# Redirects


@pytest.mark.parametrize("act", ["visit", "follow", "press"])
def test_nineteen_redirects_are_followed(show, browser, act):
    if act == "visit":
        browser.visit("/hops/19/")
    else:
        page = "<a href=/hops/19/>Go</a><form action=/hops/19/><button>Go</button></form>"
        getattr(show(page), act)("Go")

    assert browser.sees_heading("Arrived")
    assert browser.path == "/hops/0/"
    assert len(browser.hops) == 20
    assert browser.hops[0] == Hop(status=301, path="/hops/19/")


def test_more_redirects_are_too_many(browser):
    assert refusal_of(browser.visit, "/hops/20/") == (
        "20 redirects led to no page: /hops/20/ → /hops/19/ → /hops/18/ → /hops/17/ → …"
    )


def test_endless_redirects_are_told(browser):
    assert refusal_of(browser.visit, "/endless/") == (
        "20 redirects led to no page: /endless/ → /endless/ → /endless/ → /endless/ → …"
    )


def test_a_redirect_to_another_site_is_refused(browser):
    target = "https://example.com/x"
    path = f"/redirect/302/?to={target}"

    assert refusal_of(browser.visit, path) == (
        f"The redirect from {path} to {target} leads to another site, example.com, "
        "and nothing may leave this machine."
    )


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
def test_closing_ends_the_session(browser, open_browser):
    browser.sign_in(get_user_model().objects.create_user("alice"))
    browser.visit("/who/")

    browser.close()

    with pytest.raises(NotOnPage, match="No page was visited yet"):
        browser.sees("Hello")
    stranger = open_browser()
    stranger.visit("/who/")
    assert stranger.sees("Hello stranger")


@pytest.mark.django_db
def test_two_browsers_are_two_people(browser, open_browser):
    browser.sign_in(get_user_model().objects.create_user("alice"))
    other = open_browser()

    browser.visit("/who/")
    other.visit("/who/")

    assert browser.sees("Hello alice")
    assert other.sees("Hello stranger")


def test_another_browser_may_be_used_while_a_page_is_answered(show, browser, open_browser):
    show("<h1>There</h1>", "/there/")
    others = [open_browser()]
    MEANWHILE.append(lambda: others[0].visit("/there/"))
    MEANWHILE.append(lambda: others.append(open_browser()))
    MEANWHILE.append(lambda: others[1].visit("/there/"))

    browser.visit("/meanwhile/")

    assert browser.sees_heading("Done")
    assert [other.headings for other in others] == [["There"], ["There"]]


def test_the_window_that_a_link_opens_is_the_one_that_is_looked_at(show, browser):
    show("<title>Old</title><h1>Old</h1><a href=/new/ target=_blank>Go</a>")
    show("<title>New</title><h1>New</h1><a href=/page/ target=_blank>Back</a>", "/new/")
    browser.visit("/page/")

    browser.follow("Go")

    assert browser.headings == ["New"]
    assert browser.title == "New"
    browser.follow("Back")
    assert browser.headings == ["Old"]


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
    assert browser.hops[0] == Hop(302, "/redirect/302/?to=/fail/")


def test_the_page_for_failures_can_be_seen(open_browser):
    browser = open_browser(raise_request_exception=False)

    browser.visit("/fail/")

    assert browser.status == 500
    assert browser.sees_heading("Something broke")


def test_a_browser_goes_on_after_a_failure(show, browser):
    with pytest.raises(ValueError, match="the view is broken"):
        browser.visit("/fail/")

    assert show("<p>after").sees("after")
