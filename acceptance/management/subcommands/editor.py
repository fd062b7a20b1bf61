"""`manage.py spec editor`: let VS Code complete and check the steps of feature files."""

import argparse
import sys
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.checking.editor import (
    EXTENSION,
    inside,
    loosened,
    make_settings,
    with_recommendation,
)
from acceptance.checking.editor_limits import find_unknown
from acceptance.checking.jsonc import Unreadable, read_members, with_lists
from acceptance.management.subcommands.common import Refusal, write_at_once
from acceptance.running.loading import Loaded, load_phrases
from acceptance.stream.outcomes import EXIT_FAILED

SETTINGS = Path(".vscode/settings.json")
EXTENSIONS = Path(".vscode/extensions.json")

HELP = "Let VS Code complete and check the steps of feature files."
EXAMPLES = f"""\
examples:
  manage.py spec editor
  manage.py spec editor --check

It writes {SETTINGS} for the extension {EXTENSION}, and recommends that extension in
{EXTENSIONS}. Whatever else these files hold is kept. Run it again when phrases have changed.
With --check nothing is written; the exit code is 1 if there is something to write.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="Only say what is not up to date.",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Write the files, or check them; say what the editor will not know."""
    loaded = load_phrases()
    settings = make_settings(loaded.entries, loaded.types, loaded.paths, loaded.steps)
    now = {file: _read(file) for file in (SETTINGS, EXTENSIONS)}
    wanted = {
        SETTINGS: _changed(SETTINGS, now[SETTINGS], lambda text: with_lists(text, settings)),
        EXTENSIONS: _changed(EXTENSIONS, now[EXTENSIONS], with_recommendation),
    }
    stale = [file for file in wanted if wanted[file] != now[file]]
    for sentence in _limits(loaded):
        stderr.write(sentence)
    if not stale:
        stdout.write(f"{SETTINGS.as_posix()} and {EXTENSIONS.as_posix()} are up to date")
    elif options["check"]:
        stderr.write(_what_is_stale(stale, now[SETTINGS], settings))
        sys.exit(EXIT_FAILED)
    for file in stale:
        _write(file, wanted[file])
        stdout.write(f"{file.as_posix()}: written")


def _changed(file: Path, text: str, change: Callable[[str], str]) -> str:
    ending = "\r\n" if "\r\n" in text else "\n"
    try:
        return change(text.replace("\r\n", "\n")).replace("\n", ending)
    except Unreadable as error:
        reason = f"it is not as VS Code has it ({error}); mend it, or move it away"
        raise Refusal(f"{file.as_posix()} cannot be read: {reason}") from error


def _what_is_stale(stale: list[Path], text: str, settings: dict[str, list]) -> str:
    found = []
    if SETTINGS in stale:
        members = read_members(text)
        known = {key: members[key].value for key in settings if key in members}
        keys = [key for key in settings if known.get(key) != settings[key]]
        found.append(f"{SETTINGS.as_posix()}: {', '.join(keys)}")
    if EXTENSIONS in stale:
        found.append(f"{EXTENSIONS.as_posix()}: {EXTENSION}")
    return "Not up to date: " + "; ".join(found) + "; `manage.py spec editor` writes it"


def _limits(loaded: Loaded) -> Iterator[str]:
    """Say what the editor will not know as behave does."""
    for phrase, reason in find_unknown(loaded.entries, _sources(loaded)).items():
        place = f"{phrase.location.file}:{phrase.location.line}"
        yield f"{place}: The editor will not know “{phrase.pattern}”: {reason}"
    for gap, part in loosened(loaded.entries, loaded.types).items():
        yield f"The editor takes any text for {{{gap}}}: JavaScript has nothing for {part}"


def _sources(loaded: Loaded) -> dict[str, str]:
    files = {Path(entry.phrase.location.file) for entry in loaded.entries}
    return {file.as_posix(): _source(file) for file in files if inside(file)}


def _source(file: Path) -> str:
    with tokenize.open(file) as source:
        return source.read()


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise Refusal(f"{file.as_posix()} cannot be read: {reason}") from error


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(exist_ok=True)
        write_at_once(file, text.encode())
    except OSError as error:
        raise Refusal(f"{file.as_posix()} cannot be written: {error.strerror}") from error
