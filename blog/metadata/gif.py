"""GIF files, with animation or without: https://www.w3.org/Graphics/GIF/spec-gif89a.txt.

Behind the header come images and extensions, each ending with a chain of short blocks.
"""

import re

_IMAGE, _EXTENSION, _END = b",!;"

# The only extensions that are needed: how to show the next image, and how often all of them.
_NEEDED = re.compile(
    rb"!\xf9\x04....\0|!\xff\x0b(?:NETSCAPE2\.0|ANIMEXTS1\.0)\x03\x01..\0", re.DOTALL
)


def clean(content: bytes) -> bytes:
    """Return a GIF file with its images, their timing and the number of loops."""
    position = 13 + _palette_size(content[10])
    kept = [content[:position]]
    while position != len(content) and content[position] != _END:  # some files leave the end out
        end = _end_of_block(content, position)
        if content[position] == _IMAGE or _NEEDED.fullmatch(content, position, end):
            kept.append(content[position:end])
        position = end
    return b"".join([*kept, b";"])


def _end_of_block(content, position):
    """Return where the image or extension at `position` ends."""
    if content[position] == _IMAGE:
        position += 11 + _palette_size(content[position + 9])
    elif content[position] == _EXTENSION:
        position += 2
    else:
        raise ValueError("The GIF file has something in it that is no image and no extension.")
    while content[position]:
        position += content[position] + 1
    return position + 1


def _palette_size(flags):
    return 3 << ((flags & 0x07) + 1) if flags & 0x80 else 0
