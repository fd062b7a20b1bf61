import argparse
import re
from difflib import get_close_matches
from typing import NoReturn

from django.core.management.base import (
    BaseCommand,
    CommandParser,
    DjangoHelpFormatter,
)

from acceptance.management.ending import EndsInOrder
from acceptance.management.subcommands import (
    check,
    define,
    editor,
    layout,
    merge,
    new,
    opening,
    phrases,
    publish,
    report,
    verdict,
)
from acceptance.management.subcommands.common import Refusal
from acceptance.reports.html import NotMade
from acceptance.running.options import add_suggestions
from acceptance.stream.reading import StreamError

SUBCOMMANDS = {
    "new": new,
    "phrases": phrases,
    "check": check,
    "format": layout,
    "define": define,
    "editor": editor,
    "publish": publish,
    "open": opening,
    "report": report,
    "merge": merge,
    "verdict": verdict,
}
# Django's own options, which may stand behind the subcommand too; its name is what sets them apart.
VALUES = ("--settings", "--pythonpath")
SWITCHES = ("--traceback", "--no-color", "--force-color")


class HelpFormatter(DjangoHelpFormatter, argparse.RawDescriptionHelpFormatter):
    """Keep the lines of the examples apart."""


class SubcommandParser(CommandParser):
    """Refuse what it does not know itself, where its own options are known."""

    def parse_known_args(self, args=None, namespace=None):
        """Parse everything."""
        namespace, unknown = super().parse_known_args(args, namespace)
        flags = [word for word in unknown if word.startswith("-")]
        if flags:
            self.error(f"unrecognized arguments: {' '.join(flags)}")
        if unknown:
            self.error(f"{unknown[0]} stands apart: give such words together, before the options")
        return namespace, unknown


class Command(EndsInOrder, BaseCommand):
    """Help to write the specification, and make something of the streams that runs have left."""

    help = "Write and check the specification, publish it, and make reports of its runs."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the subcommands."""
        parser.formatter_class = HelpFormatter
        _suggest_subcommands(parser)
        subparsers = parser.add_subparsers(
            title="subcommands",
            dest="subcommand",
            metavar="SUBCOMMAND",
            required=True,
            parser_class=SubcommandParser,
        )
        for name, subcommand in SUBCOMMANDS.items():
            subparser = subparsers.add_parser(
                name,
                help=subcommand.HELP,
                description=subcommand.HELP,
                epilog=subcommand.EXAMPLES,
                formatter_class=HelpFormatter,
            )
            subcommand.add_arguments(subparser)
            _add_django_options(subparser)
            add_suggestions(subparser)

    def handle(self, *args, **options) -> None:
        """Do what the subcommand does."""
        with self.ending_in_order(options["traceback"]):
            try:
                SUBCOMMANDS[options["subcommand"]].run(options, self.stdout, self.stderr)
            except (StreamError, NotMade) as error:
                raise Refusal(str(error)) from error


def _suggest_subcommands(parser: CommandParser) -> None:
    """Let the parser suggest which subcommand may have been meant."""
    refuse = parser.error

    def refuse_with_suggestion(message: str) -> NoReturn:
        asked = re.search(r"invalid choice: '([^']*)'", message)
        close = get_close_matches(asked[1], SUBCOMMANDS, n=1) if asked else []
        refuse(message + (f"; did you mean {close[0]}?" if close else ""))

    parser.error = refuse_with_suggestion


def _add_django_options(parser: CommandParser) -> None:
    hidden = {"default": argparse.SUPPRESS, "help": argparse.SUPPRESS}
    for flag in VALUES:
        parser.add_argument(flag, **hidden)
    for flag in SWITCHES:
        parser.add_argument(flag, action="store_true", **hidden)
    parser.add_argument("-v", "--verbosity", type=int, **hidden)
