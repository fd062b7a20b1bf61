"""Signatures of requests and of answers.

https://cloudinary.com/documentation/authentication_signatures

They are computed here from the rule and not with the SDK, so that each checks the other.
"""

import hashlib
from collections.abc import Mapping
from hmac import compare_digest

from standin.errors import ApiError

_NEVER_SIGNED = frozenset({"api_key", "cloud_name", "file", "resource_type", "signature"})
_SHA256_DIGITS = 64


def check_signature(parameters: Mapping[str, str], secret: str) -> None:
    """Refuse parameters that were not signed with `secret`."""
    given = parameters["signature"]
    text = string_to_sign(parameters)
    if not compare_digest(given.encode(), _digest(text + secret, like=given).encode()):
        raise ApiError(401, f"Invalid Signature {given}. String to sign - '{text}'.")


def string_to_sign(parameters: Mapping[str, str]) -> str:
    """Return what a request signs: all that it says, in an order that both sides agree on.

    An ampersand inside a value is escaped, or a value could pass for two parameters.
    """
    pairs = (
        f"{name}={value}".replace("&", "%26")
        for name, value in parameters.items()
        if value and name not in _NEVER_SIGNED
    )
    return "&".join(sorted(pairs))


def answer_signature(public_id: str, version: int, secret: str, *, like: str) -> str:
    """Return the signature of an answer, of the same kind as the request's own, `like`."""
    return _digest(f"public_id={public_id}&version={version}{secret}", like=like)


def _digest(text, *, like):
    # SHA-1 is what clients use unless they are told otherwise.
    algorithm = hashlib.sha256 if len(like) == _SHA256_DIGITS else hashlib.sha1
    return algorithm(text.encode()).hexdigest()
