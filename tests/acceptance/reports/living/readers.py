"""Readers of a site, each with a window of Chromium, and what axe says of what they see."""

from urllib.parse import unquote

from axe_playwright_python.sync_playwright import Axe

from tests.acceptance.project.sample import PATIENCE

PHONE, WALL = 360, 3840
IS_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
IS_HACKED = "window.hacked !== undefined || document.querySelector('img[src=x]') !== null"
# Without preloading: pages that are opened from files may not read their own style sheets.
AXE = {
    "light": {"resultTypes": ["violations"], "preload": False},
    "dark": {"resultTypes": ["violations"], "preload": False, "runOnly": ["color-contrast"]},
}


class Reader:
    """A window of Chromium in which nothing may happen that a page must not do."""

    def __init__(self, chromium, **options):
        self.context = chromium.new_context(reduced_motion="reduce", **options)
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page = self.context.new_page()
        self.complaints = []
        # What is answered to the questions of a page, each once; others it must not ask.
        self.answers = []
        self.page.on("request", self._note_request)
        self.page.on("console", lambda message: self._complain(message.text))
        self.page.on("pageerror", lambda error: self._complain(f"error {error}"))
        self.page.on("dialog", self._answer)

    def open(self, file, fragment=""):
        self.page.goto(f"{file.as_uri()}{fragment}")
        return self.page

    def _complain(self, text):
        self.complaints.append(f"{text} on {unquote(self.page.url)}")

    def _note_request(self, request):
        if not request.url.startswith("file://"):
            self._complain(f"request for {request.url}")

    def _answer(self, dialog):
        if not self.answers:
            self._complain(f"dialog {dialog.message}")
        is_yes = bool(self.answers) and self.answers.pop(0)
        dialog.accept() if is_yes else dialog.dismiss()


def violations(page):
    """Let axe look at a page with nothing folded, then at what the dark changes: its colours."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    for colours, options in AXE.items():
        page.emulate_media(color_scheme=colours)
        for problem in Axe().run(page, options=options).response["violations"]:
            for node in problem["nodes"]:
                yield f"{problem['id']} in {colours} at {node['target']}: {node['html']}"
