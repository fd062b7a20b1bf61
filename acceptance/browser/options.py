"""The options of `manage.py behave` that choose the driver."""

import argparse
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import CommandError

EXIT_COULD_NOT_RUN = 2
NAMES = ("browser", "headed", "slow_mo", "browser_url", "site_host")
SCHEMES = ("ws", "wss", "http", "https")


def add_browser_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_argument_group("real browser")
    group.add_argument(
        "--browser",
        action="store_true",
        help="Run the scenarios in Chromium instead of Django's test client.",
    )
    group.add_argument("--headed", action="store_true", help="Show the browser's windows.")
    group.add_argument(
        "--slow-mo",
        type=_milliseconds,
        default=0,
        metavar="MS",
        help="Wait so many milliseconds before everything that the browser does.",
    )
    group.add_argument(
        "--browser-url",
        type=_address,
        metavar="URL",
        help="Use a browser elsewhere: a Playwright server (ws://…) or a Selenium Grid (http://…).",
    )
    group.add_argument(
        "--site-host",
        metavar="NAME",
        help="The name or address of this machine by which the browser elsewhere reaches it; "
        "without it, the site comes through the connection to a Playwright server.",
    )


def check_browser_options(options: Mapping[str, Any]) -> None:
    """Refuse options that do not go together, and a browser without its library."""
    if not options["browser"]:
        given = [name for name in NAMES if options[name]]
        if given:
            raise _refusal(f"{_flag(given[0])} goes with --browser")
        return
    if options["browser_url"] and options["headed"]:
        raise _refusal("--headed shows windows on this machine; --browser-url uses another one")
    if options["site_host"] and not options["browser_url"]:
        raise _refusal("--site-host goes with --browser-url")
    if find_spec("playwright") is None:
        raise _refusal(
            "--browser needs Playwright: make browser-spec sets it up, and so does "
            "pip install -r requirements-browser.txt"
        )


def chosen(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `acceptance.browser.drivers` has to know; nothing for the fast driver."""
    return {name: options[name] for name in NAMES} if options["browser"] else {}


def _refusal(message: str) -> CommandError:
    return CommandError(message, returncode=EXIT_COULD_NOT_RUN)


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _milliseconds(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f'"{text}" is no number of milliseconds')
    return int(text)


def _address(text: str) -> str:
    if not _is_address(text):
        raise argparse.ArgumentTypeError(
            f'"{text}" is no address of a browser; ws://HOST:PORT/PATH is that of a Playwright '
            "server, http://HOST:4444 that of a Selenium Grid"
        )
    return text


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:  # of a port that is no number, or of half an IPv6 address
        return False
