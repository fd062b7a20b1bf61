"""Take into the site what runs kept: pictures, saved pages, traces, attachments."""

import mimetypes
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, UnidentifiedImageError

from acceptance.reports.living.addresses import link
from acceptance.stream.outcomes import PICTURES, Attachment

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
    """The files that the site takes with it; they are copied when pages first show them."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._kept: dict[str, Kept | None] = {}
        self.gone: list[str] = []
        self._taken: set[str] = set()

    def file(self, file: str) -> Kept | None:
        """Take in a file that a run kept; it is gone when another run has begun since."""
        if file not in self._kept:
            source = Path(file)
            self._kept[file] = self._keep(_name(file), lambda to: _copy(source, to))
            if self._kept[file] is None:
                self.gone.append(file)
        return self._kept[file]

    def attachment(self, attachment: Attachment) -> Kept | None:
        """Take in what a step attached, unless it is a text that a page can show itself."""
        body = attachment.body
        if isinstance(body, str):
            return None
        suffix = mimetypes.guess_extension(attachment.media_type) or ".bin"
        return self._keep(f"attachment{suffix}", lambda to: _write(body, to))

    def _keep(self, name: str, put: Callable[[Path], object]) -> Kept | None:
        address = self._free(name)
        target = self._folder / address
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            put(target)
        except OSError:
            return None
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


def _name(file: str) -> str:
    """Name a file by its folders below that of the evidence."""
    parts = PurePosixPath(os.path.relpath(file)).parts
    if FOLDER in parts:
        parts = parts[parts.index(FOLDER) + 1 :]
    return "/".join(part for part in parts if part != "..")


def _copy(source: Path, target: Path) -> None:
    if target.suffix.lower() in PAGES:
        _write(source.read_bytes(), target)
    else:
        shutil.copyfile(source, target)


def _write(content: bytes, target: Path) -> None:
    target.write_bytes(_harmless(content) if target.suffix.lower() in PAGES else content)


def _harmless(page: bytes) -> bytes:
    """Forbid a page whatever would reach beyond it."""
    doctype = DOCTYPE.match(page)
    position = doctype.end() if doctype else 0
    return page[:position] + POLICY.encode() + page[position:]


def _size(picture: Path) -> tuple[int, int]:
    try:
        with Image.open(picture) as image:
            return image.size
    except (UnidentifiedImageError, OSError):
        return 0, 0
