"""Make one stream of the parts of a shared run, or of runs of different scenarios.

The streams are read, put together as one run, and written anew: so the merged stream is as sound
as any other, and what it refers to is found from the folder where it stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from acceptance.stream.index import Document
from acceptance.stream.outcomes import (
    FeatureOutcome,
    Location,
    Outcome,
    Problem,
    RunOutcome,
    ScenarioOutcome,
)
from acceptance.stream.preface import Preface
from acceptance.stream.prefaces import ADVICE, merged_preface
from acceptance.stream.reading import Stream, StreamError, read_stream
from acceptance.stream.versions import documents_of
from acceptance.stream.writing import StreamWriter

# The condition that may differ: every part may have been shuffled by a seed of its own.
OF_A_PART = "order"


def merge(files: Sequence[Path], target: Path) -> RunOutcome:
    """Write one stream of many, and return the run that it tells of; refuse what does not fit."""
    streams = [read_stream(file) for file in files]
    _require_parts(streams)
    _require_equal_conditions(streams)
    streams.sort(key=_place)
    documents = documents_of(streams, ADVICE)
    run = _merged(streams, documents)
    _write(run, documents, merged_preface(streams, run), target)
    return run


def _write(run: RunOutcome, documents: Sequence[Document], preface: Preface, target: Path) -> None:
    """Write beside the target first, which may be one of those that were read."""
    unfinished = target.with_name(f"{target.name}.part")
    writer = StreamWriter(unfinished)
    try:
        writer.begin(documents, preface, run.started)
        writer.end(run)
        unfinished.replace(target)
    finally:
        writer.close()
        unfinished.unlink(missing_ok=True)


def _require_parts(streams: Sequence[Stream]) -> None:
    """Refuse parts of a shared run unless all are there, each of them once."""
    if not streams:
        raise StreamError("No stream is given, there is nothing to merge")
    parts = [stream for stream in streams if stream.run.shard]
    if not parts:
        return
    whole = next((stream for stream in streams if not stream.run.shard), None)
    first, *others = parts
    shard = first.run.shard
    if whole:
        raise StreamError(
            f"{first.file} is part {shard} of a run, {whole.file} is a run of its own; "
            "merge parts with the other parts only"
        )
    found = {shard.number: first}
    for other in others:
        theirs = other.run.shard
        if (theirs.of, theirs.plan) != (shard.of, shard.plan):
            raise StreamError(
                f"{first.file} is part {shard}, {other.file} part {theirs} of another plan: "
                "other features, another selection or other durations; run all parts alike"
            )
        if theirs.number in found:
            raise StreamError(
                f"{found[theirs.number].file} and {other.file} are both part {theirs}"
            )
        found[theirs.number] = other
    missing = [f"{number}/{shard.of}" for number in range(1, shard.of + 1) if number not in found]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        raise StreamError(f"Part {', '.join(missing)} {verb} missing; only all parts make a run")


def _require_equal_conditions(streams: Sequence[Stream]) -> None:
    first, *others = streams
    expected = _conditions(first)
    for other in others:
        found = _conditions(other)
        for name in sorted(expected.keys() | found.keys()):
            if expected.get(name) != found.get(name):
                raise StreamError(
                    f"{first.file} and {other.file} ran under different conditions: "
                    f"{name} {expected.get(name, 'unset')} and {found.get(name, 'unset')}"
                )


def _conditions(stream: Stream) -> dict[str, str]:
    conditions = {name: text for name, text in stream.run.conditions if name != OF_A_PART}
    return conditions | {"dry run": "yes" if stream.run.dry_run else "no"}


def _place(stream: Stream) -> tuple:
    """Order streams by what they are, whatever the order in which they were named."""
    run = stream.run
    locations = [f"{s.location}" for s in run.scenarios if s.outcome is not Outcome.NOT_SELECTED]
    return (run.shard.number if run.shard else 0, run.started, locations)


def _merged(streams: Sequence[Stream], documents: Iterable[Document]) -> RunOutcome:
    runs = [stream.run for stream in streams]
    stopped_by = dict.fromkeys(run.stopped_by for run in runs if run.stopped_by)
    first = runs[0]
    return RunOutcome(
        features=tuple(_features(streams, documents)),
        problems=_once(problem for run in runs for problem in run.problems),
        started=min(run.started for run in runs),
        duration=max(run.duration for run in runs),
        conditions=_joined_conditions(runs),
        dry_run=first.dry_run,
        interrupted=any(run.interrupted for run in runs),
        stopped_by="; ".join(stopped_by),
    )


def _joined_conditions(runs: Sequence[RunOutcome]) -> tuple[tuple[str, str], ...]:
    """Take the conditions, which are the same in all, with the order of every part."""
    orders = dict.fromkeys(dict(run.conditions).get(OF_A_PART, "defined") for run in runs)
    joined = {**dict(runs[0].conditions), OF_A_PART: ", ".join(orders)}
    if list(orders) == ["defined"]:
        del joined[OF_A_PART]
    return tuple(joined.items())


def _features(streams: Sequence[Stream], documents: Iterable[Document]) -> Iterator[FeatureOutcome]:
    idle: dict[Location, list[ScenarioOutcome]] = {}
    ran: dict[Location, list[ScenarioOutcome]] = defaultdict(list)
    owners: dict[Location, Stream] = {}
    problems: dict[str, list[Problem]] = defaultdict(list)
    for stream in streams:
        for feature in stream.run.features:
            problems[feature.file] += feature.problems
        for scenario in stream.run.scenarios:
            if scenario.outcome is Outcome.NOT_SELECTED:
                idle[scenario.location] = [scenario]
                continue
            owner = owners.setdefault(scenario.location, stream)
            if owner is not stream:
                raise StreamError(
                    f"{scenario.location} is told of in {owner.file} and in {stream.file}; "
                    "only runs of different scenarios make one"
                )
            ran[scenario.location].append(scenario)
    for document in documents:
        if document.name is None:
            continue
        places = [Location(document.uri, scenario.line) for scenario in document.scenarios]
        yield FeatureOutcome(
            file=document.uri,
            name=document.name,
            scenarios=tuple(s for place in places for s in ran.get(place) or idle[place]),
            problems=_once(problems[document.uri]),
            is_planned=document.is_planned,
        )


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Leave out what another part reports alike, however its traceback may differ."""
    found: dict[tuple, Problem] = {}
    for problem in problems:
        failure = problem.failure
        found.setdefault((problem.where, failure.during, failure.reason), problem)
    return tuple(found.values())
