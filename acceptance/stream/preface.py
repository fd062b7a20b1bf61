"""What is known of a run before its first scenario, for those who publish the specification.

Standard messages say little of a phrase and nothing of the commit or of the README files, so this
travels in an attachment of our own.
"""

from dataclasses import dataclass

from acceptance.stream.outcomes import Phrase


@dataclass(frozen=True, slots=True)
class Readme:
    """The README.md of a folder with feature files, or of one above it."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a phrase that a step fills; `type` is empty if it takes any text."""

    name: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class GapType:
    """What may stand in a gap: what its converter says of itself, and the values that it names.

    `is_closed` tells that nothing but `values` may stand there; otherwise they are examples.
    `regex` is what a value is matched with as a whole, in Python's syntax.
    """

    name: str
    description: str = ""
    values: tuple[str, ...] = ()
    is_closed: bool = False
    regex: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase as the phrase dictionary has it.

    `kind` is given, when, then or step. `description` is the first line of the docstring of its
    function. `regex` is what behave matches whole steps with, in Python's syntax.
    """

    phrase: Phrase
    kind: str
    description: str = ""
    regex: str = ""
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Preface:
    """What a run is of, and what it is made with.

    `revision` is the commit, empty without Git; `is_changed` tells that files differed from it.
    `conditions` are those of `RunOutcome`. `paths` are those that the run was asked for, empty if
    it was to be the whole specification.
    """

    revision: str = ""
    is_changed: bool = False
    conditions: tuple[tuple[str, str], ...] = ()
    paths: tuple[str, ...] = ()
    readmes: tuple[Readme, ...] = ()
    entries: tuple[Entry, ...] = ()
    types: tuple[GapType, ...] = ()
