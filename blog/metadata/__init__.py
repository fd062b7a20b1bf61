"""Pictures without what they tell about their author: where, when and with what they were taken.

Cloudinary hands the original file to everybody, so this has to go before the upload. The image data
is copied as it is, never encoded anew; around it, only what a picture needs to look the same is
kept. What is not known to be needed is left out.
"""

import re
import struct

from blog.metadata import gif, jpeg, png, webp

_CLEANERS = (
    (re.compile(rb"\xff\xd8\xff"), jpeg.clean),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), png.clean),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), webp.clean),
    (re.compile(rb"GIF8[79]a"), gif.clean),
)


def without_metadata(content: bytes) -> bytes:
    """Return a JPEG, PNG, WebP or GIF file without what says where, when and with what it was made.

    Pixels, colours, animation and orientation stay the same, bit for bit. Raises ValueError when
    the file does not keep to the rules of its format, or ends before its image does: then nobody
    can tell the image from the rest.
    """
    for beginning, clean in _CLEANERS:
        if beginning.match(content):
            return _cleaned(clean, content)
    raise ValueError("This is not a JPEG, PNG, WebP or GIF file.")


def _cleaned(clean, content):
    try:
        return clean(content)
    except (IndexError, struct.error) as error:
        raise ValueError("The file is cut off or damaged.") from error
