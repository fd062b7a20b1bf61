"""Cloudinary as a service that the real SDK talks to: a stand-in on this machine, or the live one.

What is kept is asked from the service itself, by its listing and at the pictures' addresses.
"""

from contextlib import contextmanager
from unittest import SkipTest
from urllib.parse import urlsplit

import cloudinary.api
import cloudinary.uploader
import urllib3
from cloudinary import CloudinaryImage
from django.conf import settings
from django.core.management.base import CommandError

from features.support.cloudinary.double import Cloudinary, Picture
from features.support.cloudinary.troubles import Trouble
from standin.troubles import Trouble as StandinTrouble

# Before anything is watched: the SDK's own functions.
UPLOAD, DESTROY = cloudinary.uploader.upload, cloudinary.uploader.destroy
TROUBLES = {
    Trouble.UNREACHABLE: StandinTrouble.DOWN,
    Trouble.SLOW: StandinTrouble.SLOW,
    Trouble.INTERNAL_ERROR: StandinTrouble.ERROR,
    Trouble.WEB_PAGE: StandinTrouble.HTML,
    Trouble.NOTHING: StandinTrouble.EMPTY,
    Trouble.NONSENSE: StandinTrouble.GARBAGE,
    Trouble.RATE_LIMIT: StandinTrouble.RATE_LIMIT,
    Trouble.REFUSED: StandinTrouble.REFUSED,
    Trouble.PROMISE: StandinTrouble.PENDING,
    Trouble.LOST_ANSWER: StandinTrouble.LOST_REPLY,
    Trouble.BRIEF: StandinTrouble.BRIEF,
}
# Seconds to connect and to wait, few enough to see a time-out happen.
IMPATIENT = (2, 0.25)
MOST_LISTED = 500

PATIENCE = 10  # seconds

http = urllib3.PoolManager(timeout=PATIENCE, retries=False)


def delivery_host() -> str:
    """Return where the account's pictures are delivered from: https://res.cloudinary.com."""
    address = urlsplit(CloudinaryImage("any").build_url(secure=True))
    return f"{address.scheme}://{address.netloc}"


class CloudinaryService(Cloudinary):
    """Talk to a service through the SDK, and keep to one folder there."""

    def answer_upload(self, file, **options) -> dict:
        """Let the SDK upload."""
        return UPLOAD(file, **options)

    def answer_destroy(self, public_id: str, **options) -> dict:
        """Let the SDK destroy."""
        return DESTROY(public_id, **options)

    def public_ids(self) -> list[str]:
        """List what the service keeps in the folder of the blog."""
        listing = cloudinary.api.resources(
            type="upload",
            prefix=f"{settings.PICTURE_FOLDER}/",
            max_results=MOST_LISTED,
            timeout=PATIENCE,
        )
        return [resource["public_id"] for resource in listing["resources"]]

    def original(self, public_id: str) -> bytes:
        """Fetch a picture as it was stored."""
        return http.request("GET", CloudinaryImage(public_id).build_url()).data

    def shows(self, address: str) -> bool:
        """Fetch an address and tell whether it is a picture."""
        answer = http.request("GET", address)
        return answer.status == 200 and answer.headers["Content-Type"].startswith("image/")


class StandinCloudinary(CloudinaryService):
    """Use a stand-in that is served on this machine and fails when it is told to."""

    def __init__(self, address: str):
        super().__init__()
        self._control = f"http://{address}/_standin"

    @contextmanager
    def in_use(self):
        """Begin with an empty stand-in."""
        http.request("DELETE", self._control)
        with super().in_use():
            yield

    def fail_by(self, trouble: Trouble) -> None:
        """Tell the stand-in to fail in that way until `recovery` ends."""
        order = {"kind": TROUBLES[trouble]}
        self._ask("PUT", order)
        self.recovery.callback(self._ask, "DELETE")
        if trouble is Trouble.SLOW:
            self.override(PICTURE_UPLOAD_TIMEOUT=IMPATIENT, PICTURE_DESTROY_TIMEOUT=IMPATIENT)

    def picture_at(self, address: str) -> Picture | None:
        """Return nothing: what is on this machine, browsers fetch by themselves."""
        return None

    def _ask(self, method, order=None):
        answer = http.request(method, f"{self._control}/trouble", json=order)
        assert answer.status < 300, f"the stand-in refuses: {answer.data.decode()}"


class LiveCloudinary(CloudinaryService):
    """Use the live service: it can't be told to fail, and what a scenario leaves is removed."""

    @contextmanager
    def in_use(self):
        """Leave nothing behind, whatever happens."""
        try:
            with super().in_use():
                yield
        finally:
            for public_id in self.public_ids():
                DESTROY(public_id, invalidate=True, timeout=PATIENCE)

    def require_access(self) -> None:
        """Say in one sentence, before the first scenario, what is wrong with the account."""
        try:
            self.public_ids()
        except Exception as error:  # the SDK lets many kinds through
            reason = f"{type(error).__name__}: {error}"
            raise CommandError(f"The live account cannot be used: {reason}") from None

    def picture_at(self, address: str) -> Picture | None:
        """Fetch a picture from the service, which the browsers of a run cannot reach."""
        if not address.startswith(f"{delivery_host()}/"):
            return None
        answer = http.request("GET", address)
        if answer.status != 200:
            return None
        return Picture(answer.headers["Content-Type"], answer.data)

    def fail_by(self, trouble: Trouble) -> None:
        """Skip the scenario."""
        raise SkipTest("the live Cloudinary can't be told to fail")
