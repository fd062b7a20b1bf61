"""`manage.py spec phrases`: the phrase dictionary in the terminal."""

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from django.core.management.base import OutputWrapper

from acceptance.checking.dictionary import ANY_KIND, Dictionary, KnownPhrase
from acceptance.checking.suggesting import suggest
from acceptance.checking.values import listed
from acceptance.management.subcommands.common import Refusal
from acceptance.reports.terminal import BOLD, FAINT, Terminal
from acceptance.running.loading import load_phrases
from acceptance.stream.preface import Gap

HELP = "List the phrases that steps are written with, and what may stand in their gaps."
EXAMPLES = """\
examples:
  manage.py spec phrases
  manage.py spec phrases picture
  manage.py spec phrases Alice publishes a post

Words choose the phrases that have all of them, in the phrase or in what it says of itself; if none
has, those that come closest are listed.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the subcommand takes."""
    parser.add_argument("words", nargs="*", metavar="WORD", help="What to look for.")


def run(options: dict, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """List what was asked for."""
    loaded = load_phrases()
    dictionary = Dictionary(loaded.entries, loaded.types)
    words = " ".join(options["words"]).split()
    found = [known for known in dictionary.phrases if _has(known, words)]
    if not found:
        close = suggest(dictionary, " ".join(words), ANY_KIND)
        if not close:
            raise Refusal(f"No phrase is about “{' '.join(words)}”; other words may find more")
        stderr.write(f"No phrase has all of “{' '.join(words)}”; these come closest:")
        found = [suggestion.known for suggestion in close]
    page = Terminal(stdout, "off" if options.get("no_color") else "auto")
    for line in _listed(page, found):
        page.line(line)
    for line in _explained(page, dictionary, found):
        page.line(line)


def _has(known: KnownPhrase, words: Sequence[str]) -> bool:
    text = f"{known.phrase.pattern}\n{known.description}\n{_noun(known)}".lower()
    return all(word.lower() in text for word in words)


def _listed(page: Terminal, found: Sequence[KnownPhrase]) -> Iterator[str]:
    by_place = sorted(found, key=lambda known: (_noun(known), known.phrase.location.line or 0))
    for noun, phrases in groupby(by_place, key=_noun):
        yield page.paint(noun.replace("_", " ").capitalize(), BOLD)
        for known in phrases:
            yield f"  {known.keyword:5} {_readable(known)}"
            if known.description:
                yield page.paint(f"        {known.description}", FAINT)
        yield ""


def _explained(
    page: Terminal, dictionary: Dictionary, found: Sequence[KnownPhrase]
) -> Iterator[str]:
    """Say what the gaps of these phrases take."""
    names: dict[str, dict[str, None]] = {}
    for gap in (gap for known in found for gap in known.gaps if gap.type in dictionary.types):
        names.setdefault(gap.type, {})[gap.name or gap.type] = None
    if names:
        yield page.paint("What the gaps take", BOLD)
    for name, called in names.items():
        gap_type = dictionary.types[name]
        values = listed(gap_type.values)
        text = f"{{{', '.join(called)}}}: {gap_type.description or name}"
        yield page.wrap(f"{text}: {values}" if values else text, "  ")


def _readable(known: KnownPhrase) -> str:
    return "".join(
        f"{{{piece.name or piece.type}}}" if isinstance(piece, Gap) else piece
        for piece in known.template
    )


def _noun(known: KnownPhrase) -> str:
    return PurePosixPath(known.phrase.location.file).stem
