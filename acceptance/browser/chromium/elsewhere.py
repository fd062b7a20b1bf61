"""Answers in the place of other machines, so that pages look whole and nothing leaves this one."""

import asyncio
import logging
import re
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import NamedTuple

from playwright.async_api import BrowserContext, Error, Route

logger = logging.getLogger(__name__)


class Reply(NamedTuple):
    """What another machine would have answered."""

    content_type: str
    content: bytes


Elsewhere = Callable[[str], Reply | None]


async def answering(
    context: BrowserContext, neighbours: Collection[str], elsewhere: Elsewhere
) -> None:
    """Let a function answer what the pages of a context ask of other machines than these.

    It gets the address; where it returns None, the request fails.
    """
    here = "|".join(re.escape(f"[{name}]" if ":" in name else name) for name in neighbours)

    async def answer(route: Route) -> None:
        try:
            # It may have to fetch what it answers.
            reply = await asyncio.to_thread(elsewhere, route.request.url)
        except Exception:
            logger.exception("Nothing answers in the place of %s", route.request.url)
            reply = None
        with suppress(Error):  # the page may be gone
            if reply is None:
                await route.abort()
            else:
                await route.fulfill(content_type=reply.content_type, body=reply.content)

    await context.route(re.compile(rf"^https?://(?!({here})[:/])"), answer)
