"""One page that came back: its document, what its fields hold, and where it stands."""

from functools import cached_property

from acceptance.browser import forms, validation
from acceptance.browser.addresses import path_of, resolve, why_not_here, without_fragment
from acceptance.browser.controls import Controls, Unusable
from acceptance.browser.document import Document, Element, collapse, hides_content
from acceptance.browser.fields import is_disabled, kind_of
from acceptance.browser.forms import Request
from acceptance.browser.interface import NotOnPage
from acceptance.browser.wire import Answer

_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))


class AnyPage:
    """What pages of all drivers say of themselves."""

    title: str
    content_type: str

    def __init__(self, path: str, status: int | None) -> None:
        self.path = path
        self.status = status

    @property
    def is_html(self) -> bool:
        """Whether the answer is a page at all, and not a feed or a picture."""
        return self.content_type in _HTML_TYPES

    @property
    def where(self) -> str:
        """The place as failure messages name it, such as `on /write/ ("Write a post")`."""
        notes = [f'"{self.title}"'] if self.title else []
        if self.status not in (200, None):
            notes.append(f"status {self.status}")
        return f"on {self.path}" + (f" ({', '.join(notes)})" if notes else "")

    def require_html(self) -> None:
        """Raise `NotOnPage` if the answer is no page."""
        if not self.is_html:
            kind = self.content_type or "without a type"
            raise NotOnPage(f"{self.path} is not an HTML page: it is {kind}.")


class Page(AnyPage):
    """An answer as a page, parsed when something is first asked of it."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.address = answer.request.address
        self.content_type = answer.content_type
        super().__init__(path_of(self.address), answer.status)

    @cached_property
    def html(self) -> str:
        """The body of the answer as text."""
        return self._answer.body.decode(self._answer.charset, "replace")

    @cached_property
    def document(self) -> Document:
        """The parsed page; raise `NotOnPage` if the answer is none."""
        self.require_html()
        return Document.parse(self.html.encode())

    @cached_property
    def controls(self) -> Controls:
        """What the fields of the page hold."""
        return Controls(self.document)

    @cached_property
    def title(self) -> str:
        """The title of the page, empty for an answer that is no page."""
        if not self.is_html:
            return ""
        titles = self.document.root.xpath("//title[not(ancestor::svg)]")
        return collapse("".join(titles[0].itertext())) if titles else ""

    def destination(self, link: Element) -> Request | None:
        """Return what following the link asks for, or None if it stays on the page.

        Raise `Unusable` if the link leads anywhere but to a page of this site.
        """
        address = resolve(self._base, link.get("href"))
        if reason := why_not_here(address):
            raise Unusable(reason)
        is_here = without_fragment(address) == without_fragment(self.address)
        if is_here and "#" in link.get("href"):
            return None
        is_discreet = "noreferrer" in link.get("rel", "").lower().split()
        return Request("GET", address, referer="" if is_discreet else self.address)

    def press(self, button: Element) -> Request | None:
        """Return what pressing the button asks for, or None if it only changes the page.

        Raise `Unusable` if the button does nothing, or the browser holds its form back.
        """
        if button.tag == "summary":
            self._toggle(button.getparent())
            return None
        form = self.controls.form_of(button)
        require_effect(button, form)
        if kind_of(button) == "reset":
            self.controls.reset(form)
            return None
        return self._submit(form, button)

    def _submit(self, form: Element, button: Element) -> Request | None:
        if forms.is_validated(form, button):
            validation.require_valid(validation.problems(form, self.document, self.controls))
        if forms.method_of(form, button) == "dialog":
            self._close_dialog(form)
            return None
        request = forms.request_of(
            form, button, self.controls, address=self.address, base=self._base
        )
        if reason := why_not_here(request.address):
            raise Unusable(f"sends its form to an address that {reason}")
        return request

    @cached_property
    def _base(self) -> str:
        stated = self.document.root.xpath("//base[@href]")
        return resolve(self.address, stated[0].get("href")) if stated else self.address

    def _toggle(self, details: Element) -> None:
        if hides_content(details):
            details.set("open", "")
        else:
            del details.attrib["open"]
        self.document.forget()

    def _close_dialog(self, form: Element) -> None:
        for dialog in form.iterancestors("dialog"):
            dialog.attrib.pop("open", None)
        self.document.forget()


def require_effect(button: Element, form: Element | None) -> None:
    """Raise `Unusable` if pressing the button does nothing without JavaScript."""
    if is_disabled(button):
        raise Unusable("is disabled")
    if kind_of(button) == "button":
        raise Unusable("does nothing by itself: it needs JavaScript")
    if form is None:
        raise Unusable("does nothing: it belongs to no form")
