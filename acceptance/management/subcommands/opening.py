"""`manage.py spec open`: show the living documentation in a browser."""

import argparse
import webbrowser
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.management.subcommands.common import Refusal
from acceptance.places import SITE
from acceptance.reports.living.addresses import HOME
from acceptance.reports.living.publishing import is_site

HELP = "Open the living documentation in your browser."
EXAMPLES = """\
examples:
  manage.py spec open
  manage.py spec open public/specification

BROWSER in the environment names another browser than the usual one.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=SITE,
        metavar="FOLDER",
        help="Where the site was written; %(default)s unless you say so.",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Open the home page; without a browser, say where it is."""
    folder = options["folder"]
    if not is_site(folder):
        raise Refusal(f"No living documentation is in {folder}: manage.py spec publish writes it")
    address = (folder / HOME).resolve().as_uri()
    stdout.write(address)
    if not webbrowser.open(address):
        raise Refusal("No browser was found here; open the address above in one")
