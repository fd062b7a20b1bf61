"""What every driver makes of a page: its parts, and what a person can do and see in them.

The drivers differ in their windows: one asks Django, another one a browser.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import PathLike
from typing import Protocol, TypeVar

from acceptance.browser.controls import Controls, NoOption, Unusable
from acceptance.browser.document import Document, Element, collapse
from acceptance.browser.interface import File, Hop, Image
from acceptance.browser.scope import Named, Scope
from acceptance.browser.uploads import Upload

Found = TypeVar("Found")


class Page(Protocol):
    """A page as it is, or was when somebody looked."""

    path: str
    status: int | None
    title: str
    html: str
    is_html: bool
    where: str
    document: Document
    controls: Controls


class Window(Protocol):
    """The window of a browser, with at most one page in it."""

    hops: list[Hop]

    @property
    def page(self) -> Page:
        """The page that is open; raise `NotOnPage` without one."""

    @property
    def has_page(self) -> bool:
        """Whether a page is open."""

    def describe_absence(self) -> str:
        """Return why no page is open."""

    def patiently(self, look: Callable[[], Found]) -> Found:
        """Return what looking for something gives, as soon as it raises `NotOnPage` no more."""

    def eventually(self, check: Callable[[], bool]) -> bool:
        """Tell whether a check holds, now or soon."""

    def follow(self, page: Page, link: Element) -> None:
        """Follow a link; raise `Unusable` if it leads to no page of the site."""

    def press(self, page: Page, button: Element, times: int = 1) -> None:
        """Press a button, again before its first press is answered if `times` is 2."""


class PagePart:
    """A part of the page in a window, found anew by its names whenever the page has changed."""

    def __init__(self, window: Window, *names: str) -> None:
        self._window = window
        self._names = names
        self._scope: Scope | None = None

    def within(self, name: str) -> "PagePart":
        """Return the part of the page with that name."""
        part = PagePart(self._window, *self._names, name)
        self._window.patiently(part._here)
        return part

    def follow(self, link: str) -> None:
        """Follow the link with that name."""
        scope, element = self._find(Scope.link, link)
        with _reasons(scope, "link", link):
            self._window.follow(scope.page, element)

    def press(self, button: str) -> None:
        """Press the button with that name."""
        self._press(button)

    def press_twice(self, button: str) -> None:
        """Press the button with that name again before its first press is answered."""
        self._press(button, times=2)

    def fill(self, label: str, text: str) -> None:
        """Replace the text of the field with that label."""
        with self._field(label) as (controls, field):
            controls.fill(field, text)

    def choose(self, label: str, *options: str) -> None:
        """Choose exactly those options of a list or a group."""
        with self._field(label) as (controls, field):
            controls.choose(field, options)

    def check(self, label: str) -> None:
        """Tick the check box, or select the radio button, with that label."""
        with self._field(label) as (controls, field):
            controls.tick(field, ticked=True)

    def uncheck(self, label: str) -> None:
        """Clear the check box with that label."""
        with self._field(label) as (controls, field):
            controls.tick(field, ticked=False)

    def attach(self, label: str, *files: str | PathLike[str] | File) -> None:
        """Choose files for the file field with that label."""
        with self._field(label) as (controls, field):
            controls.attach(field, [Upload.of(file) for file in files])

    def sees(self, text: str) -> bool:
        """Tell whether that text can be seen."""
        wanted = collapse(text)
        return self._window.eventually(lambda: wanted in collapse(self.text))

    def lacks(self, text: str) -> bool:
        """Tell whether that text cannot be seen."""
        unwanted = collapse(text)
        return self._window.eventually(lambda: unwanted not in collapse(self.text))

    def sees_heading(self, text: str) -> bool:
        """Tell whether there is a heading with exactly that text."""
        return self._window.eventually(lambda: collapse(text) in self.headings)

    def has_link(self, text: str) -> bool:
        """Tell whether there is at least one link with that name."""
        return self._window.eventually(lambda: collapse(text) in self.links)

    def value(self, label: str) -> str | bool | list[str] | None:
        """Return what the field with that label holds now."""
        scope, field = self._find(Scope.field, label)
        return scope.page.controls.value(field)

    def field_error(self, label: str) -> str:
        """Return the error shown for the field with that label, or an empty string."""
        scope, field = self._find(Scope.field, label)
        return scope.error_of(field)

    @property
    def text(self) -> str:
        """The text that can be seen, a line for each block."""
        page = self._window.page
        return self._in(page).text if page.is_html else page.html

    @property
    def links(self) -> list[str]:
        """The names of the links."""
        return self._names_of(Scope.links)

    @property
    def buttons(self) -> list[str]:
        """The names of the buttons."""
        return self._names_of(Scope.buttons)

    @property
    def fields(self) -> list[str]:
        """The labels of the fields and the legends of their groups."""
        return self._names_of(Scope.fields)

    @property
    def headings(self) -> list[str]:
        """The texts of the headings."""
        return self._names_of(Scope.headings)

    @property
    def images(self) -> list[Image]:
        """The pictures that can be seen."""
        scope = self._here()
        shown = (image.element for image in scope.visible(scope.images()))
        return [
            Image(image.get("alt"), image.get("src", ""), dict(image.attrib)) for image in shown
        ]

    @property
    def messages(self) -> list[str]:
        """The texts of what has `role="status"` or `role="alert"`."""
        return self._here().messages()

    @property
    def field_errors(self) -> dict[str, str]:
        """The errors shown, by the label or legend of their fields."""
        return self._here().field_errors()

    def _here(self) -> Scope:
        return self._in(self._window.page)

    def _in(self, page: Page) -> Scope:
        if self._scope is None or self._scope.page is not page:
            scope = Scope.of(page)
            for name in self._names:
                scope = scope.part(name)
            self._scope = scope
        return self._scope

    def _names_of(self, find: Callable[[Scope], list[Named]]) -> list[str]:
        scope = self._here()
        return scope.names(find(scope))

    def _find(self, find: Callable[[Scope, str], Element], name: str) -> tuple[Scope, Element]:
        def look() -> tuple[Scope, Element]:
            scope = self._here()
            return scope, find(scope, name)

        return self._window.patiently(look)

    def _press(self, button: str, times: int = 1) -> None:
        scope, element = self._find(Scope.button, button)
        with _reasons(scope, "button", button):
            self._window.press(scope.page, element, times)

    @contextmanager
    def _field(self, label: str) -> Iterator[tuple[Controls, Element]]:
        scope, field = self._find(Scope.field, label)
        with _reasons(scope, "field", label):
            yield scope.page.controls, field


class PageBrowser(PagePart):
    """What the drivers say in the same way of the page that is open."""

    @property
    def path(self) -> str:
        """The path of the page, with its query."""
        return self._window.page.path

    @property
    def title(self) -> str:
        """The title of the page."""
        return self._window.page.title

    @property
    def html(self) -> str:
        """The source of the page, or the body of an answer that is not HTML."""
        return self._window.page.html

    @property
    def status(self) -> int | None:
        """The HTTP status of the page."""
        return self._window.page.status

    @property
    def hops(self) -> list[Hop]:
        """The answers to the last navigation, redirects first and the page last."""
        return list(self._window.hops)

    def describe(self) -> str:
        """Return a few lines on the last page, or on why there is none."""
        if not self._window.has_page:
            return self._window.describe_absence()
        page = self._window.page
        lines = [f"{page.path} answered with status {page.status}"]
        if page.title:
            lines.append(f"Title: {page.title}")
        if page.is_html:
            lines += [f"Message: {message}" for message in self.messages]
            lines += [f"Error: {label}: {error}" for label, error in self.field_errors.items()]
        return "\n".join(lines)

    def caption(self) -> str:
        """Return the title of the page and its path, or the path alone."""
        return f"{self.title} ({self.path})" if self.title else self.path


@contextmanager
def _reasons(scope: Scope, kind: str, name: str) -> Iterator[None]:
    """Turn why something cannot be used into a failure that names it and its place."""
    try:
        yield
    except Unusable as reason:
        raise scope.refusal(kind, name, reason) from None
    except NoOption as missing:
        raise scope.no_option(name, missing) from None
