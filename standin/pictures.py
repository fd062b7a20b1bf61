"""What Pillow finds out about pictures, and makes of them."""

from threading import Lock
from typing import IO, NamedTuple

from PIL import Image

from standin.errors import ApiError

# Pillow's name: Cloudinary's. Cloudinary takes more; a blog shows these.
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
}

# A picture of some bytes can claim any size; this is what the free plan takes.
MAX_PIXELS = 50_000_000

# One picture is decoded at a time, so that many requests need no more memory than one.
decoding = Lock()


class Picture(NamedTuple):
    format: str
    width: int
    height: int


def inspect(file: IO[bytes]) -> Picture:
    """Return what kind of picture a file is; refuse any other file, and a damaged one."""
    try:
        with decoding, Image.open(file, formats=list(FORMATS)) as image:
            # An MPO is a JPEG with a second picture behind it, as phones make it.
            kind = "JPEG" if image.format == "MPO" else image.format
            picture = Picture(FORMATS[kind], image.width, image.height)
            if image.width * image.height <= MAX_PIXELS:
                image.draft(None, (1, 1))  # a JPEG is read to its end all the same, but faster
                image.load()
                return picture
    except Exception as error:  # a decoder may raise anything for bytes made to confuse it
        raise ApiError(400, "Invalid image file") from error
    megapixels = picture.width * picture.height / 10**6
    raise ApiError(
        400,
        f"Maximum image size is {MAX_PIXELS // 10**6} Megapixels. "
        f"Requested {megapixels:.2f} Megapixels",
    )
