"""A server for the stand-in, on this machine only."""

import logging
import socket
from contextlib import suppress
from threading import Thread
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from standin.application import Application

logger = logging.getLogger(__name__)

_HOST = "127.0.0.1"
_BACKLOG = 128


class Server:
    """Serve an application from threads; as a context manager, for the length of a block.

    Port 0 is any free one. A port that is taken raises OSError.
    """

    def __init__(self, application: Application, port: int = 0) -> None:
        self._closing = application.closing
        with socket.create_server((_HOST, port), backlog=_BACKLOG) as listening:
            # Given a port, Werkzeug would end the process when it is taken.
            self._server = _WsgiServer(_HOST, port, application, _Handler, fd=listening.fileno())
        self._thread = Thread(
            target=self._server.serve_forever, args=[0.05], name="standin", daemon=True
        )

    @property
    def address(self) -> str:
        """The host and the port."""
        return f"{_HOST}:{self._server.port}"

    @property
    def url(self) -> str:
        """What to put in front of a path."""
        return f"http://{self.address}"

    def start(self) -> None:
        """Begin to serve."""
        self._closing.clear()
        self._thread.start()

    def stop(self) -> None:
        """End serving; nothing of it runs any more afterwards."""
        self._server.shutdown()
        self._closing.set()
        self._server.hang_up()
        self._thread.join()

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _WsgiServer(ThreadedWSGIServer):
    """Werkzeug's server, which waits for its threads."""

    daemon_threads = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._connections: set[socket.socket] = set()
        super().__init__(*args, **kwargs)

    def process_request(self, request, client_address) -> None:
        """Answer a request in a thread of its own."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request) -> None:
        """Close a connection."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Read nothing more, from anyone: who waits for a client goes on at once."""
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RD)

    def handle_error(self, request, client_address) -> None:
        """Pass over what a client sent that is no HTTP at all."""
        logger.debug("A request could not be handled", exc_info=True)


class _Handler(WSGIRequestHandler):
    timeout = 30  # seconds: a client that stops in the middle is not waited for

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        """Hang up; Werkzeug would wait for the next request on the same connection."""
        self.close_connection = True

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 (its name there)
        """Keep quiet unless asked."""
        logger.debug(message, *args)
