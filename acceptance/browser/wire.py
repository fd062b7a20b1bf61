"""Requests to the site without a network, with cookies and redirects as browsers have them."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.handlers.base import BaseHandler
from django.http import HttpResponseBase
from django.test import Client
from django.test.client import ClientHandler

from acceptance.browser.addresses import path_of, resolve, why_not_here, without_fragment
from acceptance.browser.commits import Committing
from acceptance.browser.forms import Request
from acceptance.browser.interface import Hop, Refused

MOST_REDIRECTS = 20  # the last one is not followed

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_KEEPING_METHOD = frozenset((307, 308))


class Answer(NamedTuple):
    """What came back in the end, and the request that it came back to."""

    request: Request
    status: int
    content_type: str
    charset: str
    body: bytes


class _CommittingClientHandler(Committing, ClientHandler):
    """Django's handler for tests, with the callbacks of each request."""


class _BrowserClient(Client):
    """Django's test client as a browser: with CSRF checks, and cookies that can go out of date."""

    def __init__(self, *, raise_request_exception: bool) -> None:
        super().__init__(raise_request_exception=raise_request_exception)
        self.handler: BaseHandler = _CommittingClientHandler(enforce_csrf_checks=True)

    def request(self, **request: Any) -> HttpResponseBase:
        response = super().request(**request)
        for name in [name for name, cookie in self.cookies.items() if cookie["max-age"] == 0]:
            del self.cookies[name]
        return response


class Wire:
    """Send requests, follow redirects and remember the way to the last answer."""

    def __init__(self, *, raise_request_exception: bool) -> None:
        self.client = _BrowserClient(raise_request_exception=raise_request_exception)
        self.hops: list[Hop] = []
        self.asked: Request | None = None

    def send(self, request: Request) -> Answer:
        """Return the answer at the end of the redirects.

        Raise `Refused` for a redirect to another site and for too many of them. What a failing
        view raises passes through; `asked` then is the request that failed.
        """
        self.hops = []
        while True:
            self.asked = request
            response = self._ask(request)
            self.hops.append(Hop(response.status_code, path_of(request.address)))
            location = response.headers.get("Location", "")
            if response.status_code not in _REDIRECTS or not location:
                return _answer(request, response)
            request = self._redirected(request, response.status_code, location)

    def _ask(self, request: Request) -> HttpResponseBase:
        headers = {"Accept": _ACCEPT}
        scheme, host, *_ = urlsplit(request.address)
        if request.referer:
            headers["Referer"] = without_fragment(request.referer)
        if request.method == "POST":
            headers["Origin"] = f"{scheme}://{host}"
        return self.client.generic(
            request.method,
            without_fragment(request.address),
            request.body,
            request.content_type,
            secure=scheme == "https",
            headers=headers,
        )

    def _redirected(self, request: Request, status: int, location: str) -> Request:
        address = resolve(request.address, location)
        path = path_of(request.address)
        if reason := why_not_here(address):
            raise Refused(f"The redirect from {path} to {location} {reason}.")
        if len(self.hops) == MOST_REDIRECTS:
            raise endless(self.hops)
        if status in _KEEPING_METHOD:
            return request._replace(address=address)
        return Request("GET", address, request.referer)


def endless(hops: Sequence[Hop]) -> Refused:
    """Return the refusal to follow more redirects."""
    trail = " → ".join(hop.path for hop in hops[:4])
    return Refused(f"{MOST_REDIRECTS} redirects led to no page: {trail} → …")


def _answer(request: Request, response: HttpResponseBase) -> Answer:
    return Answer(
        request=request,
        status=response.status_code,
        content_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        charset=response.charset,
        body=response.getvalue(),
    )
