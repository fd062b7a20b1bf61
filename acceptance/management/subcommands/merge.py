"""`manage.py spec merge`: make one stream of the streams of several runs."""

import argparse
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.management.subcommands.common import Refusal, refuse_to_overwrite, writing
from acceptance.places import DURATIONS, STREAM
from acceptance.reports.summary import closing_line, plural
from acceptance.stream.durations import (
    DurationsError,
    Record,
    read_durations,
    updated,
    write_durations,
)
from acceptance.stream.merging import merge

HELP = (
    "Make one stream of many: the parts of a run that was shared, or runs of different scenarios."
)
EXAMPLES = """\
examples:
  manage.py spec merge parts/*.ndjson
  manage.py spec merge shard-1/messages.ndjson shard-2/messages.ndjson -o build/messages.ndjson

Parts of a run that was shared (behave --shard K/N) have to be there all, and each once. The order
does not matter. Nothing is written if they do not belong together.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    parser.add_argument("streams", nargs="+", type=Path, metavar="STREAM", help="A stream to read.")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=STREAM,
        metavar="FILE",
        help="The stream to write; %(default)s unless you say so.",
    )
    parser.add_argument(
        "--durations",
        type=Path,
        default=DURATIONS,
        metavar="FILE",
        help="The record by which behave --shard shares out the next run; it is brought up to date "
        "(%(default)s).",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Merge, and say what the whole run came to."""
    streams, output = options["streams"], options["output"]
    durations = options["durations"]
    refuse_to_overwrite(streams, output)
    record = _record(durations)
    with writing(output):
        merged = merge(streams, output)
    with writing(durations):
        write_durations(durations, updated(record, merged))
    stdout.write(f"{output}: {plural(len(streams), 'stream')}")
    stdout.write(closing_line(merged))


def _record(file: Path) -> Record:
    try:
        return read_durations(file)
    except DurationsError as error:
        raise Refusal(str(error)) from error
