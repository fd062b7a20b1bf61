"""Where the drivers differ on purpose, each with its reason."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from acceptance.browser import Browser


class Difference(NamedTuple):
    """A page, what is done on it, and what that gives in each driver.

    A refusal or an error gives its message.
    """

    why: str
    html: str
    act: Callable[[Browser], object]
    fast: object
    chromium: object


def read(browser):
    return browser.text


def press(browser):
    browser.press("Go")
    return browser.path


def follow(browser):
    browser.follow("Go")
    return browser.path


def press_and_read(browser):
    browser.press("Go")
    return browser.text


def press_and_tell(browser):
    browser.press("Go")
    return json.loads(browser.html)["query"]


def follow_and_tell_referer(browser):
    browser.follow("Go")
    return json.loads(browser.html)["headers"].get("Referer") is not None


def visit(path):
    def act(browser):
        browser.visit(path)
        return browser.path, browser.text

    return act


def fill(text):
    def act(browser):
        browser.fill("A", text)
        return press_and_tell(browser)

    return act


def hops_of_failure(browser):
    with suppress(ValueError):
        browser.visit("/fail/")
    return [tuple(hop) for hop in browser.hops]


def screenshot(browser):
    with TemporaryDirectory() as folder:
        file = browser.screenshot(Path(folder) / "shot")
        return file.suffix, file.read_bytes()[:4]


def details(browser):
    with TemporaryDirectory() as folder:
        return [file.name for file in browser.save_details(Path(folder) / "shot")]


GO = "<form action=/x/><button>Go</button></form>"
LINK = "<a href=/x/>Go</a>"
COVER = "<style>div{position:fixed; inset:0}</style><body><div>Cover</div>"

NO_STYLES = "The fast driver reads no style sheets."
NO_SCRIPTS = "The fast driver runs no scripts."
NO_LAYOUT = "The fast driver has no layout: nothing has a place or a size."
EVERY_ANSWER = "The fast driver shows every answer; Chromium keeps the page that it had."
RARE = "No page of ours needs it in the fast driver."

DIFFERENCES = {
    # Answers
    "a download": Difference(
        EVERY_ANSWER, "kept", visit("/download/"), ("/download/", "%PDF"), ("/page/", "kept")
    ),
    "a link that downloads": Difference(
        EVERY_ANSWER, "<a href=/x/ download>Go</a>", follow, "/x/", "/page/"
    ),
    "an answer without content": Difference(
        EVERY_ANSWER, "kept", visit("/no-content/"), ("/no-content/", ""), ("/page/", "kept")
    ),
    "an answer without a type": Difference(
        "Chromium guesses a type.",
        "<a href=/without-type/>Go</a>",
        lambda browser: (browser.follow("Go"), browser.follow("Home")),
        "/without-type/ is not an HTML page: it is without a type.",
        "/without-type/ is not an HTML page: it is text/plain.",
    ),
    "a redirect to https": Difference(
        "Django's test client can claim to be safe; the server of the site speaks plain HTTP.",
        "",
        lambda browser: (browser.visit("/to-https/"), json.loads(browser.html)["secure"])[1],
        True,
        "/echo/ gave no page: net::ERR_SSL_PROTOCOL_ERROR",
    ),
    "the hops of a failing view": Difference(
        "Chromium was answered, with the page for status 500.",
        "",
        hops_of_failure,
        [],
        [(500, "/fail/")],
    ),
    "a picture whose view fails": Difference(
        "The fast driver fetches pages only, not what they show.",
        "before<img src=/fail/>",
        read,
        "before",
        "the view is broken",
    ),
    "a page that hides where links come from": Difference(
        f"{RARE} It knows rel=noreferrer only.",
        "<meta name=referrer content=no-referrer><body><a href=/echo/>Go</a>",
        follow_and_tell_referer,
        True,
        False,
    ),
    "things behind a head without a body": Difference(
        "The fast driver's parser leaves buttons and labels in the head until a <body>, a heading"
        " or a paragraph begins.",
        "<title>Page</title><button>Go</button>",
        lambda browser: browser.buttons,
        [],
        ["Go"],
    ),
    # Forms
    "the place where a picture is pressed": Difference(
        f"{NO_LAYOUT} Chromium presses its middle.",
        "<form action=/echo/><input type=image alt=Go name=i width=20 height=10></form>",
        press_and_tell,
        "i.x=0&i.y=0",
        "i.x=10&i.y=5",
    ),
    "lines broken by their field": Difference(
        NO_LAYOUT,
        "<form action=/echo/><label>A <textarea name=a wrap=hard cols=8></textarea></label>"
        "<button>Go</button></form>",
        fill("several letters"),
        "a=several+letters",
        "a=several+%0D%0Aletters",
    ),
    "the direction of a text": Difference(
        RARE,
        "<form action=/echo/><label>A <input name=a dirname=d></label><button>Go</button></form>",
        fill("x"),
        "a=x",
        "a=x&d=ltr",
    ),
    "the steps of a slider": Difference(
        RARE,
        "<form action=/echo/><label>A <input type=range name=a step=10></label>"
        "<button>Go</button></form>",
        fill("42"),
        "a=42",
        "a=40",
    ),
    "spaces between several addresses": Difference(
        RARE,
        "<form action=/echo/><label>A <input type=email multiple name=a></label>"
        "<button>Go</button></form>",
        fill("a@b , c@d"),
        "a=a%40b+%2C+c%40d",
        "a=a%40b%2Cc%40d",
    ),
    # Style sheets
    "display": Difference(
        NO_STYLES,
        "<style>p {display: none}</style><body>seen<p>hidden</p>",
        read,
        "seen\nhidden",
        "seen",
    ),
    "visibility": Difference(
        NO_STYLES,
        "<style>p {visibility: hidden} b {visibility: visible}</style><body><p>hidden<b>seen</b>",
        read,
        "hiddenseen",
        "seen",
    ),
    "content-visibility": Difference(
        NO_STYLES,
        "<style>p {content-visibility: hidden}</style><body>seen<p>hidden</p>",
        read,
        "seen\nhidden",
        "seen",
    ),
    "hidden until it is found, in a line": Difference(
        f"{NO_LAYOUT} Chromium hides the contents of boxes in this way, not those of a line.",
        "seen <span hidden=until-found>seen, too</span>",
        read,
        "seen",
        "seen seen, too",
    ),
    "letters": Difference(
        NO_STYLES,
        "<style>p {text-transform: uppercase} a {text-transform: capitalize}"
        "</style><body><p>loud</p><a href=/x/>log in</a>",
        lambda browser: (browser.text, browser.links),
        ("loud\nlog in", ["log in"]),
        ("LOUD\nLog In", ["Log In"]),
    ),
    "lines of a flexible box": Difference(
        NO_STYLES,
        "<style>div {display: flex}</style><body><div><b>one</b><b>two</b></div>",
        read,
        "onetwo",
        "one\ntwo",
    ),
    "blocks in a line": Difference(
        NO_STYLES,
        "<style>li {display: inline}</style><body><ul><li>one <li>two</ul>",
        read,
        "one\ntwo",
        "one two",
    ),
    "kept lines": Difference(
        NO_STYLES,
        "<style>p {white-space: pre-line}</style><body><p>one\ntwo</p>",
        read,
        "one two",
        "one\ntwo",
    ),
    "a button that is hidden by a style": Difference(
        NO_STYLES,
        f"<style>button {{display: none}}</style><body>{GO}",
        press,
        "/x/",
        'The button "Go" on /page/ is hidden.',
    ),
    "a covered button": Difference(
        NO_LAYOUT,
        f"{COVER}{GO}",
        press,
        "/x/",
        'The button "Go" on /page/ is covered by <div> "Cover".',
    ),
    "a covered link": Difference(
        NO_LAYOUT,
        f"{COVER}{LINK}",
        follow,
        "/x/",
        'The link "Go" on /page/ is covered by <div> "Cover".',
    ),
    "a link beyond the edge": Difference(
        NO_LAYOUT,
        f"<style>a {{position: absolute; left: -9999px}}</style><body>{LINK}",
        follow,
        "/x/",
        'The link "Go" on /page/ cannot be brought into view.',
    ),
    # Scripts
    "a button that needs a script": Difference(
        NO_SCRIPTS,
        "<body><button type=button>Go</button>"
        "<script>document.querySelector('button').onclick = () => document.body.append('Done')"
        "</script>",
        press_and_read,
        'The button "Go" on /page/ does nothing by itself: it needs JavaScript.',
        "GoDone",
    ),
    "a button that comes later": Difference(
        NO_SCRIPTS,
        f"<body><script>setTimeout(() => document.body.innerHTML = '{GO}', 50)</script>",
        press,
        'There is no button "Go" on /page/. There are no buttons there.',
        "/x/",
    ),
    "a field that comes later": Difference(
        NO_SCRIPTS,
        "<body><script>setTimeout(() => document.body.innerHTML = '<input aria-label=A>', 50)"
        "</script>",
        lambda browser: (browser.fill("A", "typed"), browser.value("A"))[1],
        'There is no field "A" on /page/. There are no fields there.',
        "typed",
    ),
    "a heading that comes later": Difference(
        NO_SCRIPTS,
        "<body><script>setTimeout(() => document.body.innerHTML = '<h1>Late</h1>', 50)</script>",
        lambda browser: browser.sees_heading("Late"),
        False,
        True,
    ),
    "a text that comes later": Difference(
        NO_SCRIPTS,
        "<body><script>setTimeout(() => document.body.append('Late'), 50)</script>",
        lambda browser: browser.sees("Late"),
        False,
        True,
    ),
    "a text that goes": Difference(
        NO_SCRIPTS,
        "<body><p>Early</p>"
        "<script>setTimeout(() => document.querySelector('p').remove(), 50)</script>",
        lambda browser: browser.lacks("Early"),
        False,
        True,
    ),
    "a form that a script holds back": Difference(
        NO_SCRIPTS,
        f"<body>{GO}<script>addEventListener('submit', (event) => event.preventDefault())</script>",
        press,
        "/x/",
        "/page/",
    ),
    "a link that a script holds back": Difference(
        NO_SCRIPTS,
        f"<body>{LINK}<script>addEventListener('click', (event) => event.preventDefault())"
        "</script>",
        follow,
        "/x/",
        "/page/",
    ),
    "a form that sends itself": Difference(
        NO_SCRIPTS,
        "<body><form action=/x/></form>"
        "<script>setTimeout(() => document.forms[0].submit(), 50)</script>",
        lambda browser: browser.sees_heading("Nothing here"),
        False,
        True,
    ),
    "a list that sends its form": Difference(
        NO_SCRIPTS,
        "<body><form action=/x/><select aria-label=A onchange='this.form.submit()'>"
        "<option>1<option>2</select></form><script></script>",
        lambda browser: (browser.choose("A", "2"), browser.sees_heading("Nothing here"))[1],
        False,
        True,
    ),
    # Redirects
    "a redirect to a mail address": Difference(
        "Chromium hands such an address over to another program and tells nothing of it.",
        "",
        visit("/redirect/302/?to=mailto:a@b"),
        "The redirect from /redirect/302/?to=mailto:a@b to mailto:a@b "
        "is a mailto: address, not a page.",
        "/redirect/302/?to=mailto:a@b gave no page: net::ERR_ABORTED",
    ),
    # Evidence
    "a screenshot": Difference(
        "The fast driver shows nothing: it keeps the source.",
        "<p>seen",
        screenshot,
        (".html", b"<p>s"),
        (".png", b"\x89PNG"),
    ),
    "details": Difference(
        "The fast driver's screenshot is the source already, and there is nothing else.",
        "<p>seen",
        details,
        [],
        ["shot.html", "shot.trace.zip"],
    ),
}
