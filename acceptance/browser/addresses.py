"""Addresses as a browser reads them: resolved, escaped and kept on one site."""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

HOST = "testserver"  # what Django's test environment allows
HOME = f"http://{HOST}/"

# What browsers leave as it is; escapes that are there already stay.
_IN_PATH = "/%!$&'()*+,;=:@[]"
_BEFORE_QUERY = re.compile(r"^[^?#]*")
_IN_QUERY = "/%!$&()*+,;=:@[]|\\^?`{}"


def resolve(base: str, address: str) -> str:
    """Return the whole address that a reference on a page stands for."""
    address = address.strip("\t\n\f\r ")
    address = address.translate({ord(character): None for character in "\t\n\r"})
    address = _BEFORE_QUERY.sub(lambda before: before[0].replace("\\", "/"), address)
    if address.partition("#")[0] == "?":  # urljoin takes it for no query instead of an empty one
        base = base.partition("?")[0]
    parts = urlsplit(urljoin(base, address))
    if parts.scheme not in ("http", "https"):
        return parts.geturl()
    return urlunsplit(
        parts._replace(
            path=quote(parts.path or "/", safe=_IN_PATH),
            query=quote(parts.query, safe=_IN_QUERY),
        )
    )


def path_of(address: str) -> str:
    """Return the path of an address with its query, without its fragment."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def without_fragment(address: str) -> str:
    """Return the part of an address that is sent to the server."""
    return address.partition("#")[0]


def why_not_here(address: str, host: str = HOST) -> str | None:
    """Return why an address is no page of this site, or None if it is one."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return f"is a {parts.scheme}: address, not a page"
    if parts.netloc != host:
        return f"leads to another site, {parts.netloc}, and nothing may leave this machine"
    return None
