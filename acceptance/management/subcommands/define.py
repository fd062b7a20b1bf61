"""`manage.py spec define`: write the functions that steps without a phrase need."""

import argparse
import re
import tokenize
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.checking.additions import CannotAdd, with_definitions
from acceptance.checking.defining import Definer
from acceptance.checking.findings import Specification, Use
from acceptance.checking.functions import Definition
from acceptance.checking.nearness import is_slip
from acceptance.checking.suggesting import suggest
from acceptance.management.subcommands.common import Refusal, write_at_once, writing
from acceptance.management.subcommands.reading import add_paths, is_below, read_specification
from acceptance.reports.summary import plural
from acceptance.running.loading import Loaded, load_phrases

HELP = "Write the functions that steps without a phrase need, for a developer to fill in."
EXAMPLES = """\
examples:
  manage.py spec define
  manage.py spec define features/writing/pinning_posts.feature --write

Values that a type takes (people, dates, numbers, quoted texts) become gaps of that type. Each
function belongs in the file where its noun lives, or else in that of the feature's noun; --write
adds it there. It is pending: its scenarios fail with that word until it is written. A step that is
nearly one that exists is named instead, unless you name its feature file: then it is defined, too.
"""
# A step to be filled in has neither.
LETTER_OR_DIGIT = re.compile(r"[^\W_]")


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
    definer = _definer(loaded, specification)
    undefined = _undefined(specification, options["paths"])
    definitions: dict[tuple[str, str], Definition] = {}
    for use in undefined:
        if not _is_left_aside(specification, use, options["paths"], stderr):
            defined = _define(definer, use)
            definitions.setdefault((defined.kind, defined.pattern), defined)
    by_file = sorted(definitions.values(), key=lambda definition: definition.file)
    found = {file: list(group) for file, group in groupby(by_file, key=lambda found: found.file)}
    (_write if options["write"] else _print)(found, stdout)
    if not definitions:
        stdout.write("Every step has a phrase." if not undefined else "Nothing else to define.")


def _definer(loaded: Loaded, specification: Specification) -> Definer:
    """Let phrases be added to the project's own files: others come from packages."""
    files = {known.phrase.location.file for known in specification.dictionary.phrases}
    own = [file for file in files if is_below(file, [loaded.steps])]
    return Definer(specification.dictionary, own, loaded.steps.as_posix())


def _undefined(specification: Specification, paths: Sequence[Path]) -> list[Use]:
    found = {
        (use.text, use.step.kind): use
        for use in reversed(specification.uses)
        if is_below(use.source.file, paths)
        and not specification.phrases_of[use.text, use.step.kind]
    }
    return list(found.values())[::-1]


def _is_left_aside(
    specification: Specification, use: Use, paths: Sequence[Path], stderr: OutputWrapper
) -> bool:
    """Leave aside what is to be filled in, and slips unless their file was named."""
    if not LETTER_OR_DIGIT.search(use.text):
        return True
    meant = _meant(specification, use)
    if not meant:
        return False
    place = f"{use.source.file}:{use.line}: “{use.text}”"
    if any(path.samefile(use.source.file) for path in paths):
        stderr.write(f"{place} is defined (nearly “{meant}”)")
        return False
    stderr.write(f"{place} is nearly “{meant}”; mend the step, or name its file to define it")
    return True


def _meant(specification: Specification, use: Use) -> str:
    """Name the step that was meant, if it was surely that one."""
    for close in suggest(specification.dictionary, use.text, use.step.kind):
        if is_slip(use.text, close):
            return f"{close.kind.capitalize()} {close.text}".strip()
    return ""


def _define(definer: Definer, use: Use) -> Definition:
    """Define the phrase of a step; in an outline, one for all of its examples."""
    columns: dict[str, list[str]] = {}
    for examples in use.scenario.examples:
        for row in examples.rows:
            for column, value in zip(examples.columns, row.cells, strict=False):
                columns.setdefault(column, []).append(value)
    below = "table" if use.step.table else "text" if use.step.doc_string is not None else ""
    return definer.define(use.step.text, use.step.kind, use.source.file, below, columns)


def _print(found: dict[str, list[Definition]], out: OutputWrapper) -> None:
    for file, definitions in found.items():
        source = with_definitions("", definitions)
        out.write(f"# {file}\n\n{source}")


def _write(found: dict[str, list[Definition]], out: OutputWrapper) -> None:
    """Add functions to their files; all are prepared before the first is written."""
    contents = {file: _with_functions(Path(file), found[file]) for file in found}
    for file, content in contents.items():
        with writing(Path(file), "without --write the functions are printed"):
            write_at_once(Path(file), content)
        out.write(f"{file}: {plural(len(found[file]), 'function')} to write")


def _with_functions(file: Path, definitions: Sequence[Definition]) -> bytes:
    """Prepare what a file is to hold, in the encoding that it has."""
    try:
        encoding, source = _read(file) if file.exists() else ("utf-8", "")
        return with_definitions(source, definitions).encode(encoding)
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}; nothing was written") from error
    except (SyntaxError, UnicodeError) as error:
        reason = "its encoding lacks some characters; save it as UTF-8"
        raise Refusal(f"{file} cannot be added to: {reason}") from error
    except CannotAdd as error:
        raise Refusal(f"{file} cannot be added to: {error}; nothing was written") from error


def _read(file: Path) -> tuple[str, str]:
    with file.open("rb") as opened:
        encoding, _ = tokenize.detect_encoding(opened.readline)
    return encoding, file.read_bytes().decode(encoding)
