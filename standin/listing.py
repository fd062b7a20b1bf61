"""The part of the Admin API that lists what is stored.

https://cloudinary.com/documentation/admin_api#get_resources
"""

import re
from collections.abc import Iterable, Mapping
from hmac import compare_digest

from werkzeug import Request

from standin.account import Account
from standin.assets import Asset
from standin.errors import ApiError

_MOST_RESULTS = 500
_CURSOR = re.compile(r"\d{20}-[0-9a-f]{64}", re.ASCII)


def authenticate(request: Request, account: Account) -> None:
    """Refuse a request that does not come with the account's key and secret."""
    given = _credentials(request)
    pair = (given.username or "", given.password or "") if given else ("", "")
    expected = (account.api_key, account.api_secret)
    if not all(compare_digest(a.encode(), b.encode()) for a, b in zip(pair, expected, strict=True)):
        raise ApiError(401, "Invalid credentials")


def _credentials(request):
    try:
        return request.authorization
    except ValueError:  # which Werkzeug lets through when there are other letters than in ASCII
        return None


def page(assets: Iterable[Asset], query: Mapping[str, str]) -> tuple[list[Asset], str | None]:
    """Return one page of the assets that a query asks for, newest first, and the next one's cursor.

    The cursor names the last asset of a page, so that none is passed over when some are removed
    before the next page.
    """
    limit = _limit(query.get("max_results", "10"))
    before = _before(query.get("next_cursor"))
    prefix = query.get("prefix", "")
    wanted = [
        asset
        for asset in assets
        if asset.public_id.startswith(prefix) and (before is None or _cursor(asset) < before)
    ]
    wanted.sort(key=_cursor, reverse=True)
    shown = wanted[:limit]
    return shown, _cursor(shown[-1]) if len(wanted) > limit else None


def _before(cursor):
    if cursor is not None and not _CURSOR.fullmatch(cursor):
        raise ApiError(400, "Invalid value for parameter next_cursor")
    return cursor


def _limit(text):
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or not 1 <= int(text) <= _MOST_RESULTS:
        raise ApiError(400, f"max_results must be between 1 and {_MOST_RESULTS}")
    return int(text)


def _cursor(asset):
    """Return a text that sorts as the assets do, oldest first, and tells any two apart."""
    return f"{asset.stored_ns:020}-{asset.name.key}"
