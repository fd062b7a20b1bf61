"""The site, served to a browser by this process, inside the transaction of the running scenario.

One server serves a whole run. It shares the database connections of the thread that started it, so
that scenario and requests see the same transaction; three things make that safe (docs/decisions/
0008): they take turns, nobody closes a connection when a request begins or ends, and the
server's own threads do not close them either.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from secrets import token_urlsafe
from threading import Condition, Thread, get_ident
from typing import Any, Self

from django.apps import apps
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections, connections
from django.http import HttpRequest
from django.test import modify_settings

from acceptance.browser.commits import Committing

# The header by which a visitor's requests are told from those of an earlier scenario.
VISITOR_HEADER = "Acceptance-Visitor"
LOOPBACK = "localhost"
LOOPBACKS = (LOOPBACK, "127.0.0.1", "::1")

MOST_INTERRUPTIONS = 3  # somebody who presses Ctrl-C that often does not care any more

_HEADER_KEY = "HTTP_ACCEPTANCE_VISITOR"
_VISITOR_KEY = "acceptance.visitor"
_AROUND_REQUESTS = (request_started, request_finished)
_SECONDS_BETWEEN_LOOKS = 0.02  # of a server that is told to stop

Application = Callable[[dict, Callable], Iterable[bytes]]


class Turns:
    """Let one thread at a time use the database, in the order in which they asked for it."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: deque[int] = deque()  # the first one has its turn

    def take(self) -> None:
        """Wait for a turn."""
        me = get_ident()
        with self._changed:
            try:
                self._waiting.append(me)
                self._changed.wait_for(lambda: self._waiting[0] == me)
            except BaseException:  # Ctrl-C: the others must not wait for us
                if me in self._waiting:
                    self._waiting.remove(me)
                self._changed.notify_all()
                raise

    def end(self) -> None:
        """Let the next one have its turn."""
        with self._changed:
            if self._waiting and self._waiting[0] == get_ident():
                self._waiting.popleft()
            self._changed.notify_all()

    @contextmanager
    def given_away(self) -> Iterator[None]:
        """Let others have turns for as long as the block lasts."""
        try:
            self.end()
            yield
        finally:
            self._take_back()

    def _take_back(self) -> None:
        """Wait for a turn, even through Ctrl-C: whoever goes on without one disturbs a request."""
        interruption = None
        for _ in range(MOST_INTERRUPTIONS):
            try:
                self.take()
                break
            except KeyboardInterrupt as error:
                interruption = error
        if interruption:
            raise interruption


class Visitor:
    """Somebody whose requests are answered: a browser of the running scenario."""

    def __init__(self) -> None:
        self.token = token_urlsafe()
        self._failures: list[BaseException] = []
        self._arrived = Condition()
        self._requests = 0

    def arrive(self) -> None:
        """Note that a request for a page has come in; it may still have to wait for its turn."""
        with self._arrived:
            self._requests += 1
            self._arrived.notify_all()

    @contextmanager
    def awaited(self, seconds: float) -> Iterator[None]:
        """Wait at the end of the block until a request for a page has come in."""
        before = self._requests
        yield
        with self._arrived:
            if not self._arrived.wait_for(lambda: self._requests > before, seconds):
                raise TimeoutError(f"no request came in {seconds} seconds")

    def fail(self, failure: BaseException) -> None:
        """Note what a view has raised."""
        self._failures.append(failure)

    def take_failure(self) -> BaseException | None:
        """Return what a view has raised first since this was last asked."""
        failures, self._failures = self._failures, []
        return failures[0] if failures else None


class Site:
    """The site at `address`, for as long as the block lasts.

    The thread that opens it has the turn, and gives it away while it waits for a browser.
    """

    def __init__(self, name: str = LOOPBACK) -> None:
        self._name = name
        self._visitors: dict[str, Visitor] = {}
        self.turns = Turns()

    def __enter__(self) -> Self:
        self.turns.take()
        with ExitStack() as opened:
            opened.callback(self.turns.end)
            opened.enter_context(modify_settings(ALLOWED_HOSTS={"append": self._name}))
            opened.enter_context(_shared_connections())
            opened.enter_context(_connected(got_request_exception, self._note_failure))
            self._server = opened.enter_context(_Server(self._name))
            self._server.set_app(self._admit)
            opened.enter_context(_serving(self._server))
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._visitors.clear()
        self._opened.close()

    @property
    def address(self) -> str:
        """The address of the site, without a slash at its end."""
        return f"http://{self.host}"

    @property
    def host(self) -> str:
        """The name and the port of the site."""
        return f"{self._name}:{self._server.server_port}"

    @property
    def is_local(self) -> bool:
        """Whether the site has no name that another machine could know."""
        return self._name == LOOPBACK

    @property
    def neighbours(self) -> frozenset[str]:
        """The hosts that its pages may ask for something: this machine, and no other one.

        To a browser elsewhere the names of the loopback are its own machine's.
        """
        return frozenset(LOOPBACKS if self.is_local else (self._name,))

    def admit(self) -> Visitor:
        """Return a new visitor."""
        visitor = Visitor()
        self._visitors[visitor.token] = visitor
        return visitor

    def dismiss(self, visitor: Visitor) -> None:
        """Answer no more requests of a visitor, not even those that wait for their turn."""
        self._visitors.pop(visitor.token, None)

    def _admit(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        token = environ.pop(_HEADER_KEY, "")
        visitor = self._visitors.get(token)
        if visitor and "text/html" in environ.get("HTTP_ACCEPT", ""):
            visitor.arrive()
        self.turns.take()
        try:
            visitor = self._visitors.get(token)
            if visitor is None:
                start_response("403 Forbidden", [("Content-Length", "0")])
                return []
            _keep_connections()
            return _whole(self._server.site, {**environ, _VISITOR_KEY: visitor}, start_response)
        finally:
            self.turns.end()

    def _note_failure(self, request: HttpRequest | None = None, **_: Any) -> None:
        visitor = request.META.get(_VISITOR_KEY) if request else None
        if isinstance(visitor, Visitor):
            visitor.fail(sys.exc_info()[1])


class _CommittingHandler(Committing, WSGIHandler):
    """Django's handler for servers, with the callbacks of each request."""


class _QuickRequestHandler(WSGIRequestHandler):
    """Answer without a pause between headers and body, and without a word."""

    # The client would wait 40 ms before it acknowledges the headers, and the body waits for that.
    disable_nagle_algorithm = True

    def log_message(self, *args: object) -> None:
        """Keep requests out of the report."""


class _Server(ThreadedWSGIServer):
    """A server whose threads use the database connections of the scenario."""

    def __init__(self, host: str) -> None:
        address = "127.0.0.1" if host == LOOPBACK else host
        shared = {connection.alias: connection for connection in connections.all()}
        super().__init__((address, 0), _QuickRequestHandler, connections_override=shared)
        self.site: Application = _CommittingHandler()
        if apps.is_installed("django.contrib.staticfiles"):
            self.site = StaticFilesHandler(self.site)

    def _close_connections(self) -> None:
        """Leave them to the scenario."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Take it for nothing that a window was closed before it got its answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def _serving(server: _Server) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, args=(_SECONDS_BETWEEN_LOOKS,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def _shared_connections() -> Iterator[None]:
    """Let other threads use the connections of this one."""
    shared = connections.all()
    for connection in shared:
        connection.inc_thread_sharing()
    try:
        yield
    finally:
        for connection in shared:
            connection.dec_thread_sharing()
        for signal in _AROUND_REQUESTS:
            signal.connect(close_old_connections)


def _keep_connections() -> None:
    """Keep Django from closing them; its test client connects these signals again and again."""
    for signal in _AROUND_REQUESTS:
        signal.disconnect(close_old_connections)


@contextmanager
def _connected(signal: Any, receiver: Callable) -> Iterator[None]:
    signal.connect(receiver)
    try:
        yield
    finally:
        signal.disconnect(receiver)


def _whole(application: Application, environ: dict, start_response: Callable) -> list[bytes]:
    """Return the whole answer: what is still to be streamed may need the database."""
    answer = application(environ, start_response)
    try:
        return list(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
