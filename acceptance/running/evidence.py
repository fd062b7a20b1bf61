"""Keep the last page that a failing scenario saw, for whoever has to find out why."""

import re
from pathlib import Path

from behave.model import Scenario

from acceptance.reports.outcomes import Page
from acceptance.running.tracebacks import relative

PAGES = Path("build/pages")
LONGEST_SLUG = 60


def clear_pages(folder: Path = PAGES) -> None:
    """Remove what the previous run kept."""
    for page in folder.glob("*"):
        if page.is_file():
            page.unlink()


def last_page(browser: object, scenario: Scenario, folder: Path = PAGES) -> Page | None:
    """Ask the project's browser for its page; never fail, the scenario has failed already.

    A browser is any object with `describe() -> str` and `screenshot(path) -> Path`.
    """
    if browser is None:
        return None
    lines = []
    try:
        lines.append(str(browser.describe()))
    except Exception as error:
        lines.append(f"The page could not be described: {type(error).__name__}: {error}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = browser.screenshot(folder / page_name(scenario))
    except Exception as error:
        if str(error) not in lines:  # a browser without a page says so once
            lines.append(f"The page could not be kept: {type(error).__name__}: {error}")
        return Page("\n".join(lines))
    return Page("\n".join(lines), relative(kept))


def page_name(scenario: Scenario) -> str:
    """Name the file after the place of the scenario, which is unique, and its title."""
    feature = re.sub(r"[^\w-]+", ".", scenario.filename.removesuffix(".feature")).strip(".")
    slug = re.sub(r"\W+", "-", scenario.name.lower()).strip("-")[:LONGEST_SLUG].strip("-")
    return f"{feature}-{scenario.line}-{slug}.html"
