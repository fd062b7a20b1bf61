"""Write the living documentation of one or more runs: a folder of pages that need no server."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
)
from acceptance.reports.living.evidence import Shelf
from acceptance.reports.living.history import History
from acceptance.reports.living.index import FILE as INDEX
from acceptance.reports.living.index import Index
from acceptance.reports.living.model import Specification
from acceptance.reports.living.page import Page
from acceptance.reports.living.pages import Pages
from acceptance.reports.living.site import Site

HERE = Path(__file__).parent
ASSETS = ("style.css", "script.js", "icon.svg")
GENERATOR = "Living documentation"
MARK = f'<meta name="generator" content="{GENERATOR}">'


class NotPublished(Exception):
    """The site cannot be written; the message is a sentence that says why."""


@dataclass(frozen=True)
class Published:
    """What was written: how many pages, and which files of evidence were not there any more."""

    pages: int
    gone: tuple[str, ...]


def publish(
    specification: Specification,
    folder: Path,
    history: History,
    before: Specification | None = None,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Published:
    """Write the site; if that fails, leave what there was.

    `before` is an earlier version to compare with. `tell` hears how many pages are done.
    """
    _require_ours(folder)
    try:
        with _replacing(folder) as unfinished:
            site = Site(specification, Shelf(unfinished), history, before)
            return _write(site, unfinished, tell)
    except OSError as error:
        raise NotPublished(f"{folder} cannot be written: {error.strerror}") from error


@contextmanager
def _replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of another one at the end."""
    unfinished, former = (folder.with_name(f"{folder.name}.{end}") for end in ("part", "former"))
    try:
        for left in (unfinished, former):
            if left.exists():
                shutil.rmtree(left)
        unfinished.mkdir(parents=True)
        yield unfinished
        if folder.exists():
            folder.rename(former)
        unfinished.rename(folder)
    finally:
        if former.exists() and not folder.exists():
            former.rename(folder)
        for left in (unfinished, former):
            shutil.rmtree(left, ignore_errors=True)


def _write(site: Site, folder: Path, tell: Callable[[int, int], None]) -> Published:
    pages = Pages(site)
    renderer = _Renderer(site)
    files = _Files(folder)
    for number, page in enumerate(pages, start=1):
        files.write(page.address, renderer.render(page))
        tell(number, len(pages))
    files.write(INDEX, Index(site).script())
    for asset in ASSETS:
        shutil.copyfile(HERE / "assets" / asset, folder / asset)
    return Published(len(pages), tuple(site.shelf.gone))


class _Files:
    """The files of a new site."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._folders: set[Path] = set()

    def write(self, address: str, text: str) -> None:
        """Write a file; a message in it may quote what is no text."""
        file = self.folder / address
        if file.parent not in self._folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(file.parent)
        file.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


class _Renderer:
    """Templates filled in, of which the parts that many pages share are made once."""

    def __init__(self, site: Site):
        self._engine = _engine()
        self._context = Context(_shared(site), use_l10n=False)
        self._tops: dict[tuple[str, str], SafeString] = {}
        self._footer = self._fill("_footer.html", {})

    def render(self, page: Page) -> str:
        """Make the HTML of a page."""
        top = (page.values["page"].up, page.values["section"])
        if top not in self._tops:
            self._tops[top] = self._fill("_top.html", page.values)
        shared = {"top": self._tops[top], "footer": self._footer}
        return self._fill(page.template, page.values | shared)

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


def _require_ours(folder: Path) -> None:
    """Refuse to replace a folder with anything but a site of ours in it."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotPublished(f"{folder} is no folder; name another with --output")
    if folder.exists() and any(folder.iterdir()) and not is_site(folder):
        raise NotPublished(
            f"{folder} holds something else, which would be lost; name another with --output"
        )


def is_site(folder: Path) -> bool:
    """Tell whether a folder holds a site that this has written."""
    try:
        return MARK in (folder / HOME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
