"""What a page says of its fields: their kind, what they take, and what they hold at first."""

import re
from collections.abc import Callable
from datetime import date

from acceptance.browser.document import Element, collapse, words

TEXT_KINDS = words("text search url tel email password textarea")
BUTTON_KINDS = words("submit reset button image")
TICKED_KINDS = words("checkbox radio")
ALWAYS_SET_KINDS = words("color range")  # these can be neither empty nor read-only

_BUTTON_TAG_KINDS = words("submit reset button")
_GROUP_ROLES = words("group radiogroup")
_NUMBER = r"-?(?:\d+|\d*\.\d+)(?:[eE][-+]?\d+)?"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?"
_NO_SECONDS = re.compile(r"(?<=[T ]\d\d:\d\d):00(?:\.0+)?$")
_DATE = r"\d{4,}-\d\d-\d\d"
_FORMATS = {
    "number": (_NUMBER, "a number such as 12 or 0.5"),
    "range": (_NUMBER, "a number such as 12 or 0.5"),
    "date": (_DATE, "a date such as 2026-05-04"),
    "datetime-local": (f"{_DATE}[T ]{_TIME}", "a date and time such as 2026-05-04T12:30"),
    "time": (_TIME, "a time such as 12:30"),
    "month": (r"\d{4,}-(?:0[1-9]|1[0-2])", "a month such as 2026-05"),
    "week": (r"\d{4,}-W(?:0[1-9]|[1-4]\d|5[0-3])", "a week such as 2026-W19"),
    "color": (r"#[0-9a-fA-F]{6}", "a colour such as #0a7f3c"),
}
_INPUT_KINDS = (
    (TEXT_KINDS - {"textarea"}) | BUTTON_KINDS | TICKED_KINDS | _FORMATS.keys() | {"file", "hidden"}
)


def kind_of(field: Element) -> str:
    """Return an input's type, "select", "textarea", a button's type, or "group" for the rest."""
    stated = field.get("type", "").lower()
    if field.tag == "input":
        return stated if stated in _INPUT_KINDS else "text"
    if field.tag == "button":
        return stated if stated in _BUTTON_TAG_KINDS else "submit"
    return field.tag if field.tag in ("select", "textarea") else "group"


def is_group(element: Element) -> bool:
    """Tell whether the element groups fields under a legend or a label of its own."""
    return element.tag == "fieldset" or element.get("role") in _GROUP_ROLES


def is_typed(field: Element) -> bool:
    """Tell whether the field holds text that a person types."""
    kind = kind_of(field)
    return kind in TEXT_KINDS or kind in _FORMATS


def is_disabled(field: Element) -> bool:
    """Tell whether the field is disabled, by itself or by a fieldset around it."""
    if "disabled" in field.attrib:
        return True
    inside = field
    for outside in field.iterancestors():
        # The fields in a disabled fieldset's own legend stay enabled.
        if (
            outside.tag == "fieldset"
            and "disabled" in outside.attrib
            and inside is not outside.find("legend")
        ):
            return True
        inside = outside
    return False


def is_read_only(field: Element) -> bool:
    """Tell whether the field is read-only, which only fields with text can be."""
    return "readonly" in field.attrib and is_typed(field) and kind_of(field) not in ALWAYS_SET_KINDS


def is_well_formed(kind: str, text: str) -> bool:
    """Tell whether a field of this kind can hold the text at all."""
    if kind not in _FORMATS:
        return True
    if not re.fullmatch(_FORMATS[kind][0], text, re.ASCII):
        return False
    return kind not in ("date", "datetime-local") or _is_day(re.split("[T ]", text)[0])


def format_of(kind: str) -> str:
    """Return what a field of a kind with a format takes, with an example."""
    return _FORMATS[kind][1]


def sanitised(kind: str, text: str) -> str:
    """Return a text as a field of this kind keeps it, with line feeds at the ends of lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SANITISERS.get(kind, _without_line_feeds)(text)


def length_of(text: str) -> int:
    """Return the length of a text as browsers count it, in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def given_text(field: Element) -> str:
    """Return the text that the page gives a field."""
    kind = kind_of(field)
    if kind == "textarea":
        return sanitised(kind, "".join(field.itertext())).removeprefix("\n")
    text = sanitised(kind, field.get("value", ""))
    if is_well_formed(kind, text):
        return text
    return {"color": "#000000", "range": _middle(field)}.get(kind, "")


def within_range(field: Element, text: str) -> str:
    """Return the number nearest to a text that a slider can stand at, whatever its steps."""
    low, high = _limits(field)
    return f"{min(max(float(text), low), high):g}"


def given_options(select: Element) -> list[Element]:
    """Return the options of a list that the page chooses."""
    options = list(select.iter("option"))
    selected = [option for option in options if "selected" in option.attrib]
    if "multiple" in select.attrib:
        return selected
    if selected:
        return selected[-1:]
    if select.get("size", "1") not in ("", "0", "1"):
        return []
    return [option for option in options if not is_disabled_option(option)][:1]


def option_label(option: Element) -> str:
    """Return the text of an option as a person reads it."""
    return collapse(option.get("label") or "".join(option.itertext()))


def option_value(option: Element) -> str:
    """Return what an option sends."""
    value = option.get("value")
    return collapse("".join(option.itertext())) if value is None else sanitised("hidden", value)


def is_disabled_option(option: Element) -> bool:
    """Tell whether the option cannot be chosen."""
    group = option.getparent()
    return "disabled" in option.attrib or (group.tag == "optgroup" and "disabled" in group.attrib)


def options_in(group: Element) -> list[Element]:
    """Return the radio buttons of a group, or else its check boxes."""
    inputs = [field for field in group.iter("input") if kind_of(field) in TICKED_KINDS]
    return [field for field in inputs if kind_of(field) == "radio"] or inputs


def _middle(field: Element) -> str:
    low, high = _limits(field)
    return f"{(low + high) / 2:g}"


def _limits(field: Element) -> tuple[float, float]:
    return _number_of(field, "min", 0), _number_of(field, "max", 100)


def _number_of(field: Element, attribute: str, default: float) -> float:
    text = field.get(attribute, "")
    return float(text) if is_well_formed("number", text) else default


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _without_line_feeds(text: str) -> str:
    return text.replace("\n", "")


_SANITISERS: dict[str, Callable[[str], str]] = {
    "textarea": str,
    "hidden": str,
    "email": lambda text: _without_line_feeds(text).strip(),
    "url": lambda text: _without_line_feeds(text).strip(),
    "color": str.lower,
    "datetime-local": lambda text: _NO_SECONDS.sub("", _without_line_feeds(text)).replace(" ", "T"),
}
