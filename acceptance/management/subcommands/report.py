"""`manage.py spec report`: make reports of a run from its stream."""

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.management.subcommands.common import (
    Refusal,
    refuse_to_overwrite,
    writing,
)
from acceptance.places import BUILD, STREAM
from acceptance.reports import html, junit, markdown, rerun, slowest
from acceptance.reports.terminal import Terminal
from acceptance.stream.outcomes import RunOutcome
from acceptance.stream.reading import read

HELP = "Make reports of a run from its stream."
PRINTED = "-"


@dataclass(frozen=True)
class Kind:
    """A kind of report: its usual file name, what it is for, and how its text is made.

    `text` gets the run and the folder that the report will be in; Cucumber's page has none.
    """

    file: str
    purpose: str
    text: Callable[[RunOutcome, Path], str] | None = None
    is_for_reading: bool = True


KINDS = {
    "junit": Kind(
        "junit.xml",
        "JUnit XML, for the test reports of GitHub, GitLab, Jenkins",
        lambda run, folder: junit.render(run),
        is_for_reading=False,
    ),
    "markdown": Kind(
        "summary.md",
        "a summary in Markdown, failures first",
        lambda run, folder: markdown.render(run),
    ),
    "html": Kind("report.html", "Cucumber's own page with every step; needs Node"),
    "failed": Kind("failed.txt", "what did not pass, for `manage.py behave @FILE`", rerun.render),
    "slowest": Kind(
        "slowest.txt",
        "the ten slowest scenarios and phrases",
        lambda run, folder: slowest.render(run),
    ),
}
EXAMPLES = (
    "kinds:\n"
    + "".join(f"  {name:9} {kind.purpose}\n" for name, kind in KINDS.items())
    + """
examples:
  manage.py spec report slowest
  manage.py spec report html
  manage.py spec report junit html markdown >> "$GITHUB_STEP_SUMMARY"
  manage.py spec report failed --output build/failed.txt && manage.py behave @build/failed.txt
  manage.py spec report junit --stream parts/1.ndjson --output reports/1.xml

A report of a failed run is a success: the exit code is 0 if it was made.
"""
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    parser.add_argument(
        "kinds",
        nargs="+",
        type=_kind,
        metavar="KIND",
        help=f"{', '.join(KINDS)}; as many as you like.",
    )
    parser.add_argument(
        "--stream",
        type=Path,
        default=STREAM,
        metavar="FILE",
        help="The stream of the run; %(default)s unless you say so.",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to write: a file, a folder/ where each report has its usual name, or - to "
        f"print it. Unless you say so, {KINDS['junit'].file} and {KINDS['html'].file} are written "
        f"to {BUILD}/ and all else is printed.",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Make the reports; one that cannot be made is no reason to go without the others."""
    stream, names = options["stream"], list(dict.fromkeys(options["kinds"]))
    targets = {name: _target(name, options["output"], len(names)) for name in names}
    for target in filter(None, targets.values()):
        refuse_to_overwrite([stream], target)
    outcome = read(stream)
    for name, target in targets.items():
        try:
            _make(KINDS[name], outcome, stream, target, stdout)
        except html.NotMade as error:
            if len(names) == 1:
                raise
            stderr.write(f"Warning: {error}")
        else:
            if target:
                stderr.write(f"{name}: {target}", style_func=str)


def _kind(name: str) -> str:
    if name not in KINDS:
        close = get_close_matches(name, KINDS, n=1)
        hint = f'did you mean "{close[0]}"?' if close else f"there are {', '.join(KINDS)}"
        raise argparse.ArgumentTypeError(f'"{name}" is no kind of report; {hint}')
    return name


def _target(name: str, output: str | None, number: int) -> Path | None:
    """Find the file of a report; there is none if it is to be printed."""
    kind = KINDS[name]
    if output == PRINTED and kind.text is None:
        raise Refusal(f"{name} cannot be printed: name a file with --output")
    if output == PRINTED or (output is None and kind.is_for_reading and kind.text):
        return None
    if output is None:
        return BUILD / kind.file
    if output.endswith(("/", os.sep)) or Path(output).is_dir():
        return Path(output) / kind.file
    if number > 1:
        raise Refusal(f"{output} is one file for {number} reports; {output}/ would be a folder")
    return Path(output)


def _make(
    kind: Kind, run: RunOutcome, stream: Path, target: Path | None, stdout: OutputWrapper
) -> None:
    if target is None:
        Terminal(stdout).write(kind.text(run, Path()))
        return
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if kind.text is None:
            html.write(stream, target)
        else:
            text = kind.text(run, target.parent)
            target.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
