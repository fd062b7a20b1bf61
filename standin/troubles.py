"""Troubles that a test can get Cloudinary into.

They concern the Upload API alone: what is listed and delivered can be looked at all the time.
"""

import json
import math
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

from werkzeug import Response

from standin.errors import ApiError, ConnectionLost
from standin.files import write
from standin.responses import json_response, refusal


class Trouble(StrEnum):
    """What can go wrong at Cloudinary, or on the way there and back."""

    DOWN = "down"  # closes the connection without an answer
    SLOW = "slow"  # answers after some seconds
    ERROR = "error"  # 500
    UNAVAILABLE = "unavailable"  # 503
    RATE_LIMIT = "rate-limit"  # 420
    HTML = "html"  # 502 and a page, as from something in between
    EMPTY = "empty"  # 200 and an object with nothing in it
    GARBAGE = "garbage"  # 200 and no object at all
    REFUSED = "refused"  # 400, as for a file that is no picture
    PENDING = "pending"  # 200, as for an asynchronous upload; nothing is done
    LOST_REPLY = "lost-reply"  # does the work, then closes the connection without an answer
    BRIEF = "brief"  # does the work, and answers no more than has to be known


ACTIONS = ("upload", "destroy", "rename", "explicit")

_SECONDS_SLOW = 30
_PAUSE = 0.05  # seconds between two looks at whether a trouble is over

_RATE_LIMITS = {
    "X-FeatureRateLimit-Limit": "500",
    "X-FeatureRateLimit-Remaining": "0",
    "X-FeatureRateLimit-Reset": "Fri, 01 Jan 2100 00:00:00 GMT",
}


class Troubles:
    """The trouble of the moment, in a file, so that all processes share it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "trouble.json"
        self.closing = Event()  # set when the server ends: then nobody waits any longer

    def begin(self, wish: Any) -> None:
        """Begin the trouble that a client wishes for: a kind, and perhaps actions and seconds."""
        if not isinstance(wish, dict) or wish.get("kind") not in list(Trouble):
            raise ApiError(400, f"Unknown trouble; there are: {', '.join(Trouble)}")
        actions = wish.get("actions", list(ACTIONS))
        if not isinstance(actions, list) or not all(action in ACTIONS for action in actions):
            raise ApiError(400, f"Unknown action; there are: {', '.join(ACTIONS)}")
        seconds = wish.get("seconds", _SECONDS_SLOW)
        if not isinstance(seconds, int | float) or not 0 <= seconds <= 3600:
            raise ApiError(400, "The seconds must be a number between 0 and 3600")
        trouble = {"kind": wish["kind"], "actions": actions, "seconds": seconds}
        write(self._file, [json.dumps(trouble).encode()])

    def end(self) -> None:
        """End the trouble, if there is one."""
        self._file.unlink(missing_ok=True)

    def answer(self, action: str, work: Callable[[], dict[str, Any]]) -> Response:
        """Return the answer to an action that `work` would do, as the trouble lets it be."""
        trouble = self._current()
        if trouble is None or action not in trouble["actions"]:
            return json_response(work())
        match trouble["kind"]:
            case Trouble.DOWN:
                raise ConnectionLost
            case Trouble.SLOW:
                self._wait(trouble)
                return json_response(work())
            case Trouble.LOST_REPLY:
                with suppress(ApiError):
                    work()
                raise ConnectionLost
            case Trouble.BRIEF:
                return json_response(_brief(work()))
            case kind:
                return _ANSWERS[kind]()

    def _current(self):
        try:
            return json.loads(self._file.read_bytes())
        except FileNotFoundError:
            return None

    def _wait(self, trouble):
        """Wait as long as the trouble says, or until it is over.

        The pauses are counted, for a test may have stopped the clock.
        """
        for _ in range(math.ceil(trouble["seconds"] / _PAUSE)):
            if self.closing.wait(_PAUSE):
                raise ConnectionLost
            if self._current() != trouble:
                return


def _brief(answer):
    return {name: answer[name] for name in ("public_id", "result") if name in answer}


# What is answered without any work.
_ANSWERS: dict[str, Callable[[], Response]] = {
    Trouble.ERROR: lambda: refusal(500, "General Error"),
    Trouble.UNAVAILABLE: lambda: refusal(503, "Service temporarily unavailable"),
    Trouble.RATE_LIMIT: lambda: refusal(
        420, "Rate Limit Exceeded. Limit of 500 api operations reached.", _RATE_LIMITS
    ),
    Trouble.HTML: lambda: Response("<h1>502 Bad Gateway</h1>", 502, content_type="text/html"),
    Trouble.EMPTY: lambda: json_response({}),
    Trouble.GARBAGE: lambda: json_response(None),
    Trouble.REFUSED: lambda: refusal(400, "Invalid image file"),
    Trouble.PENDING: lambda: json_response({"status": "pending", "batch_id": uuid4().hex}),
}
