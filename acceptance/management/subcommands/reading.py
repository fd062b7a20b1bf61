"""What the subcommands that look into a specification have in common: they read all of it."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

from acceptance.checking.dictionary import Dictionary
from acceptance.checking.findings import Found, Specification
from acceptance.checking.sources import Source, UnreadableError, read_source
from acceptance.management.subcommands.common import Refusal
from acceptance.running.agreement import differences_in
from acceptance.running.loading import Loaded, feature_files
from acceptance.stream.documents import DocumentError

# The project's tags besides @wip, named by this setting.
TAGS = "ACCEPTANCE_TAGS"


def add_paths(parser: argparse.ArgumentParser, help_text: str) -> None:
    """Declare the files and folders that a subcommand is about."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=help_text)


def read_specification(loaded: Loaded, paths: Sequence[Path]) -> Specification:
    """Read all feature files of the project, and those at paths that are not among them."""
    for path in paths:
        _require_something(path)
    more = [path for path in paths if path.is_dir() or path.suffix == ".feature"]
    specification = Specification(
        sources=[],
        dictionary=Dictionary(loaded.entries, loaded.types),
        tags=frozenset(f"@{tag.removeprefix('@')}" for tag in getattr(settings, TAGS, ())),
        convert=loaded.why_not,
    )
    for file in feature_files([*loaded.paths, *more]):
        try:
            source = read_source(file, loaded.language)
        except UnreadableError as error:
            unreadable = Found(file, error.line, 1, f"{error.problem}.", f"{error.instead}.")
            specification.unreadable.append(unreadable)
            continue
        specification.sources.append(source)
        specification.differences += _differences(source, loaded.language)
    return specification


def _require_something(path: Path) -> None:
    """Refuse a path with neither feature files nor phrases."""
    if not path.exists():
        raise Refusal(f"{path} does not exist")
    files = path.rglob("*.*") if path.is_dir() else [path]
    if not any(file.suffix in {".feature", ".py"} for file in files):
        raise Refusal(f"{path} has neither feature files nor phrases; name others, or none for all")


def is_below(file: str, paths: Sequence[Path]) -> bool:
    """Tell whether a file is at one of the paths, or in one; without paths all are."""
    resolved = Path(file).resolve()
    return not paths or any(resolved.is_relative_to(path.resolve()) for path in paths)


def _differences(source: Source, language: str) -> Iterator[Found]:
    if source.mistakes:
        return
    try:
        for line, problem, instead in differences_in(source.file, language):
            yield Found(source.file, line, 1, problem, instead)
    except DocumentError as error:
        instead = "Name columns by letters, digits and spaces."
        yield Found(source.file, error.location.line or 1, 1, f"{error.message}.", instead)
