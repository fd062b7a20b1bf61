"""Colour profiles: https://www.color.org/specification/ICC.1-2022-05.pdf, section 7.2."""

_SIGNATURE = slice(36, 40)
_PADDING = 3


def is_profile(data: bytes) -> bool:
    """Tell whether `data` is one colour profile, with nothing behind it but its padding."""
    size = int.from_bytes(data[:4], "big")
    return data[_SIGNATURE] == b"acsp" and size <= len(data) <= size + _PADDING
