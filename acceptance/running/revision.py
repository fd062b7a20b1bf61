"""Ask Git which commit the working directory is of, while other things happen."""

import subprocess
from types import TracebackType
from typing import Self

from behave.configuration import Configuration

# Files that Git does not know do not count as changes; it may refresh its index, but not write it.
COMMAND = (
    "git",
    "--no-optional-locks",
    "describe",
    "--always",
    "--dirty",
    "--abbrev=40",
    "--exclude=*",
)
CHANGED = "-dirty"
# So long, in seconds, a run waits for Git when it has nothing else to do.
PATIENCE = 5


class Revision:
    """The answer to come; without Git, a repository or a commit it is empty.

    A dry run leaves nothing that the commit could be written to, so it does not ask.
    """

    def __init__(self, config: Configuration):
        self._is_wanted = not config.dry_run
        self._git: subprocess.Popen | None = None

    def __enter__(self) -> Self:
        if self._is_wanted:
            self._git = _ask()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._git:
            self._git.kill()  # it has ended, unless nobody has waited for the answer
            self._git.wait()
            self._git.stdout.close()

    def tell(self) -> tuple[str, bool]:
        """Give the commit, and whether files differ from it."""
        text = self._answer()
        return text.removesuffix(CHANGED), text.endswith(CHANGED)

    def _answer(self) -> str:
        if self._git is None:
            return ""
        try:
            output, _ = self._git.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return ""
        return output.decode("ascii", "replace").strip() if self._git.returncode == 0 else ""


def _ask() -> subprocess.Popen | None:
    try:
        return subprocess.Popen(  # noqa: S603 (it is always the same)
            COMMAND,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None
