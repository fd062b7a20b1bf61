"""A part of a page, or all of it: what is there by name, and what is said when it is not."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from itertools import takewhile
from typing import NamedTuple, Self

from acceptance.browser.controls import NoOption
from acceptance.browser.document import HEADINGS, Element, collapse, refers_to, trim_label, words
from acceptance.browser.fields import BUTTON_KINDS, is_group, kind_of, options_in
from acceptance.browser.interface import NotOnPage, Refused
from acceptance.browser.page import Page

MOST_NAMES = 30

# What a heading can speak for.
_SECTION_TAGS = words("article aside body dialog fieldset form li main nav search section")
_SECTION_ROLES = words(
    "alertdialog article complementary dialog form group listitem main navigation region search"
    " tabpanel"
)
# What has an accessible name of its own without being a part of the page.
_NO_PARTS = words("a area button img input label optgroup option select svg textarea")
_HEADING = "self::h1|self::h2|self::h3|self::h4|self::h5|self::h6|self::*[@role='heading']"


class Named(NamedTuple):
    """An element with the name by which a person knows it."""

    name: str
    element: Element


class Scope:
    """The elements inside one element of a page, found by their names.

    `trail` holds the names of the parts that led here, the innermost first.
    """

    def __init__(self, page: Page, root: Element, trail: tuple[str, ...] = ()) -> None:
        self.page = page
        self.root = root
        self._document = page.document
        self._trail = trail

    @classmethod
    def of(cls, page: Page) -> Self:
        """Return the scope of the whole page."""
        return cls(page, page.document.root)

    @property
    def where(self) -> str:
        """The place as failure messages name it."""
        inside = "".join(f'in "{name}" ' for name in self._trail)
        return f"{inside}{self.page.where}"

    @property
    def text(self) -> str:
        """The text seen here, a line for each block."""
        return self._document.text(self.root)

    def links(self) -> list[Named]:
        """Return the links, hidden ones included, as for all that follows."""
        found = (link for link in self.root.iter("a") if "href" in link.attrib)
        return self._named(found, self._document.name)

    def buttons(self) -> list[Named]:
        """Return the buttons and the summaries that open details."""
        found = (
            element
            for element in self.root.iter("button", "input", "summary")
            if element.tag == "button"
            or (element.tag == "input" and kind_of(element) in BUTTON_KINDS)
            or (element.tag == "summary" and element.getparent().tag == "details")
        )
        return self._named(found, self._document.name)

    def headings(self) -> list[Named]:
        """Return the headings."""
        return self._named(self.root.xpath(f"descendant::*[{_HEADING}]"), self._document.name)

    def images(self) -> list[Named]:
        """Return the pictures."""
        return self._named(self.root.iter("img"), self._document.name)

    def fields(self) -> list[Named]:
        """Return the fields, and the groups of radio buttons and check boxes."""
        found = []
        for element in self.root.iter():
            if element.tag in ("input", "select", "textarea"):
                if kind_of(element) not in BUTTON_KINDS | {"hidden"}:
                    found.append(Named(self._document.label(element), element))
            elif is_group(element) and (options_in(element) or self.error_of(element)):
                found.append(Named(self._document.title_of(element), element))
        return [named for named in found if self._document.is_spoken(named.element)]

    def parts(self) -> list[Named]:
        """Return the parts with a name, and those that a heading or a row header speaks for."""
        found = []
        for element in self.root.iterdescendants():
            if element.tag not in _NO_PARTS and element.tag not in HEADINGS:
                found.append(Named(self._document.title_of(element), element))
        found += (Named(named.name, part) for part, named in self._headed_parts().items())
        for header in self.root.iterdescendants("th"):
            if header.get("scope") == "row":
                found.append(Named(self._document.name(header), header.getparent()))
        return [named for named in dict.fromkeys(found) if named.name]

    def link(self, name: str) -> Element:
        """Return the link with that name."""
        return self._find("link", self.links(), {collapse(name)}, name)

    def button(self, name: str) -> Element:
        """Return the button with that name."""
        return self._find("button", self.buttons(), {collapse(name)}, name)

    def field(self, label: str) -> Element:
        """Return the field with that label, or else the group with that legend."""
        found = self.fields()
        wanted = trim_label(label)
        if any(named.name == wanted and kind_of(named.element) != "group" for named in found):
            found = [named for named in found if kind_of(named.element) != "group"]
        return self._find("field", found, {wanted}, label)

    def part(self, name: str) -> Self:
        """Return the scope of the part with that name."""
        hint = ""
        if any(named.name == collapse(name) for named in self.visible(self.headings())):
            hint = " Its heading is there, but no section, article, list item or form of its own."
        wanted = {collapse(name), trim_label(name)}
        root = self._find("part", self.parts(), wanted, name, hint)
        return type(self)(self.page, root, (collapse(name), *self._trail))

    def visible(self, found: Iterable[Named]) -> list[Named]:
        """Return those of the elements that a person can see."""
        return [named for named in found if self._document.shows(named.element)]

    def names(self, found: Iterable[Named]) -> list[str]:
        """Return the names of the elements that a person can see and has a name for."""
        return [named.name for named in self.visible(found) if named.name]

    def refusal(self, kind: str, name: str, reason: object) -> Refused:
        """Return the refusal to do something with a thing that is here."""
        return Refused(f'The {kind} "{collapse(name)}" {self.where} {reason}.')

    def no_option(self, label: str, missing: NoOption) -> NotOnPage:
        """Return the failure to find an option of a field."""
        option, offered = missing.option, missing.offered
        place = f'in the field "{collapse(label)}" {self.where}'
        if count := offered.count(option):
            return NotOnPage(f'There are {count} options "{option}" {place}.')
        nearest = _nearest(option, offered)
        return NotOnPage(
            f'There is no option "{option}" {place}.{nearest} {_listing("Options", offered)}'
        )

    def messages(self) -> list[str]:
        """Return the texts of the messages, each once if they are nested."""
        found = self.root.xpath("descendant-or-self::*[@role='status' or @role='alert']")
        outermost = (
            message
            for message in found
            if not any(other in found for other in message.iterancestors())
        )
        shown = (message for message in outermost if self._document.shows(message))
        texts = (collapse(self._document.text(message)) for message in shown)
        return [text for text in texts if text]

    def field_errors(self) -> dict[str, str]:
        """Return the errors shown, by label; a field without one goes by its `name`."""
        errors: dict[str, str] = {}
        for _, field in self.visible(self.fields()):
            if _is_invalid(field):
                speaker = self._speaker_for(field)
                errors.setdefault(self._label_or_name(speaker), self.error_of(speaker))
        return errors

    def error_of(self, field: Element) -> str:
        """Return the error shown for a field or a group, or an empty string."""
        if not _is_invalid(field):
            return ""
        sources = self._document.referenced(field, "aria-errormessage") or [
            self._document.ids[name]
            for name in refers_to(field, "aria-describedby")
            if name.endswith(("_error", "-error")) and name in self._document.ids
        ]
        shown = (source for source in sources if self._document.shows(source))
        return collapse(" ".join(self._document.text(source) for source in shown))

    def _speaker_for(self, field: Element) -> Element:
        """Return the field, or the group around it if only that one has an error text."""
        around = (field, *filter(is_group, field.iterancestors()))
        return next((element for element in around if self.error_of(element)), field)

    def _label_or_name(self, field: Element) -> str:
        if is_group(field):
            return self._document.title_of(field)
        return self._document.label(field) or field.get("name", "")

    def _named(self, found: Iterable[Element], name_of: Callable[[Element], str]) -> list[Named]:
        spoken = (element for element in found if self._document.is_spoken(element))
        return [Named(name_of(element), element) for element in spoken]

    def _headed_parts(self) -> dict[Element, Named]:
        """Return each part that a heading speaks for: the first of the highest rank in it."""
        speaking: dict[Element, Named] = {}
        for named in self.visible(self.headings()):
            part = self._section_of(named.element)
            if part is None:
                continue
            known = speaking.get(part)
            if known is None or _rank(named.element) < _rank(known.element):
                speaking[part] = named
        return speaking

    def _section_of(self, heading: Element) -> Element | None:
        inside = takewhile(lambda element: element is not self.root, heading.iterancestors())
        return next(filter(_is_section, inside), None)

    def _find(
        self, kind: str, found: list[Named], wanted: set[str], name: str, hint: str = ""
    ) -> Element:
        """Return the one visible element with a wanted name, or say why there is none."""
        name = collapse(name)
        there = self.visible(found)
        matches = [element for known, element in there if known and known in wanted]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise NotOnPage(
                f'There are {len(matches)} {kind}s "{name}" {self.where}:'
                " name a part of the page with within(…)."
            )
        if any(known and known in wanted for known, _ in found):
            raise self.refusal(kind, name, "is hidden")
        names = self.names(there)
        raise NotOnPage(
            f'There is no {kind} "{name}" {self.where}.{hint}{_nearest(name, names)}'
            f" {_listing(f'{kind.capitalize()}s', names)}"
        )


def _is_section(element: Element) -> bool:
    return element.tag in _SECTION_TAGS or element.get("role") in _SECTION_ROLES


def _is_invalid(field: Element) -> bool:
    if field.get("aria-invalid") == "true":
        return True
    return is_group(field) and any(
        inside.get("aria-invalid") == "true" for inside in field.iterdescendants()
    )


def _rank(heading: Element) -> int:
    level = heading.get("aria-level", "2") if heading.tag not in HEADINGS else heading.tag[1]
    return int(level)


def _nearest(name: str, names: Iterable[str]) -> str:
    by_folded = {known.casefold(): known for known in names}
    close = get_close_matches(name.casefold(), by_folded, n=1)
    return f' Did you mean "{by_folded[close[0]]}"?' if close else ""


def _listing(kinds: str, names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    if not listed:
        return f"There are no {kinds.lower()} there."
    more = f" and {len(listed) - MOST_NAMES} more" if len(listed) > MOST_NAMES else ""
    return f"{kinds} there: {', '.join(listed[:MOST_NAMES])}{more}."
