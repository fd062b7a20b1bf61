"""The stand-in as a WSGI application: its addresses, and what becomes of errors."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import Map, Rule

from standin.account import Account
from standin.addresses import addresses
from standin.api import UploadApi
from standin.calls import Call
from standin.chunks import Chunks
from standin.delivery import delivered
from standin.errors import ApiError
from standin.journal import Journal
from standin.listing import authenticate, page
from standin.presence import Presence
from standin.responses import json_response, refusal
from standin.store import Store
from standin.troubles import Troubles

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

logger = logging.getLogger(__name__)

MAX_BYTES = 10 * 1024 * 1024  # of one picture, as on the free plan

_PATIENCE = 5  # seconds that a reset waits for requests that are still at work
_KINDS = "<any(image,raw,video):resource_type>"
_ROUTES = Map(
    [
        Rule(
            "/v1_1/<cloud>/<any(image,raw,video,auto):resource_type>/<any(upload):action>",
            methods=["POST"],
            endpoint="call",
        ),
        Rule(
            f"/v1_1/<cloud>/{_KINDS}/<any(destroy,rename,explicit):action>",
            methods=["POST"],
            endpoint="call",
        ),
        Rule(f"/v1_1/<cloud>/resources/{_KINDS}", methods=["GET"], endpoint="list"),
        Rule(f"/v1_1/<cloud>/resources/{_KINDS}/<type_>", methods=["GET"], endpoint="list"),
        Rule(f"/<cloud>/{_KINDS}/upload/<path:path>", methods=["GET"], endpoint="deliver"),
        Rule("/_standin/trouble", methods=["PUT"], endpoint="begin_trouble"),
        Rule("/_standin/trouble", methods=["DELETE"], endpoint="end_trouble"),
        Rule("/_standin/requests", methods=["GET"], endpoint="requests"),
        Rule("/_standin", methods=["DELETE"], endpoint="reset"),
    ],
    merge_slashes=False,
)


class _Request(Request):
    # A page of another site can make its own host name mean this machine; it gets nothing here.
    trusted_hosts = ("127.0.0.1", "localhost")


class Application:
    """The stand-in as a WSGI application, for one account, with a folder as its memory.

    Several processes may serve the same folder.
    """

    def __init__(self, account: Account, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self._account = account
        self._store = Store(folder)
        self._chunks = Chunks(folder)
        self._journal = Journal(folder)
        self._troubles = Troubles(folder)
        self._api = UploadApi(account, self._store, self._chunks, max_bytes)
        self._at_work = Presence()
        self._max_bytes = max_bytes

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request (https://peps.python.org/pep-3333/)."""
        with _Request(environ) as request:
            request.max_form_memory_size = self._max_bytes * 4 // 3 + 4096  # a picture in Base64
            request.max_content_length = request.max_form_memory_size + 64 * 1024
            response = _guarded(lambda: self._dispatch(request))
        return response(environ, start_response)

    @property
    def closing(self) -> Event:
        """To be set when the server ends, so that slow answers do not keep it."""
        return self._troubles.closing

    def _dispatch(self, request):
        endpoint, values = _ROUTES.bind(request.host).match(request.path, request.method)
        if values.pop("cloud", self._account.cloud_name) != self._account.cloud_name:
            raise ApiError(401, "cloud_name mismatch")
        return getattr(self, f"_{endpoint}")(request, **values)

    def _call(self, request, resource_type, action):
        entry = {"action": action, "public_id": None, "filename": None, "status": None}
        with self._at_work:
            try:
                response = _guarded(lambda: self._answer(request, resource_type, action, entry))
                entry["status"] = response.status_code
                return response
            finally:
                self._journal.append(entry)

    def _answer(self, request, resource_type, action, entry):
        self._read(request)
        call = Call.of(request, resource_type)
        entry.update(public_id=call.public_id, filename=call.filename)

        def work():
            answer = self._api.answer(action, call)
            entry["public_id"] = entry["public_id"] or answer.get("public_id")
            return answer

        return self._troubles.answer(action, work)

    def _read(self, request):
        """Take in the body of a request, large files to the disk."""
        try:
            request.form  # noqa: B018 (it is read when it is first asked for)
        except RequestEntityTooLarge:
            raise ApiError(
                400,
                f"File size too large. Got {request.content_length}. Maximum is {self._max_bytes}.",
            ) from None

    def _list(self, request, resource_type, type_=None):
        authenticate(request, self._account)
        assets = (
            asset
            for asset in self._store.assets()
            if asset.resource_type == resource_type and type_ in {None, asset.type}
        )
        shown, next_cursor = page(assets, request.args)
        cloud_name = self._account.cloud_name
        resources = [
            {**asset.described(), **addresses(asset, request, cloud_name)} for asset in shown
        ]
        following = {"next_cursor": next_cursor} if next_cursor else {}
        return json_response({"resources": resources, **following})

    def _deliver(self, request, resource_type, path):
        return delivered(request, self._store, resource_type, path)

    def _begin_trouble(self, request):
        self._troubles.begin(request.get_json())
        return Response(status=204)

    def _end_trouble(self, _request):
        self._troubles.end()
        return Response(status=204)

    def _requests(self, _request):
        return json_response(self._journal.entries())

    def _reset(self, _request):
        """Forget everything, but let those finish who would add to it afterwards."""
        self._troubles.end()
        self._at_work.wait_until_empty(_PATIENCE)
        for memory in (self._store, self._chunks, self._journal):
            memory.clear()
        return Response(status=204)


def _guarded(work: Callable[[], Response]) -> Response:
    """Return the answer of `work` or to its failure; only a lost connection passes through."""
    try:
        return work()
    except ApiError as error:
        return refusal(error.status, error.message)
    except HTTPException as error:
        response = error.get_response()
        response.data = refusal(response.status_code, error.name).data
        response.content_type = "application/json"
        return response
    except ConnectionError:
        raise
    except Exception:
        logger.exception("The stand-in failed")
        return refusal(500, "General Error")
