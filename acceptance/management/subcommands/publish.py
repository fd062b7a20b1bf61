"""`manage.py spec publish`: write the living documentation of one or more runs."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.management.subcommands.common import Refusal
from acceptance.places import SITE, STREAM
from acceptance.reports.living.addresses import HOME
from acceptance.reports.living.building import build
from acceptance.reports.living.history import History, HistoryError, read_history, write_history
from acceptance.reports.living.model import Specification
from acceptance.reports.living.publishing import NotPublished, publish
from acceptance.reports.summary import plural
from acceptance.stream.reading import read_stream

HELP = "Write the living documentation: the specification as a website, with what runs have found."
EXAMPLES = """\
examples:
  manage.py spec publish
  manage.py spec publish fast.ndjson browser.ndjson
  manage.py spec publish --history build/history.jsonl
  manage.py spec publish --since last-week.ndjson
  manage.py spec publish --allow-incomplete

Several streams are runs of one version: fast, in a browser, with a stand-in. The site is a folder
of pages that need neither a server nor the network; manage.py spec open shows it. The site of a
failed run is a success: the exit code is 0 if it was written.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    parser.add_argument(
        "streams",
        nargs="*",
        type=Path,
        metavar="STREAM",
        help=f"The streams of the runs; {STREAM} unless you name any.",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=SITE,
        metavar="FOLDER",
        help="Where to write; %(default)s unless you say so. A site that is there is replaced.",
    )
    parser.add_argument(
        "--history",
        type=Path,
        metavar="FILE",
        help="A file that remembers every run in a line; these runs are added. The site shows "
        "since when a scenario fails, which ones are flaky, and how things went.",
    )
    parser.add_argument(
        "--since",
        type=Path,
        metavar="STREAM",
        help="The stream of an earlier run; the site shows what changed since.",
    )
    parser.add_argument(
        "--allow-incomplete",
        action="store_true",
        help="Publish runs that left something out, too; every page says what is missing.",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Read, build and write."""
    allow, folder = options["allow_incomplete"], options["output"]
    files = list(dict.fromkeys(options["streams"] or [STREAM]))
    specification = _build(files, allow)
    before = _build([options["since"]], allow) if options["since"] else None
    try:
        history = _history(options["history"], specification)
        with _progress() as tell:
            published = publish(specification, folder, history, before, tell)
        if options["history"]:
            write_history(options["history"], history)
    except (HistoryError, NotPublished) as error:
        raise Refusal(str(error)) from error
    for sentence in specification.missing:
        stderr.write(f"Incomplete: {sentence}")
    if published.gone:
        stderr.write(
            f"Warning: {plural(len(published.gone), 'file')} of evidence that the runs kept "
            f"{'is' if len(published.gone) == 1 else 'are'} gone, first {published.gone[0]}; a "
            "run clears what earlier ones kept"
        )
    stdout.write(f"{folder / HOME}: {plural(published.pages, 'page')}")


def _build(files: Sequence[Path], allow_incomplete: bool) -> Specification:
    """Read streams; refuse them if they leave something out and nobody has said that they may."""
    specification = build([read_stream(file, allow_incomplete=True) for file in files])
    if specification.missing and not allow_incomplete:
        names = " and ".join(map(str, files))
        raise Refusal(
            "\n".join(
                [
                    f"{names} {'is' if len(files) == 1 else 'are'} incomplete:",
                    *(f"  {sentence}" for sentence in specification.missing),
                    "--allow-incomplete publishes what there is; every page says what is missing",
                ]
            )
        )
    return specification


def _history(file: Path | None, specification: Specification) -> History:
    return (read_history(file) if file else History()).with_runs(specification)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far it is to whoever watches."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console  # they take long to load, and nobody may be watching
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("Writing pages")
        yield lambda done, of: bar.update(task, completed=done, total=of, refresh=True)
