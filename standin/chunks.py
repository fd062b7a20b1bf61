"""Large files that arrive in several requests.

https://cloudinary.com/documentation/upload_images#chunked_asset_upload

Chunks come in order, each with the name of its upload and its own place in the file. Cloudinary
wants at least 5 MB in each but the last; here any size will do.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO
from uuid import uuid4

from standin.errors import ApiError

_ABANDONED_AFTER = 60 * 60  # seconds
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})", re.ASCII)


@dataclass(frozen=True)
class Chunk:
    """Where a part of a file belongs."""

    upload_id: str
    first: int
    last: int
    total: int

    @classmethod
    def announced(cls, headers: Mapping[str, str]) -> "Chunk | None":
        """Read X-Unique-Upload-Id and Content-Range; without them a request brings a whole file."""
        if "Content-Range" not in headers:
            return None
        upload_id = headers.get("X-Unique-Upload-Id", "")
        found = _RANGE.fullmatch(headers["Content-Range"])
        first, last, total = map(int, found.groups()) if found else (0, 0, 0)
        if not (upload_id and first <= last < total):
            raise ApiError(400, "Invalid Content-Range or X-Unique-Upload-Id")
        return cls(upload_id, first, last, total)

    @property
    def ends_file(self) -> bool:
        """Whether nothing comes after this chunk."""
        return self.last + 1 == self.total

    @property
    def key(self) -> str:
        """The same name, fit for a file, for all chunks of one upload."""
        return sha256(f"{self.upload_id}\n{self.total}".encode()).hexdigest()


class Chunks:
    """Files that are still to be completed, in a folder that several processes may share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "chunks"

    @contextmanager
    def add(self, chunk: Chunk, content: Iterable[bytes]) -> Iterator[IO[bytes] | None]:
        """Append a chunk; give the file if it is complete now.

        A chunk that does not continue what is there ends the whole upload. While a file is written
        to it has another name, so that no other request finds it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        shared = self._folder / chunk.key
        own = self._folder / f"{chunk.key}.{uuid4().hex}"
        try:
            with suppress(FileNotFoundError):
                shared.rename(own)
            with own.open("a+b") as file:
                _append(file, chunk, content)
                self._forget_abandoned(now=own.stat().st_mtime)
                yield file if chunk.ends_file else None
            if not chunk.ends_file:
                own.rename(shared)
        finally:
            own.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _forget_abandoned(self, now):
        """Remove what was not added to for long; `now` is by the clock of the file system."""
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another request was faster
                if now - path.stat().st_mtime > _ABANDONED_AFTER:
                    path.unlink()


def _append(file, chunk, content):
    if file.seek(0, 2) != chunk.first:
        raise ApiError(400, f"Chunk at {chunk.first} does not continue this upload")
    file.writelines(content)
    if file.tell() != chunk.last + 1:
        raise ApiError(400, "Chunk and its Content-Range differ in length")
    file.seek(0)
