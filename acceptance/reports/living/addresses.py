"""Give every page an address that stays the same as long as its file and its title do."""

import hashlib
import re
from pathlib import PurePosixPath
from urllib.parse import quote

from django.utils.text import slugify

# A letter takes up to four bytes, and file systems allow a name 255.
LONGEST = 60
PAGE = ".html"
NAMELESS = "untitled"


class Addresses:
    """The addresses that are given away, as paths within the site; no two of them are one file.

    Some file systems do not tell capitals apart, so neither does this.
    """

    def __init__(self):
        self._taken: set[str] = set()

    def take(self, *parts: str) -> str:
        """Give an address; the second page that would have it gets a number."""
        wanted = folder_of(PurePosixPath(*parts))
        address, number = wanted, 1
        while f"{address}{PAGE}".casefold() in self._taken:
            number += 1
            address = f"{wanted}-{number}"
        self._taken.add(f"{address}{PAGE}".casefold())
        return f"{address}{PAGE}"


def folder_of(folder: PurePosixPath) -> str:
    """Write folders of the specification as those of the site, which nothing leads out of."""
    return "/".join(re.sub(r"[^\w.-]+", "-", part.strip("/.")) or "-" for part in folder.parts)


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
