"""Keep the scenarios' databases apart from the developer's, and leave none behind."""

import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from django.db import Error as DatabaseError
from django.test.runner import DiscoverRunner

from acceptance.running.errors import CouldNotRun, describe


@contextmanager
def no_queries(why: str) -> Iterator[None]:
    """Refuse every query: as long as no test database exists, it would reach the real one."""

    def refuse(*_):
        raise RuntimeError(f"a query {why}")

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(refuse))
        yield


@contextmanager
def created_databases(django_runner: DiscoverRunner) -> Iterator[None]:
    """Create the test databases, and destroy them whatever happens."""
    names = {connection: connection.settings_dict["NAME"] for connection in connections.all()}
    try:
        with warnings.catch_warnings():
            # Django warns at length before it says the same as an error.
            warnings.filterwarnings("ignore", "Normally Django will use", RuntimeWarning)
            old_config = django_runner.setup_databases()
            connections[DEFAULT_DB_ALIAS].ensure_connection()
    except (DatabaseError, ImproperlyConfigured) as error:
        _destroy_half_made(django_runner, names)
        message = (
            f"The database cannot be used: {' '.join(str(error).split())} "
            "(check DATABASES in the settings, and that the server runs)"
        )
        raise CouldNotRun(message) from error
    except Exception as error:
        _destroy_half_made(django_runner, names)
        raise CouldNotRun(f"{describe(error)} (creating the test database)") from error
    except BaseException:
        _destroy_half_made(django_runner, names)
        raise
    try:
        yield
    finally:
        django_runner.teardown_databases(old_config)


def _destroy_half_made(django_runner: DiscoverRunner, names: dict) -> None:
    """Destroy what was created before a migration failed; Django leaves it there."""
    for connection, name in names.items():
        if connection.settings_dict["NAME"] != name:
            connection.creation.destroy_test_db(name, verbosity=0, keepdb=django_runner.keepdb)
