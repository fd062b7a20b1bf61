"""`manage.py spec check`: look through feature files and phrases without running anything."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from django.core.management.base import OutputWrapper

from acceptance.checking.findings import Finding, Specification
from acceptance.checking.inspecting import inspect
from acceptance.management.subcommands.reading import add_paths, is_below, read_specification
from acceptance.reports.summary import plural
from acceptance.running.loading import load_phrases
from acceptance.stream.outcomes import EXIT_FAILED

HELP = "Check feature files and phrases without running them."
EXAMPLES = """\
examples:
  manage.py spec check
  manage.py spec check features/writing/publishing_posts.feature
  manage.py spec check --format github

Every finding says where, what is wrong, why it matters, and what to write instead. Each check has a
page in docs/checks/. To allow something, write a comment with a reason above it in the file:
  # allow user-interface-words: the keyboard is what this feature is about
The exit code is 1 if anything was found. The whole specification is read in any case, since titles
are to be unique in all of it; paths only choose what is told.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    add_paths(parser, "Files and folders to tell findings of; all unless you name any.")
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default="text",
        help="How to tell: text for people (the default), github for annotations of a pull "
        "request, json for other programs.",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Load, check and tell."""
    specification = read_specification(load_phrases(), options["paths"])
    findings = [f for f in inspect(specification) if is_below(f.file, options["paths"])]
    sources = [s for s in specification.sources if is_below(s.file, options["paths"])]
    for line in FORMATS[options["format"]](findings, specification, len(sources)):
        stdout.write(line)
    if findings:
        sys.exit(EXIT_FAILED)


def _as_text(
    findings: Sequence[Finding], specification: Specification, checked: int
) -> Iterator[str]:
    for found in findings:
        yield f"{found.file}:{found.line}:{found.column}: {found.problem} [{found.check}]"
        yield f"    why: {found.why}"
        yield f"    instead: {found.instead}"
    files = plural(checked, "feature file")
    phrases = plural(len(specification.dictionary.phrases), "phrase")
    if findings:
        found_in = plural(len({found.file for found in findings}), "file")
        yield f"{plural(len(findings), 'finding')} in {found_in}; docs/checks/ explains each check"
    else:
        yield f"No mistakes found in {files} and {phrases}."


def _for_github(
    findings: Sequence[Finding], specification: Specification, checked: int
) -> Iterator[str]:
    """Write GitHub's workflow commands, which annotate lines of a pull request."""
    for found in findings:
        place = f"file={_property(found.file)},line={found.line},col={found.column}"
        message = f"{found.problem}\nWhy: {found.why}\nInstead: {found.instead}"
        yield f"::error {place},title={_property(found.check)}::{_escaped(message)}"


def _as_json(
    findings: Sequence[Finding], specification: Specification, checked: int
) -> Iterator[str]:
    yield json.dumps([asdict(found) for found in findings], ensure_ascii=False, indent=2)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": _as_text, "github": _for_github, "json": _as_json}
