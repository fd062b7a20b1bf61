"""`manage.py spec phrases`: the phrase dictionary in the terminal."""

import argparse
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from django.core.management.base import OutputWrapper

from acceptance.checking.dictionary import ANY_KIND, Dictionary, KnownPhrase
from acceptance.checking.likeness import CLOSE_WORD, distance
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

Words choose the phrases that have words beginning with all of them, in the phrase or in what it
says of itself; if none has, those that come closest are listed.
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
        found = _closest(dictionary, words)
        stderr.write(f"No phrase has all of “{' '.join(words)}”; these come closest:")
    page = Terminal(stdout, "off" if options.get("no_color") else "auto")
    for line in _listed(page, found):
        page.line(line)
    for line in _explained(page, dictionary, found):
        page.line(line)


def _closest(dictionary: Dictionary, words: Sequence[str]) -> Sequence[KnownPhrase]:
    """Find what was meant: a step that is close, or else phrases with words that are."""
    close = suggest(dictionary, " ".join(words), ANY_KIND)
    if close:
        return [suggestion.known for suggestion in close]
    texts = " ".join(map(_searched, dictionary.phrases))
    known = sorted(set(re.findall(r"[^\W\d_]+", texts)))
    meant = [_closest_word(word.lower(), known) for word in words]
    if not all(meant):
        raise Refusal(f"No phrase is about “{' '.join(words)}”; other words may find more")
    return [found for found in dictionary.phrases if _has(found, meant)]


def _closest_word(word: str, known: Sequence[str]) -> str:
    found = min(known, key=lambda other: distance(word, other, CLOSE_WORD), default="")
    return found if distance(word, found, CLOSE_WORD) < 1 else ""


def _has(known: KnownPhrase, words: Sequence[str]) -> bool:
    text = _searched(known)
    return all(re.search(_beginning(word.lower()), text) for word in words)


def _beginning(word: str) -> str:
    """Match a word where a word begins; what begins with a sign stands anywhere."""
    return (r"(?<![^\W_])" if word[0].isalnum() else "") + re.escape(word)


def _searched(known: KnownPhrase) -> str:
    """Put together what words are looked for in: a phrase as it is written, and as it is listed."""
    texts = (known.phrase.pattern, _readable(known), known.description, _noun(known))
    return "\n".join(texts).lower()


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
