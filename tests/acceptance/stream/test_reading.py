"""What is read from a stream is what was written to it, or else a reason in one line."""

from dataclasses import replace

import pytest

from acceptance.stream.documents import read_document
from acceptance.stream.outcomes import Attachment, Outcome, RunOutcome
from acceptance.stream.preface import Preface
from acceptance.stream.reading import StreamError, read, read_stream
from acceptance.stream.writing import StreamWriter
from tests.acceptance.stream import samples


def test_reading_gives_back_everything_that_was_written(tmp_path):
    run = samples.rich_run()
    assert {scenario.outcome for scenario in run.scenarios} == set(Outcome)
    assert read(samples.write(tmp_path / "build/messages.ndjson", run)) == run


@pytest.mark.parametrize("seed", range(40))
def test_reading_gives_back_whatever_happened(tmp_path, seed):
    run = samples.random_run(seed)
    assert read(samples.write(tmp_path / "messages.ndjson", run)) == run


def test_a_run_of_nothing_can_be_read(tmp_path):
    run = RunOutcome((), started=samples.STARTED, duration=0.25)
    assert read(samples.write(tmp_path / "messages.ndjson", run, sources={})) == run


def test_what_hooks_made_of_a_scenario_is_kept(tmp_path):
    def fate(scenario):
        found = samples.passed(samples.idle(scenario))
        if len(found.steps) < 2:
            return found
        _, second, *others = found.steps
        renamed = replace(second, name="another text", argument="| new |")
        return replace(found, name="Another title", steps=(renamed, *others))

    run = samples.run_of(fate)
    assert read(samples.write(tmp_path / "messages.ndjson", run)) == run


def test_text_that_is_no_unicode_breaks_nothing(tmp_path):
    def fate(scenario):
        found = samples.passed(samples.idle(scenario))
        if not found.steps:
            return found
        broken = Attachment("text/plain", "half \udfff", "\ud83e")
        steps = (replace(found.steps[0], attachments=(broken,)), *found.steps[1:])
        return replace(found, steps=steps, outcome=Outcome.ERROR, missing_evidence="\ud800 lost")

    run = samples.run_of(fate)
    file = samples.write(tmp_path / "messages.ndjson", run)
    assert read(file) == run
    file.read_bytes().decode("ascii")


def test_paths_are_those_seen_from_here_wherever_the_folder_goes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = samples.run_of(lambda s: samples.showing(samples.passed(samples.idle(s))))
    file = samples.write(tmp_path / "build/messages.ndjson", run)
    assert read(file) == run

    moved = (tmp_path / "build").rename(tmp_path / "artefacts")
    (scenario, *_) = read(moved / file.name).scenarios
    assert scenario.evidence[0].file == "artefacts/evidence/a b/tea #1.png"


def test_a_step_may_change_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = samples.run_of(lambda s: samples.showing(samples.passed(samples.idle(s))))
    file = tmp_path / "build/messages.ndjson"
    writer = StreamWriter(file)
    writer.begin(
        [read_document(*source) for source in samples.SOURCES.items()], Preface(), run.started
    )
    monkeypatch.chdir("/")
    writer.end(run)
    monkeypatch.chdir(tmp_path)
    assert read(file) == run


def test_the_preface_is_read_with_the_run(tmp_path):
    file = samples.write(tmp_path / "messages.ndjson", samples.rich_run())
    stream = read_stream(file)
    assert stream.preface == samples.PREFACE
    # Those that steps were matched with come when they are first needed.
    assert stream.phrases == tuple(samples.PHRASES)


def test_a_stream_without_a_preface_has_an_empty_one(stream):
    whole = read_stream(stream)
    lines = finished(stream)
    stream.write_text("".join(line for line in lines if "acceptance.preface" not in line))
    assert read_stream(stream) == replace(whole, preface=Preface())


def finished(file):
    return file.read_text(encoding="ascii").splitlines(keepends=True)


@pytest.fixture
def stream(tmp_path):
    return samples.write(tmp_path / "messages.ndjson", samples.rich_run())


def refusal(file):
    with pytest.raises(StreamError) as refused:
        read(file)
    message = str(refused.value)
    assert message.startswith(str(file))
    assert "\n" not in message
    return message.removeprefix(str(file))


def test_a_missing_file_is_named(tmp_path):
    assert refusal(tmp_path / "none.ndjson") == " cannot be read: No such file or directory"
    assert refusal(tmp_path) == " cannot be read: Is a directory"


def test_an_empty_file_is_named(tmp_path):
    file = tmp_path / "empty.ndjson"
    file.write_bytes(b"\n")
    assert refusal(file) == " is empty: the run that wrote it never began"


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x89PNG\r\n"])
def test_a_file_that_is_no_text_is_named(tmp_path, content):
    file = tmp_path / "bytes.ndjson"
    file.write_bytes(content)
    assert refusal(file).startswith(" is no stream: not UTF-8")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("not json", ":1: not JSON: Expecting value"),
        ("[" * 100_000, ":1: not JSON: maximum recursion depth exceeded"),
        ("[1]", ":1: JSON, but no Cucumber message"),
        ("{}", ":1: JSON, but no Cucumber message"),
        ('{"meta": 1}', ":1: JSON, but no Cucumber message"),
        ('{"a": {}, "meta": {}}', ":1: JSON, but no Cucumber message"),
        ('{"tea": {}}', ":1: JSON, but no Cucumber message"),
        ('{"pickle": {}}', ":1: a stream begins with meta, not with pickle"),
        ('{"meta": {}}', " holds Cucumber Messages of no version, this reads 34"),
        (
            '{"meta": {"protocolVersion": "99.1.0"}}',
            " holds Cucumber Messages 99.1.0, this reads 34",
        ),
    ],
)
def test_a_wrong_first_line_is_named(stream, line, message):
    _, *others = finished(stream)
    stream.write_text(line + "\n" + "".join(others))
    assert refusal(stream).startswith(message)


def test_a_wrong_line_in_the_middle_is_named(stream):
    lines = finished(stream)
    for line, message in [
        ("}", ":31: not JSON: Expecting value"),
        ('{"tea": {}}', ":31: JSON, but no Cucumber message"),
        ('{"testCase": {}}', ":31: testCase is not as expected: KeyError: 'pickleId'"),
        (lines[0].strip(), ":31: another run begins here; merge streams instead"),
    ]:
        stream.write_text("".join([*lines[:30], line + "\n", *lines[31:]]))
        assert refusal(stream).startswith(message)


def test_a_stream_that_is_cut_off_anywhere_is_refused(stream):
    content = stream.read_bytes()
    lines = finished(stream)
    for cut in [content[:-1][:-5], content[: len(content) // 2], "".join(lines[:-1]).encode()]:
        stream.write_bytes(cut)
        assert refusal(stream) == " is cut off: it does not tell how the run ended"


def cuts(content: bytes, every: int):
    """Cut a stream before every so manieth line, and some of these within the line."""
    start = 0
    for number, line in enumerate(content.splitlines(keepends=True)):
        if number % every == 0:
            yield content[:start]
        if number % (7 * every) == 0:
            yield from (content[: start + at] for at in (1, len(line) // 3, len(line) - 2))
            yield content[: start + len(line) - 1]
        start += len(line)


def outcomes(run):
    return {(str(s.location), s.repetition): s.outcome for s in run.scenarios}


@pytest.mark.parametrize(("seed", "every"), [(None, 1), (1, 10), (2, 10), (3, 10)])
def test_what_there_is_of_a_stream_can_be_read(tmp_path, seed, every):
    run = samples.rich_run() if seed is None else samples.random_run(seed)
    file = samples.write(tmp_path / "messages.ndjson", run)
    whole, content = outcomes(run), file.read_bytes()
    begins = content.index(b"\n", content.index(b'{"testRunStarted"'))
    for cut in cuts(content, every):
        file.write_bytes(cut)
        if len(cut) < begins:
            with pytest.raises(StreamError, match=r"cut off before the first|not JSON|is empty"):
                read_stream(file, allow_incomplete=True)
            continue
        stream = read_stream(file, allow_incomplete=True)
        found = outcomes(stream.run)
        assert {place for place, _ in found} == {place for place, _ in whole}
        differing = [outcome for at, outcome in found.items() if outcome is not whole[at]]
        assert not set(differing) - {Outcome.INTERRUPTED, Outcome.NOT_RUN}
        assert differing.count(Outcome.INTERRUPTED) <= 1
        assert stream.is_cut_off
        assert stream.preface == samples.PREFACE


def test_a_missing_line_end_is_no_cut(stream):
    whole = read_stream(stream)
    stream.write_bytes(stream.read_bytes()[:-1])
    assert read_stream(stream, allow_incomplete=True) == whole


def test_a_killed_run_is_told_as_far_as_it_went(stream):
    whole = read(stream)
    lines = finished(stream)
    last = max(n for n, line in enumerate(lines) if line.startswith('{"testCaseStarted"'))
    stream.write_text("".join(lines[: last + 2]) + '{"testStep')
    found = read_stream(stream, allow_incomplete=True)
    run = found.run
    assert found.is_cut_off
    assert (run.stopped_by, run.started, run.duration) == (
        "The stream is cut off",
        whole.started,
        0,
    )
    assert run.conditions == samples.PREFACE.conditions
    assert (run.problems, run.shard, run.exit_code) == ((), None, 1)
    assert run.counts[Outcome.PASSED] == whole.counts[Outcome.PASSED]
    assert run.counts[Outcome.NOT_SELECTED] == 0
    # The one that is written last had not run; where its lines end is not known any more.
    assert run.counts[Outcome.INTERRUPTED] == whole.counts[Outcome.INTERRUPTED] + 1


def test_a_scenario_that_was_to_be_tried_again_was_interrupted(tmp_path):
    run = samples.run_of(
        lambda s: samples.tried_again(samples.idle(s)) if s.steps else samples.idle(s)
    )
    file = samples.write(tmp_path / "messages.ndjson", run)
    lines = finished(file)
    number = next(n for n, line in enumerate(lines) if line.startswith('{"testCaseFinished"'))
    file.write_text("".join(lines[: number + 1]))
    counts = read_stream(file, allow_incomplete=True).run.counts
    assert (counts[Outcome.INTERRUPTED], counts[Outcome.NOT_RUN]) == (1, run.counts.total() - 1)


def test_a_stream_that_is_whole_is_not_cut_off(stream):
    assert read_stream(stream, allow_incomplete=True) == read_stream(stream)


def test_of_a_stream_that_is_cut_off_the_middle_has_to_be_sound(stream):
    lines = finished(stream)[:-9]
    for line, message in [("}", ":31: not JSON"), ('{"tea": {}}', ":31: JSON, but no Cucumber")]:
        stream.write_text("".join([*lines[:30], line + "\n", *lines[31:]]))
        with pytest.raises(StreamError, match=message):
            read_stream(stream, allow_incomplete=True)


def test_a_cut_off_stream_of_another_tool_is_refused(stream):
    lines = [line for line in finished(stream) if "x.acceptance" not in line]
    stream.write_text("".join(lines[:-1]))
    with pytest.raises(StreamError, match="was written by another tool"):
        read_stream(stream, allow_incomplete=True)


def test_a_lost_line_is_noticed(stream):
    lines = finished(stream)
    number = next(n for n, line in enumerate(lines) if "acceptance.scenario" in line)
    stream.write_text("".join([*lines[:number], *lines[number + 1 :]]))
    assert "what became of features/reading/tea.feature:21 is not told" in refusal(stream)


def test_a_stream_of_another_tool_is_refused(stream):
    lines = [line for line in finished(stream) if "x.acceptance" not in line]
    stream.write_text("".join(lines))
    assert refusal(stream) == " was written by another tool; only our own streams are read"


def test_line_ends_of_windows_do_not_matter(stream):
    run = read(stream)
    stream.write_bytes(stream.read_bytes().replace(b"\n", b"\r\n"))
    assert read(stream) == run
