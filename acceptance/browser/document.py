"""A parsed HTML document: what can be seen of it, and what things in it are called."""

import re
from collections.abc import Iterable
from enum import Enum, auto
from functools import cached_property
from typing import Self

from lxml import etree

Element = etree._Element


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

NEVER_SHOWN = words(
    "area audio base canvas datalist head iframe link meta noembed noframes noscript param rp"
    " script style template title video"
)
_FIELDS = words("input select textarea")
_LABELLED = _FIELDS | {"button"}
_BLOCKS = words(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li"
    " listing main menu nav ol p pre search section summary table tbody tfoot thead tr ul"
)
_CELLS = words("td th")
BREAK, CELL = "\0", " "  # no parsed document holds a zero
_DISPLAY_NONE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*(\w+)", re.IGNORECASE)
_BUTTON_NAMES = {"submit": "Submit", "reset": "Reset", "image": "Submit"}
_NAMING_CHILD = {
    "details": "summary",
    "fieldset": "legend",
    "figure": "figcaption",
    "table": "caption",
}


class Sight(Enum):
    """Whether an element is seen: `visibility` can be undone further inside, the rest cannot."""

    SHOWN = auto()
    INVISIBLE = auto()
    GONE = auto()


def collapse(text: str) -> str:
    """Return the text with each run of white space as one space, and none around it."""
    return " ".join(text.split())


def trim_label(text: str) -> str:
    """Return a label without the `:` or `*` that may close it."""
    text = collapse(text)
    return text.rstrip(" :*") or text


def hides_content(element: Element) -> bool:
    """Tell whether the element is a closed `<details>`, which shows its summary only."""
    return element.tag == "details" and "open" not in element.attrib


def refers_to(element: Element, attribute: str) -> list[str]:
    """Return the ids that an attribute such as `aria-describedby` names."""
    return element.get(attribute, "").split()


class Document:
    """The elements of a page, with the questions that need all of them.

    Visibility follows from `hidden`, inline `display` and `visibility`, closed `<details>` and
    `<dialog>`, and elements that are never shown. Style sheets are not read. `<noscript>` is
    hidden, as it is in a browser with scripts. A browser knows better: its document overrides what
    decides on sight, edges and lines.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.forget()

    @classmethod
    def parse(cls, markup: bytes) -> Self:
        """Return the document that some HTML in UTF-8 stands for."""
        # Comments would split the texts around them.
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        root = etree.fromstring(markup, parser)
        return cls(etree.Element("html") if root is None else root)

    def forget(self) -> None:
        """Drop what was worked out about the elements, after one was opened or closed."""
        self._sights: dict[Element, Sight] = {}
        self._names: dict[Element, str] = {}
        self._labels: dict[Element, str] = {}
        self._texts: dict[Element, str] = {}

    @cached_property
    def ids(self) -> dict[str, Element]:
        """The first element with each id."""
        found: dict[str, Element] = {}
        for element in self.root.xpath("//*[@id]"):
            found.setdefault(element.get("id"), element)
        return found

    def referenced(self, element: Element, attribute: str) -> list[Element]:
        """Return the elements whose ids an attribute names, leaving out missing ones."""
        return [self.ids[name] for name in refers_to(element, attribute) if name in self.ids]

    def shows(self, element: Element) -> bool:
        """Tell whether a person can see the element."""
        return self._sight(element) is Sight.SHOWN

    def text(self, element: Element) -> str:
        """Return the text seen in an element, a line for each block."""
        if element not in self._texts:
            pieces: list[str] = []
            self._collect(element, self._sight(element), pieces, spoken=False)
            lines = (collapse(line) for line in "".join(pieces).split(BREAK))
            self._texts[element] = "\n".join(line for line in lines if line)
        return self._texts[element]

    def name(self, element: Element) -> str:
        """Return what a link, a button, a heading or a picture is called."""
        if element not in self._names:
            self._names[element] = (
                self._name_by_reference(element)
                or collapse(element.get("aria-label", ""))
                or self._name_by_content(element)
                or collapse(element.get("title", ""))
                or _BUTTON_NAMES.get(_button_type(element), "")
            )
        return self._names[element]

    def label(self, field: Element) -> str:
        """Return what a field is called: by its labels first, as a person reads them."""
        if field not in self._labels:
            labels = (self._spoken(label) for label in self._labels_of.get(field, ()))
            self._labels[field] = trim_label(
                " ".join(labels)
                or self._name_by_reference(field)
                or field.get("aria-label", "")
                or field.get("title", "")
            )
        return self._labels[field]

    def title_of(self, container: Element) -> str:
        """Return what a container is called: by ARIA, or by its legend, caption or summary."""
        name = self._name_by_reference(container) or collapse(container.get("aria-label", ""))
        if not name and (tag := _NAMING_CHILD.get(container.tag)):
            child = container.find(tag)
            name = "" if child is None else self._spoken(child)
        return trim_label(name) if container.tag == "fieldset" else name

    def is_spoken(self, element: Element) -> bool:
        """Tell whether assistive technology finds the element, if it is shown."""
        return not any(
            ancestor.get("aria-hidden") == "true" for ancestor in _with_ancestors(element)
        )

    @cached_property
    def _labels_of(self) -> dict[Element, list[Element]]:
        found: dict[Element, list[Element]] = {}
        for label in self.root.iter("label"):
            field = self._labelled_by(label)
            if field is not None:
                found.setdefault(field, []).append(label)
        return found

    def _labelled_by(self, label: Element) -> Element | None:
        if "for" in label.attrib:
            return self.ids.get(label.get("for"))
        inside = (field for field in label.iter(*_LABELLED) if field.get("type") != "hidden")
        return next(inside, None)

    def _name_by_reference(self, element: Element) -> str:
        return collapse(
            " ".join(self._spoken(other) for other in self.referenced(element, "aria-labelledby"))
        )

    def _name_by_content(self, element: Element) -> str:
        if element.tag == "input":
            attribute = "alt" if _button_type(element) == "image" else "value"
            return collapse(element.get(attribute, ""))
        return self._spoken(element)

    def _spoken(self, element: Element) -> str:
        # What names something counts even where it is hidden itself.
        pieces: list[str] = []
        self._collect(element, Sight.SHOWN, pieces, spoken=True)
        return collapse("".join(pieces).replace(BREAK, " "))

    def _sight(self, element: Element) -> Sight:
        sight = self._sights.get(element)
        if sight is None:
            parent = element.getparent()
            outside = Sight.SHOWN if parent is None else self._sight(parent)
            sight = self._sights[element] = self._sight_within(element, outside)
        return sight

    def _sight_within(self, element: Element, outside: Sight) -> Sight:
        if outside is Sight.GONE or self._is_gone(element):
            return Sight.GONE
        return self._visibility(element) or outside

    def _is_gone(self, element: Element) -> bool:
        """Tell whether an element has no place on the page, although what is around it has."""
        attributes = element.attrib
        tag = element.tag
        if tag in NEVER_SHOWN or "hidden" in attributes or "popover" in attributes:
            return True
        if tag == "dialog" and "open" not in attributes:
            return True
        if tag == "input" and attributes.get("type", "").lower() == "hidden":
            return True
        if "style" in attributes and _DISPLAY_NONE.search(attributes["style"]):
            return True
        parent = element.getparent()
        return (
            parent is not None and hides_content(parent) and element is not parent.find("summary")
        )

    def _visibility(self, element: Element) -> Sight | None:
        """Return how an element is seen by its own `visibility`, or None without one."""
        style = element.get("style")
        stated = _VISIBILITY.search(style) if style else None
        if stated is None or stated[1].lower() == "inherit":
            return None
        hidden = stated[1].lower() in ("hidden", "collapse")
        return Sight.INVISIBLE if hidden else Sight.SHOWN

    def _edge(self, element: Element) -> str:
        """Return what stands between the texts of an element and those around it."""
        return BREAK if element.tag in _BLOCKS else CELL if element.tag in _CELLS else ""

    def _keeps_lines(self, element: Element) -> bool:
        """Tell whether line feeds in the texts of an element end lines."""
        return element.tag == "pre"

    def _collect(self, element: Element, sight: Sight, pieces: list[str], *, spoken: bool) -> None:
        """Add the texts of an element: those seen, or those spoken when it names something."""
        if sight is Sight.GONE or element.tag in _FIELDS:
            return
        edge = self._edge(element)
        keeps_lines = self._keeps_lines(element)
        pieces.append(edge)
        shown = sight is Sight.SHOWN and not hides_content(element)
        if shown and element.text:
            pieces.append(_as_laid_out(element.text, keeps_lines))
        for child in element:
            inside = self._sight_within(child, sight)
            alternative = _alternative(child) if spoken and inside is Sight.SHOWN else None
            if alternative is None:
                self._collect(child, inside, pieces, spoken=spoken)
            else:
                pieces.append(alternative)
            if shown and child.tail:
                pieces.append(_as_laid_out(child.tail, keeps_lines))
        pieces.append(edge)


def _as_laid_out(text: str, keeps_lines: bool) -> str:
    return text.replace("\n", BREAK) if keeps_lines else text


def _alternative(element: Element) -> str | None:
    """Return what is spoken in place of an element's content, or None for its content."""
    if element.get("aria-hidden") == "true":
        return ""
    if label := element.get("aria-label"):
        return label
    if element.tag == "img":
        return element.get("alt") or element.get("title", "")
    if element.tag == "svg":
        return element.findtext("title", "")
    return None


def _button_type(element: Element) -> str:
    return element.get("type", "").lower() if element.tag == "input" else ""


def _with_ancestors(element: Element) -> Iterable[Element]:
    yield element
    yield from element.iterancestors()
