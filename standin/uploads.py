import base64
import binascii
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from werkzeug import Request

from standin.errors import ApiError
from standin.files import blocks

_DATA_URI = re.compile(r"data:[^,]*;base64,(.*)", re.DOTALL)


class Received(NamedTuple):
    """A file as it came in, and what its sender calls it."""

    file: IO[bytes]
    filename: str

    @property
    def size(self) -> int:
        """The number of bytes."""
        return self.file.seek(0, io.SEEK_END)

    def blocks(self) -> Iterator[bytes]:
        """Return the bytes in parts, from the beginning."""
        self.file.seek(0)
        return blocks(self.file)

    @property
    def stem(self) -> str:
        """The name without folders and without its ending."""
        return PurePosixPath(self.filename).stem or "file"


def received(request: Request) -> Received:
    """Return the file that a request brings, as a part of the form or as a data URI.

    https://www.rfc-editor.org/rfc/rfc2397
    """
    uploaded = request.files.get("file")
    if uploaded is not None:
        return Received(uploaded.stream, uploaded.filename or "file")
    text = request.form.get("file", "")
    if not text:
        raise ApiError(400, "Missing required parameter - file")
    if found := _DATA_URI.fullmatch(text):
        return Received(io.BytesIO(_decoded(found[1])), "file")
    raise ApiError(400, "The stand-in takes files and data URIs; it fetches nothing from elsewhere")


def _decoded(text):
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise ApiError(400, "Invalid data URI") from None
