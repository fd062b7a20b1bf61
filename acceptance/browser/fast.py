"""The fast driver: Django's test client, and an HTML layer that behaves as a browser does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

from acceptance.browser.addresses import HOME, path_of, resolve, why_not_here
from acceptance.browser.controls import Controls, NoOption, Unusable
from acceptance.browser.document import Element, collapse
from acceptance.browser.forms import Request
from acceptance.browser.interface import File, Hop, Image, NotOnPage, Refused
from acceptance.browser.page import Page
from acceptance.browser.scope import Named, Scope
from acceptance.browser.uploads import Upload
from acceptance.browser.wire import Wire


class _Window:
    """The page that is open, and the wire to the site."""

    def __init__(self, *, raise_request_exception: bool) -> None:
        self.wire = Wire(raise_request_exception=raise_request_exception)
        self.failure: Exception | None = None
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """The page that is open; raise `NotOnPage` without one."""
        if self._page is None:
            raise NotOnPage(self.describe_absence())
        return self._page

    @property
    def has_page(self) -> bool:
        """Whether a page is open."""
        return self._page is not None

    def send(self, request: Request) -> None:
        """Open the page that answers a request; without an answer no page is open."""
        self.leave()
        try:
            self._page = Page(self.wire.send(request))
        except Exception as error:
            self.failure = error
            raise

    def leave(self) -> None:
        """Let go of the page, and of what was typed into it."""
        self._page = None
        self.failure = None

    def describe_absence(self) -> str:
        """Return why no page is open."""
        if self.failure is None or self.wire.asked is None:
            return "No page was visited yet."
        asked = f"{self.wire.asked.method} {path_of(self.wire.asked.address)}"
        return f"{asked} gave no page: {type(self.failure).__name__}: {self.failure}"


class FastPart:
    """A part of the page in a window, found anew by its names whenever the page has changed."""

    def __init__(self, window: _Window, *names: str) -> None:
        self._window = window
        self._names = names
        self._scope: Scope | None = None

    def within(self, name: str) -> "FastPart":
        """Return the part of the page with that name."""
        part = FastPart(self._window, *self._names, name)
        part._here()
        return part

    def follow(self, link: str) -> None:
        """Follow the link with that name."""
        scope = self._here()
        with _reasons(scope, "link", link):
            request = scope.page.destination(scope.link(link))
        self._send(request)

    def press(self, button: str) -> None:
        """Press the button with that name."""
        self._send(self._request_of(button))

    def press_twice(self, button: str) -> None:
        """Press the button with that name again before its first press is answered."""
        request = self._request_of(button)
        self._send(request)
        self._send(request)

    def _request_of(self, button: str) -> Request | None:
        scope = self._here()
        with _reasons(scope, "button", button):
            return scope.page.press(scope.button(button))

    def fill(self, label: str, text: str) -> None:
        """Replace the text of the field with that label."""
        with self._field(label) as field:
            self._controls.fill(field, text)

    def choose(self, label: str, *options: str) -> None:
        """Choose exactly those options of a list or a group."""
        with self._field(label) as field:
            self._controls.choose(field, options)

    def check(self, label: str) -> None:
        """Tick the check box, or select the radio button, with that label."""
        with self._field(label) as field:
            self._controls.tick(field, ticked=True)

    def uncheck(self, label: str) -> None:
        """Clear the check box with that label."""
        with self._field(label) as field:
            self._controls.tick(field, ticked=False)

    def attach(self, label: str, *files: str | PathLike[str] | File) -> None:
        """Choose files for the file field with that label."""
        with self._field(label) as field:
            self._controls.attach(field, [Upload.of(file) for file in files])

    def sees(self, text: str) -> bool:
        """Tell whether that text can be seen."""
        return collapse(text) in collapse(self.text)

    def lacks(self, text: str) -> bool:
        """Tell whether that text cannot be seen."""
        return not self.sees(text)

    def sees_heading(self, text: str) -> bool:
        """Tell whether there is a heading with exactly that text."""
        return collapse(text) in self.headings

    def has_link(self, text: str) -> bool:
        """Tell whether there is at least one link with that name."""
        return collapse(text) in self.links

    def value(self, label: str) -> str | bool | list[str] | None:
        """Return what the field with that label holds now."""
        return self._controls.value(self._here().field(label))

    def field_error(self, label: str) -> str:
        """Return the error shown for the field with that label, or an empty string."""
        scope = self._here()
        return scope.error_of(scope.field(label))

    @property
    def text(self) -> str:
        """The text that can be seen, a line for each block."""
        page = self._window.page
        return self._here().text if page.is_html else page.html

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

    @property
    def _controls(self) -> Controls:
        return self._window.page.controls

    def _here(self) -> Scope:
        page = self._window.page
        if self._scope is None or self._scope.page is not page:
            scope = Scope.of(page)
            for name in self._names:
                scope = scope.part(name)
            self._scope = scope
        return self._scope

    def _names_of(self, find: Callable[[Scope], list[Named]]) -> list[str]:
        scope = self._here()
        return scope.names(find(scope))

    def _send(self, request: Request | None) -> None:
        if request is not None:
            self._window.send(request)

    @contextmanager
    def _field(self, label: str) -> Iterator[Element]:
        scope = self._here()
        with _reasons(scope, "field", label):
            yield scope.field(label)


class FastBrowser(FastPart):
    """A browser without scripts and style sheets, and without a server.

    It asks Django's test client, with CSRF checks, on the database connection of the test; what a
    request leaves to `transaction.on_commit` is done when that request ends. What a failing view
    raises reaches the step. With `raise_request_exception=False` the site's own page for status
    500 is shown instead.
    """

    def __init__(self, *, raise_request_exception: bool = True) -> None:
        super().__init__(_Window(raise_request_exception=raise_request_exception))

    def visit(self, path: str) -> None:
        """Open a page of the site."""
        address = resolve(HOME, path)
        if reason := why_not_here(address):
            raise Refused(f'"{path}" {reason}.')
        self._window.send(Request("GET", address))

    def sign_in(self, user: Any) -> None:
        """Sign that user in without the log-in page."""
        self._window.wire.client.force_login(user)

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
    def status(self) -> int:
        """The HTTP status of the page."""
        return self._window.page.status

    @property
    def hops(self) -> list[Hop]:
        """The answers to the last navigation, redirects first and the page last."""
        return list(self._window.wire.hops)

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

    def screenshot(self, file: str | PathLike[str]) -> Path:
        """Save the source of the page; the file gets the suffix `.html`."""
        path = Path(file)
        if path.suffix != ".html":
            path = path.with_name(f"{path.name}.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.html, encoding="utf-8")
        return path

    def close(self) -> None:
        """Forget the page and the session."""
        self._window.leave()
        self._window.wire.client.cookies.clear()


@contextmanager
def _reasons(scope: Scope, kind: str, name: str) -> Iterator[None]:
    """Turn why something cannot be used into a failure that names it and its place."""
    try:
        yield
    except Unusable as reason:
        raise scope.refusal(kind, name, reason) from None
    except NoOption as missing:
        raise scope.no_option(name, missing) from None
