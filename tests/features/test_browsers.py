"""What the browsers of a scenario get, and what becomes of what they complain of."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from unittest import SkipTest

import pytest

from features.support.browsers import browsers, require_pages

ROOT = Path(__file__).resolve().parents[2]


class Driver:
    """Opens browsers that remember with what, and complain of what they are told to."""

    def __init__(self, *, shows_pages):
        self.shows_pages = shows_pages
        self.opened = []

    def open(self, **options):
        browser = SimpleNamespace(options=options, complaints=[], is_closed=False)
        browser.close = lambda: setattr(browser, "is_closed", True)
        self.opened.append(browser)
        return browser


@contextmanager
def scenario(driver):
    context = SimpleNamespace(driver=driver, cloudinary=SimpleNamespace(picture_at="its pictures"))
    around = browsers(context)
    next(around)
    yield context
    next(around, None)


def test_a_browser_that_shows_pages_gets_the_pictures_of_the_scenario():
    with scenario(Driver(shows_pages=True)) as context:
        browser = context.open_browser(runs_scripts=False)

    assert browser.options == {"elsewhere": "its pictures", "runs_scripts": False}


def test_the_fast_browser_needs_no_pictures():
    with scenario(Driver(shows_pages=False)) as context:
        assert context.open_browser().options == {}


def open_two_windows(context):
    context.open_browser().complaints.append("GET /static/blog.css answered 404")
    context.open_browser()


def test_what_any_window_complains_of_fails_the_scenario():
    driver = Driver(shows_pages=True)

    with pytest.raises(AssertionError, match=r"GET /static/blog\.css"), scenario(driver) as context:
        open_two_windows(context)

    assert [browser.is_closed for browser in driver.opened] == [True, True]


def test_only_a_run_in_a_browser_may_go_on():
    require_pages(SimpleNamespace(driver=Driver(shows_pages=True)))

    with pytest.raises(SkipTest, match="--browser runs it"):
        require_pages(SimpleNamespace(driver=Driver(shows_pages=False)))


PRINTING = "features/presenting/printing_posts.feature"
UNTAGGED = """
Feature: Reading on a telephone
  Scenario: The list of posts
    When Bob opens the list of posts on a telephone
    Then nobody has to scroll sideways
"""


def test_the_fast_run_skips_what_it_cannot_tell_for_one_reason(tmp_path):
    untagged = tmp_path / "untagged.feature"
    untagged.write_text(UNTAGGED)

    ended = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "behave",
            "features/presenting/printing_posts.feature",
            untagged,
        ],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"},
        capture_output=True,
        text=True,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "5 scenarios: only a real browser can tell: --browser runs it" in ended.stdout
    assert "0 passed, 0 failed, 5 skipped" in ended.stdout
