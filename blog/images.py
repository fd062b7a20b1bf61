"""The gateway to Cloudinary: nothing else in the blog talks to it.

The SDK's functions are called as `cloudinary.uploader.upload`, through the module, so that a test
which patches them there reaches this code too.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

import cloudinary
import cloudinary.exceptions
import cloudinary.uploader
from cloudinary import CloudinaryResource
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from PIL import Image, UnidentifiedImageError
from urllib3 import Timeout

logger = logging.getLogger(__name__)

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}  # Pillow's name: Cloudinary's
FORMATS_IN_WORDS = "JPEG, PNG, WebP or GIF"
RULES_IN_WORDS = (
    f"{FORMATS_IN_WORDS}, at most {MAX_BYTES // 1024**2} MB and {MAX_PIXELS // 10**6} megapixels."
)

# Seconds. The SDK has no limit of its own: without these, a hanging service hangs the author.
TIMEOUT = Timeout(connect=2, read=10)

# Besides its own Error the SDK lets these through: ValueError when it is not configured, the others
# for replies of a shape that it did not expect.
SDK_ERRORS = (
    cloudinary.exceptions.Error,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OSError,
)

WIDTHS = (480, 800, 1280)


class PictureError(Exception):
    """Tell why a picture could not be stored, in words for its author."""


class PictureRefused(PictureError):
    """Cloudinary does not accept this picture; trying it again will not help."""


class PictureServiceUnavailable(PictureError):
    """Cloudinary could not be reached or did not make sense; it may work later."""


def is_configured() -> bool:
    """Tell whether this installation has a Cloudinary account."""
    config = cloudinary.config()
    return bool(config.cloud_name and config.api_key and config.api_secret)


def check(file: UploadedFile) -> None:
    """Check that `file` is a picture that we take, by what is in it and not by its name.

    Raises ValidationError that names the reason and the limit. The file is left at its beginning.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(
            f"The picture is too large ({filesizeformat(file.size)}). "
            f"Choose one of at most {filesizeformat(MAX_BYTES)}.",
            code="too_large",
        )
    try:
        _decode(file)
    except UnidentifiedImageError:
        raise ValidationError(
            f"This is not a picture that we can show. Choose a {FORMATS_IN_WORDS} file.",
            code="not_a_picture",
        ) from None
    finally:
        file.seek(0)


def _decode(file):
    file.seek(0)
    try:
        with Image.open(file, formats=list(FORMATS)) as image:
            _check_pixels(image.width * image.height)
            image.load()  # only decoding it all finds a file that was cut off
    except (UnidentifiedImageError, ValidationError):
        raise
    except Image.DecompressionBombError:
        _check_pixels(float("inf"))
    except Exception as error:  # a decoder may raise anything for bytes made to confuse it
        raise ValidationError(
            "The picture is damaged or incomplete. Open it on your computer and save it again.",
            code="damaged",
        ) from error


def _check_pixels(pixels):
    if pixels > MAX_PIXELS:
        raise ValidationError(
            f"The picture has too many pixels. Choose one of at most {MAX_PIXELS // 10**6} "
            "megapixels.",
            code="too_many_pixels",
        )


def upload(file: UploadedFile) -> CloudinaryResource:
    """Store `file` at Cloudinary under an id of our own choice and return what names it there.

    Raises PictureRefused or PictureServiceUnavailable.
    """
    file.seek(0)
    try:
        result = cloudinary.uploader.upload(
            file,
            public_id=f"blog/{uuid4().hex}",
            overwrite=False,
            type="upload",
            resource_type="image",
            allowed_formats=list(FORMATS.values()),
            timeout=TIMEOUT,
        )
        return _resource(result)
    except cloudinary.exceptions.BadRequest as error:
        logger.warning("Cloudinary refused a picture: %s", error)
        raise PictureRefused("Cloudinary does not accept this picture") from error
    except SDK_ERRORS as error:
        logger.error("A picture could not be uploaded: %s: %s", type(error).__name__, error)
        raise PictureServiceUnavailable(_why_unavailable()) from error


def _why_unavailable():
    if not is_configured():
        return "pictures are not set up here"
    return "the picture service is not available at the moment"


def _resource(result):
    """Return the resource that an upload's result describes.

    Asynchronous uploads and test doubles leave fields out; only the id is needed to find a picture.
    """
    if not isinstance(result, Mapping) or not isinstance(result["public_id"], str):
        raise TypeError(f"an upload answered {type(result).__name__} without a public_id")
    return CloudinaryResource(
        public_id=result["public_id"],
        version=result.get("version"),
        format=result.get("format"),
        type=result.get("type", "upload"),
        resource_type=result.get("resource_type", "image"),
        metadata=dict(result),
    )


def destroy(picture: CloudinaryResource) -> bool:
    """Remove a picture from Cloudinary; tell whether it is gone.

    A picture that was not there any more counts as gone. A failure is logged, never raised: whoever
    deletes a post must not be stopped by it.
    """
    try:
        result = cloudinary.uploader.destroy(
            picture.public_id,
            resource_type="image",
            type="upload",
            invalidate=True,
            timeout=TIMEOUT,
        )
        gone = result["result"] in {"ok", "not found"}
    except SDK_ERRORS as error:
        logger.error(
            "Picture %s is left at Cloudinary: %s: %s",
            picture.public_id,
            type(error).__name__,
            error,
        )
        return False
    if not gone:
        logger.error("Picture %s is left at Cloudinary: %s", picture.public_id, result["result"])
    return gone


@dataclass(frozen=True)
class Rendition:
    """What an <img> needs to show a picture in all widths, cut to 16:9."""

    src: str
    srcset: str
    width: int
    height: int


def rendition(picture: CloudinaryResource) -> Rendition | None:
    """Return the addresses of `picture`, or None when this installation has no Cloudinary."""
    if not cloudinary.config().cloud_name:
        return None
    urls = {width: _url(picture, width) for width in WIDTHS}
    middle = WIDTHS[len(WIDTHS) // 2]
    return Rendition(
        src=urls[middle],
        srcset=", ".join(f"{url} {width}w" for width, url in urls.items()),
        width=middle,
        height=middle * 9 // 16,
    )


def _url(picture, width):
    return picture.build_url(
        width=width,
        aspect_ratio="16:9",
        crop="fill",
        fetch_format="auto",
        quality="auto",
        secure=True,
    )
