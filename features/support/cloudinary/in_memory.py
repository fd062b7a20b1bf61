"""A Cloudinary in memory. It takes the place of the SDK's functions: nothing leaves the process.

It answers in the documented shape (https://cloudinary.com/documentation/image_upload_api_reference)
and gets into trouble as the SDK tells of it.
"""

import hashlib
import io
from datetime import UTC, datetime
from unittest import mock

import cloudinary
from cloudinary import exceptions, utils
from PIL import Image, UnidentifiedImageError

from features.support.cloudinary.double import Cloudinary, Picture
from features.support.cloudinary.troubles import Trouble

# What the SDK raises or returns for each trouble, while nothing is done.
SYMPTOMS = {
    Trouble.UNREACHABLE: exceptions.Error("Socket error: ConnectionRefusedError(111)"),
    Trouble.SLOW: exceptions.Error("Unexpected error - ReadTimeoutError('timed out')"),
    Trouble.INTERNAL_ERROR: exceptions.GeneralError("Internal error"),
    Trouble.WEB_PAGE: exceptions.Error("Error parsing server response (502) - <html>"),
    Trouble.NOTHING: {},
    Trouble.NONSENSE: mock.MagicMock(),
    Trouble.RATE_LIMIT: exceptions.RateLimited("Rate limit exceeded"),
    Trouble.REFUSED: exceptions.BadRequest("Invalid image file"),
    Trouble.PROMISE: {"status": "pending", "batch_id": "9c64e59ea5cb8d1b"},
}
LOST_ANSWER = exceptions.Error("Unexpected error - ProtocolError('Connection aborted.')")
FORMATS = {"JPEG": "jpg", "MPO": "jpg"}


class CloudinaryInMemory(Cloudinary):
    """Keep pictures in dicts, for the account that the settings name when it is made."""

    def __init__(self):
        super().__init__()
        self._account = _account()
        self._contents: dict[str, bytes] = {}
        self._answers: dict[str, dict] = {}
        self._trouble: Trouble | None = None

    def fail_by(self, trouble: Trouble) -> None:
        """Fail in that way until `recovery` ends."""
        self._trouble = trouble
        self.recovery.callback(setattr, self, "_trouble", None)

    def answer_upload(self, file, **options) -> dict:
        """Store a picture, or show the symptom of the present trouble."""
        self._check_account(options)
        return self._with_symptom(lambda: self._store(file, **options), brief=("public_id",))

    def answer_destroy(self, public_id: str, **options) -> dict:
        """Remove a picture or say that there was none, or show the symptom."""
        self._check_account(options)
        return self._with_symptom(lambda: self._remove(public_id), brief=("result",))

    def public_ids(self) -> list[str]:
        """List what is kept."""
        return list(self._contents)

    def original(self, public_id: str) -> bytes:
        """Return a picture as it was stored."""
        return self._contents[public_id]

    def shows(self, address: str) -> bool:
        """Tell whether an address has the id of a picture in it."""
        return self.picture_at(address) is not None

    def picture_at(self, address: str) -> Picture | None:
        """Return a picture as it was stored, whatever its address asks to make of it."""
        stored = self._contents.copy().items()
        contents = (content for public_id, content in stored if public_id in address)
        content = next(contents, None)
        return None if content is None else Picture(_media_type(content), content)

    def _with_symptom(self, act, *, brief):
        symptom = SYMPTOMS.get(self._trouble)
        if isinstance(symptom, Exception):
            raise symptom
        if symptom is not None:
            return symptom
        answer = act()
        if self._trouble is Trouble.LOST_ANSWER:
            raise LOST_ANSWER
        return {key: answer[key] for key in brief} if self._trouble is Trouble.BRIEF else answer

    def _check_account(self, options):
        """Know the account that the SDK would use, and refuse any other."""
        _, key, secret = account = _account(options)
        if not (key and secret):
            raise ValueError("Must supply api_key")
        if account != self._account:
            raise exceptions.AuthorizationRequired("Invalid Signature")

    def _store(self, file, *, public_id, overwrite=True, allowed_formats=(), **_):
        if public_id in self._contents and not overwrite:
            return {**self._answers[public_id], "existing": True}
        content = file.read()
        kind, size = _look_into(content)
        if allowed_formats and kind not in allowed_formats:
            raise exceptions.BadRequest(f"Image file format {kind} not allowed")
        self._contents[public_id] = content
        self._answers[public_id] = _answer(public_id, content, kind, size)
        return self._answers[public_id]

    def _remove(self, public_id):
        return {"result": "ok" if self._contents.pop(public_id, None) else "not found"}


def _account(options=None):
    config, options = cloudinary.config(), options or {}
    names = ("cloud_name", "api_key", "api_secret")
    return tuple(options.get(name, getattr(config, name)) for name in names)


def _look_into(content):
    """Return the format and the size of a picture."""
    if not content:
        raise exceptions.BadRequest("Empty file")
    try:
        with Image.open(io.BytesIO(content)) as image:
            return FORMATS.get(image.format, image.format.lower()), image.size
    except UnidentifiedImageError:
        raise exceptions.BadRequest("Invalid image file") from None


def _media_type(content):
    with Image.open(io.BytesIO(content)) as image:
        return image.get_format_mimetype()


def _answer(public_id, content, kind, size):
    """Return what the service answers to an upload, in all its documented fields."""
    config, now = cloudinary.config(), datetime.now(UTC)
    version = int(now.timestamp())
    address = f"//res.cloudinary.com/{config.cloud_name}/image/upload/v{version}/{public_id}.{kind}"
    return {
        "asset_id": _md5(public_id.encode()),
        "public_id": public_id,
        "version": version,
        "version_id": _md5(f"{public_id} {version}".encode()),
        "signature": utils.api_sign_request(
            {"public_id": public_id, "version": version}, config.api_secret, signature_version=1
        ),
        "width": size[0],
        "height": size[1],
        "format": kind,
        "resource_type": "image",
        "created_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tags": [],
        "bytes": len(content),
        "type": "upload",
        "etag": _md5(content),
        "placeholder": False,
        "url": f"http:{address}",
        "secure_url": f"https:{address}",
    }


def _md5(content):
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
