"""How our commands end when something is wrong: with one sentence and an exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from django.core.management.base import CommandError

from acceptance.stream.outcomes import EXIT_FAILED, EXIT_INTERRUPTED


class EndsInOrder:
    """A command that ends in order; one for Django's `BaseCommand` to be mixed with."""

    from_command_line = False

    def run_from_argv(self, argv: list[str]) -> None:
        """Remember that errors are to be printed, not raised."""
        self.from_command_line = True
        super().run_from_argv(argv)

    @contextmanager
    def ending_in_order(self, with_traceback: bool) -> Iterator[None]:
        """Say what kept a block from being done, and end."""
        try:
            yield
        except CommandError as error:
            if with_traceback:
                raise
            self.refuse(error)
        except KeyboardInterrupt:
            self.stderr.write("Interrupted.")
            sys.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:
            # Nobody reads on, as in "… | head"; Python would complain at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(EXIT_FAILED)

    def refuse(self, error: CommandError) -> NoReturn:
        """Say why nothing was done, and end; code that called the command gets the error itself."""
        if not self.from_command_line:
            raise error
        self.stderr.write(str(error))
        sys.exit(error.returncode)
