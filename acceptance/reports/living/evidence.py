"""Take into the site what runs kept: pictures, saved pages, traces, attachments."""

import mimetypes
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from acceptance.reports.living.addresses import link
from acceptance.reports.living.model import Specification
from acceptance.reports.living.telling import failures_of
from acceptance.stream.outcomes import PICTURES, Attachment, Failure, ScenarioOutcome

FOLDER = "evidence"
PAGES = {".html", ".htm"}
# What a browser would run as well, and no policy can be put into.
ACTIVE = {".svg", ".xhtml", ".xht", ".xml", ".mht", ".mhtml"}
# A saved page must neither run its scripts nor ask other machines for its pictures.
POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; img-src data:; form-action 'none'\">"
)
# Behind it a policy stands before everything else, and browsers add it to the head to come.
DOCTYPE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<!doctype[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Kept:
    """A file of the site: its link, and the size of a picture."""

    link: str
    is_picture: bool
    width: int = 0
    height: int = 0


class Shelf:
    """The files that a site takes with it, copied into its folder before its pages are written."""

    def __init__(self, folder: Path, specification: Specification):
        self._folder = folder
        self._taken: set[str] = set()
        self._kept: dict[str, Kept | None] = {}
        self._attached: dict[int, Kept] = {}  # by their identity: they are large
        for file in _files(specification):
            if file not in self._kept:
                self._kept[file] = self._copied(Path(file))
        for attachment in _attachments(specification):
            if isinstance(attachment.body, bytes):
                self._attached[id(attachment)] = self._written(attachment)

    @property
    def gone(self) -> list[str]:
        """List what runs had kept, and what was not there any more."""
        return [file for file, kept in self._kept.items() if kept is None]

    def file(self, file: str) -> Kept | None:
        """Find a file that a run kept; it is gone when another run has begun since."""
        return self._kept[file]

    def attachment(self, attachment: Attachment) -> Kept:
        """Find what a step attached, unless it is a text, which a page shows itself."""
        return self._attached[id(attachment)]

    def _copied(self, source: Path) -> Kept | None:
        if not source.is_file():
            return None
        if source.suffix.lower() in PAGES:
            return self._keep(
                _name(source), lambda to: to.write_bytes(_harmless(source.read_bytes()))
            )
        return self._keep(_name(source), lambda to: shutil.copyfile(source, to))

    def _written(self, attachment: Attachment) -> Kept:
        suffix = mimetypes.guess_extension(attachment.media_type) or ".bin"
        body = _harmless(attachment.body) if suffix in PAGES else attachment.body
        return self._keep(f"attachment{suffix}", lambda to: to.write_bytes(body))

    def _keep(self, name: str, put: Callable[[Path], object]) -> Kept:
        address = self._free(name)
        target = self._folder / address
        target.parent.mkdir(parents=True, exist_ok=True)
        put(target)
        is_picture = target.suffix.lower() in PICTURES
        width, height = _size(target) if is_picture else (0, 0)
        return Kept(link(address), is_picture, width, height)

    def _free(self, name: str) -> str:
        wanted = PurePosixPath(FOLDER, name)
        if wanted.suffix.lower() in ACTIVE:
            wanted = wanted.with_name(f"{wanted.name}.txt")
        path, number = wanted, 1
        while str(path).casefold() in self._taken:
            number += 1
            path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        self._taken.add(str(path).casefold())
        return str(path)


def _scenarios(specification: Specification) -> Iterator[ScenarioOutcome]:
    return (scenario for run in specification.runs for scenario in run.outcome.scenarios)


def _files(specification: Specification) -> Iterator[str]:
    """Name all files that runs have kept."""
    for scenario in _scenarios(specification):
        yield from (step.evidence.file for step in scenario.steps if step.evidence)
    for failure in _failures(specification):
        yield from failure.page.details if failure.page else ()


def _failures(specification: Specification) -> Iterator[Failure]:
    for scenario in _scenarios(specification):
        yield from failures_of(scenario)
    yield from (
        problem.failure for run in specification.runs for problem in run.outcome.all_problems
    )


def _attachments(specification: Specification) -> Iterator[Attachment]:
    for scenario in _scenarios(specification):
        yield from scenario.attachments
        yield from (attachment for step in scenario.steps for attachment in step.attachments)


def _name(file: Path) -> str:
    """Name a file by its folders below that of the evidence."""
    parts = PurePosixPath(os.path.relpath(file)).parts
    if FOLDER in parts:
        parts = parts[parts.index(FOLDER) + 1 :]
    return "/".join(part for part in parts if part != "..")


def _harmless(page: bytes) -> bytes:
    """Forbid a page whatever would reach beyond it."""
    doctype = DOCTYPE.match(page)
    position = doctype.end() if doctype else 0
    return page[:position] + POLICY.encode() + page[position:]


def _size(picture: Path) -> tuple[int, int]:
    from PIL import Image, UnidentifiedImageError  # most runs keep no pictures, and it takes long

    try:
        with Image.open(picture) as image:
            return image.size
    except (UnidentifiedImageError, OSError):
        return 0, 0
