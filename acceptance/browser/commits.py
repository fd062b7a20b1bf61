"""Transaction callbacks of a request, as if its changes were committed.

A test rolls its transaction back, so that Django never runs what `transaction.on_commit` keeps:
no mail would go out and no file would be cleared. Both drivers let them run where they would in
production: when the outermost transaction of the request ends.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.core.handlers.exception import convert_exception_to_response
from django.db import connections
from django.db.transaction import Atomic, get_connection
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


class Committing:
    """Make a request handler run the callbacks of each request when its transactions end.

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
    """Run what the block leaves to be done on commit, on every database.

    It runs when the outermost transaction inside the block ends, and what was registered outside
    of any at the end of the block. What was registered before stays untouched, and what the block
    itself rolled back is gone.
    """
    before = {
        connection.alias: _Before(len(connection.run_on_commit), len(connection.atomic_blocks))
        for connection in connections.all(initialized_only=True)
    }
    end_of_transaction = Atomic.__exit__

    def end_and_commit(atomic: Atomic, *error: Any) -> None:
        end_of_transaction(atomic, *error)
        connection = get_connection(atomic.using)
        outside = before.get(connection.alias, _NOTHING)
        if len(connection.atomic_blocks) == outside.transactions and not connection.needs_rollback:
            _run_callbacks(connection, outside.callbacks)

    Atomic.__exit__ = end_and_commit
    try:
        yield
    finally:
        Atomic.__exit__ = end_of_transaction
        for connection in connections.all(initialized_only=True):
            _run_callbacks(connection, before.get(connection.alias, _NOTHING).callbacks)


class _Before(NamedTuple):
    """How many callbacks and open transactions a connection had before a request."""

    callbacks: int
    transactions: int


_NOTHING = _Before(0, 0)


def _run_callbacks(connection: Any, start: int) -> None:
    while callbacks := connection.run_on_commit[start:]:
        # A callback may leave something to be done on commit, too.
        del connection.run_on_commit[start:]
        for _, callback, robust in callbacks:
            _run(callback, robust)


def _run(callback: Callable[[], None], robust: bool) -> None:
    try:
        callback()
    except Exception:
        if not robust:
            raise
        logger.exception("A robust on_commit callback failed: %r", callback)
