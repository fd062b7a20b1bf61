"""WebP files, with animation or without: https://www.rfc-editor.org/rfc/rfc9649, section 2."""

import struct
from collections.abc import Iterator

from blog.metadata.exif import only_orientation
from blog.metadata.icc import is_profile

_HEADER = len(b"RIFF....WEBP")

_IMAGE = {b"VP8 ", b"VP8L", b"ALPH"}
_NEEDED = _IMAGE | {b"VP8X", b"ICCP", b"ANIM", b"ANMF"}
_FRAME_HEADER = 16

# VP8X tells which of these there are.
_FLAGS = {b"ICCP": 0x20, b"EXIF": 0x08, b"XMP ": 0x04}


def clean(content: bytes) -> bytes:
    """Return a WebP file with the chunks that its images need to look the same."""
    chunks = list(_chunks(_body(content)))
    kept = [
        (kind, _only_image(data) if kind == b"ANMF" else data)
        for kind, data in chunks
        if kind in _NEEDED and (kind != b"ICCP" or is_profile(data))
    ]
    if kept[0][0] == b"VP8X":
        exif = only_orientation(next((data for kind, data in chunks if kind == b"EXIF"), b""))
        kept += [(b"EXIF", exif)] if exif else []
        kept[0] = (b"VP8X", _with_flags(kept))
    return _written(b"RIFF", b"WEBP" + b"".join(_written(*chunk) for chunk in kept))


def _body(content):
    (size,) = struct.unpack_from("<I", content, 4)
    if len(content) < 8 + size:
        raise ValueError("The WebP file is cut off.")
    return content[_HEADER : 8 + size]


def _chunks(body) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position < len(body):
        kind, size = struct.unpack_from("<4sI", body, position)
        data = body[position + 8 : position + 8 + size]
        if len(data) < size:
            raise ValueError(f"The WebP chunk {kind!r} is cut off.")
        position += 8 + size + size % 2
        yield kind, data


def _only_image(frame):
    """Return a frame of an animation without what it has besides its image."""
    images = [_written(*chunk) for chunk in _chunks(frame[_FRAME_HEADER:]) if chunk[0] in _IMAGE]
    return frame[:_FRAME_HEADER] + b"".join(images)


def _with_flags(kept):
    """Return the data of VP8X with its flags set for what is kept."""
    data = kept[0][1]
    flags = data[0] & ~sum(_FLAGS.values())
    for kind, _ in kept:
        flags |= _FLAGS.get(kind, 0)
    return bytes([flags]) + data[1:]


def _written(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
