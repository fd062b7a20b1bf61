"""`manage.py spec new`: begin a feature file."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.checking.beginning import file_name, frame, says_what_people_do
from acceptance.management.subcommands.common import Refusal
from acceptance.running.loading import load_phrases

HELP = "Begin a feature file in the folder of a capability, to be filled in."
EXAMPLES = """\
example:
  manage.py spec new "Pinning posts" --in writing

The feature is tagged @wip: it is planned, and does not run until the tag is removed. No file is
overwritten.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    parser.add_argument("title", metavar="TITLE", help="What people do, such as “Pinning posts”.")
    parser.add_argument(
        "--in",
        dest="capability",
        required=True,
        metavar="CAPABILITY",
        help="The capability that it belongs to: a folder of the specification.",
    )


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Write the file, and say how to go on."""
    title = " ".join(options["title"].split())
    if not says_what_people_do(title):
        raise Refusal(f"“{title}” does not say what people do; begin with a gerund: Pinning posts")
    loaded = load_phrases()
    root = loaded.steps.parent
    folder = _folder(root, options["capability"], loaded.steps)
    file = folder / file_name(title)
    others = [path for path in root.rglob(file.name) if path.is_file()]
    if others:
        raise Refusal(f"{others[0]} is there already; add to it, or choose another title")
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(frame(title))
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}") from error
    stdout.write(
        f"{file}\n"
        "Fill it in: manage.py spec phrases lists what steps can say, manage.py spec check helps.\n"
        "Remove @wip when it is to run."
    )


def _folder(root: Path, capability: str, steps: Path) -> Path:
    name = capability.removeprefix(f"{root}/").strip("/")
    folder = root / name
    if folder.is_dir() and folder != steps and root.resolve() in folder.resolve().parents:
        return folder
    known = _capabilities(root, steps)
    close = get_close_matches(name, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    raise Refusal(
        f"There is no capability “{capability}”{hint} There are {', '.join(known)}; a new one is a "
        f"new folder of {root} with a README.md that says what it is for"
    )


def _capabilities(root: Path, steps: Path) -> Sequence[str]:
    """List the folders with feature files, below the folder of the features."""
    folders = {file.parent for file in root.rglob("*.feature")} - {root, steps}
    return sorted(folder.relative_to(root).as_posix() for folder in folders)
