"""Write the living documentation of one or more runs: a folder of pages that need no server."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from acceptance.reports.living.addresses import HOME
from acceptance.reports.living.drafting import DATA, SCRIPTS, phrase_data
from acceptance.reports.living.evidence import Shelf
from acceptance.reports.living.history import History
from acceptance.reports.living.index import FILE as INDEX
from acceptance.reports.living.index import Index
from acceptance.reports.living.model import Specification
from acceptance.reports.living.pages import Pages
from acceptance.reports.living.site import Site
from acceptance.reports.living.writing import GENERATOR, HERE, write_pages, write_text

ASSETS = ("style.css", "script.js", "icon.svg", *SCRIPTS)
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
            site = Site(specification, Shelf(unfinished, specification), history, before)
            return _write(site, unfinished, tell)
    except OSError as error:
        raise NotPublished(f"{folder} cannot be written: {error.strerror}") from error
    except BrokenExecutor as error:
        raise NotPublished("A process that wrote pages was ended; publish once more") from error


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
    write_pages(site, pages, folder, tell)
    write_text(folder / INDEX, Index(site).script())
    write_text(folder / DATA, phrase_data(site))
    for asset in ASSETS:
        shutil.copyfile(HERE / "assets" / asset, folder / asset)
    return Published(len(pages), tuple(site.shelf.gone))


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
