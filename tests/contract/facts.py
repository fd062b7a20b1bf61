"""What is true of Cloudinary, as one table that every kind of it is held to.

Each fact calls the SDK as the blog does and raises AssertionError, or anything else, if it is not
so. Source: https://cloudinary.com/documentation/image_upload_api_reference
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import cloudinary
import cloudinary.uploader
import pytest
from cloudinary import exceptions, utils
from django.conf import settings
from django.core.files.base import ContentFile
from urllib3 import Timeout

from features.support.pictures import encoded

TIMEOUT = Timeout(connect=5, read=30)
TYPES = {
    "asset_id": str,
    "public_id": str,
    "version": int,
    "version_id": str,
    "signature": str,
    "width": int,
    "height": int,
    "format": str,
    "resource_type": str,
    "created_at": str,
    "tags": list,
    "bytes": int,
    "type": str,
    "etag": str,
    "placeholder": bool,
    "url": str,
    "secure_url": str,
}

FACTS: dict[str, Callable[[], None]] = {}


def fact(check: Callable[[], None]) -> Callable[[], None]:
    """Enter a check into the table under its name, as a sentence."""
    FACTS[check.__name__.replace("_", " ")] = check
    return check


def upload(content=None, **options):
    """Upload a picture with what the blog passes on, under an id of its own."""
    options = {"public_id": f"{settings.PICTURE_FOLDER}/{uuid4().hex}", **options}
    file = ContentFile(encoded("JPEG") if content is None else content, name="cup")
    return cloudinary.uploader.upload(file, timeout=TIMEOUT, **options)


def destroy(public_id, **options):
    """Destroy a picture as the blog does, and return what came of it."""
    return cloudinary.uploader.destroy(public_id, timeout=TIMEOUT, **options)["result"]


@fact
def an_upload_answers_all_documented_fields():
    answer = upload()

    types = {name: type(answer.get(name)) for name in TYPES}
    assert types == TYPES


@fact
def the_answer_describes_the_picture():
    content = encoded("PNG", size=(320, 180))

    answer = upload(content)

    described = (answer["format"], answer["width"], answer["height"], answer["bytes"])
    assert described == ("png", 320, 180, len(content))
    assert answer["etag"] == hashlib.md5(content, usedforsecurity=False).hexdigest()
    assert (answer["resource_type"], answer["type"]) == ("image", "upload")
    assert answer["tags"] == []


@fact
def every_format_of_the_blog_is_known():
    formats = [upload(encoded(kind))["format"] for kind in ("JPEG", "PNG", "WEBP", "GIF")]

    assert formats == ["jpg", "png", "webp", "gif"]


@fact
def a_picture_is_kept_under_the_id_that_was_asked_for():
    public_id = f"{settings.PICTURE_FOLDER}/{uuid4().hex}"

    assert upload(public_id=public_id)["public_id"] == public_id


@fact
def the_addresses_agree_with_id_and_version():
    answer = upload()

    end = f"/image/upload/v{answer['version']}/{answer['public_id']}.jpg"
    # Only the live service has HTTPS to offer, so the scheme of the second is no part of this.
    assert answer["url"].startswith("http://")
    assert answer["url"].endswith(end)
    assert answer["secure_url"].endswith(end)


@fact
def the_answer_is_signed():
    answer = upload()

    signed = answer["public_id"], answer["version"], answer["signature"]
    assert utils.verify_api_response_signature(*signed)


@fact
def the_answer_is_dated():
    answer = upload()

    created_at = datetime.strptime(answer["created_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    now = datetime.now(UTC)
    assert abs(created_at - now) < timedelta(minutes=10)
    assert abs(answer["version"] - now.timestamp()) < 600


@fact
def two_pictures_are_two_assets():
    first, second = upload(), upload()

    assert first["asset_id"] != second["asset_id"]
    assert first["public_id"] != second["public_id"]


@fact
def a_picture_is_not_overwritten_unasked():
    first = upload()

    second = upload(encoded("PNG"), public_id=first["public_id"], overwrite=False)

    assert second["existing"] is True
    assert (second["asset_id"], second["etag"]) == (first["asset_id"], first["etag"])


@fact
def a_format_that_is_not_allowed_is_refused():
    with pytest.raises(exceptions.BadRequest):
        upload(encoded("BMP"), allowed_formats=["jpg", "png"])


@fact
def what_is_no_picture_is_refused():
    with pytest.raises(exceptions.BadRequest):
        upload(b"Put the kettle on.")


@fact
def an_empty_file_is_refused():
    with pytest.raises(exceptions.BadRequest):
        upload(b"")


@fact
def a_wrong_secret_is_refused():
    with pytest.raises(exceptions.AuthorizationRequired):
        upload(api_secret="somebody else's")
    with pytest.raises(exceptions.AuthorizationRequired):
        destroy(upload()["public_id"], api_secret="somebody else's")


@fact
def an_unknown_key_is_refused():
    with pytest.raises(exceptions.AuthorizationRequired):
        upload(api_key="0")


@fact
def without_an_account_nothing_is_sent():
    with pytest.raises(ValueError, match="Must supply"):
        upload(api_key="", api_secret="")


@fact
def a_picture_is_destroyed_once():
    public_id = upload()["public_id"]

    assert destroy(public_id, invalidate=True) == "ok"
    assert destroy(public_id, invalidate=True) == "not found"


@fact
def what_never_was_is_not_found():
    assert destroy(f"{settings.PICTURE_FOLDER}/{uuid4().hex}") == "not found"
