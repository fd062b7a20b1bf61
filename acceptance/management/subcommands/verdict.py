"""`manage.py spec verdict`: end as a run ended."""

import argparse
import sys
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.places import STREAM
from acceptance.reports.summary import closing_line, how_it_ended
from acceptance.stream.reading import read

HELP = "Say in a line what a run came to, and end with its exit code."
EXAMPLES = """\
examples:
  manage.py spec verdict
  manage.py spec merge parts/*.ndjson && manage.py spec verdict

The exit code is that of the run, as behave gave it: 0 passed, 1 failed, 130 interrupted; of merged
parts that of the whole. 2 says that the stream cannot be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    parser.add_argument(
        "--stream",
        type=Path,
        default=STREAM,
        metavar="FILE",
        help="The stream of the run; %(default)s unless you say so.",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Tell the verdict."""
    found = read(options["stream"])
    for sentence in how_it_ended(found):
        stdout.write(sentence)
    stdout.write(closing_line(found))
    if found.exit_code:
        sys.exit(found.exit_code)
