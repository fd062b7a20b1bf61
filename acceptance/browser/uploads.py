"""Files chosen for a file field."""

import mimetypes
from os import PathLike
from pathlib import Path, PurePath
from typing import NamedTuple, Self

from acceptance.browser.interface import File


class Upload(NamedTuple):
    """A file as a browser sends it; the empty one stands for a field without a file."""

    name: str = ""
    content: bytes = b""
    content_type: str = "application/octet-stream"

    @classmethod
    def of(cls, file: str | PathLike[str] | File) -> Self:
        """Read a path, or a file in memory from its beginning.

        Raise `OSError` for a path that cannot be read.
        """
        if isinstance(file, str | PathLike):
            path = Path(file)
            return cls(path.name, path.read_bytes(), _type_of(path.name))
        if hasattr(file, "seek"):
            file.seek(0)
        name = PurePath(file.name).name
        return cls(name, file.read(), getattr(file, "content_type", None) or _type_of(name))


def _type_of(name: str) -> str:
    # The types that are not registered include image/webp in Python 3.11 and 3.12.
    return mimetypes.guess_type(name, strict=False)[0] or "application/octet-stream"
