"""What every kind of Cloudinary in a scenario can do, and how it watches what the blog asks."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple
from unittest import mock

import cloudinary
from behave import fixture
from cloudinary import CloudinaryResource
from django.conf import settings
from django.test import override_settings

from features.support.cloudinary.troubles import Trouble
from features.support.pictures import picture_file


class Picture(NamedTuple):
    """What a browser gets at the address of a picture."""

    content_type: str
    content: bytes


class Cloudinary(ABC):
    """A Cloudinary that knows the pictures by the names of their files.

    `secrets` are what nobody may ever see of the account, by what they are.
    """

    def __init__(self):
        account = cloudinary.config()
        self.secrets = {
            "the key": account.api_key,
            "the secret": account.api_secret,
            "a signature": "Signature",
        }
        self.uploads: list[str] = []
        self.destroyed: list[str] = []
        self.longest_wait = 0.0
        self.before_next_upload: Callable[[], None] | None = None
        self._file_names: dict[str, str] = {}
        self.recovery = ExitStack()

    @abstractmethod
    def answer_upload(self, file, **options) -> dict:
        """Store a picture as `cloudinary.uploader.upload` does."""

    @abstractmethod
    def answer_destroy(self, public_id: str, **options) -> dict:
        """Remove a picture as `cloudinary.uploader.destroy` does."""

    @abstractmethod
    def public_ids(self) -> list[str]:
        """List what is kept."""

    @abstractmethod
    def original(self, public_id: str) -> bytes:
        """Return a picture as it was stored."""

    @abstractmethod
    def shows(self, address: str) -> bool:
        """Tell whether an address leads to a picture."""

    @abstractmethod
    def picture_at(self, address: str) -> Picture | None:
        """Return what a browser gets at an address, or None if that is not for us to say.

        Browsers ask in threads of their own.
        """

    @abstractmethod
    def fail_by(self, trouble: Trouble) -> None:
        """Fail in that way until `recovery` ends; raise unittest.SkipTest where it can't be had."""

    def get_into(self, trouble: Trouble) -> None:
        """Let every call fail in that way from now on."""
        if trouble is Trouble.WRONG_ACCOUNT:
            self.override(CLOUDINARY={**settings.CLOUDINARY, "api_secret": "somebody else's"})
        elif trouble is Trouble.KEEPING:
            self.recovery.enter_context(self.failing_to_destroy())
        else:
            self.fail_by(trouble)

    def recover(self) -> None:
        """End the trouble."""
        self.recovery.close()

    def override(self, **changed) -> None:
        """Change settings until the trouble ends."""
        self.recovery.enter_context(overridden(**changed))

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Watch what the blog asks the SDK for as long as the block lasts."""
        with (
            mock.patch.multiple("cloudinary.uploader", upload=self.upload, destroy=self.destroy),
            self.recovery,
        ):
            yield

    def upload(self, file, **options):
        """Note that the blog uploads a picture, and let it."""
        self._note_wait(options)
        self.uploads.append(file.name)
        self._file_names[options["public_id"]] = file.name
        self._act_before_upload()
        return self.answer_upload(file, **options)

    def destroy(self, public_id, **options):
        """Note that the blog destroys a picture, and let it."""
        self._note_wait(options)
        self.destroyed.append(public_id)
        return self.answer_destroy(public_id, **options)

    @contextmanager
    def failing_to_destroy(self) -> Iterator[None]:
        """Go on taking pictures, but let go of none."""
        with mock.patch.object(self, "answer_destroy", return_value={"result": "error"}):
            yield

    def add(self, name: str) -> CloudinaryResource:
        """Store a picture from before the scenario, which the blog has not asked for in it."""
        public_id = f"{settings.PICTURE_FOLDER}/before-{len(self._file_names):04}"
        self._file_names[public_id] = name
        result = self.answer_upload(picture_file(name), public_id=public_id)
        return CloudinaryResource(metadata=result)

    @property
    def names(self) -> list[str]:
        """The file names of all pictures that are kept."""
        return sorted(self._file_names[public_id] for public_id in self.public_ids())

    def name_of(self, address: str) -> str:
        """Return the name of the file that an address shows; the address when it shows none."""
        ids = [public_id for public_id in self._file_names if public_id in address]
        return self._file_names[ids[0]] if ids and self.shows(address) else address

    def original_of(self, name: str) -> bytes:
        """Return the picture that came from the file of that name, as it was stored."""
        (public_id,) = (id_ for id_ in self.public_ids() if self._file_names[id_] == name)
        return self.original(public_id)

    def _note_wait(self, options):
        limit = options.get("timeout")
        if limit is None:
            raise AssertionError("a call without a time-out would wait for a hanging service")
        wait = limit.connect_timeout + limit.read_timeout
        self.longest_wait = max(self.longest_wait, wait)

    def _act_before_upload(self):
        action, self.before_next_upload = self.before_next_upload, None
        if action:
            action()


@contextmanager
def overridden(**changed):
    """Change settings for as long as the block lasts, and let the SDK read them again."""
    try:
        with override_settings(**changed):
            cloudinary.reset_config()
            yield
    finally:
        cloudinary.reset_config()


@fixture
def changed_settings(context, **changed):
    """Change settings for the rest of the scenario."""
    with overridden(**changed):
        yield
