"""Transformations of pictures, as far as a blog uses them.

https://cloudinary.com/documentation/transformation_reference

An animation becomes its first frame. A derivative carries none of the original's metadata.
"""

import io
import re
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote

from PIL import Image, ImageOps

from standin.errors import ApiError
from standin.pictures import FORMATS, decoding

MOST_PIXELS = 25_000_000  # of a derivative, as on the free plan
AUTOMATIC_QUALITY = 80

_KINDS = {name: kind for kind, name in FORMATS.items()}
_PATTERNS = {
    "w": r"[1-9]\d{0,4}",
    "h": r"[1-9]\d{0,4}",
    "ar": r"[1-9]\d{0,3}:[1-9]\d{0,3}",
    "c": "fill|fit|limit|scale",
    "f": "auto|" + "|".join(_KINDS),
    "q": r"auto|[1-9]\d?|100",
}


@dataclass(frozen=True)
class Transformation:
    """What is to be made of a picture; None leaves that to the picture itself."""

    width: int | None
    height: int | None
    ratio: float | None
    crop: str
    format: str | None
    quality: int


def parse(text: str) -> Transformation:
    """Read a transformation such as `ar_16:9,c_fill,w_480`; refuse what is not known here."""
    values = dict(_value(part) for part in text.split(",")) if text else {}
    ratio = values.get("ar")
    if ratio and ("w" in values) == ("h" in values):
        raise ApiError(400, "An aspect ratio needs either a width or a height")
    return Transformation(
        width=int(values["w"]) if "w" in values else None,
        height=int(values["h"]) if "h" in values else None,
        ratio=_quotient(ratio) if ratio else None,
        crop=values.get("c", "scale"),
        format=values.get("f"),
        quality=AUTOMATIC_QUALITY if values.get("q", "auto") == "auto" else int(values["q"]),
    )


def _value(part):
    name, _, value = part.partition("_")
    if name not in _PATTERNS or not re.fullmatch(_PATTERNS[name], value, re.ASCII):
        raise ApiError(400, f"Invalid transformation component - {quote(part, safe=',:')}")
    return name, value


def _quotient(ratio):
    across, down = ratio.split(":")
    return int(across) / int(down)


def render(original: IO[bytes], wanted: Transformation, form: str) -> bytes:
    """Return the picture that a transformation makes of another, in the format `form`."""
    with decoding, Image.open(io.BytesIO(original.read()), formats=list(FORMATS)) as source:
        image = _resized(_plain(source), wanted)
    if form == "jpg":
        image = _on_white(image)
    result = io.BytesIO()
    image.save(result, _KINDS[form], quality=wanted.quality)
    return result.getvalue()


def _plain(source):
    """Return a picture the right way up, in plain colours, without its metadata."""
    image = _upright(source)
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.info.clear()
    return image


def _upright(source):
    try:
        return ImageOps.exif_transpose(source)
    except Exception:  # notes that are spoilt may raise anything; the picture itself is good
        return source


def _resized(image, wanted):
    box = _box(image.size, wanted)
    if box[0] * box[1] > MOST_PIXELS:
        raise ApiError(400, f"Maximum image size is {MOST_PIXELS // 10**6} Megapixels.")
    match wanted.crop:
        case "fill":
            return ImageOps.fit(image, box)
        case "fit":
            return ImageOps.contain(image, box)
        case "limit":
            return image if _fits(image.size, box) else ImageOps.contain(image, box)
        case _:
            return image.resize(box)


def _box(size, wanted):
    """Return the width and height that are asked for; one that is left open follows the other."""
    ratio = wanted.ratio or size[0] / size[1]
    width, height = wanted.width, wanted.height
    if width is None and height is None:
        return size
    return (
        width or max(1, round(height * ratio)),
        height or max(1, round(width / ratio)),
    )


def _fits(size, box):
    return size[0] <= box[0] and size[1] <= box[1]


def _on_white(image):
    if image.mode == "RGB":
        return image
    background = Image.new("RGB", image.size, "white")
    background.paste(image, mask=image.getchannel("A"))
    return background
