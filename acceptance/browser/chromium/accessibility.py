"""Whether a page can be used by everybody, as far as a program can tell: axe's rules."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

COLOURS = ("light", "dark")


async def problems_in_all_colours(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, in its light colours and in its dark ones.

    A problem that both have is told once. The rules: https://dequeuniversity.com/rules/axe/
    """
    found: dict[str, list[str]] = {}
    for colours in COLOURS:
        await page.emulate_media(color_scheme=colours)
        results = await Axe().run(page)
        for problem in _problems(results.response["violations"]):
            found.setdefault(problem, []).append(colours)
    await page.emulate_media(color_scheme=COLOURS[0])
    return [_with_colours(problem, colours) for problem, colours in found.items()]


def _problems(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        for node in violation["nodes"]:
            where = " ".join(map(str, node["target"]))
            yield f"{violation['help']} ({violation['id']}) at {where}: {node['html']}"


def _with_colours(problem: str, colours: list[str]) -> str:
    return problem if len(colours) == len(COLOURS) else f"In {colours[0]} colours: {problem}"
