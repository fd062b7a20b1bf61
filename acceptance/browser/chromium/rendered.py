"""A page as a browser shows it at one moment, in the terms that the drivers share."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

from lxml import etree

from acceptance.browser.controls import Controls
from acceptance.browser.document import BREAK, CELL, NEVER_SHOWN, Document, Element, Sight, collapse
from acceptance.browser.fields import TICKED_KINDS, kind_of
from acceptance.browser.page import AnyPage
from acceptance.browser.uploads import Upload

_NOT_STORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SIGHTS = {"shown": Sight.SHOWN, "invisible": Sight.INVISIBLE, "gone": Sight.GONE}
_EDGES = {"inline": "", "inline-block": "", "inline-flex": "", "contents": "", "table-cell": CELL}


class Shown(Protocol):
    """What a browser shows, and what acts on it: elements go by their number in it."""

    def snapshot(self) -> dict[str, Any]:
        """Return what snapshot.js tells."""

    def source(self) -> str:
        """Return the source, or the body of an answer that is not HTML."""

    def fill(self, number: int, text: str) -> None:
        """Replace the text of a field."""

    def click(self, number: int) -> None:
        """Click."""

    def choose(self, number: int, places: list[int]) -> None:
        """Choose the options of a list at those places."""

    def attach(self, number: int, files: Sequence[Upload]) -> None:
        """Choose files."""


class RenderedDocument(Document):
    """A document whose elements are seen and laid out as the browser says."""

    def __init__(self, entries: Sequence[dict[str, Any]]) -> None:
        self.elements = _tree_of(entries)
        self.numbers = {element: number for number, element in enumerate(self.elements)}
        self._entries = entries
        super().__init__(self.elements[0])

    def _entry(self, element: Element) -> dict[str, Any]:
        return self._entries[self.numbers[element]]

    def _is_gone(self, element: Element) -> bool:
        # Without scripts the browser shows a <noscript>.
        is_never_shown = element.tag in NEVER_SHOWN and element.tag != "noscript"
        return is_never_shown or self._entry(element)["sight"] == "gone"

    def _visibility(self, element: Element) -> Sight:
        return _SIGHTS[self._entry(element)["sight"]]

    def _edge(self, element: Element) -> str:
        display = self._entry(element)["display"]
        if display == "none" or element.tag == "br":
            return super()._edge(element)
        return _EDGES.get(display, BREAK)

    def _keeps_lines(self, element: Element) -> bool:
        return self._entry(element)["keepsLines"]


class RenderedControls(Controls):
    """The fields as they are in the browser; what changes them changes them there."""

    def __init__(
        self, document: RenderedDocument, entries: Sequence[dict[str, Any]], shown: Shown
    ) -> None:
        super().__init__(document)
        self._numbers = document.numbers
        self._shown = shown
        for element, entry in zip(document.elements, entries, strict=True):
            if entry["state"] is not None:
                self._keep(element, entry["state"])

    def _keep(self, field: Element, state: list[Any]) -> None:
        kind = kind_of(field)
        if kind == "select":
            options = list(field.iter("option"))
            self._chosen[field] = [options[place] for place in state]
        elif kind in TICKED_KINDS:
            self._ticked[field] = state[1]
        elif kind == "file":
            self._files[field] = [Upload(name) for name in state[2]]
        else:
            self._typed[field] = state[0]

    def fill(self, field: Element, text: str) -> None:
        """Replace the text of a field."""
        super().fill(field, text)
        self._shown.fill(self._numbers[field], self._typed[field])

    def tick(self, field: Element, *, ticked: bool) -> None:
        """Tick or clear a check box, or select a radio button."""
        was_ticked = self.is_ticked(field)
        super().tick(field, ticked=ticked)
        if was_ticked is not ticked:
            self._shown.click(self._numbers[field])

    def attach(self, field: Element, files: Sequence[Upload]) -> None:
        """Choose files for a file field."""
        super().attach(field, files)
        self._shown.attach(self._numbers[field], files)

    def choose(self, field: Element, labels: Sequence[str]) -> None:
        """Choose exactly the options with those labels."""
        super().choose(field, labels)
        if field.tag == "select":
            options = list(field.iter("option"))
            places = [options.index(option) for option in self._chosen[field]]
            self._shown.choose(self._numbers[field], places)


class RenderedPage(AnyPage):
    """What a browser shows now, looked at when something is first asked of it."""

    def __init__(self, shown: Shown, path: str, status: int | None) -> None:
        super().__init__(path, status)
        self._shown = shown

    @cached_property
    def title(self) -> str:
        """The title of the page."""
        return collapse(self._snapshot["title"])

    @cached_property
    def content_type(self) -> str:
        """The type of the answer as the browser understood it."""
        return self._snapshot["type"]

    @cached_property
    def html(self) -> str:
        """The source of the page, or the body of an answer that is not HTML."""
        return self._shown.source()

    @cached_property
    def document(self) -> RenderedDocument:
        """The document; raise `NotOnPage` if the answer is none."""
        self.require_html()
        return RenderedDocument(self._snapshot["elements"])

    @cached_property
    def controls(self) -> RenderedControls:
        """What the fields of the page hold."""
        return RenderedControls(self.document, self._snapshot["elements"], self._shown)

    @cached_property
    def _snapshot(self) -> dict[str, Any]:
        return self._shown.snapshot()


def _tree_of(entries: Sequence[dict[str, Any]]) -> list[Element]:
    elements: list[Element] = []
    for entry in entries:
        element = _element(entry)
        if entry["parent"] is not None:
            elements[entry["parent"]].append(element)
        elements.append(element)
    for element, entry in zip(elements, entries, strict=True):
        first, *others = entry["texts"]
        element.text = _storable(first)
        for child, behind in zip(element, others, strict=True):
            child.tail = _storable(behind)
    return elements


def _element(entry: dict[str, Any]) -> Element:
    """Return an element; what XML has no name for has none of ours either."""
    try:
        element = etree.Element(entry["tag"])
    except ValueError:
        element = etree.Element("unknown")
    for name, value in entry["attributes"]:
        try:
            element.set(name, _storable(value))
        except ValueError:
            continue
    return element


def _storable(text: str) -> str:
    """Return a text without the characters that XML, and so the tree, cannot hold."""
    return _NOT_STORABLE.sub("", text)
