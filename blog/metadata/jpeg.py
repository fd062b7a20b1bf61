"""JPEG files: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B.

A segment is a marker (0xFF and a code), a length and a payload; here it is the code and the payload
in one. Application segments start with the name of what is in them.
"""

import re
import struct
from collections.abc import Iterator

from blog.metadata.exif import only_orientation
from blog.metadata.icc import is_profile

_START, _END = b"\xff\xd8", b"\xff\xd9"
_START_OF_SCAN, _COMMENT = 0xDA, 0xFE
_APPLICATION = range(0xE0, 0xF0)
# A progressive image has about ten. Each costs a few bytes, and makes a decoder go through all of
# the image once more.
_MOST_SCANS = 100

# In a scan, 0xFF is also a byte of the data (0x00 follows), a restart (0xD0 to 0xD7) or filling.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

# Of the application segments, these matter for size, orientation and colours.
_JFIF = re.compile(rb"\xe0JFIF\0.{7}", re.DOTALL)  # as far as the size of its thumbnail
_EXIF = re.compile(rb"\xe1Exif\0\0.*", re.DOTALL)
_PROFILE = re.compile(rb"\xe2ICC_PROFILE\0.*", re.DOTALL)
_ADOBE = re.compile(rb"\xeeAdobe.{7}", re.DOTALL)

_NO_THUMBNAIL = b"\0\0"  # its size in JFIF: https://www.w3.org/Graphics/JPEG/jfif3.pdf
_PROFILE_DATA = slice(15, None)  # behind the name, the number of this part and of all parts

# How long a table, or the header of a frame or scan, is by what stands in it.
_TABLES = {
    0xC4: lambda segment, at: 17 + sum(segment[at + 1 : at + 17]),  # for Huffman coding
    0xDB: lambda segment, at: 65 + 64 * (segment[at] >> 4),  # for quantization
}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_HEADERS = dict.fromkeys(_FRAMES, lambda segment, at: 6 + 3 * segment[at + 5]) | {
    _START_OF_SCAN: lambda segment, at: 4 + 2 * segment[at],
    0xDD: lambda segment, at: 2,  # how often a scan restarts
}
_LENGTHS = _TABLES | _HEADERS


def clean(content: bytes) -> bytes:
    """Return the first image of a JPEG file with the segments that it needs to look the same."""
    application, image, scans = [], [], 0
    for segment, scan in _segments(content):
        if segment[0] in _APPLICATION:
            application.append(segment)
        elif segment[0] != _COMMENT:
            _check_length(segment)
            image += _written(segment), scan
            scans += bool(scan)
            if scans > _MOST_SCANS:
                raise ValueError("The JPEG file has too many scans.")
    return b"".join([_START, *map(_written, _needed(application)), *image, _END])


def _segments(content) -> Iterator[tuple[bytes, bytes]]:
    """Yield each segment up to the end of the image, with its scan when it starts one."""
    position = _next_marker(content, len(_START))
    while not content.startswith(_END, position):
        (length,) = struct.unpack_from(">H", content, position + 2)
        end = position + 2 + length
        segment = content[position + 1 : position + 2] + content[position + 4 : end]
        position = _next_marker(content, end)
        yield segment, content[end:position] if segment[0] == _START_OF_SCAN else b""


def _next_marker(content, position):
    marker = _MARKER.search(content, position)
    if marker is None:
        raise ValueError("The JPEG file has no end.")
    return marker.start()


def _check_length(segment):
    """Raise ValueError for a segment that no image needs, or that has room for something else."""
    kind = segment[0]
    if kind not in _LENGTHS:
        raise ValueError(f"A JPEG image does not need segments of type {kind:#x}.")
    position = 1 + _LENGTHS[kind](segment, 1)
    while position < len(segment) and kind in _TABLES:  # there may be several in one segment
        position += _TABLES[kind](segment, position)
    if position != len(segment):
        raise ValueError(f"A JPEG segment of type {kind:#x} has the wrong length.")


def _needed(application):
    """Return the application segments that matter, with nothing in them that does not."""
    jfif, exif, profile, adobe = (
        [match[0] for segment in application if (match := pattern.match(segment))]
        for pattern in (_JFIF, _EXIF, _PROFILE, _ADOBE)
    )
    profile.sort()
    if not is_profile(b"".join(part[_PROFILE_DATA] for part in profile)):
        profile = []
    orientation = only_orientation(exif[0][1:]) if exif else b""
    turned = [b"\xe1Exif\0\0" + orientation] if orientation else []
    return [*(segment + _NO_THUMBNAIL for segment in jfif[:1]), *turned, *profile, *adobe[:1]]


def _written(segment):
    return b"\xff" + segment[:1] + struct.pack(">H", len(segment) + 1) + segment[1:]
