"""Give every page an address that stays the same as long as its file and its title do."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import quote

from django.utils.text import slugify

# A letter takes up to four bytes, and file systems allow a name 255.
LONGEST = 60
PAGE = ".html"
NAMELESS = "untitled"
# The pages and folders of the site itself.
HOME = "index.html"
ABOUT = "about.html"
PHRASES = "phrases.html"
GLOSSARY = "glossary.html"
TAGS = "tags.html"
SEARCH = "search.html"
HISTORY = "history.html"
CHANGES = "changes.html"
WRITE = "write.html"
OWN_PAGES = (HOME, ABOUT, PHRASES, GLOSSARY, TAGS, SEARCH, HISTORY, CHANGES, WRITE)
RESERVED = {"evidence", "phrases", "tags"}


class Addresses:
    """The addresses that are given away, as paths within the site; no two of them are one file.

    Some file systems do not tell capitals apart, so neither does this. `taken` are addresses that
    are not to be given away.
    """

    def __init__(self, taken: Iterable[str] = ()):
        self._taken = set(taken)

    def take(self, *parts: str) -> str:
        """Give an address; the second page that would have it gets a number."""
        wanted = "/".join(_harmless(PurePosixPath(*parts)))
        address, number = wanted, 1
        while f"{address}{PAGE}".casefold() in self._taken:
            number += 1
            address = f"{wanted}-{number}"
        self._taken.add(f"{address}{PAGE}".casefold())
        return f"{address}{PAGE}"


def folder_of(folder: PurePosixPath) -> str:
    """Write a folder of the specification as one of the site, but as none of the site itself."""
    first, *others = _harmless(folder) or [""]
    return "/".join([f"{first}-" if first.casefold() in RESERVED else first, *others])


def _harmless(path: PurePosixPath) -> list[str]:
    """Write the parts of a path as every system can have them, so that nothing leads upwards."""
    return [re.sub(r"[^\w.-]+", "-", part.strip("/.")) or "-" for part in path.parts]


def slug(title: str) -> str:
    """Write a title as a part of an address."""
    return slugify(title, allow_unicode=True)[:LONGEST].strip("-_") or NAMELESS


def below(address: str) -> str:
    """Name the folder of what belongs to a page."""
    return address.removesuffix(PAGE)


def way_up(address: str) -> str:
    """Lead from a page to the top of the site."""
    return "../" * address.count("/")


def link(address: str) -> str:
    """Write an address as a link from the top of the site."""
    return quote(address)


def tag_page(tag: str) -> str:
    """Give the address of the page of a tag; tags that make one slug are told apart."""
    name = slug(tag)
    if name != tag:
        name += "-" + hashlib.sha256(tag.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"tags/{name}{PAGE}"
