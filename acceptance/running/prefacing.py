"""Write down what is known of a run before its first scenario."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from acceptance.running.conducting import Score
from acceptance.running.dictionary import list_entries, list_types
from acceptance.running.revision import Revision
from acceptance.running.runner import ScenarioRunner
from acceptance.running.tracebacks import relative
from acceptance.stream.preface import Preface, Readme

README = "README.md"


def make_preface(
    runner: ScenarioRunner, score: Score, revision: Revision, paths: Iterable[str]
) -> Preface:
    """Collect it; without paths the whole specification is to run."""
    commit, is_changed = revision.tell()
    return Preface(
        revision=commit,
        is_changed=is_changed,
        conditions=score.conditions,
        paths=tuple(map(relative, paths)),
        readmes=tuple(_readmes(document.uri for document in score.documents)),
        entries=list_entries(runner.step_registry),
        types=list_types(runner.step_registry),
    )


def _readmes(files: Iterable[str]) -> Iterator[Readme]:
    folders = dict.fromkeys(folder for file in files for folder in _folders(PurePosixPath(file)))
    for folder in folders:
        file = folder / README
        with suppress(OSError):
            yield Readme(str(file), Path(file).read_text(encoding="utf-8-sig", errors="replace"))


def _folders(file: PurePosixPath) -> Iterator[PurePosixPath]:
    """Walk down to a file from the working directory; outside it is only the file's own folder."""
    if file.is_absolute() or ".." in file.parts:
        yield file.parent
        return
    *folders, _ = file.parents
    yield from reversed(folders)
