"""How people find their way without a mouse."""

from django.urls import reverse

from features.support.people import PASSWORD


def tabbed_to(browser) -> str:
    """Press the Tab key and return the name of what has the focus then."""
    browser.press_key("Tab")
    return browser.focused


def log_in_by_keyboard(browser, person):
    """Type what the log-in page asks for, from where it has the focus."""
    browser.visit(reverse("login"))
    for key in (*person.username, "Tab", *PASSWORD, "Enter"):
        browser.press_key(key)


def send_by_enter(browser, label):
    """Send the form of a field with the Enter key."""
    browser.fill(label, browser.value(label))
    browser.press_key("Enter")
