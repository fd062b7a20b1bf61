import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from werkzeug import Request

from standin.account import Account
from standin.assets import Name
from standin.errors import ApiError
from standin.signing import check_signature

_TYPES = {"upload", "private", "authenticated"}
_STALE_AFTER = 60 * 60  # seconds

# https://cloudinary.com/documentation/ts_permitted_naming_conventions
# The segments "." and ".." are refused as well: browsers take them out of addresses.
_LONGEST_ID = 255
_BAD_ID = re.compile(r"[?&#\\%<>+\x00-\x1f\x7f]|^[\s/]|[\s/]$|//|(^|/)(\.{1,2}(/|$)|v\d+/)")


@dataclass(frozen=True)
class Call:
    """A request to the Upload API, about one kind of resource."""

    request: Request
    resource_type: str
    parameters: Mapping[str, str]

    @classmethod
    def of(cls, request: Request, resource_type: str) -> "Call":
        """Read the form of a request; a list in it is its values with commas between."""
        parameters = {
            (name or "").removesuffix("[]"): ",".join(values)
            for name, values in request.form.lists()
        }
        return cls(request, resource_type, parameters)

    @property
    def public_id(self) -> str | None:
        """The id that the call is about, if it names one."""
        return self.parameters.get("public_id") or self.parameters.get("from_public_id")

    @property
    def filename(self) -> str | None:
        """What the sender calls the file, if there is one."""
        file = self.request.files.get("file")
        return None if file is None else file.filename

    def authenticate(self, account: Account) -> None:
        """Refuse a call that was not signed with the account's secret within the last hour."""
        api_key = self.required("api_key")
        if api_key != account.api_key:
            raise ApiError(401, f"Unknown API key {api_key}")
        _check_age(self.required("timestamp"))
        self.required("signature")
        check_signature(self.parameters, account.api_secret)

    def required(self, parameter: str) -> str:
        """Return the value of a parameter that has to be there."""
        value = self.parameters.get(parameter)
        if not value:
            raise ApiError(400, f"Missing required parameter - {parameter}")
        return value

    def listed(self, parameter: str) -> list[str]:
        """Return the values between the commas of a parameter."""
        values = (value.strip() for value in self.parameters.get(parameter, "").split(","))
        return [value for value in values if value]

    def overwrites(self, *, by_default: bool) -> bool:
        """Tell whether what already has a name is to be replaced."""
        value = self.parameters.get("overwrite")
        return value not in {"0", "false"} if value else by_default

    def name(self, public_id: str) -> Name:
        """Return the full name of what has that id; refuse ids that nothing can have."""
        kind = self.parameters.get("type") or "upload"
        if kind not in _TYPES:
            raise ApiError(400, f"Invalid type {kind}")
        if len(public_id) > _LONGEST_ID:
            raise ApiError(400, f"public_id is too long, at most {_LONGEST_ID} characters")
        if _BAD_ID.search(public_id):
            raise ApiError(400, f"public_id ({public_id}) is invalid")
        return Name(self.resource_type, kind, public_id)


def _check_age(timestamp):
    if not re.fullmatch(r"\d{1,10}", timestamp, re.ASCII):
        raise ApiError(400, f"Invalid timestamp {timestamp}")
    if time.time() - int(timestamp) > _STALE_AFTER:
        reported = datetime.fromtimestamp(int(timestamp), UTC)
        raise ApiError(
            400,
            f"Stale request - reported time is {reported:%Y-%m-%d %H:%M:%S} +0000 "
            "which is more than 1 hour ago",
        )
