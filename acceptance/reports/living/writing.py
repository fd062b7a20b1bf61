"""Fill templates in and write pages: in several processes, where it is worth the trouble."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import SafeString

from acceptance.reports.living.addresses import (
    ABOUT,
    CHANGES,
    GLOSSARY,
    HISTORY,
    HOME,
    PHRASES,
    TAGS,
    WRITE,
)
from acceptance.reports.living.page import Page
from acceptance.reports.living.pages import Pages
from acceptance.reports.living.site import Site

HERE = Path(__file__).parent
GENERATOR = "Living documentation"
# A process takes so many pages at a time, and fewer than a few such portions need no second one.
PORTION = 100
WORTH_SHARING = 4

Tell = Callable[[int, int], None]


def write_pages(site: Site, pages: Pages, folder: Path, tell: Tell) -> None:
    """Write pages into a folder; `tell` hears how many are done, and of how many."""
    writer = _Writer(site, pages, folder)
    starts = range(0, len(pages), PORTION)
    done = 0
    for number in _shared_out(writer, starts):
        done += number
        tell(done, len(pages))


def write_text(file: Path, text: str) -> None:
    """Write a file of the site; a message in it may quote what is no text."""
    file.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def _shared_out(writer: "_Writer", starts: Sequence[int]) -> Iterator[int]:
    """Write portions as soon as a process is free; give the number of pages of each.

    Processes are forked, since a site is large. Each page is made from the site alone, so it does
    not matter which of them writes it.
    """
    processes = min(_cores(), len(starts) // WORTH_SHARING)
    if processes < 2 or not hasattr(os, "fork"):
        yield from map(writer.write, starts)
        return
    forking = get_context("fork")
    with ProcessPoolExecutor(processes, forking, _begin, [writer]) as pool:
        yield from pool.map(_write, starts)


def _cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(writer: "_Writer") -> None:
    """Remember in a new process what it is to write; the first one ends it at Ctrl-C."""
    global _writer
    _writer = writer
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _write(start: int) -> int:
    return _writer.write(start)


class _Writer:
    """Writes portions of the pages."""

    def __init__(self, site: Site, pages: Pages, folder: Path):
        self._pages = pages
        self._folder = folder
        self._renderer = _Renderer(site)
        self._folders: set[Path] = set()

    def write(self, start: int) -> int:
        """Write the portion that begins with a page; return of how many pages it was."""
        portion = self._pages[start : start + PORTION]
        for page in portion:
            file = self._folder / page.address
            if file.parent not in self._folders:
                file.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(file.parent)
            write_text(file, self._renderer.render(page))
        return len(portion)


class _Renderer:
    """Templates filled in, of which the parts that many pages share are made once."""

    def __init__(self, site: Site):
        self._engine = _engine()
        self._context = Context(_shared(site), use_l10n=False)
        self._known: dict[tuple[str, tuple], SafeString] = {}

    def render(self, page: Page) -> str:
        """Make the HTML of a page."""
        up, above = page.values["page"].up, page.values.get("above")
        shared = {
            "top": self._once("_top.html", (up, page.values["section"]), page.values),
            "footer": self._once("_footer.html", (), {}),
            "crumbs": self._once("_crumbs.html", (up, above[-1]), page.values) if above else "",
        }
        return self._fill(page.template, page.values | shared)

    def _once(self, template: str, what: tuple, values: dict[str, Any]) -> SafeString:
        """Fill a template in, unless that was done for the same already."""
        if (template, what) not in self._known:
            self._known[template, what] = self._fill(template, values)
        return self._known[template, what]

    def _fill(self, template: str, values: dict[str, Any]) -> SafeString:
        with self._context.push(**values):
            return self._engine.get_template(template).render(self._context)


def _engine() -> Engine:
    """Make an engine of our own, whatever the project's TEMPLATES say."""
    return Engine(
        dirs=[HERE / "templates"],
        builtins=["acceptance.reports.living.filters"],
        loaders=[
            ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
        ],
    )


def _shared(site: Site) -> dict:
    """Collect what every page shows."""
    shown = site.specification
    menu = [
        ("home", "Specification", HOME),
        ("phrases", "Phrases", PHRASES),
        ("write", "Write", WRITE),
        ("glossary", "Glossary", GLOSSARY),
        ("tags", "Tags", TAGS),
        ("history", "History", HISTORY),
        ("changes", "Changes", CHANGES),
        ("about", "About", ABOUT),
    ]
    return {
        "generator": GENERATOR,
        "product": shown.product,
        "menu": [entry for entry in menu if entry[0] != "changes" or site.changes],
        "missing": shown.missing,
        "runs": shown.runs,
    }
