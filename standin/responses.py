import json
import re
from collections.abc import Mapping
from typing import Any

from werkzeug import Response


def json_response(
    content: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an answer in JSON."""
    return Response(json.dumps(content), status, headers, content_type="application/json")


def refusal(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error as Cloudinary does, in the body and in a header."""
    printable = re.sub(r"[^ -~]", "?", message)
    return json_response(
        {"error": {"message": message}}, status, {"X-Cld-Error": printable, **(headers or {})}
    )
