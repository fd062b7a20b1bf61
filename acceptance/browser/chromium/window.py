"""A window of Chromium: pages are opened, looked at and acted on, and what follows is awaited."""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from email.message import Message
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import CDPSession, Error, Frame, Page, Request, Response

from acceptance.browser import validation
from acceptance.browser.addresses import path_of, why_not_here, without_fragment
from acceptance.browser.chromium.complaints import Complaints
from acceptance.browser.chromium.engine import Engine, Tab
from acceptance.browser.chromium.rendered import RenderedPage
from acceptance.browser.controls import Unusable
from acceptance.browser.document import Element
from acceptance.browser.fields import is_disabled
from acceptance.browser.interface import Hop, NotOnPage, Refused
from acceptance.browser.page import require_effect
from acceptance.browser.parts import Found
from acceptance.browser.uploads import Upload
from acceptance.browser.wire import endless

Result = TypeVar("Result")

SECONDS_BETWEEN_LOOKS = 0.05
SECONDS_TO_ARRIVE = 30
SECONDS_TO_SEND = 10
MOST_LOOKS = 3
SECONDS_TO_GIVE_WAY = 0.5
_NO_CONTENT = frozenset((204, 205))
_ENDLESS, _ABORTED = "net::ERR_TOO_MANY_REDIRECTS", "net::ERR_ABORTED"

_HERE = Path(__file__).parent
_SNAPSHOT = (_HERE / "snapshot.js").read_text(encoding="utf-8")
_AIM = (_HERE / "aim.js").read_text(encoding="utf-8")
_FILL = (_HERE / "fill.js").read_text(encoding="utf-8")
_NODE = "(number) => window[Symbol.for('acceptance')].nodes[number]"
# Where nothing has the focus, Chromium says that the body has it.
_FOCUSED = """(({ activeElement, body }) => activeElement === body
    ? -1 : window[Symbol.for('acceptance')].nodes.indexOf(activeElement))(document)"""
# What asks for the focus gets it when the page is painted, and is scrolled to. Whoever presses
# something just then hits what is in its place, so it gets the focus before. HTML gives none to a
# page that is opened at a place of its own.
_FOCUS = """document.activeElement === document.body && !document.querySelector(":target")
    && document.querySelector("[autofocus]")?.focus()"""
_LISTEN = f"({(_HERE / 'listen.js').read_text(encoding='utf-8')})()"
_IS_LEFT_BY_KEY = "window[Symbol.for('acceptance')].isLeft()"
_IS_PREVENTED = "window[Symbol.for('acceptance')].events.some((event) => event.defaultPrevented)"


class ChromiumWindow:
    """The page that is open in a tab. It is looked at anew whenever somebody asks."""

    def __init__(
        self, engine: Engine, tab: Tab, *, patience: float, raise_request_exception: bool
    ) -> None:
        self.tab = tab
        self._engine = engine
        self._host = engine.site.host
        self._patience = patience
        self._raises = raise_request_exception
        self.tab_page: Page = tab.page
        self._lines: dict[Page, CDPSession] = {tab.page: tab.protocol}
        self._has_page = False
        self._may_change = False
        self._seen: RenderedPage | None = None  # as long as nothing is done
        self._failure: BaseException | None = None
        self._asked: Request | None = None
        self._answers: list[Response] = []
        self._shown: list[Response] = []  # the answers that led to the page in the window
        self._left: Request | None = None  # what was asked for before a journey began
        self._journey: asyncio.Future[Callable[[], Coroutine]] | None = None
        self.complaints = Complaints(engine.site.neighbours)
        engine.begin(self._watch())

    # What every window offers

    @property
    def page(self) -> RenderedPage:
        """The page as it is now; raise `NotOnPage` without one."""
        self.require_page()
        page = self._seen  # Playwright's thread may just be forgetting it
        if page is None or self._may_change:
            status = self._shown[-1].status if self._shown else None
            page = self._seen = RenderedPage(self, path_of(self.tab_page.url), status)
        return page

    @property
    def has_page(self) -> bool:
        """Whether a page is open."""
        return self._has_page

    def describe_absence(self) -> str:
        """Return why no page is open."""
        if self._failure is None or self._asked is None:
            return "No page was visited yet."
        asked = f"{self._asked.method} {path_of(self._asked.url)}"
        return f"{asked} gave no page: {type(self._failure).__name__}: {self._failure}"

    def patiently(self, look: Callable[[], Found]) -> Found:
        """Look until what is looked for is there; a page without scripts stays as it is."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                return look()
            except NotOnPage:
                if not self._may_change or time.monotonic() > deadline:
                    raise
            self.run(asyncio.sleep(SECONDS_BETWEEN_LOOKS))

    def eventually(self, check: Callable[[], bool]) -> bool:
        """Check until it holds, with the same patience."""

        def look() -> bool:
            if not check():
                raise NotOnPage
            return True

        try:
            return self.patiently(look)
        except NotOnPage as missing:
            if missing.args:
                raise  # not even the part of the page is there
            return False

    def follow(self, page: RenderedPage, link: Element) -> None:
        """Click on a link."""
        aim = self._aim_at(page.document.numbers[link])
        if reason := why_not_here(aim["address"], self._host):
            raise Unusable(reason)
        self._click(aim)

    def press(self, page: RenderedPage, button: Element, times: int = 1) -> None:
        """Click on a button or a summary."""
        if button.tag != "summary" and (is_disabled(button) or not self._may_change):
            require_effect(button, page.controls.form_of(button))
        aim = self._aim_at(page.document.numbers[button])
        validation.require_valid(self._problems(page, aim.get("invalid", ())))
        if aim["leaves"] and (reason := why_not_here(aim["address"], self._host)):
            raise Unusable(f"sends its form to an address that {reason}")
        self._click(aim, times)

    # What a browser does besides

    def require_page(self) -> None:
        """Raise `NotOnPage` without a page."""
        if not self._has_page:
            raise NotOnPage(self.describe_absence())

    def visit(self, address: str) -> None:
        """Open an address, as somebody does who types it."""
        self.leave()
        self._travel(self._open(address))

    async def _open(self, address: str) -> None:
        here = self.tab_page.url
        await self.tab_page.goto(address, wait_until="commit")
        if "#" in address and without_fragment(address) == without_fragment(here):
            await self.tab_page.reload(wait_until="commit")  # that asked for nothing

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do something in the browser; raise what a view of the site has raised meanwhile."""
        self._seen = None
        return self.look(work)

    def look(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do the same with something that changes nothing."""
        try:
            return self._engine.run(work)
        finally:
            # It explains more than what the browser makes of it.
            failure = self.tab.visitor.take_failure()
            if failure and self._raises:
                self.leave(failure)
                raise failure

    def leave(self, failure: BaseException | None = None) -> None:
        """Have no page open, perhaps because of a failure."""
        self._has_page = False
        self._failure = failure

    def press_key(self, key: str) -> None:
        """Press a key, and wait for the next page if it leaves this one."""
        self.run(self._evaluate(_LISTEN))
        self._travel(self.tab_page.keyboard.press(key), self._is_left_by_key)

    async def _is_left_by_key(self) -> bool:
        try:
            return await self._evaluate(_IS_LEFT_BY_KEY)
        except Error:
            return True  # the page is gone already

    async def focus(self) -> int:
        """Return the number of the element that has the focus in the last snapshot, or -1."""
        return await self._evaluate(_FOCUSED)

    # What acts on fields

    def fill(self, number: int, text: str) -> None:
        """Replace the text of a field."""
        self.run(self._fill(number, text))

    async def _fill(self, number: int, text: str) -> None:
        # Playwright's own way takes nine times as long, most of it for the trace.
        if not await self._evaluate(f"({_FILL})({number}, {json.dumps(text)})"):
            return
        if text:
            await self.send("Input.insertText", text=text)
        else:
            await self._evaluate("document.execCommand('delete')")

    def click(self, number: int) -> None:
        """Click on a check box or a radio button."""
        self._click({**self._aim_at(number), "leaves": False})

    def choose(self, number: int, places: list[int]) -> None:
        """Choose the options of a list at those places."""
        self._with_node(number, lambda node: node.select_option(index=places))

    def attach(self, number: int, files: Sequence[Upload]) -> None:
        """Choose files."""
        payloads = [
            {"name": file.name, "mimeType": file.content_type, "buffer": file.content}
            for file in files
        ]
        self._with_node(number, lambda node: node.set_input_files(payloads))

    def _with_node(self, number: int, act: Callable[[Any], Coroutine]) -> None:
        async def work() -> None:
            handle = await self.tab_page.evaluate_handle(_NODE, number)
            await act(handle.as_element())

        self.run(work())

    # Pressing

    def _aim_at(self, number: int) -> dict[str, Any]:
        aim = self.run(self._evaluate(f"({_AIM})({number})"))
        if aim["point"] is None:
            raise Unusable("cannot be brought into view")
        if aim["obstacle"]:
            raise Unusable(f"is covered by {aim['obstacle']}")
        return aim

    def _problems(self, page: RenderedPage, invalid: Sequence[list]) -> list[str]:
        """Say in the words of all drivers what the browser finds wrong."""
        found: dict[str, None] = {}  # the radio buttons of a group say the same
        for number, message in invalid:
            field = page.document.elements[number]
            ours = validation.problems_of(field, page.document, page.controls)
            name = page.document.label(field) or field.get("name", "")
            found.update(dict.fromkeys(ours or [f'"{name}" says: {message}']))
        return list(found)

    def _click(self, aim: dict[str, Any], times: int = 1) -> None:
        if not aim["leaves"]:
            self.run(self._click_at(aim))
        elif times == 1:
            self._travel(self._click_at(aim), self._is_left)
        else:
            # Nothing else may be asked of the page between: it might answer only when it is left.
            for _ in range(times):
                self._send_unanswered(aim)
            self._travel()

    async def _click_at(self, aim: dict[str, Any]) -> None:
        await self.tab_page.mouse.click(aim["point"]["x"], aim["point"]["y"])

    def _send_unanswered(self, aim: dict[str, Any]) -> None:
        """Click and wait until the request is there; nobody answers it before we end our turn."""
        try:
            with self.tab.visitor.awaited(SECONDS_TO_SEND):
                self._engine.run_in_turn(self._click_at(aim))
        except TimeoutError:
            raise Unusable("sends nothing when it is pressed again") from None

    async def _is_left(self) -> bool:
        """Tell whether the click that was just made leaves the page: a script may prevent it."""
        if not self._may_change:
            return True
        try:
            return not await self._evaluate(_IS_PREVENTED)
        except Error:
            return True  # the page is gone already

    # Going from page to page

    def _travel(
        self, start: Coroutine | None = None, is_left: Callable[[], Coroutine] | None = None
    ) -> None:
        """Do what leaves the page, and wait until another one is there."""
        self.run(self._go(start, is_left))

    async def _go(self, start: Coroutine | None, is_left: Callable[[], Coroutine] | None) -> None:
        journey = self._journey = asyncio.get_running_loop().create_future()
        self._left = self._asked if start else None  # the request may be on its way already
        try:
            if start:
                with suppress(Error):  # which is told by how the journey ends
                    await start
            if is_left is None or await is_left():
                self.leave()
                arrival = await asyncio.wait_for(journey, SECONDS_TO_ARRIVE)
                await arrival()
        except TimeoutError:
            asked = self._asked
            what = "Nothing was asked for"
            if asked and asked is not self._left:
                what = f"{asked.method} {path_of(asked.url)} gave no page"
            raise NotOnPage(f"{what} in {SECONDS_TO_ARRIVE} seconds.") from None
        finally:
            self._journey = None

    def _end_journey(self, arrival: Callable[[], Coroutine]) -> None:
        if self._journey and not self._journey.done():
            self._journey.set_result(arrival)

    async def _arrive(self) -> None:
        await self.tab_page.wait_for_load_state("load")
        asked = self._asked
        if asked and not any(answer.request is asked for answer in self._answers):
            await asked.response()  # it is told of later than the page
        if reason := why_not_here(self.tab_page.url, self._host):
            raise Refused(f"{self.tab_page.url} {reason}.")
        with suppress(Error):  # a script is just opening another page
            await self._evaluate(_FOCUS)
        self._shown = self._answers
        self._has_page = True

    async def _stay(self) -> None:
        """Keep the page, if there was one: what came in its place was a download, or nothing."""
        self._has_page = bool(self._shown)

    async def _break_down(self) -> None:
        raise Error("The window has crashed, or it was closed.")

    async def _get_lost(self) -> None:
        """Say why no page came."""
        asked = self._asked
        if asked.failure == _ENDLESS:
            raise endless(self.hops)
        reason = why_not_here(asked.url, self._host)
        if reason and self._answers:
            location = self._answers[-1].headers.get("location", asked.url)
            raise Refused(f"The redirect from {self.hops[-1].path} to {location} {reason}.")
        if reason:
            raise Refused(f"{asked.url} {reason}.")
        raise NotOnPage(f"{path_of(asked.url)} gave no page: {asked.failure}")

    @property
    def hops(self) -> list[Hop]:
        """The answers to the last navigation."""
        return [Hop(answer.status, path_of(answer.url)) for answer in self._answers]

    # Watching

    async def _watch(self) -> None:
        # Not to be done in any other thread than Playwright's: it sends what it wants to hear of.
        context = self.tab.context
        self.complaints.listen_to(context)
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        context.on("requestfailed", self._note_failed_request)
        context.on("page", self._note_new_page)
        self._watch_page(self.tab_page)

    def _watch_page(self, page: Page) -> None:
        page.on("framenavigated", self._note_navigation)
        page.on("download", lambda _: self._end_journey(self._stay))
        page.on("crash", lambda _: self._end_journey(self._break_down))
        page.on("close", self._note_closed_page)
        page.on("dialog", lambda dialog: dialog.accept())

    def _note_request(self, request: Request) -> None:
        if _is_for_window(request):
            self._asked = request
            if request.redirected_from is None:
                self._answers = []

    def _note_response(self, response: Response) -> None:
        if _is_for_window(response.request):
            self._answers.append(response)
            if response.status in _NO_CONTENT:
                self._end_journey(self._stay)

    def _note_failed_request(self, request: Request) -> None:
        if request is not self._asked:
            return  # it gave way to another one
        if request.failure != _ABORTED:
            self._end_journey(self._get_lost)
            return
        # It may still give way to a download, or to another press of the button.
        loop = asyncio.get_running_loop()
        loop.call_later(SECONDS_TO_GIVE_WAY, self._note_end_of, request, self._journey)

    def _note_end_of(self, request: Request, journey: object) -> None:
        if request is self._asked and journey is self._journey:
            self._end_journey(self._get_lost)

    def _note_navigation(self, frame: Frame) -> None:
        self._seen = None
        # Places on a page are navigated to as well, and so is Chromium's own page for errors.
        if frame.parent_frame is not None or self._asked is None or self._asked is self._left:
            return
        # The answer may be told of later than the page that it has become.
        if without_fragment(frame.url) == without_fragment(self._asked.url):
            self._end_journey(self._arrive)

    def _note_new_page(self, page: Page) -> None:
        """Go on in a window that a link or a form opens: there is only one."""
        self.tab_page = page
        self._watch_page(page)
        self._end_journey(self._arrive)

    def _note_closed_page(self, page: Page) -> None:
        if page is self.tab_page:
            self._end_journey(self._break_down)

    # Looking

    def snapshot(self) -> dict[str, Any]:
        """Return what snapshot.js tells of the page."""
        snapshot = json.loads(self.look(self._read(f"({_SNAPSHOT})()")))
        self._may_change = snapshot["isScripted"] and self.tab.runs_scripts
        return snapshot

    def source(self) -> str:
        """Return the source of the page, or the body of an answer that is not HTML."""
        return self.look(self._source())

    async def _read(self, script: str) -> Any:
        for _ in range(MOST_LOOKS - 1):
            with suppress(Error):  # a script is just opening another page
                return await self._evaluate(script)
            await self.tab_page.wait_for_load_state("load")
        return await self._evaluate(script)

    async def _evaluate(self, script: str) -> Any:
        """Return what a script says."""
        answer = await self.send("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise Error(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    async def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send Chromium a command of its own protocol; the trace does not tell of it."""
        page = self.tab_page
        if page not in self._lines:
            self._lines[page] = await self.tab.context.new_cdp_session(page)
        return await self._lines[page].send(method, parameters)

    async def _source(self) -> str:
        answer, header = self._shown[-1], Message()
        header["Content-Type"] = await answer.header_value("content-type") or ""
        return (await answer.body()).decode(header.get_content_charset("utf-8"), "replace")


def _is_for_window(request: Request) -> bool:
    """Tell whether a request is to open a page in the window, and not in a frame of it."""
    if not request.is_navigation_request():
        return False
    try:
        return request.frame.parent_frame is None
    except Error:  # the window itself is only just opening
        return True
