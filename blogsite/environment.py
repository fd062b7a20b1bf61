"""Settings that have limits, read from the environment."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env


def whole_number(env: Env, name: str, *, default: int, most: int) -> int:
    """Read a whole number from 1 to `most`; raise ImproperlyConfigured for anything else."""
    text = env.str(name, default="") or str(default)
    if not (text.isdecimal() and 1 <= int(text) <= most):
        raise ImproperlyConfigured(f"{name} is {text!r}; give a whole number from 1 to {most}")
    return int(text)


def some_of(env: Env, name: str, *, known: Iterable[str]) -> list[str]:
    """Read a list of known words, all by default; raise ImproperlyConfigured for any other word."""
    words = [word.strip() for word in env.list(name, default=[])] or list(known)
    if not set(words) <= set(known):
        raise ImproperlyConfigured(
            f"{name} is {','.join(words)!r}; give one or more of {','.join(known)}"
        )
    return words


def picture_host(env: Env) -> str:
    """Return where the account in CLOUDINARY_URL delivers its pictures from.

    The SDK reads that address by itself; what it could make nothing of is refused here, in better
    words. See https://cloudinary.com/documentation/cloudinary_sdks#configuration_parameters
    """
    address = urlsplit(env.str("CLOUDINARY_URL", default=""))
    parts = address.username, address.password, address.hostname
    if address.geturl() and (address.scheme != "cloudinary" or not all(parts) or "<" in parts[0]):
        raise ImproperlyConfigured(
            "CLOUDINARY_URL is no address of an account: cloudinary://KEY:SECRET@CLOUD"
        )
    options = dict(parse_qsl(address.query))
    own = options.get("secure_distribution") or address.path.strip("/")
    if not own and options.get("private_cdn"):
        own = f"{address.hostname}-res.cloudinary.com"
    return f"https://{own or 'res.cloudinary.com'}"


def standin_host(env: Env) -> str:
    """Return where the stand-in in CLOUDINARY_STANDIN delivers pictures from; "" without one."""
    place = env.str("CLOUDINARY_STANDIN", default="")
    if place and not re.fullmatch(r"(127\.0\.0\.1|localhost):\d{1,5}", place):
        raise ImproperlyConfigured(
            f"CLOUDINARY_STANDIN is {place!r}; give a place on this machine, such as 127.0.0.1:8001"
        )
    return place and f"http://{place}"
