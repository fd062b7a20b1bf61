"""The table that the command line and the living documentation are both held to."""

import json
from pathlib import Path

from acceptance.checking.dictionary import Dictionary
from acceptance.stream.outcomes import Location, Phrase
from acceptance.stream.preface import Entry, Gap, GapType, Preface

TABLE = json.loads(Path(__file__).with_name("meant.json").read_text(encoding="utf-8"))
CASES = TABLE["cases"]


def _entry(told):
    return Entry(
        phrase=Phrase(told["pattern"], Location(told["file"], told["line"])),
        kind=told["kind"],
        description=told["description"],
        regex=told["regex"],
        gaps=tuple(Gap(**gap) for gap in told["gaps"]),
    )


PREFACE = Preface(
    entries=tuple(map(_entry, TABLE["entries"])),
    types=tuple(GapType(**told | {"values": tuple(told["values"])}) for told in TABLE["types"]),
)
DICTIONARY = Dictionary(PREFACE.entries, PREFACE.types)


def as_told(suggestions):
    """Write suggestions as the table has them."""
    return [
        {"text": found.text, "kind": found.kind, "wrong": list(map(str, found.wrong_values))}
        for found in suggestions
    ]
