"""The browser's own validation: why it would not send a form."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import urlsplit

from acceptance.browser.controls import Controls, Unusable
from acceptance.browser.document import Document, Element, words
from acceptance.browser.fields import (
    BUTTON_KINDS,
    TEXT_KINDS,
    is_disabled,
    is_read_only,
    is_well_formed,
    kind_of,
    length_of,
    option_value,
)

_ORDERED_KINDS = words("number date datetime-local time month week")
# From the HTML standard.
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_EMAIL = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*")


def problems(form: Element, document: Document, controls: Controls) -> list[str]:
    """Return what the browser finds wrong with the fields of a form, in document order.

    Each is a phrase such as `"Title" is required`.
    """
    found = []
    groups_seen: set[str] = set()
    for field in controls.of_form(form):
        if not _is_validated(field):
            continue
        if kind_of(field) == "radio":
            group = field.get("name", "")
            if group in groups_seen:
                continue
            groups_seen.add(group)
        found += problems_of(field, document, controls)
    return found


def problems_of(field: Element, document: Document, controls: Controls) -> list[str]:
    """Return what the browser finds wrong with one field."""
    name = document.label(field) or field.get("name", "")
    return [f'"{name}" {problem}' for problem in _problems_of(field, controls)]


def require_valid(problems: Sequence[str]) -> None:
    """Raise `Unusable` if there are problems."""
    if problems:
        raise Unusable(f"does not send its form, because {', and '.join(problems)}")


def _is_validated(field: Element) -> bool:
    return (
        field.tag != "button"
        and kind_of(field) not in BUTTON_KINDS | {"hidden"}
        and not is_disabled(field)
        and not is_read_only(field)
        and next(field.iterancestors("datalist"), None) is None
    )


def _problems_of(field: Element, controls: Controls) -> Iterator[str]:
    if _is_missing(field, controls):
        yield "is required"
        return
    kind = kind_of(field)
    text = controls.text(field)
    if kind in TEXT_KINDS and text:
        yield from _text_problems(field, kind, text, edited=controls.is_edited(field))
    elif kind in _ORDERED_KINDS and text:
        yield from _range_problems(field, kind, text)


def _is_missing(field: Element, controls: Controls) -> bool:
    kind = kind_of(field)
    if kind == "radio":
        # A radio button without a name belongs to no group, in which one would be missing.
        group = controls.radio_group(field) if field.get("name") else []
        required = any("required" in radio.attrib for radio in group)
        return required and not any(controls.is_ticked(radio) for radio in group)
    if "required" not in field.attrib:
        return False
    if kind == "checkbox":
        return not controls.is_ticked(field)
    if kind == "file":
        return not controls.files(field)
    if kind == "select":
        return all(_is_placeholder(field, option) for option in controls.chosen(field))
    return not controls.text(field)


def _is_placeholder(select: Element, option: Element) -> bool:
    return (
        "multiple" not in select.attrib
        and not option_value(option)
        and option is next(select.iter("option"))
    )


def _text_problems(field: Element, kind: str, text: str, *, edited: bool) -> Iterator[str]:
    if kind == "email" and not _are_emails(text, several="multiple" in field.attrib):
        yield "is no e-mail address"
    if kind == "url" and not _is_whole_address(text):
        yield "is no address such as https://example.com/"
    if kind != "textarea" and not _matches(field.get("pattern", ""), text):
        yield f"does not match the pattern {field.get('pattern')}"
    # Browsers hold back a text that is too short only once it was typed.
    shortest = field.get("minlength", "")
    if edited and shortest.isdecimal() and length_of(text) < int(shortest):
        yield f"takes at least {shortest} characters, and this text has {length_of(text)}"


def _are_emails(text: str, *, several: bool) -> bool:
    emails = [email.strip() for email in text.split(",")] if several else [text]
    return all(_EMAIL.fullmatch(email) for email in emails)


def _is_whole_address(text: str) -> bool:
    parts = urlsplit(text)
    return bool(parts.scheme and (parts.netloc or parts.scheme not in ("http", "https")))


def _matches(pattern: str, text: str) -> bool:
    try:
        return not pattern or re.fullmatch(pattern, text) is not None
    except re.error:
        # Browsers ignore a pattern that they cannot read; ours may also be one of theirs alone.
        return True


def _range_problems(field: Element, kind: str, text: str) -> Iterator[str]:
    low, high = field.get("min", ""), field.get("max", "")
    value = _comparable(kind, text)
    if low and is_well_formed(kind, low) and value < _comparable(kind, low):
        yield f"is below {low}"
    if high and is_well_formed(kind, high) and value > _comparable(kind, high):
        yield f"is above {high}"
    if kind == "number" and not _is_on_step(field, Decimal(text)):
        yield f"is not on a step of {field.get('step') or 1}"


def _comparable(kind: str, text: str) -> Decimal | str:
    # The other kinds are written with the largest unit first, so that they sort as text.
    return Decimal(text) if kind == "number" else text


def _is_on_step(field: Element, value: Decimal) -> bool:
    stated = field.get("step", "").lower()
    if stated == "any":
        return True
    step = Decimal(stated) if is_well_formed("number", stated) else Decimal(1)
    bases = (field.get(attribute, "") for attribute in ("min", "value"))
    base = next((Decimal(text) for text in bases if is_well_formed("number", text)), Decimal(0))
    return step <= 0 or (value - base) % step == 0
