import argparse
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event

from django.core.management.base import BaseCommand, CommandError

from standin.account import LOCAL_ACCOUNT
from standin.application import Application
from standin.serving import Server

VARIABLE = "CLOUDINARY_STANDIN"
EXIT_COULD_NOT_SERVE = 2
EXIT_CANNOT_EXECUTE = 126  # as shells have it
EXIT_NOT_FOUND = 127
EXIT_SIGNAL = 128

_USUAL_PORT = 8001


class Command(BaseCommand):
    """Serve the stand-in for Cloudinary: until Ctrl-C, or as long as another command runs."""

    help = (
        "Stands in for Cloudinary on this machine. With a COMMAND, only as long as that runs, "
        f"with {VARIABLE} set for it."
    )
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare where to serve, where to keep pictures, and what to run."""
        parser.add_argument(
            "--port",
            type=int,
            help=f"Default: {_USUAL_PORT}; with a COMMAND, any that is free.",
        )
        parser.add_argument(
            "--folder", type=Path, default=Path("pictures"), help="Where to keep pictures."
        )
        parser.add_argument(
            "command", nargs=argparse.REMAINDER, metavar="COMMAND", help="What to run meanwhile."
        )

    def handle(self, *args, port, folder, command, **options) -> None:
        """Serve, and end with the status of the command."""
        command = command[1:] if command[:1] == ["--"] else command
        if port is None:
            port = 0 if command else _USUAL_PORT
        with _server(folder, port) as server:
            if command:
                status = _run(command, server.address)
            else:
                status = 0
                self._announce(server, folder)
                _wait_for_interrupt()
        if status:
            sys.exit(status)

    def _announce(self, server, folder):
        self.stdout.write(f"Pictures are kept in {folder.resolve()}")
        self.stdout.write(f"{VARIABLE}={server.address}")
        self.stdout.write("is to be set for the blog. Ctrl-C ends this.")
        self.stdout.flush()


def _server(folder, port):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise _could_not_serve(f"Pictures cannot be kept in {folder}", error) from error
    try:
        return Server(Application(LOCAL_ACCOUNT, folder), port)
    except (OSError, OverflowError) as error:
        raise _could_not_serve(f"Port {port} cannot be used", error) from error


def _could_not_serve(what, error):
    reason = os.strerror(error.errno) if isinstance(error, OSError) else error
    return CommandError(f"{what}: {reason}", returncode=EXIT_COULD_NOT_SERVE)


def _wait_for_interrupt():
    with suppress(KeyboardInterrupt):
        Event().wait()


def _run(command, address):
    """Run a command with the stand-in's address in its environment; return its exit status."""
    environment = {**os.environ, VARIABLE: address}
    try:
        process = subprocess.Popen(command, env=environment)  # noqa: S603 (the user's own command)
    except FileNotFoundError:
        raise CommandError(f"{command[0]}: not found", returncode=EXIT_NOT_FOUND) from None
    except OSError as error:
        raise CommandError(
            f"{command[0]}: {error.strerror}", returncode=EXIT_CANNOT_EXECUTE
        ) from None
    # Ctrl-C reaches the command by itself, as it is in the same group; this does not.
    before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    status = _wait(process)
    signal.signal(signal.SIGTERM, before)
    return status if status >= 0 else EXIT_SIGNAL - status


def _wait(process):
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the command was told so too, and may need a while to end
