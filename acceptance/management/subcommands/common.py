"""What the subcommands of `manage.py spec` have in common: they read and write files."""

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
def writing(file: Path) -> Iterator[None]:
    """Say in a sentence why a file that this block writes cannot be written."""
    try:
        yield
    except OSError as error:
        reason = f"{error.strerror}; name another with --output"
        raise Refusal(f"{file} cannot be written: {reason}") from error


def refuse_to_overwrite(read: Iterable[Path], written: Path) -> None:
    """Refuse to write over what is read."""
    if written.resolve() in {file.resolve() for file in read}:
        raise Refusal(f"{written} is to be read, not to be overwritten; name another with --output")
