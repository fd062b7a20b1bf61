"""Of Exif, a picture needs one thing: which way up it is.

Exif is laid out as TIFF: https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, section 2.
"""

import struct
from contextlib import suppress

_BYTE_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_ORIENTATION = (0x0112, 3, 1)  # the tag, of one short number
_TURNED = range(2, 9)  # 1 is the right way up


def only_orientation(exif: bytes) -> bytes:
    """Return an Exif block with the orientation of `exif` and nothing else.

    It is empty for a picture that is the right way up, and for Exif that cannot be read.
    """
    orientation = _orientation(exif.removeprefix(b"Exif\0\0"))
    if orientation not in _TURNED:
        return b""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, *_ORIENTATION, orientation, 0, 0)


def _orientation(tiff):
    order = _BYTE_ORDERS.get(tiff[:4])
    if order is None:
        return None
    with suppress(struct.error):  # a broken one says nothing
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(count):
            *tag, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
            if tuple(tag) == _ORIENTATION:
                return value
    return None
