"""One run of many: what is put together, and what does not belong together."""

import json
import os
from dataclasses import replace
from itertools import permutations

import pytest

from acceptance.stream.merging import merge
from acceptance.stream.outcomes import (
    Evidence,
    Failure,
    Outcome,
    Page,
    Problem,
    RunOutcome,
    Shard,
)
from acceptance.stream.preface import Entry, Gap, GapType, Preface, Readme
from acceptance.stream.reading import StreamError, read, read_stream
from tests.acceptance.stream import samples

CONDITIONS = (("driver", "fast"), ("order", "random:7"))


def whole_run():
    return replace(samples.rich_run(), shard=None, interrupted=False, stopped_by="", problems=())


def part(run, number, of=3, **details):
    """Take every so manieth scenario of a run as the part of one machine."""
    features, count = [], 0
    for feature in run.features:
        scenarios = []
        for scenario in feature.scenarios:
            count += scenario.repetition == 1
            if count % of == number - 1:
                scenarios.append(scenario)
            elif scenario.repetition == 1:
                scenarios.append(samples.unselected(scenario))
        features.append(replace(feature, scenarios=tuple(scenarios)))
    shard = Shard(number, of, "0a1b")
    return replace(run, **({"features": tuple(features), "shard": shard} | details))


def prefaced(tmp_path, first, second):
    """Write the two parts of a run, each with a preface of its own."""
    run = whole_run()
    return [
        samples.write(tmp_path / f"{n}/messages.ndjson", part(run, n, 2), preface=preface)
        for n, preface in enumerate((first, second), start=1)
    ]


def parts(tmp_path, *runs):
    return [
        samples.write(tmp_path / f"{number}/messages.ndjson", run)
        for number, run in enumerate(runs, start=1)
    ]


def test_all_parts_make_the_whole_run_in_whatever_order(tmp_path):
    run = whole_run()
    files = parts(tmp_path, *(part(run, number) for number in (1, 2, 3)))
    target = tmp_path / "merged.ndjson"
    contents = set()
    for order in permutations(files):
        assert merge(order, target) == run
        assert read(target) == run
        contents.add(target.read_bytes())
    assert len(contents) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["1", "2", "3", "merged.ndjson"]


def test_every_part_may_have_an_order_of_its_own(tmp_path):
    run = whole_run()
    files = parts(
        tmp_path,
        part(run, 1, 2, conditions=(("driver", "fast"), ("order", "random:1"))),
        part(run, 2, 2, conditions=(("driver", "fast"), ("order", "random:2"))),
    )
    merged = merge(files, tmp_path / "merged.ndjson")
    assert merged.conditions == (("driver", "fast"), ("order", "random:1, random:2"))


def test_the_whole_run_began_with_the_first_part_and_took_as_long_as_the_longest(tmp_path):
    run = whole_run()
    files = parts(
        tmp_path,
        part(run, 1, 2, started=2000.0, duration=5.0),
        part(run, 2, 2, started=1990.0, duration=4.0, interrupted=True, stopped_by="Aborted"),
    )
    merged = merge(files, tmp_path / "merged.ndjson")
    assert (merged.started, merged.duration) == (1990.0, 5.0)
    assert (merged.interrupted, merged.stopped_by, merged.shard) == (True, "Aborted", None)


def test_what_all_parts_report_alike_is_one_problem(tmp_path):
    def broken(line, reason="no database"):
        return Problem("the run", Failure(reason, "hook before_all", traceback=f"line {line}"))

    run = whole_run()
    hollow = Problem("features/b.feature", Failure("The file has no feature."))
    files = parts(
        tmp_path,
        part(run, 1, 2, problems=(broken(1), hollow)),
        part(run, 2, 2, problems=(hollow, broken(2), broken(3, "no disk"))),
    )
    merged = merge(files, tmp_path / "merged.ndjson")
    assert [problem.failure.reason for problem in merged.problems] == [
        "no database",
        "The file has no feature.",
        "no disk",
    ]
    assert merged.features[0].problems == run.features[0].problems


def test_runs_of_different_scenarios_are_merged_without_shards(tmp_path):
    run = whole_run()
    first = part(run, 1, 2, shard=None, conditions=CONDITIONS)
    second = part(run, 2, 2, shard=None, conditions=CONDITIONS[::-1])
    merged = merge(parts(tmp_path, second, first), tmp_path / "merged.ndjson")
    assert merged.features == run.features
    assert dict(merged.conditions) == dict(CONDITIONS)


def test_runs_of_different_files_are_merged(tmp_path):
    files = []
    for number, (uri, text) in enumerate(samples.SOURCES.items()):
        feature = samples.feature_of(uri, text, lambda s: samples.passed(samples.idle(s)))
        run = RunOutcome((feature,) if feature else (), started=100.0 + number)
        files.append(samples.write(tmp_path / f"{number}.ndjson", run, {uri: text}))
    merged = merge(files[::-1], tmp_path / "merged.ndjson")
    files = [uri for uri in samples.SOURCES if uri != "features/empty.feature"]
    assert [feature.file for feature in merged.features] == files
    assert merged.counts == {Outcome.PASSED: 13}


def test_files_are_found_from_where_the_merged_stream_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    kept = Evidence("1/evidence/tea.png", "Tea")
    page = Page("Tea", "1/evidence/tea.png", ("1/evidence/tea.html",))

    def fate(scenario):
        found = samples.ended(samples.idle(scenario), 0, Outcome.FAILED)
        failure = replace(samples.FAILURE, page=page)
        return replace(
            found, steps=(replace(found.steps[0], evidence=kept, failure=failure), *found.steps[1:])
        )

    run = samples.run_of(fate)
    files = [samples.write(tmp_path / "1/messages.ndjson", replace(run, shard=Shard(1, 1, "a")))]
    target = tmp_path / "build/deep/merged.ndjson"
    merged = merge(files, target)
    assert read(target) == merged
    assert {e.file for s in merged.scenarios for e in s.evidence} == {kept.file}
    urls = {found["url"] for found in samples.messages(target, "externalAttachment")}
    assert urls == {"../../1/evidence/tea.png", "../../1/evidence/tea.html"}


def test_a_merged_stream_can_take_the_place_of_a_part_and_be_merged_again(tmp_path):
    run = whole_run()
    files = parts(tmp_path, part(run, 1, 2), part(run, 2, 2))
    merge(files, files[0])
    assert read(files[0]) == run
    other = RunOutcome((), started=run.started + 1, conditions=run.conditions)
    files[1] = samples.write(tmp_path / "other.ndjson", other, {})
    assert merge(files, tmp_path / "merged.ndjson").features == run.features


def test_the_prefaces_are_united(tmp_path):
    first, second = samples.PREFACE.entries
    other = Entry(second.phrase, "then", gaps=(Gap("x"),))
    readmes = (*samples.PREFACE.readmes, Readme("features/writing/README.md", "# W"))
    a = replace(samples.PREFACE, revision="", is_changed=False, entries=(first, second))
    b = Preface(
        revision="0a1b",
        is_changed=True,
        paths=("features/reading", "features/writing"),
        readmes=readmes[1:],
        entries=(other, first),
        types=(GapType("Text"), GapType("d", "a whole number", ("10",))),
    )
    target = tmp_path / "merged.ndjson"
    run = merge(prefaced(tmp_path, a, b), target)
    assert read_stream(target).preface == Preface(
        revision="0a1b",
        is_changed=True,
        conditions=run.conditions,
        paths=("features/reading", "features/writing"),
        readmes=readmes,
        entries=(first, second, other),
        types=(*a.types, b.types[1]),
    )


def test_with_a_part_of_everything_everything_was_asked_for(tmp_path):
    target = tmp_path / "merged.ndjson"
    merge(prefaced(tmp_path, samples.PREFACE, replace(samples.PREFACE, paths=())), target)
    assert read_stream(target).preface.paths == ()


def other_commit(tmp_path, run):
    return prefaced(tmp_path, samples.PREFACE, replace(samples.PREFACE, revision="2c3d"))


def other_readme(tmp_path, run):
    readmes = (Readme("features/README.md", "# Other"),)
    return prefaced(tmp_path, samples.PREFACE, replace(samples.PREFACE, readmes=readmes))


def changed_source(tmp_path, run):
    uri = "features/writing.feature"
    sources = samples.SOURCES | {uri: samples.SOURCES[uri] + "# changed\n"}
    first = samples.write(tmp_path / "1/messages.ndjson", part(run, 1, 2))
    return [first, samples.write(tmp_path / "2/messages.ndjson", part(run, 2, 2), sources)]


def cut_off(tmp_path, run):
    files = parts(tmp_path, part(run, 1, 2), part(run, 2, 2))
    files[1].write_bytes(files[1].read_bytes()[:-20])
    return files


def foreign(tmp_path, run):
    files = parts(tmp_path, part(run, 1, 2), part(run, 2, 2))
    meta = {"meta": {"protocolVersion": "34.0.0"}}
    end = {"testRunFinished": {"success": True}}
    files[1].write_text(f"{json.dumps(meta)}\n{json.dumps(end)}\n")
    return files


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda tmp, run: [], "No stream is given, there is nothing to merge"),
        (
            lambda tmp, run: parts(tmp, part(run, 1), part(run, 3)),
            "Part 2/3 is missing; only all parts make a run",
        ),
        (
            lambda tmp, run: parts(tmp, part(run, 2)),
            "Part 1/3, 3/3 are missing; only all parts make a run",
        ),
        (
            lambda tmp, run: parts(tmp, part(run, 1, 2), part(run, 2, 2), part(run, 2, 2)),
            "2/messages.ndjson and 3/messages.ndjson are both part 2/2",
        ),
        (
            lambda tmp, run: parts(tmp, part(run, 1, 2), part(run, 2, 2, shard=Shard(2, 2, "x"))),
            "1/messages.ndjson is part 1/2, 2/messages.ndjson part 2/2 of another plan: "
            "other features, another selection or other durations; run all parts alike",
        ),
        (
            lambda tmp, run: parts(tmp, part(run, 1, 2), part(run, 2, 2, shard=None)),
            "1/messages.ndjson is part 1/2 of a run, 2/messages.ndjson is a run of its own; "
            "merge parts with the other parts only",
        ),
        (
            lambda tmp, run: parts(
                tmp,
                part(run, 1, 2, conditions=(("driver", "fast"),)),
                part(run, 2, 2, conditions=(("driver", "browser"),)),
            ),
            "1/messages.ndjson and 2/messages.ndjson ran under different conditions: "
            "driver fast and browser",
        ),
        (
            lambda tmp, run: parts(
                tmp, part(run, 1, 2), part(run, 2, 2, conditions=(*run.conditions, ("a", "b")))
            ),
            "1/messages.ndjson and 2/messages.ndjson ran under different conditions: a unset and b",
        ),
        (
            lambda tmp, run: parts(tmp, part(run, 1, 2), part(run, 2, 2, dry_run=True)),
            "1/messages.ndjson and 2/messages.ndjson ran under different conditions: "
            "dry run no and yes",
        ),
        (
            lambda tmp, run: parts(tmp, *[part(run, 1, 2, shard=None)] * 2),
            "features/reading/tea.feature:21 is told of in 1/messages.ndjson and in "
            "2/messages.ndjson; only runs of different scenarios make one",
        ),
        (
            changed_source,
            "features/writing.feature is not the same in 1/messages.ndjson and 2/messages.ndjson; "
            "run all parts on one version",
        ),
        (
            other_commit,
            "1/messages.ndjson and 2/messages.ndjson ran on different commits: 0a1b and 2c3d; "
            "run all parts on one version",
        ),
        (
            other_readme,
            "features/README.md is not the same in 1/messages.ndjson and 2/messages.ndjson; "
            "run all parts on one version",
        ),
        (cut_off, "2/messages.ndjson is cut off: it does not tell how the run ended"),
        (foreign, "2/messages.ndjson was written by another tool; only our own streams are read"),
    ],
)
def test_what_does_not_belong_together_is_refused_and_nothing_written(tmp_path, make, message):
    target = tmp_path / "merged.ndjson"
    target.write_text("as it was")
    files = make(tmp_path, whole_run())
    with pytest.raises(StreamError) as refused:
        merge(files, target)
    assert str(refused.value).replace(f"{tmp_path}{os.sep}", "") == message
    assert target.read_text() == "as it was"
    assert not list(tmp_path.glob("*.part"))


def test_a_target_that_cannot_be_written_stays_as_it_was(tmp_path):
    files = parts(tmp_path, part(whole_run(), 1, 1))
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="directory"):
        merge(files, tmp_path / "taken")
    assert not list(tmp_path.glob("*.part"))
