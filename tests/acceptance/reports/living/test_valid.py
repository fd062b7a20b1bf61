"""Every page is valid, small and complete in itself, and leads to nothing that is not there."""

import json
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

ROOT = Path(__file__).resolve().parents[4]
VALIDATE = Path(__file__).with_name("validate.mjs")
PATIENCE = 180
MOST_BYTES = 100_000
SEARCH = "search.html"  # where fragments are searches


@pytest.fixture(scope="module")
def trees(sites):
    """Every page of all sites, parsed."""
    return {page: html.fromstring(page.read_bytes()) for page in sites.pages}


def problems(trees, look):
    """Collect what is wrong with pages, so that a failing test tells all of it."""
    return [
        f"{page.name} in {page.parent}: {problem}"
        for page, tree in trees.items()
        for problem in look(page, tree)
    ]


def addresses(tree):
    """List what leads or loads from somewhere: elements, names of attributes, addresses."""
    return [
        (element, name, element.get(name))
        for name in ("href", "src", "action")
        for element in tree.xpath(f"//*[@{name}]")
    ]


def test_html_validate_finds_nothing_wrong(sites):
    if not (ROOT / "node_modules/html-validate").is_dir() or not shutil.which("node"):
        pytest.fail("html-validate is not there: `make node` installs it, with npm ci")
    done = subprocess.run(
        [shutil.which("node"), VALIDATE],
        input="\n".join(map(str, sites.pages)),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_pages_are_small(sites):
    big = [page for page in sites.pages if page.stat().st_size > MOST_BYTES]

    assert big == []


def test_no_link_is_dead(trees):
    ids = {page: set(tree.xpath("//@id")) for page, tree in trees.items()}

    def look(page, tree):
        for _, _, address in addresses(tree):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if not target.is_file():
                yield f"{address} leads nowhere"
                continue
            place = "" if target.name == SEARCH else unquote(parts.fragment)
            if place and place not in ids.get(target, ()):
                yield f"{address} leads to no place of its page"

    assert problems(trees, look) == []


def test_no_link_leads_out_of_the_site(sites, trees):
    def look(page, tree):
        site = next(site for site in sites if page.is_relative_to(site))
        for _, _, address in addresses(tree):
            parts = urlsplit(address)
            target = (page.parent / unquote(parts.path)).resolve()
            if not parts.scheme and not target.is_relative_to(site):
                yield address

    assert problems(trees, look) == []


def test_only_readers_reach_other_machines_and_only_by_links_of_a_readme(trees):
    def look(page, tree):
        for element, name, address in addresses(tree):
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc:
                continue
            is_link = (element.tag, name) == ("a", "href")
            if not (is_link and parts.scheme in {"https", "mailto"}):
                yield f"<{element.tag} {name}={address!r}>"

    assert problems(trees, look) == []
    everywhere = {a for tree in trees.values() for _, _, a in addresses(tree) if urlsplit(a).scheme}
    assert everywhere == {
        "https://example.org/",
        "https://example.org/?a=1&b=2",
        "mailto:bob@example.org",
    }


def test_no_place_has_the_name_of_another(trees):
    def look(page, tree):
        counts = Counter(tree.xpath("//@id"))
        return [f"{number} times id={name!r}" for name, number in counts.items() if number > 1]

    assert problems(trees, look) == []


def test_styles_and_scripts_are_files_of_the_site(trees):
    def look(page, tree):
        yield from (f"style={style!r}" for style in tree.xpath("//@style"))
        yield from (f"<style>{e.text}" for e in tree.xpath("//style"))
        yield from (f"<script>{e.text}" for e in tree.xpath("//script[not(@src) or text()]"))
        yield from tree.xpath("//@*[starts-with(name(), 'on')]")

    assert problems(trees, look) == []


def test_every_page_may_load_only_what_is_beside_it(trees):
    def look(page, tree):
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        if not policy or not policy[0].startswith("default-src 'none'; script-src 'self';"):
            yield f"its policy is {policy}"
        elif "unsafe" in policy[0]:
            yield policy[0]

    assert problems(trees, look) == []


def test_every_page_has_one_heading_above_the_others_and_says_its_language(trees):
    def look(page, tree):
        headings = [e.text_content().strip() for e in tree.xpath("//h1")]
        if len(headings) != 1 or not headings[0]:
            yield f"h1: {headings}"
        if not tree.get("lang"):
            yield "no language"

    assert problems(trees, look) == []


def test_no_heading_is_left_out_on_the_way_down(trees):
    def look(page, tree):
        levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        for above, level in pairwise(levels):
            if level > above + 1:
                yield f"h{level} below h{above}"

    assert problems(trees, look) == []


def test_what_is_written_in_another_language_says_so(sites):
    [page] = sites.complete.rglob("le-thé-est-sucré.html")
    tree = html.fromstring(page.read_bytes())

    assert tree.get("lang") == "en"
    assert tree.xpath("//h1/ancestor-or-self::*[@lang][1]/@lang") == ["fr"]


def test_no_two_pages_of_a_site_have_one_title(sites, trees):
    titles = [
        (site.name, " ".join(tree.findtext(".//title").split()))
        for site in sites
        for page, tree in trees.items()
        if page.is_relative_to(site)
    ]
    found = Counter(titles)

    assert [(*title, number) for title, number in found.items() if number > 1] == []


def test_addresses_need_no_file_system_that_tells_capitals_apart(sites):
    for site in sites:
        files = Counter(str(file).casefold() for file in site.rglob("*"))
        assert [file for file, number in files.items() if number > 1] == []


def test_a_search_index_is_one_line_of_script(sites):
    for site in sites:
        text = (site / "search-index.js").read_text(encoding="utf-8")
        assert text.startswith("const specificationIndex = {")
        assert text.endswith(";\n")
        json.loads(text.removeprefix("const specificationIndex = ").removesuffix(";\n"))
