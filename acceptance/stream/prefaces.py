"""Make one preface of those of many streams, and refuse those of different versions."""

from collections.abc import Sequence

from acceptance.stream.outcomes import RunOutcome
from acceptance.stream.preface import Preface
from acceptance.stream.reading import Stream, StreamError
from acceptance.stream.versions import readmes_of

ADVICE = "run all parts on one version"


def merged_preface(streams: Sequence[Stream], run: RunOutcome) -> Preface:
    """Unite what the streams say of the specification; `run` is the merged run."""
    prefaces = [stream.preface for stream in streams]
    is_whole = not all(preface.paths for preface in prefaces)
    paths = (path for preface in prefaces for path in preface.paths)
    return Preface(
        revision=_revision(streams),
        is_changed=any(preface.is_changed for preface in prefaces),
        conditions=run.conditions,
        paths=() if is_whole else tuple(dict.fromkeys(paths)),
        readmes=tuple(readmes_of(streams, ADVICE)),
        entries=tuple(dict.fromkeys(entry for p in prefaces for entry in p.entries)),
        types=tuple(dict.fromkeys(kind for p in prefaces for kind in p.types)),
    )


def _revision(streams: Sequence[Stream]) -> str:
    known = [stream for stream in streams if stream.preface.revision]
    for stream in known:
        first, found = known[0].preface.revision, stream.preface.revision
        if found != first:
            raise StreamError(
                f"{known[0].file} and {stream.file} ran on different commits: "
                f"{first} and {found}; {ADVICE}"
            )
    return known[0].preface.revision if known else ""
