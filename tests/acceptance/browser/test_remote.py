"""Browsers elsewhere: real ones, of which "elsewhere" is another process on this machine."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import quote

import pytest

from acceptance.browser.chromium import launching
from acceptance.browser.chromium.browser import ChromiumBrowser
from acceptance.browser.chromium.engine import GONE, Engine
from acceptance.browser.chromium.launching import Choice, NoBrowser, find, running
from acceptance.browser.chromium.site import Site
from tests.acceptance.browser.pages import HTML, MEANWHILE
from tests.acceptance.project.sample import PATIENCE

OTHER_MACHINE = "127.0.0.2"
SECONDS_TO_END = 0.5


@contextmanager
def served(answer, host="127.0.0.1"):
    """Have a server, of which a function answers every request; yield its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            length = int(self.headers.get("content-length", 0))
            status, text = answer(self.command, self.path, self.rfile.read(length))
            content = text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self):
            self.do_GET()

        def do_DELETE(self):
            self.do_GET()

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer((host, 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@contextmanager
def process(*command):
    """Have a process for as long as the block lasts, and end it with its children."""
    started = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield started
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.communicate(timeout=PATIENCE)


def said(started, pattern):
    """Return what a process says of itself, as soon as it does."""
    for line in started.stdout:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"it ended before it said {pattern}")


@pytest.fixture
def program():
    return find() or pytest.skip("needs a Chromium that is installed")


@pytest.fixture
def playwright_server(program):
    """The address and the process of a server that starts a browser for every connection.

    Its browsers find no localhost of their own: what they see of it has come through us.
    """
    options = {"executablePath": program, "args": ["--host-resolver-rules=MAP localhost ~NOTFOUND"]}
    command = ["run-server", "--host", "127.0.0.1", "--port", "0", "--unsafe"]
    with process(sys.executable, "-m", "playwright", *command) as server:
        address = said(server, r"(ws://\S+)")
        yield f"{address}?launch-options={quote(json.dumps(options))}", server


@pytest.fixture
def browser_server(program, tmp_path):
    """The address of a server that shares one browser."""
    config = tmp_path / "server.json"
    config.write_text(json.dumps({"executablePath": program, "host": "127.0.0.1"}))
    command = ["launch-server", "--browser", "chromium", "--config", str(config)]
    with process(sys.executable, "-m", "playwright", *command) as server:
        yield said(server, r"(ws://\S+)")
        server.send_signal(signal.SIGTERM)  # so that it ends its browser
        server.wait(PATIENCE)


class Hub:
    """What Playwright needs of a Selenium Grid.

    https://www.w3.org/TR/webdriver2/#sessions with the capability `se:cdp`
    """

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.requests = []
        self.browsers = []
        self.is_ended_again = Event()

    def answer(self, method, path, body):
        if f"{method} {path}" in self.requests:
            self.is_ended_again.set()
        self.requests.append(f"{method} {path}")
        if method == "POST":
            asked = json.loads(body)["capabilities"]["alwaysMatch"]
            value = {
                "sessionId": "one",
                "capabilities": {"se:cdp": self.start(asked["goog:chromeOptions"]["args"])},
            }
        else:
            value = None
            self.is_ended_again.wait(SECONDS_TO_END)  # as a Grid takes its time
        return 200, json.dumps({"value": value})

    def start(self, arguments):
        browser = process(self.program, *arguments, f"--user-data-dir={self.folder}")
        self.browsers.append(browser)
        return said(browser.__enter__(), r"listening on (ws://\S+)")

    def stop(self):
        while self.browsers:
            self.browsers.pop().__exit__(None, None, None)


@pytest.fixture
def hub(program, tmp_path):
    """A hub, and its address."""
    hub = Hub(program, tmp_path / "profile")
    with served(hub.answer) as port:
        yield hub, f"http://127.0.0.1:{port}"
        hub.stop()


@contextmanager
def browsing(address, site_host="localhost"):
    """Have a window of the browser elsewhere."""
    with Site(site_host) as site, Engine(Choice(address=address), site) as engine:
        yield ChromiumBrowser(engine)


def require_seclusion(browser):
    """Look at a page that asks two machines for something: its own one, and another one."""
    asked = []

    def answer(method, path, body):
        asked.append(path)
        return 200, ""

    with served(answer, OTHER_MACHINE) as port:
        HTML["/page/"] = (
            f"<h1>Here</h1><img src=http://{OTHER_MACHINE}:{port}/there.png>"
            "<img src=/here.png><img src=//elsewhere.example/there.png>"
        )
        browser.visit("/page/")

    assert browser.sees("Here")
    assert asked == []
    assert sorted(browser.complaints) == [
        "GET /here.png answered 404",
        f"The page asked another machine: http://{OTHER_MACHINE}:{port}/there.png",
        "The page asked another machine: http://elsewhere.example/there.png",
    ]


@pytest.fixture
def _another_machine():
    """Have an address that stands for another machine; not every system has it."""
    with socket.socket() as probe:
        try:
            probe.bind((OTHER_MACHINE, 0))
        except OSError:
            pytest.skip(f"this machine has no {OTHER_MACHINE}")


# A Playwright server


@pytest.mark.usefixtures("_another_machine")
def test_a_playwright_server_reaches_the_site_through_us_and_nothing_else(playwright_server):
    with browsing(playwright_server[0]) as browser:
        require_seclusion(browser)


@pytest.mark.usefixtures("_another_machine")
def test_a_playwright_server_may_reach_the_site_by_its_address(browser_server):
    with browsing(browser_server, "127.0.0.1") as browser:
        require_seclusion(browser)


def test_a_server_without_a_way_to_the_site_is_refused(browser_server):
    with pytest.raises(NoBrowser) as problem, browsing(browser_server):
        pass

    assert "does not reach the site: net::ERR_NAME_NOT_RESOLVED" in str(problem.value)
    assert "or start the server with run-server, not with launch-server" in str(problem.value)


def test_a_playwright_server_that_goes_away_is_missed_at_once(playwright_server):
    address, server = playwright_server
    MEANWHILE.append(lambda: os.killpg(server.pid, signal.SIGKILL))

    with browsing(address) as browser:
        for _ in range(2):
            with pytest.raises(NoBrowser) as problem:
                browser.visit("/meanwhile/")
            assert str(problem.value) == GONE


# A Selenium Grid


@pytest.mark.usefixtures("_another_machine")
@pytest.mark.parametrize("site_host", ["localhost", "127.0.0.1", "127.0.0.3"])
def test_a_grid_reaches_the_site_and_nothing_else(hub, site_host):
    with browsing(hub[1], site_host) as browser:
        require_seclusion(browser)


def test_a_session_on_a_grid_is_ended_once(hub):
    hub, address = hub

    with browsing(address):
        pass

    assert hub.requests == ["POST /session", "DELETE /session/one"]


def test_a_browser_on_a_grid_that_goes_away_is_missed_at_once(hub):
    hub, address = hub
    MEANWHILE.append(hub.stop)

    with browsing(address) as browser, pytest.raises(NoBrowser) as problem:
        browser.visit("/meanwhile/")

    assert str(problem.value) == GONE


# What is no browser


def problem_of(address):
    async def start():
        async with running(Choice(address=address)):
            pass

    with pytest.raises(NoBrowser) as problem:
        asyncio.run(start())
    prefix = f"No browser answers at {address}: "
    assert str(problem.value).startswith(prefix)
    return str(problem.value).removeprefix(prefix).splitlines()[0]


@pytest.mark.parametrize("scheme", ["ws", "http"])
def test_nobody_there(scheme):
    assert problem_of(f"{scheme}://127.0.0.1:9/") == "connect ECONNREFUSED 127.0.0.1:9"


@pytest.mark.parametrize(
    ("scheme", "text", "why"),
    [
        ("ws", "<html>", "200 OK"),
        ("http", "<html>", "is not valid JSON"),
        ("http", '{"value": null}', "Cannot read properties of null (reading 'sessionId')"),
    ],
)
def test_something_else_there(scheme, text, why):
    with served(lambda *_: (200, text)) as port:
        assert problem_of(f"{scheme}://127.0.0.1:{port}").endswith(why)


def test_a_playwright_of_another_version():
    text = (
        "║ Playwright version mismatch: ║\n║ - server version: v1.2 ║\n║ - client version: v3.4 ║\n"
    )

    with served(lambda *_: (428, text)) as port:
        assert problem_of(f"ws://127.0.0.1:{port}") == (
            "it is Playwright v1.2, and this is v3.4; install the same on both machines"
        )


@pytest.mark.parametrize("scheme", ["ws", "http"])
def test_a_server_that_never_answers(scheme, monkeypatch):
    monkeypatch.setattr(launching, "MILLISECONDS_TO_START", 500)

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert problem_of(f"{scheme}://127.0.0.1:{port}") == "Timeout 500ms exceeded."
