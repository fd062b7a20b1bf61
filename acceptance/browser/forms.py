"""What pressing a button sends: the entries of its form, encoded as browsers encode them."""

import secrets
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote_plus, urlsplit, urlunsplit

from acceptance.browser.addresses import resolve
from acceptance.browser.controls import Controls
from acceptance.browser.document import Element
from acceptance.browser.fields import (
    BUTTON_KINDS,
    TICKED_KINDS,
    is_disabled,
    is_disabled_option,
    kind_of,
    option_value,
)
from acceptance.browser.uploads import Upload

Entry = tuple[str, str | Upload]

_MULTIPART = "multipart/form-data"
_PLAIN = "text/plain"


class Request(NamedTuple):
    """What a browser asks for; only a POST has a body."""

    method: str
    address: str
    referer: str = ""
    body: bytes = b""
    content_type: str = ""


def method_of(form: Element, button: Element) -> str:
    """Return how the button sends its form: "get", "post" or "dialog"."""
    stated = button.get("formmethod", form.get("method", "")).lower()
    return stated if stated in ("post", "dialog") else "get"


def is_validated(form: Element, button: Element) -> bool:
    """Tell whether the browser checks the fields before it sends the form with this button."""
    return "novalidate" not in form.attrib and "formnovalidate" not in button.attrib


def request_of(
    form: Element, button: Element, controls: Controls, *, address: str, base: str
) -> Request:
    """Return the request that the button sends.

    `address` is that of the page, `base` what its relative references start from.
    """
    action = button.get("formaction", form.get("action", "")).strip()
    target = resolve(base, action) if action else address
    entries = list(entries_of(form, button, controls))
    if method_of(form, button) == "get":
        return Request("GET", _with_query(target, entries), referer=address)
    body, content_type = _encoded(entries, button.get("formenctype", form.get("enctype", "")))
    return Request("POST", target, address, body, content_type)


def entries_of(form: Element, button: Element, controls: Controls) -> Iterator[Entry]:
    """Yield the names and values that a form sends, in document order.

    Left out are what has no name, what is disabled, what is not ticked and the other buttons.
    """
    for control in controls.of_form(form):
        kind = kind_of(control)
        name = control.get("name", "")
        if is_disabled(control) or (kind in BUTTON_KINDS and control is not button):
            continue
        if kind == "image":
            prefix = f"{name}." if name else ""
            yield from ((f"{prefix}x", "0"), (f"{prefix}y", "0"))
        elif name:
            for value in _values(control, kind, controls):
                yield name, value


def _values(control: Element, kind: str, controls: Controls) -> Sequence[str | Upload]:
    if kind in TICKED_KINDS:
        return [control.get("value", "on")] if controls.is_ticked(control) else []
    if kind == "select":
        options = controls.chosen(control)
        return [option_value(option) for option in options if not is_disabled_option(option)]
    if kind == "file":
        return controls.files(control) or [Upload()]
    if kind in BUTTON_KINDS:
        unnamed = "Submit" if control.tag == "input" else ""
        return [control.get("value", unnamed)]
    if kind == "hidden" and control.get("name").lower() == "_charset_":
        return ["UTF-8"]
    return [controls.text(control)]


def _with_query(address: str, entries: Sequence[Entry]) -> str:
    return urlunsplit(urlsplit(address)._replace(query=_url_encoded(entries)))


def _encoded(entries: Sequence[Entry], encoding: str) -> tuple[bytes, str]:
    encoding = encoding.lower()
    if encoding == _MULTIPART:
        boundary = f"----FormBoundary{secrets.token_hex(16)}"
        return _multipart(entries, boundary), f"{_MULTIPART}; boundary={boundary}"
    if encoding == _PLAIN:
        lines = (f"{_crlf(name)}={_crlf(_as_text(value))}\r\n" for name, value in entries)
        return "".join(lines).encode(), _PLAIN
    return _url_encoded(entries).encode(), "application/x-www-form-urlencoded"


def _url_encoded(entries: Sequence[Entry]) -> str:
    pairs = ((_crlf(name), _crlf(_as_text(value))) for name, value in entries)
    return "&".join(f"{_form_quoted(name)}={_form_quoted(value)}" for name, value in pairs)


def _form_quoted(text: str) -> str:
    return quote_plus(text, safe="*").replace("~", "%7E")


def _multipart(entries: Sequence[Entry], boundary: str) -> bytes:
    body = bytearray()
    for name, value in entries:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_in_quotes(_crlf(name))}"'
        if isinstance(value, Upload):
            head += f'; filename="{_in_quotes(value.name)}"\r\nContent-Type: {value.content_type}'
            content = value.content
        else:
            content = _crlf(value).encode()
        body += head.encode() + b"\r\n\r\n" + content + b"\r\n"
    return bytes(body) + f"--{boundary}--\r\n".encode()


def _in_quotes(text: str) -> str:
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _as_text(value: str | Upload) -> str:
    return value.name if isinstance(value, Upload) else value


def _crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
