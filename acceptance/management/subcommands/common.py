"""What the subcommands of `manage.py spec` have in common: they read and write files."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError

from acceptance.stream.outcomes import EXIT_COULD_NOT_RUN


class Refusal(CommandError):
    """Something that was asked for cannot be done; the message is a sentence that says why."""

    def __init__(self, message: str):
        super().__init__(message, returncode=EXIT_COULD_NOT_RUN)


@contextmanager
def writing(file: Path, instead: str = "name another with --output") -> Iterator[None]:
    """Say in a sentence why a file that this block writes cannot be written, and what to do."""
    try:
        yield
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}; {instead}") from error


def write_at_once(file: Path, content: bytes) -> None:
    """Write a file as a whole: a process that is killed leaves the old one."""
    target = file.resolve()
    if target.exists():
        target.open("r+b").close()  # what must not be written must not be replaced
    unfinished = target.with_name(f"{target.name}.part")
    try:
        unfinished.write_bytes(content)
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def refuse_to_overwrite(read: Iterable[Path], written: Path) -> None:
    """Refuse to write over what is read."""
    if written.resolve() in {file.resolve() for file in read}:
        raise Refusal(f"{written} is to be read, not to be overwritten; name another with --output")
