"""Inspect a specification with every check."""

from collections.abc import Iterator
from pathlib import Path

from acceptance.checking.checks import CHECKS
from acceptance.checking.findings import Finding, Specification
from acceptance.checking.silences import Silence, in_python, in_source, sift


def inspect(specification: Specification) -> list[Finding]:
    """List what is to be mended, in the order of files and lines."""
    found = (f for check in CHECKS.values() for f in check.findings(specification))
    return sorted(sift(found, _silences(specification)))


def _silences(specification: Specification) -> Iterator[Silence]:
    for source in specification.sources:
        yield from in_source(source)
    files = {known.phrase.location.file for known in specification.dictionary.phrases}
    for file in sorted(files):
        if Path(file).is_file():
            yield from in_python(file)
