"""What the fields of a page hold now: as the page gave it, or as typed, chosen and attached."""

from collections.abc import Iterable, Sequence

from acceptance.browser.document import Document, Element, collapse
from acceptance.browser.fields import (
    ALWAYS_SET_KINDS,
    TEXT_KINDS,
    TICKED_KINDS,
    format_of,
    given_options,
    given_text,
    is_disabled,
    is_disabled_option,
    is_read_only,
    is_typed,
    is_well_formed,
    kind_of,
    length_of,
    option_label,
    options_in,
    sanitised,
    within_range,
)
from acceptance.browser.uploads import Upload

_HOW_TO_SET = {
    "checkbox": "is a check box: use check or uncheck",
    "radio": "is a radio button: use check, or choose with its legend",
    "file": "takes files: use attach",
    "select": "is a list of options: use choose",
    "group": "is a group of options: use choose",
}


class Unusable(Exception):
    """Carry why a browser would not do something with an element, such as "is disabled"."""


class NoOption(Exception):
    """Carry an option that is not offered just once, and the options that are offered."""

    def __init__(self, option: str, offered: Sequence[str]) -> None:
        super().__init__(option, offered)
        self.option = option
        self.offered = offered


class Controls:
    """The state of the fields of one page, kept until the page is left.

    The methods that change it raise `Unusable` where a browser would not let a person do it.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._typed: dict[Element, str] = {}
        self._ticked: dict[Element, bool] = {}
        self._chosen: dict[Element, list[Element]] = {}
        self._files: dict[Element, list[Upload]] = {}

    def form_of(self, control: Element) -> Element | None:
        """Return the form that a control belongs to."""
        if "form" in control.attrib:
            form = self._document.ids.get(control.get("form"))
            return form if form is not None and form.tag == "form" else None
        return next(control.iterancestors("form"), None)

    def of_form(self, form: Element) -> Iterable[Element]:
        """Return the controls of a form in document order, also those outside of it."""
        controls = self._document.root.iter("button", "input", "select", "textarea")
        return (
            control
            for control in controls
            if self.form_of(control) is form and not _is_inert(control)
        )

    def radio_group(self, radio: Element) -> list[Element]:
        """Return the radio buttons of which one can be selected, this one among them."""
        name, form = radio.get("name"), self.form_of(radio)
        if not name:
            return [radio]
        return [
            other
            for other in self._document.root.iter("input")
            if kind_of(other) == "radio"
            and other.get("name") == name
            and self.form_of(other) is form
        ]

    def text(self, field: Element) -> str:
        """Return the text of a field, with line feeds at the ends of lines."""
        text = self._typed[field] if field in self._typed else given_text(field)
        return within_range(field, text) if kind_of(field) == "range" else text

    def is_edited(self, field: Element) -> bool:
        """Tell whether text was typed into the field."""
        return field in self._typed

    def is_ticked(self, field: Element) -> bool:
        """Tell whether a check box is ticked or a radio button selected."""
        if field in self._ticked:
            return self._ticked[field]
        if "checked" not in field.attrib or kind_of(field) == "checkbox":
            return "checked" in field.attrib
        # Of several radio buttons given as checked, the last one is.
        given = [other for other in self.radio_group(field) if "checked" in other.attrib]
        return given[-1] is field

    def chosen(self, select: Element) -> list[Element]:
        """Return the options that are chosen in a list."""
        return self._chosen[select] if select in self._chosen else given_options(select)

    def files(self, field: Element) -> list[Upload]:
        """Return the files that were attached to a field."""
        return self._files.get(field, [])

    def value(self, field: Element) -> str | bool | list[str] | None:
        """Return what a field holds as steps read it; see `Part.value`."""
        kind = kind_of(field)
        if kind in TICKED_KINDS:
            return self.is_ticked(field)
        if kind == "select":
            names = [option_label(option) for option in self.chosen(field)]
            return names if "multiple" in field.attrib else next(iter(names), None)
        if kind == "group":
            names = [name for name, option in self._offered_in(field) if self.is_ticked(option)]
            return names if _takes_several(field) else next(iter(names), None)
        if kind == "file":
            names = [upload.name for upload in self.files(field)]
            return names if "multiple" in field.attrib else "".join(names)
        return self.text(field)

    def fill(self, field: Element, text: str) -> None:
        """Replace the text of a field."""
        kind = kind_of(field)
        if not is_typed(field):
            raise Unusable(_how_to_set(field))
        _require_enabled(field)
        if is_read_only(field):
            raise Unusable("is read-only")
        text = sanitised(kind, text)
        if (text or kind in ALWAYS_SET_KINDS) and not is_well_formed(kind, text):
            raise Unusable(f'takes {format_of(kind)}, not "{text}"')
        _require_room(field, text)
        self._typed[field] = text

    def tick(self, field: Element, *, ticked: bool) -> None:
        """Tick or clear a check box, or select a radio button."""
        kind = kind_of(field)
        if kind not in TICKED_KINDS:
            raise Unusable(_how_to_set(field))
        _require_enabled(field)
        if kind == "radio":
            if not ticked:
                raise Unusable("is a radio button, which cannot be cleared: check another one")
            self._ticked.update(dict.fromkeys(self.radio_group(field), False))
        self._ticked[field] = ticked

    def attach(self, field: Element, files: Sequence[Upload]) -> None:
        """Choose files for a file field."""
        if kind_of(field) != "file":
            raise Unusable(_how_to_set(field))
        _require_enabled(field)
        if len(files) > 1 and "multiple" not in field.attrib:
            raise Unusable(f"takes one file, not {len(files)}")
        self._files[field] = list(files)

    def choose(self, field: Element, labels: Sequence[str]) -> None:
        """Choose exactly the options with those labels in a list or a group.

        Raise `NoOption` for one that is not offered once.
        """
        if kind_of(field) not in ("select", "group"):
            raise Unusable(_how_to_set(field))
        _require_enabled(field)
        if len(labels) != 1 and not _takes_several(field):
            raise Unusable(f"takes one option, not {len(labels)}")
        if field.tag == "select":
            self._chosen[field] = self._choose_in_list(field, labels)
        else:
            self._choose_in_group(field, labels)

    def reset(self, form: Element) -> None:
        """Give the fields of a form back what the page gave them."""
        for control in self.of_form(form):
            for state in (self._typed, self._ticked, self._chosen, self._files):
                state.pop(control, None)

    def _choose_in_list(self, select: Element, labels: Sequence[str]) -> list[Element]:
        offered = [(option_label(option), option) for option in select.iter("option")]
        options = _pick(offered, labels)
        for option in options:
            _require_choosable(option_label(option), disabled=is_disabled_option(option))
        return [option for _, option in offered if option in options]

    def _choose_in_group(self, group: Element, labels: Sequence[str]) -> None:
        offered = self._offered_in(group)
        options = _pick(offered, labels)
        for name, option in offered:
            if option in options:
                _require_choosable(name, disabled=is_disabled(option))
                self.tick(option, ticked=True)
            elif kind_of(option) == "checkbox" and not is_disabled(option):
                self.tick(option, ticked=False)

    def _offered_in(self, group: Element) -> list[tuple[str, Element]]:
        return [
            (self._document.label(option), option)
            for option in options_in(group)
            if self._document.shows(option)
        ]


def _is_inert(control: Element) -> bool:
    # What a browser with scripts does not take for elements of the page.
    return next(control.iterancestors("template", "noscript"), None) is not None


def _how_to_set(field: Element) -> str:
    return _HOW_TO_SET.get(kind_of(field), "is a text field: use fill")


def _takes_several(field: Element) -> bool:
    if field.tag == "select":
        return "multiple" in field.attrib
    return all(kind_of(option) == "checkbox" for option in options_in(field))


def _pick(offered: Sequence[tuple[str, Element]], labels: Iterable[str]) -> list[Element]:
    picked = []
    for label in map(collapse, labels):
        matches = [element for name, element in offered if name == label]
        if len(matches) != 1:
            raise NoOption(label, [name for name, _ in offered])
        picked += matches
    return picked


def _require_enabled(field: Element) -> None:
    if is_disabled(field):
        raise Unusable("is disabled")


def _require_choosable(name: str, *, disabled: bool) -> None:
    if disabled:
        raise Unusable(f'does not let "{name}" be chosen: it is disabled')


def _require_room(field: Element, text: str) -> None:
    limit = field.get("maxlength", "")
    length = length_of(text)
    if kind_of(field) in TEXT_KINDS and limit.isdecimal() and length > int(limit):
        raise Unusable(f"takes at most {limit} characters, and this text has {length}")
