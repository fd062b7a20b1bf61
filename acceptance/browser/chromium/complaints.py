"""What goes wrong behind the pages of a window: nobody sees it, and somebody should."""

from collections.abc import Collection
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Request, Response, WebError

from acceptance.browser.addresses import path_of


class Complaints:
    """What went wrong in a browser context, each thing once.

    `neighbours` are the hosts that its pages may ask for something.
    """

    def __init__(self, neighbours: Collection[str]) -> None:
        self._neighbours = neighbours
        self._texts: dict[str, None] = {}

    def listen_to(self, context: BrowserContext) -> None:
        """Note what goes wrong in a context from now on."""
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)
        context.on("response", self._note_response)
        context.on("requestfailed", self._note_failure)

    @property
    def texts(self) -> list[str]:
        """What was complained of, in the order in which it happened."""
        return list(self._texts)

    def _note(self, text: str) -> None:
        self._texts.setdefault(" ".join(text.split()))

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self._note(message.text)

    def _note_error(self, error: WebError) -> None:
        self._note(f"A script failed: {error.error}")

    def _note_response(self, response: Response) -> None:
        request = response.request
        if response.status >= 400 and not request.is_navigation_request():
            self._note(f"{request.method} {path_of(response.url)} answered {response.status}")

    def _note_failure(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.hostname not in self._neighbours:
            self._note(f"The page asked another machine: {request.url}")
