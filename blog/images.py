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

WIDTHS = (480, 800, 1280)


class PictureError(Exception):
    """Tell why a picture could not be stored, and what to do, in words for its author."""

    reason: str
    advice: str


class PictureRefused(PictureError):
    """Cloudinary does not accept this picture; trying it again will not help."""

    reason = "Cloudinary does not accept this picture"
    advice = "Choose another picture"


class PictureServiceUnavailable(PictureError):
    """Cloudinary could not be reached or did not make sense; it may work later."""

    reason = "the picture service is not available at the moment"
    advice = "Try the picture again"


class PicturesNotSetUp(PictureError):
    """Nobody has given this installation a Cloudinary account."""

    reason = "pictures are not set up here"
    advice = "Ask whoever runs this blog"


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

    Raises one of the PictureErrors, whatever goes wrong.
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
        raise PictureRefused from error
    except Exception as error:  # the SDK lets many kinds through; the text is saved all the same
        logger.error("A picture could not be uploaded: %s: %s", type(error).__name__, error)
        raise (PictureServiceUnavailable if is_configured() else PicturesNotSetUp) from error


def _resource(result):
    """Return the resource that an upload's result describes.

    Asynchronous uploads and test doubles leave fields out; only the id is needed to find a picture.
    """
    public_id = result["public_id"] if isinstance(result, Mapping) else None
    if not (isinstance(public_id, str) and public_id):
        raise TypeError(f"an upload answered {type(result).__name__} without a public_id")
    return CloudinaryResource(metadata=dict(result), default_resource_type="image")


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
        outcome = result["result"]
    except Exception as error:  # as above
        outcome = f"{type(error).__name__}: {error}"
    if outcome not in {"ok", "not found"}:
        logger.error("Picture %s is left at Cloudinary: %s", picture.public_id, outcome)
        return False
    return True


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
