"""`manage.py spec define`: write the functions that steps without a phrase need."""

import argparse
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.checking.defining import Definer, Definition, with_definitions
from acceptance.checking.findings import Specification, Use
from acceptance.checking.suggesting import suggest
from acceptance.management.subcommands.common import writing
from acceptance.management.subcommands.reading import add_paths, is_below, read_specification
from acceptance.reports.summary import plural
from acceptance.running.loading import load_phrases

HELP = "Write the functions that steps without a phrase need, for a developer to fill in."
EXAMPLES = """\
examples:
  manage.py spec define
  manage.py spec define features/writing/pinning_posts.feature --write

Values that a type takes (people, dates, numbers, quoted texts) become gaps of that type. Each
function belongs into the file of its noun; --write adds it there. It is pending: its scenarios fail
with that word until it is written. A step that is nearly one that exists is named instead.
"""
# A step that differs less from one that exists was meant to be that one.
SLIP = 0.3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    add_paths(parser, "Feature files and folders; all unless you name any.")
    parser.add_argument(
        "--write",
        action="store_true",
        help="Add the functions to their files, not only print them.",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Find the steps, and define their phrases."""
    loaded = load_phrases()
    specification = read_specification(loaded, options["paths"])
    definer = Definer(specification.dictionary, loaded.steps.as_posix())
    undefined = _undefined(specification, options["paths"])
    definitions: dict[tuple[str, str], Definition] = {}
    for use in undefined:
        meant = _meant(specification, use)
        if meant:
            place = f"{use.source.file}:{use.line}"
            stderr.write(f"{place}: “{use.text}” is nearly “{meant}”; mend the step instead")
            continue
        defined = definer.define(use.text, use.step.kind, use.source.file, _below(use))
        definitions.setdefault((defined.kind, defined.pattern), defined)
    by_file = sorted(definitions.values(), key=lambda definition: definition.file)
    for file, found in groupby(by_file, key=lambda definition: definition.file):
        _hand_over(file, list(found), options["write"], stdout)
    if not definitions:
        stdout.write("Every step has a phrase." if not undefined else "Nothing else to define.")


def _undefined(specification: Specification, paths: Sequence[Path]) -> list[Use]:
    found = {
        (use.text, use.step.kind): use
        for use in reversed(specification.uses)
        if is_below(use.source.file, paths)
        and not specification.phrases_of[use.text, use.step.kind]
    }
    return list(found.values())[::-1]


def _meant(specification: Specification, use: Use) -> str:
    """Name the step that was meant, if it was surely that one."""
    for close in suggest(specification.dictionary, use.text, use.step.kind)[:1]:
        if not close.is_reworded or close.weight <= SLIP:
            return close.text
    return ""


def _below(use: Use) -> str:
    return "table" if use.step.table else "text" if use.step.doc_string is not None else ""


def _hand_over(file: str, found: list[Definition], is_to_write: bool, out: OutputWrapper) -> None:
    path = Path(file)
    if not is_to_write:
        source = with_definitions("", found)
        out.write(f"# {file}\n\n{source}")
        return
    source = path.read_text(encoding="utf-8") if path.exists() else ""
    with writing(path):
        path.write_text(with_definitions(source, found), encoding="utf-8")
    out.write(f"{file}: {plural(len(found), 'function')} to write")
