"""`manage.py spec new`: begin a feature file."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from django.core.management.base import OutputWrapper

from acceptance.checking.beginning import frame, says_what_people_do
from acceptance.checking.titles import name_of
from acceptance.management.subcommands.common import Refusal
from acceptance.running.loading import load_phrases

HELP = "Begin a feature file in the folder of a capability, to be filled in."
EXAMPLES = """\
example:
  manage.py spec new "Pinning posts" --in writing

The feature is tagged @wip: it is planned, and does not run until the tag is removed. No file is
overwritten.
"""
# What file systems take; a file that is being written has a longer name.
LONGEST_NAME = 240  # bytes


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
    name = f"{name_of(title)}.feature"
    if len(name.encode()) > LONGEST_NAME:
        raise Refusal("The title is too long for the name of a file; say it in a few words")
    root = load_phrases().steps.parent
    file = _folder(root, options["capability"]) / name
    others = [path for path in root.rglob(name) if path.is_file()]
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


def _folder(root: Path, capability: str) -> Path:
    """Find the folder of a capability by its path, from here or from the folder of the features."""
    known = _capabilities(root)
    for folder in (Path(capability).resolve(), (root / capability).resolve()):
        found = [name for name in known if (root / name).resolve() == folder]
        if found:
            return root / found[0]
    close = get_close_matches(capability.strip("/"), known, n=1)
    hint = f"; did you mean {close[0]}?" if close else "."
    raise Refusal(
        f"There is no capability “{capability}”{hint} There are {', '.join(known) or 'none'}; "
        f"a new one is a new folder of {root} with a README.md that says what it is for"
    )


def _capabilities(root: Path) -> Sequence[str]:
    """List the folders that have feature files below them, or a README of their own."""
    features = [parent for file in root.rglob("*.feature") for parent in file.parents]
    folders = {*features, *(file.parent for file in root.rglob("README.md"))}
    below = [folder for folder in folders if root in folder.parents]
    return sorted(folder.relative_to(root).as_posix() for folder in below)
