"""Settings that have limits, read from the environment."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env


def whole_number(env: Env, name: str, *, default: int, most: int) -> int:
    """Read a whole number from 1 to `most`; raise ImproperlyConfigured for anything else."""
    text = env.str(name, default=str(default))
    if not (text.isdecimal() and 1 <= int(text) <= most):
        raise ImproperlyConfigured(f"{name} is {text!r}; give a whole number from 1 to {most}")
    return int(text)


def some_of(env: Env, name: str, *, known: Iterable[str]) -> list[str]:
    """Read a list of known words, all by default; raise ImproperlyConfigured for any other word."""
    words = env.list(name, default=list(known))
    if not words or not set(words) <= set(known):
        raise ImproperlyConfigured(
            f"{name} is {','.join(words)!r}; give one or more of {', '.join(known)}"
        )
    return words


def check_account(env: Env, name: str) -> None:
    """Raise ImproperlyConfigured for an address that the Cloudinary SDK could not read."""
    address = urlsplit(env.str(name, default=""))
    if address.geturl() and not (address.scheme == "cloudinary" and address.hostname):
        raise ImproperlyConfigured(
            f"{name} is no address of an account; it looks like cloudinary://KEY:SECRET@CLOUD"
        )
