"""`manage.py spec format`: lay feature files out, without changing a word."""

import argparse
import shlex
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from behave.configuration import Configuration
from behave.model import Feature
from behave.parser import parse_feature
from behave.runner import Runner
from django.core.management.base import CommandError, OutputWrapper

from acceptance.checking.layout import lay_out
from acceptance.checking.layout.sameness import ReadsDifferently, require_same_feature
from acceptance.management.subcommands.common import Refusal, write_at_once
from acceptance.reports.summary import plural
from acceptance.reports.terminal import Terminal
from acceptance.running import configuration
from acceptance.running.errors import CouldNotRun, loading_explained
from acceptance.running.loading import feature_files
from acceptance.running.requirements import require_paths
from acceptance.running.tracebacks import relative
from acceptance.stream.documents import DocumentError
from acceptance.stream.outcomes import EXIT_COULD_NOT_RUN, EXIT_FAILED

LAID_OUT = "laid out"
WOULD_BE = "would be laid out"
UNCHANGED = "unchanged"
REFUSED = "refused"

HELP = "Lay feature files out: indentation, tables and blank lines, without changing a word."
EXAMPLES = """\
examples:
  manage.py spec format
  manage.py spec format features/writing features/accounts/logging_in.feature
  manage.py spec format --check

A file that cannot be read, or would read differently, stays as it is; the others are laid out all
the same. The exit code is 2 if there was such a file, 1 if --check found something to lay out,
else 0.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="A feature file, or a folder with all that are in it; what behave's configuration "
        "names unless you name any.",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="Write nothing; name the files that would be laid out, and end with 1 if there are "
        "any.",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Lay out one file after the other, and say what came of them."""
    config, changes = configuration.read([]), WOULD_BE if options["check"] else LAID_OUT
    config.paths = options["paths"] or config.paths or [Runner.DEFAULT_DIRECTORY]
    out, aside = Terminal(stdout), Terminal(stderr)
    outcomes = Counter({changes: 0, UNCHANGED: 0})
    for file in _find(config):
        try:
            outcome = _lay_out(file, config.lang, options["check"])
        except CommandError as error:
            outcome = REFUSED
            aside.line(str(error))
        if outcome == changes:
            out.line(f"{file}: {outcome}")
        outcomes[outcome] += 1
    _sum_up(outcomes, options["paths"], out)


def _sum_up(outcomes: Counter, paths: Sequence[str], out: Terminal) -> None:
    """Count the files, and end with the exit code that this comes to."""
    if outcomes[WOULD_BE]:
        command = shlex.join(["manage.py", "spec", "format", *paths])
        out.line(f"`{command}` lays out what is named above")
    counts = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items())
    out.line(f"{plural(outcomes.total(), 'file')}: {counts}")
    if outcomes[REFUSED] or outcomes[WOULD_BE]:
        sys.exit(EXIT_COULD_NOT_RUN if outcomes[REFUSED] else EXIT_FAILED)


def _find(config: Configuration) -> Sequence[str]:
    require_paths(config)
    files = feature_files(config.paths)
    if not files:
        raise Refusal(f"There is no feature file in {' or '.join(map(relative, config.paths))}")
    return files


def _lay_out(file: str, language: str | None, check: bool) -> str:
    """Lay a file out, or only `check` whether it is; say what came of it."""
    try:
        source = Path(file).read_bytes()
        # behave cannot read a file that begins with a byte order mark, so there is none after.
        before = source.decode("utf-8-sig")
        after = _laid_out(file, before, language)
        if after.encode() == source:
            return UNCHANGED
        if check:
            return WOULD_BE
        write_at_once(Path(file), after.encode())
    except UnicodeDecodeError as error:
        raise Refusal(f"{file}: not UTF-8: {error}; save it as UTF-8") from error
    except OSError as error:
        raise Refusal(f"{file}: {error.strerror}; nothing was written") from error
    return LAID_OUT


def _laid_out(file: str, before: str, language: str | None) -> str:
    try:
        after = lay_out(file, before, language or "en")
        _require_same_to_behave(file, before, after, language)
    except (DocumentError, ReadsDifferently) as error:
        raise Refusal(str(error)) from error
    return after


def _require_same_to_behave(file: str, before: str, after: str, language: str | None) -> None:
    feature = _parse(file, before, language)
    try:
        same = _parse(file, after, language)
    except CouldNotRun:
        same = None
    require_same_feature(file, feature, same)


def _parse(file: str, text: str, language: str | None) -> Feature | None:
    """Read a file as behave does."""
    with loading_explained():
        try:
            return parse_feature(text, language, file)
        except KeyError as error:
            message = f"{file}: behave knows no language {error}; behave --lang-list lists them"
            raise CouldNotRun(message) from error
