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


class Others:
    """The other machines, as the pages of a context meet them.

    `answer` gets the address that is asked for; without it, and where it returns None, the request
    fails.
    """

    def __init__(self) -> None:
        self.answer: Elsewhere | None = None

    async def stand_in(self, context: BrowserContext, neighbours: Collection[str]) -> None:
        """Meet what the pages of a context ask of other machines than these."""
        here = "|".join(re.escape(f"[{name}]" if ":" in name else name) for name in neighbours)
        await context.route(re.compile(rf"^https?://(?!({here})[:/])"), self._meet)

    async def _meet(self, route: Route) -> None:
        reply = await self._reply(route.request.url)
        with suppress(Error):  # the page may be gone
            if reply is None:
                await route.abort()
            else:
                await route.fulfill(content_type=reply.content_type, body=reply.content)

    async def _reply(self, address: str) -> Reply | None:
        try:
            # It may have to fetch what it answers.
            return self.answer and await asyncio.to_thread(self.answer, address)
        except Exception:
            logger.exception("Nothing answers in the place of %s", address)
            return None
