"""How people get into their accounts."""

from features.support.people import PASSWORD


def sign_up(browser, person, *, page="/signup/", own=None):
    """Sign up as the person usually would; with `page=None` on the page that is open.

    `own` says what is unusual: a dict from the label of a field to what is written there.
    """
    if page:
        browser.visit(page)
    usual = {
        "Username": person.username,
        "E-mail address (optional)": person.email,
        "Password": PASSWORD,
    }
    written = {**usual, **(own or {})}
    for label, text in {"Password confirmation": written["Password"], **written}.items():
        browser.fill(label, text)
    browser.press("Sign up")


def log_in(browser, person, *, page="/login/", password=PASSWORD):
    """Log in with the person's username; with `page=None` on the page that is open."""
    if page:
        browser.visit(page)
    browser.fill("Username", person.username)
    browser.fill("Password", password)
    browser.press("Log in")
