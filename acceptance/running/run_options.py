"""The options of `manage.py behave` that say what runs, in which order and where."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from acceptance.places import DURATIONS, STREAM
from acceptance.running.batches import Order, read_order
from acceptance.running.errors import CouldNotRun
from acceptance.running.planning import Wishes
from acceptance.running.shards import read_part
from acceptance.running.workers import number_of_cores


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_argument_group("how to run")
    group.add_argument(
        "-j",
        "--jobs",
        "--parallel",
        dest="parallel",
        nargs="?",
        type=_positive,
        const=number_of_cores(),
        default=0,
        metavar="N",
        help="Run in N processes, each with a test database of its own; without N in as many as "
        "this machine has cores. before_all and after_all run once in each.",
    )
    group.add_argument(
        "--order",
        type=read_order,
        default=Order(),
        metavar="defined|random[:SEED]",
        help="Run scenarios as they are written (the default), or shuffled; the seed that is "
        "printed shuffles them the same way again.",
    )
    group.add_argument(
        "--repeat",
        type=_positive,
        default=1,
        metavar="N",
        help="Run every scenario N times, and name those that do not come out alike.",
    )
    group.add_argument(
        "--shard",
        type=read_part,
        metavar="K/N|auto[/N]",
        help="Run the K-th of N parts, which take about equally long; auto asks the variables of "
        "GitLab, CircleCI, Buildkite or Kubernetes. manage.py spec merge joins the streams.",
    )
    group.add_argument(
        "--failed",
        action="store_true",
        help="Run only what did not pass in the last run, as its stream tells.",
    )
    group.add_argument(
        "--stream",
        type=Path,
        default=STREAM,
        metavar="FILE",
        help=f"Where to write the run as Cucumber Messages ({STREAM}).",
    )
    group.add_argument(
        "--durations",
        type=Path,
        default=DURATIONS,
        metavar="FILE",
        help=f"The record of how long scenarios take, by which work is shared out ({DURATIONS}).",
    )


def wishes(options: Mapping[str, Any]) -> Wishes:
    """Collect what was asked for; refuse what does not go together."""
    if options["reverse"] and options["order"].seed is not None:
        raise CouldNotRun("Give either --reverse or --order random, not both")
    if options["failed"] and options["paths"]:
        raise CouldNotRun("Give either --failed or paths, not both")
    if options["failed"] and options["shard"]:
        raise CouldNotRun("Give either --failed or --shard, not both")
    return Wishes(
        order=options["order"],
        reverse=options["reverse"],
        repetitions=options["repeat"],
        part=options["shard"],
        workers=options["parallel"],
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is no number of 1 or more')
    return int(text)
