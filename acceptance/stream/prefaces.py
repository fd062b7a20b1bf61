"""Make one preface of those of many streams, and refuse those of different versions."""

from collections.abc import Iterator, Sequence

from acceptance.stream.outcomes import RunOutcome
from acceptance.stream.preface import Preface, Readme
from acceptance.stream.reading import Stream, StreamError


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
        readmes=tuple(_readmes(streams)),
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
                f"{first} and {found}; run all parts on one version"
            )
    return known[0].preface.revision if known else ""


def _readmes(streams: Sequence[Stream]) -> Iterator[Readme]:
    """Collect the README files of all, each once; refuse two versions of one."""
    found: dict[str, tuple[Readme, Stream]] = {}
    for stream in streams:
        for readme in stream.preface.readmes:
            known, first = found.setdefault(readme.file, (readme, stream))
            if known.text != readme.text:
                raise StreamError(
                    f"{readme.file} is not the same in {first.file} and {stream.file}; "
                    "run all parts on one version"
                )
    return (readme for readme, _ in found.values())
