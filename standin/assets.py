from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, NamedTuple


class Name(NamedTuple):
    """What tells one asset from all others."""

    resource_type: str
    type: str
    public_id: str

    @property
    def key(self) -> str:
        """A name for files; a public id can be anything and must never become a path."""
        return sha256("\n".join(self).encode()).hexdigest()


@dataclass(frozen=True)
class Asset:
    """What is known of an uploaded file: its fields are those of Cloudinary's answers.

    https://cloudinary.com/documentation/image_upload_api_reference#sample_response
    """

    asset_id: str
    public_id: str
    version: int
    version_id: str
    width: int | None
    height: int | None
    format: str | None
    resource_type: str
    created_at: str
    tags: list[str]
    bytes: int
    type: str
    etag: str
    original_filename: str
    stored_ns: int  # when, in nanoseconds: created_at is too coarse to sort by

    @property
    def name(self) -> Name:
        """What the asset is found by."""
        return Name(self.resource_type, self.type, self.public_id)

    def described(self) -> dict[str, Any]:
        """Return the fields that an answer has; a file that is no picture has no size or format."""
        fields = {name: value for name, value in asdict(self).items() if value is not None}
        del fields["stored_ns"]
        return {**fields, "placeholder": False}
