"""A Cloudinary in memory. It takes the place of the SDK's functions, so nothing leaves the process.

It answers in the documented shape (https://cloudinary.com/documentation/image_upload_api_reference),
remembers what it was asked, and can be told to fail in each way that the real one does.
"""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from unittest import mock

import cloudinary
from behave import fixture
from cloudinary import CloudinaryResource, exceptions, utils
from django.test import override_settings
from PIL import Image, UnidentifiedImageError

from features.support.pictures import picture_file

# What the SDK raises or returns for each trouble, by the words of the feature files.
TROUBLES = {
    "can't be reached": exceptions.Error("Socket error: ConnectionRefusedError(111)"),
    "takes too long": exceptions.Error("Unexpected error - ReadTimeoutError('timed out')"),
    "has an internal error": exceptions.GeneralError("Internal error"),
    "answers with a web page": exceptions.Error("Error parsing server response (502) - <html>"),
    "answers nothing": {},
    "asks to come back later": exceptions.RateLimited("Rate limit exceeded"),
    "does not accept our account": exceptions.AuthorizationRequired("Invalid Signature test-key"),
    "refuses the picture": exceptions.BadRequest("Invalid image file"),
}


@dataclass
class Picture:
    """A picture that is kept: the name of the file it came from, and what an upload answered."""

    name: str
    result: dict


@dataclass
class CloudinaryInMemory:
    """Keep pictures by their public id, and count what was asked."""

    kept: dict[str, Picture] = field(default_factory=dict)
    uploads: list[str] = field(default_factory=list)
    destroyed: list[str] = field(default_factory=list)
    trouble: object = None

    @contextmanager
    def in_place_of_the_sdk(self):
        """Answer the SDK's uploader for as long as the block lasts."""
        with mock.patch.multiple(
            "cloudinary.uploader",
            upload=self.upload,
            upload_large=self.upload,
            destroy=self.destroy,
        ):
            yield self

    def upload(self, file, **options):
        """Keep a picture as the service would, or get into the trouble that a scenario is about."""
        self.uploads.append(file.name)
        if self.trouble is not None:
            return self._get_into_trouble(options)
        return self._keep(file, **options)

    def destroy(self, public_id, **options):
        """Remove a picture, or say that there was none."""
        self.destroyed.append(public_id)
        if self.trouble is not None:
            return self._get_into_trouble(options)
        picture = self.kept.pop(public_id, None)
        return {"result": "ok" if picture else "not found"}

    def add(self, name: str) -> CloudinaryResource:
        """Keep a picture from before the scenario, of which nobody is asked any more."""
        result = self._keep(picture_file(name), public_id=f"blog/before-{len(self.kept):04}")
        return CloudinaryResource(metadata=result)

    @property
    def names(self) -> list[str]:
        """The file names of all pictures that are kept."""
        return sorted(picture.name for picture in self.kept.values())

    def name_of(self, src: str) -> str:
        """Return the name of the file that an address shows, or the address when it shows none."""
        shown = (picture.name for id_, picture in self.kept.items() if id_ in src)
        return next(shown, src)

    def _get_into_trouble(self, options):
        _check_account()
        if not options.get("timeout"):
            raise AssertionError("a call without a time-out would wait for a hanging service")
        if isinstance(self.trouble, Exception):
            raise self.trouble
        return self.trouble

    def _keep(self, file, *, public_id, **options):
        _check_account()
        result = _answer(public_id, file)
        if result["format"] not in options.get("allowed_formats", [result["format"]]):
            raise exceptions.BadRequest(f"Image file format {result['format']} not allowed")
        self.kept[public_id] = Picture(file.name, result)
        return result


def _check_account():
    if not cloudinary.config().api_key:
        raise ValueError("Must supply api_key")


def _answer(public_id, file):
    """Return what the service answers to an upload, in all its documented fields."""
    content = file.read()
    if not content:
        raise exceptions.BadRequest("Empty file")
    try:
        with Image.open(file) as image:
            kind, width, height = image.format.lower().replace("jpeg", "jpg"), *image.size
    except UnidentifiedImageError:
        raise exceptions.BadRequest("Invalid image file") from None
    version = int(datetime.now(UTC).timestamp())
    address = f"//res.cloudinary.com/testcloud/image/upload/v{version}/{public_id}.{kind}"
    return {
        "asset_id": hashlib.md5(public_id.encode(), usedforsecurity=False).hexdigest(),
        "public_id": public_id,
        "version": version,
        "version_id": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        "signature": utils.api_sign_request(
            {"public_id": public_id, "version": version}, cloudinary.config().api_secret
        ),
        "width": width,
        "height": height,
        "format": kind,
        "resource_type": "image",
        "created_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tags": [],
        "bytes": len(content),
        "type": "upload",
        "etag": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        "placeholder": False,
        "url": f"http:{address}",
        "secure_url": f"https:{address}",
    }


@fixture
def without_account(context):
    """Take the Cloudinary account away from the blog for the rest of the scenario."""
    with override_settings(CLOUDINARY={}):
        cloudinary.reset_config()
        yield
    cloudinary.reset_config()
