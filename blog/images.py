"""The gateway to Cloudinary: nothing else in the blog talks to it.

The SDK's functions are called as `cloudinary.uploader.upload`, through the module, so that a test
which patches them there reaches this code too.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from uuid import uuid4

import cloudinary
import cloudinary.exceptions
import cloudinary.uploader
from cloudinary import CloudinaryResource
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import Truncator, get_text_list
from PIL import Image, UnidentifiedImageError
from urllib3 import Timeout

from blog.metadata import without_metadata

logger = logging.getLogger(__name__)

# The formats that the blog can take, by Cloudinary's names: what people call them.
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WebP", "gif": "GIF"}

WIDTHS = (480, 800, 1280)
LONGEST_REASON = 200

# A picture takes up to 15 bytes a pixel while it is decoded, so one has to follow the other.
_decoding = Lock()

# The SDK would try to connect four times, which is three times too many for somebody who waits; and
# keep one connection, where several threads want to use theirs again.
cloudinary.uploader._http.connection_pool_kw.update(retries=False, maxsize=10)


class PictureError(Exception):
    """Tell why a picture could not be stored, and what to do, in words for its author.

    `may_be_stored` tells whether Cloudinary might keep the picture all the same.
    """

    reason: str
    advice: str
    may_be_stored = False


class PictureRefused(PictureError):
    """Cloudinary does not accept this picture; trying it again will not help."""

    advice = "Choose another picture"

    def __init__(self, why: str):
        super().__init__(why)
        self.reason = f"Cloudinary does not accept this picture: {why.rstrip('.')}"


class PictureServiceUnavailable(PictureError):
    """Cloudinary could not be reached or did not make sense; it may work later."""

    reason = "the picture service is not available at the moment"
    advice = "Try the picture again"
    may_be_stored = True


class PicturesNotSetUp(PictureError):
    """Nobody has given this installation a Cloudinary account."""

    reason = "pictures are not set up here"
    advice = "Ask whoever runs this blog"


def is_configured() -> bool:
    """Tell whether this installation has a Cloudinary account."""
    config = cloudinary.config()
    return bool(config.cloud_name and config.api_key and config.api_secret)


def is_stand_in() -> bool:
    """Tell whether a stand-in on this machine, which has no HTTPS, keeps the pictures."""
    config = cloudinary.config()
    return bool(config.cname) and (config.upload_prefix or "").startswith("http://")


def formats_in_words() -> str:
    """Name the formats that are taken: "JPEG, PNG, WebP or GIF"."""
    return get_text_list([FORMATS[name] for name in settings.PICTURE_FORMATS], "or")


def rules_in_words() -> str:
    """Say which pictures are taken."""
    return (
        f"{formats_in_words()}, at most {settings.PICTURE_MAX_MEGABYTES} MB "
        f"and {settings.PICTURE_MAX_MEGAPIXELS} megapixels."
    )


def media_types() -> str:
    """List the media types that are taken, as a file field names them."""
    return ",".join(f"image/{FORMATS[name].lower()}" for name in settings.PICTURE_FORMATS)


def check(file: UploadedFile) -> None:
    """Check that `file` is a picture that we take, by what is in it and not by its name.

    Raises ValidationError that names the reason and the limit. The file is left at its beginning.
    """
    if not file.size:
        raise ValidationError(
            f"The picture file is empty. Choose a {formats_in_words()} file.", code="empty"
        )
    if file.size > settings.PICTURE_MAX_MEGABYTES * 1024**2:
        raise ValidationError(
            f"The picture is too large ({filesizeformat(file.size)}). "
            f"Choose one of at most {settings.PICTURE_MAX_MEGABYTES} MB.",
            code="too_large",
        )
    try:
        _identify(file)
        _decode(_cleaned(file))
    except UnidentifiedImageError:
        raise ValidationError(
            f"This is not a picture that we can show. Choose a {formats_in_words()} file.",
            code="not_a_picture",
        ) from None
    except ValueError as error:
        raise ValidationError(
            "The picture is damaged or incomplete. Open it on your computer and save it again.",
            code="damaged",
        ) from error
    finally:
        file.seek(0)


def _identify(file):
    """Look at the beginning of a picture, which says what it is and how large."""
    names = [FORMATS[name].upper() for name in settings.PICTURE_FORMATS]  # as Pillow has them
    file.seek(0)
    try:
        with Image.open(file, formats=names) as image:
            pixels = image.width * image.height
    except Image.DecompressionBombError:
        pixels = float("inf")
    except UnidentifiedImageError:
        raise
    except Exception as error:  # Pillow may raise anything for bytes made to confuse it
        raise ValueError from error
    _check_pixels(pixels)


def _decode(file):
    """Raise ValueError for a picture that can't be decoded to its end, such as one cut off."""
    try:
        with _decoding, Image.open(file) as image:
            image.load()
    except Exception as error:  # as above
        raise ValueError from error


def _check_pixels(pixels):
    if pixels > settings.PICTURE_MAX_MEGAPIXELS * 10**6:
        raise ValidationError(
            "The picture has too many pixels. "
            f"Choose one of at most {settings.PICTURE_MAX_MEGAPIXELS} megapixels.",
            code="too_many_pixels",
        )


def _cleaned(file: File) -> ContentFile:
    """Return the file without its metadata: nobody is to learn where a photo was taken."""
    file.seek(0)
    return ContentFile(without_metadata(file.read()), name=file.name)


def new_id() -> str:
    """Return an id for a new picture.

    We choose it, so that a picture whose upload was never answered can be found and destroyed.
    """
    return f"{settings.PICTURE_FOLDER}/{uuid4().hex}"


def upload(file: File, public_id: str) -> CloudinaryResource:
    """Store `file`, without its metadata, at Cloudinary and return what names it there.

    Raises one of the PictureErrors, whatever goes wrong. Connecting and sending have one limit,
    and each wait for a part of the answer another; an answer that drips has none.
    """
    try:
        result = cloudinary.uploader.upload(
            _cleaned(file),
            public_id=public_id,
            overwrite=False,
            type="upload",
            resource_type="image",
            allowed_formats=settings.PICTURE_FORMATS,
            timeout=_timeout(settings.PICTURE_UPLOAD_TIMEOUT),
        )
        return _resource(result)
    except cloudinary.exceptions.BadRequest as error:
        logger.warning("Cloudinary refused a picture: %s", error)
        raise PictureRefused(_short(error)) from error
    except Exception as error:  # the SDK lets many kinds through; the text is saved all the same
        logger.error("A picture could not be uploaded: %s: %s", type(error).__name__, _short(error))
        raise _unavailable() from error


def _resource(result):
    """Return the resource that an upload's result describes.

    Asynchronous uploads and test doubles leave fields out; only the id is needed to find a picture.
    """
    public_id = result["public_id"] if isinstance(result, Mapping) else None
    if not (isinstance(public_id, str) and public_id):
        raise TypeError(f"an upload answered {type(result).__name__} without a public_id")
    return CloudinaryResource(metadata=dict(result), default_resource_type="image")


def destroy(public_id: str) -> None:
    """Remove a picture from Cloudinary; one that is not there any more counts as removed.

    Raises PictureServiceUnavailable or PicturesNotSetUp when it may still be there.
    """
    try:
        result = cloudinary.uploader.destroy(
            public_id,
            resource_type="image",
            type="upload",
            invalidate=True,
            timeout=_timeout(settings.PICTURE_DESTROY_TIMEOUT),
        )
        outcome = result["result"]
    except Exception as error:  # as above
        logger.error("Picture %s is left: %s: %s", public_id, type(error).__name__, _short(error))
        raise _unavailable() from error
    if outcome not in {"ok", "not found"}:
        logger.error("Picture %s is left: Cloudinary answered %r", public_id, outcome)
        raise PictureServiceUnavailable


def _timeout(limits):
    """Limit how long a call waits; the SDK has no limit of its own and ignores a configured one.

    urllib3 takes the limit for connecting as one for sending, too: a large picture on a slow line
    needs several seconds.
    """
    connect_and_send, read = limits
    return Timeout(connect=connect_and_send, read=read)


def _short(error):
    """Cut what an error says: the SDK repeats whole web pages."""
    return Truncator(error).chars(LONGEST_REASON)


def _unavailable():
    return PictureServiceUnavailable() if is_configured() else PicturesNotSetUp()


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
        secure=not is_stand_in(),
    )
