import pytest

from tests.acceptance.browser.differences import DIFFERENCES
from tests.acceptance.browser.pages import HTML

SECONDS_OF_PATIENCE = 5


@pytest.fixture
def browser(open_browser, driver):
    """A browser that waits for scripts, if it runs any."""
    return open_browser(**({"patience": SECONDS_OF_PATIENCE} if driver == "chromium" else {}))


def outcome_of(act, browser):
    try:
        browser.visit("/page/")
        return act(browser)
    except (AssertionError, ValueError) as refusal:
        return str(refusal)


@pytest.mark.parametrize("name", DIFFERENCES)
def test_the_drivers_differ_as_said(browser, driver, name):
    difference = DIFFERENCES[name]
    HTML["/page/"] = difference.html

    assert outcome_of(difference.act, browser) == getattr(difference, driver)


@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_difference_is_one(name):
    assert DIFFERENCES[name].fast != DIFFERENCES[name].chromium
