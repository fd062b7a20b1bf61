"""What every driver offers to step definitions, and how it says no.

Names are whole strings, case-sensitive, with white space collapsed. A trailing `:` or `*` on a
label or legend is ignored. A name belongs to what a person can find: hidden things are refused,
and `aria-hidden` ones are not there.
"""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple, Protocol


class NotOnPage(AssertionError):
    """Say that what a step looked for is not on the page, or is there several times.

    The message names what is there instead.
    """


class Refused(NotOnPage):
    """Say that the thing is there, but a browser would not do this with it.

    Hidden, disabled and read-only fields, forms that a browser would not send, links to other
    sites and endless redirects are refused.
    """


class Hop(NamedTuple):
    """One answer on the way to the page: a redirect, or the page itself."""

    status: int
    path: str


class Image(NamedTuple):
    """A picture on the page; `alt` is None where the attribute is missing."""

    alt: str | None
    src: str
    attributes: Mapping[str, str]


class File(Protocol):
    """A file in memory, such as Django's `ContentFile` or `SimpleUploadedFile`.

    A `content_type` attribute is sent along; without one it follows from the name.
    """

    name: str

    def read(self) -> bytes:
        """Return the content."""


class Part(Protocol):
    """A part of the page, or all of it: find, act and check there.

    Every method that takes a name raises `NotOnPage` when nothing or several things have it.
    """

    def within(self, name: str) -> "Part":
        """Return the part of the page with that heading, legend, caption or aria-label.

        A heading stands for the nearest section, article, list item, form … around it, if it is
        the first of the highest rank there; a row header (`<th scope="row">`) for its row. The
        part is looked up again whenever the page has changed.
        """

    def follow(self, link: str) -> None:
        """Follow the link with that name.

        Raise `Refused` for an address that is not a page of this site.
        """

    def press(self, button: str) -> None:
        """Press the button with that name, or open or close the details with that summary.

        Raise `Refused` for a disabled button, one that does nothing without JavaScript, and a
        form that the browser's own validation would hold back.
        """

    def press_twice(self, button: str) -> None:
        """Press the button with that name again before its first press is answered.

        What is sent is sent twice, and the second answer is the page. Raise as `press` does.
        """

    def fill(self, label: str, text: str) -> None:
        """Replace the text of the field with that label.

        Raise `Refused` for a hidden, disabled or read-only field, text over its `maxlength`, and
        text that its type does not take, such as letters in a number.
        """

    def choose(self, label: str, *options: str) -> None:
        """Choose exactly those options of a list, of radio buttons or of check boxes.

        `label` is the label of the `<select>`, or the legend around the radio buttons or check
        boxes. No options at all clear a list that takes several. Raise `NotOnPage` for an option
        that is not offered, naming those that are.
        """

    def check(self, label: str) -> None:
        """Tick the check box, or select the radio button, with that label."""

    def uncheck(self, label: str) -> None:
        """Clear the check box with that label."""

    def attach(self, label: str, *files: str | PathLike[str] | File) -> None:
        """Choose files for the file field with that label, or none to clear it.

        Files are paths or files in memory. They are read at once.
        """

    def sees(self, text: str) -> bool:
        """Tell whether that text can be seen.

        White space is collapsed on both sides, and the text may run across blocks. What fields
        hold is no text: ask for it with `value`. A driver with scripts waits for the text.
        """

    def lacks(self, text: str) -> bool:
        """Tell whether that text cannot be seen; a driver with scripts waits until it is gone."""

    def sees_heading(self, text: str) -> bool:
        """Tell whether there is a heading with exactly that text."""

    def has_link(self, text: str) -> bool:
        """Tell whether there is at least one link with that name."""

    def value(self, label: str) -> str | bool | list[str] | None:
        """Return what the field with that label holds now, typed or given.

        A check box or radio button gives a bool; a list or the legend of radio buttons the chosen
        option, or None; a multiple list, or the legend of check boxes, a list of options; a file
        field the name of its file, or a list of names if it takes several; the rest their text.
        """

    def field_error(self, label: str) -> str:
        """Return the error shown for the field with that label, or an empty string.

        See `field_errors` for what counts as an error.
        """

    @property
    def text(self) -> str:
        """The text that can be seen, a line for each block, white space collapsed."""

    @property
    def links(self) -> list[str]:
        """The names of the links, in document order."""

    @property
    def buttons(self) -> list[str]:
        """The names of the buttons, in document order."""

    @property
    def fields(self) -> list[str]:
        """The labels of the fields and the legends of their groups, in document order."""

    @property
    def headings(self) -> list[str]:
        """The texts of the headings, in document order."""

    @property
    def images(self) -> list[Image]:
        """The pictures that can be seen, in document order."""

    @property
    def messages(self) -> list[str]:
        """The texts of what has `role="status"` or `role="alert"`, in document order."""

    @property
    def field_errors(self) -> dict[str, str]:
        """The errors shown, by the label or legend of their fields.

        A field is in error if it has `aria-invalid="true"`. Its error is the text that
        `aria-errormessage` points to, else what `aria-describedby` points to where the id ends in
        `_error` or `-error`. A group (`<fieldset>`) speaks for the fields in it.
        """


class Browser(Part, Protocol):
    """A browser with one window, signed in as at most one person."""

    def visit(self, path: str) -> None:
        """Open a page of the site: a path, or a whole address on the same host."""

    def sign_in(self, user: Any) -> None:
        """Sign that user in without the log-in page; the page that is open stays as it is."""

    @property
    def path(self) -> str:
        """The path of the page, with its query and without its fragment."""

    @property
    def title(self) -> str:
        """The title of the page."""

    @property
    def html(self) -> str:
        """The source of the page, or the body of an answer that is not HTML."""

    @property
    def status(self) -> int | None:
        """The HTTP status of the page, or None in a driver that does not know it."""

    @property
    def hops(self) -> list[Hop]:
        """The answers to the last navigation, redirects first and the page last."""

    def describe(self) -> str:
        """Return a few lines on the last page, to be printed when a scenario fails."""

    def screenshot(self, file: str | PathLike[str]) -> Path:
        """Save what is seen and return the file, which gets the suffix of its format."""

    def caption(self) -> str:
        """Return one line to put below a screenshot, such as `Tea · Plainly (/post/tea/)`."""

    def save_details(self, file: str | PathLike[str]) -> list[Path]:
        """Save what else may explain a failure, and return the files.

        They are named after that file, each with a suffix of its own.
        """

    def close(self) -> None:
        """End the session and let go of the page."""


class ShowingBrowser(Browser, Protocol):
    """A browser that shows pages: with style sheets, scripts and a keyboard."""

    @property
    def focused(self) -> str:
        """The name of the link, button or field that has the focus, or an empty string."""

    @property
    def overflows(self) -> bool:
        """Whether the page is wider than the window, so that one has to scroll sideways."""

    @property
    def complaints(self) -> list[str]:
        """What went wrong behind the pages that this window has shown.

        Errors of scripts, what the site's Content Security Policy refused, files of the site that
        are missing, and attempts to reach another machine.
        """

    def press_key(self, key: str) -> None:
        """Press a key such as `Tab`, `Shift+Tab` or `Enter`, and wait for the page it leads to."""

    def resize(self, width: int) -> None:
        """Make the window that wide, in CSS pixels."""

    def show_for(self, medium: str) -> None:
        """Show pages as they are for `screen`, the default, or for `print`."""

    def accessibility_problems(self) -> list[str]:
        """Return what axe finds wrong with the page, in its light and in its dark colours."""
