"""PNG files, with animation or without: https://www.w3.org/TR/png-3/, section 5."""

import struct
import zlib
from collections.abc import Iterator

from blog.metadata.exif import only_orientation

_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_IMAGE = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"bKGD", b"pHYs"}
_COLOURS = {b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"cLLI"}
_ANIMATION = {b"acTL", b"fcTL", b"fdAT"}
_NEEDED = _IMAGE | _COLOURS | _ANIMATION


def clean(content: bytes) -> bytes:
    """Return a PNG file with the chunks that its images need to look the same."""
    chunks = list(_chunks(content))
    header, *others = [_written(kind, data) for kind, data in chunks if kind in _NEEDED]
    exif = only_orientation(next((data for kind, data in chunks if kind == b"eXIf"), b""))
    orientation = [_written(b"eXIf", exif)] if exif else []
    return b"".join([_SIGNATURE, header, *orientation, *others])


def _chunks(content) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the data of each chunk up to the end of the image."""
    position, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, position)
        data = content[position + 8 : position + 8 + length]
        if not content.startswith(_checksum(kind, data), position + 8 + length):
            raise ValueError(f"The PNG chunk {kind!r} is damaged.")
        position += 12 + length
        yield kind, data


def _written(kind, data):
    return struct.pack(">I", len(data)) + kind + data + _checksum(kind, data)


def _checksum(kind, data):
    return struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
