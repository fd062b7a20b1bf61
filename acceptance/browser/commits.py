"""Transaction callbacks at the end of a request, as if its changes were committed.

A test rolls its transaction back, so that Django never runs what `transaction.on_commit` keeps:
no mail would go out and no file would be cleared. Both drivers let their requests end as they do
in production.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.db import connections
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


class Committing:
    """Make a request handler run the callbacks of each request when it ends.

    Mix it into a subclass of `django.core.handlers.base.BaseHandler`. A callback that raises
    fails its request, as it does in production.
    """

    def get_response(self, request: HttpRequest) -> HttpResponse:
        """Return the response, after the callbacks of the request."""
        return convert_exception_to_response(self._get_committed)(request)

    def _get_committed(self, request: HttpRequest) -> HttpResponse:
        with committing():
            return super().get_response(request)


@contextmanager
def committing() -> Iterator[None]:
    """Run what the block leaves to be done on commit, on every database, when it ends.

    What was registered before stays untouched, and what the block itself rolled back is gone.
    """
    before = {
        connection.alias: len(connection.run_on_commit)
        for connection in connections.all(initialized_only=True)
    }
    try:
        yield
    finally:
        for connection in connections.all(initialized_only=True):
            _run_callbacks(connection, before.get(connection.alias, 0))


def _run_callbacks(connection: Any, start: int) -> None:
    # A callback may register another one, which then stands at the end of the same list.
    while len(connection.run_on_commit) > start:
        _, callback, robust = connection.run_on_commit.pop(start)
        try:
            callback()
        except Exception:
            if not robust:
                raise
            logger.exception("A robust on_commit callback failed: %r", callback)
