"""Options of the project's own, declared by the module that a setting names.

The module may define `add_arguments(parser)`, which declares options as argparse does, and
`check(options)`, which raises `CommandError` if a run with these values must not start.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from acceptance.running.databases import no_queries
from acceptance.running.errors import CouldNotRun, describe, loading_explained

SETTING = "ACCEPTANCE_OPTIONS"


def add_project_options(parser: argparse.ArgumentParser) -> set[str]:
    """Let the project declare options; return the names that their values get."""
    others = list(parser._actions)
    declare = getattr(_project_module(), "add_arguments", None)
    if declare is None:
        return set()
    with _setting_named():
        declare(parser.add_argument_group("options of this project"))
        names = {action.dest for action in parser._actions[len(others) :]}
        for name in sorted(names & {action.dest for action in others}):
            raise CouldNotRun(f'"{name}" belongs to an option of behave or Django; rename yours')
    return names


def check_project_options(values: dict[str, Any]) -> None:
    """Let the project refuse to run with these values."""
    check = getattr(_project_module(), "check", None)
    if check is None:
        return
    try:
        with no_queries("while the options are checked; there is no test database yet"):
            check(values)
    except CommandError as error:
        raise CouldNotRun(str(error)) from error
    except Exception as error:
        raise CouldNotRun(describe(error)) from error


def _project_module() -> ModuleType | None:
    name = getattr(settings, SETTING, None)
    if not name:
        return None
    with _setting_named():
        module = import_module(name)
        if not (hasattr(module, "add_arguments") or hasattr(module, "check")):
            raise CouldNotRun("it defines neither add_arguments(parser) nor check(options)")
    return module


@contextmanager
def _setting_named() -> Iterator[None]:
    """Name the setting in front of whatever goes wrong in the module that it names."""
    try:
        with loading_explained():
            yield
    except CouldNotRun as error:
        raise CouldNotRun(f"{SETTING} {getattr(settings, SETTING)!r}: {error}") from error
