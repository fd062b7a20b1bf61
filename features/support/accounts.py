"""How people fill in the forms of their accounts."""

from features.support.people import PASSWORD


def sign_up(browser, person, *, page="/signup/", **typed):
    """Fill in the sign-up form and send it.

    `typed` replaces what the person would usually type: username, email, password, repeated. With
    `page=None` the form that is open is used.
    """
    if page:
        browser.visit(page)
    password = typed.get("password", PASSWORD)
    browser.fill("Username", typed.get("username", person.username))
    browser.fill("E-mail address (optional)", typed.get("email", person.email))
    browser.fill("Password", password)
    browser.fill("Password confirmation", typed.get("repeated", password))
    browser.press("Sign up")


def log_in(browser, person, *, page="/login/", password=PASSWORD):
    """Fill in the log-in form and send it; with `page=None` the form that is open."""
    if page:
        browser.visit(page)
    browser.fill("Username", person.username)
    browser.fill("Password", password)
    browser.press("Log in")
