from behave import given, then, when
from django.urls import reverse

from features.support.accounts import log_in, sign_up
from features.support.expectations import expect_button, expect_heading, expect_link, expect_text
from features.support.factories import UserFactory
from features.support.people import (
    PASSWORD,
    browser_of,
    end_sessions,
    log_out_everywhere,
    set_password,
)


@given("{person:Person} is logged out")
def is_logged_out_before(context, person):
    """Give a person an account with a password, but no open session."""
    log_out_everywhere(context, person)


@given("{person:Person} has a password")
def has_a_password(context, person):
    """Give a person's account a password; the person stays logged in."""
    set_password(person)


@given('the username "{username:Text}" is taken')
def username_is_taken(context, username):
    """Let somebody else have an account of that name."""
    UserFactory(username=username)


@when("{person:Person} signs up")
def sign_up_as_usual(context, person):
    """Fill in the sign-up form as the person usually would."""
    sign_up(browser_of(context, person), person)


@when("{person:Person} signs up without an e-mail address")
def sign_up_without_email(context, person):
    """Fill in all but the e-mail address."""
    sign_up(browser_of(context, person), person, email="")


@when('{person:Person} signs up with the e-mail address "{email:Text}"')
def sign_up_with_email(context, person, email):
    """Fill in that e-mail address."""
    sign_up(browser_of(context, person), person, email=email)


@when('{person:Person} signs up as "{username:Text}"')
def sign_up_as(context, person, username):
    """Ask for that username."""
    sign_up(browser_of(context, person), person, username=username)


@when('{person:Person} signs up with the password "{password:Text}"')
def sign_up_with_password(context, person, password):
    """Choose that password."""
    sign_up(browser_of(context, person), person, password=password)


@when("{person:Person} mistypes the second password while signing up")
def mistype_second_password(context, person):
    """Type two passwords that differ."""
    sign_up(browser_of(context, person), person, repeated=f"{PASSWORD}x")


@when("{person:Person} signs up instead of logging in")
def sign_up_instead(context, person):
    """Go from the log-in page to the sign-up page and fill it in."""
    browser = browser_of(context, person)
    browser.follow("Make one")
    sign_up(browser, person, page=None)


@when('{person:Person} signs up through a link that leads on to "{target:Text}"')
def sign_up_through_link(context, person, target):
    """Sign up on a page whose address names another page to go on to."""
    sign_up(browser_of(context, person), person, page=f"{reverse('signup')}?next={target}")


@when("{person:Person} logs in")
def log_in_as_usual(context, person):
    """Log in with the person's own password."""
    log_in(browser_of(context, person), person)


@when('{person:Person} logs in with the password "{password:Text}"')
def log_in_with_password(context, person, password):
    """Log in with that password."""
    log_in(browser_of(context, person), person, password=password)


@when("{person:Person} logs in where she is")
def log_in_here(context, person):
    """Log in on the log-in page that came between."""
    log_in(browser_of(context, person), person, page=None)


@when("{person:Person} logs in at {owner:Person}'s computer")
def log_in_elsewhere(context, person, owner):
    """Log in on the log-in page that somebody else has left open."""
    log_in(browser_of(context, owner), person, page=None)


@when('{person:Person} logs in through a link that leads on to "{target:Text}"')
def log_in_through_link(context, person, target):
    """Log in on a page whose address names another page to go on to."""
    log_in(browser_of(context, person), person, page=f"{reverse('login')}?next={target}")


@when("{person:Person} logs out")
def log_out(context, person):
    """Press the button in the navigation."""
    browser = browser_of(context, person)
    browser.visit(reverse("post_list"))
    browser.press("Log out")


@when("{person:Person}'s session ends")
def session_ends(context, person):
    """Let the blog forget that a person is logged in, as it does after two weeks."""
    end_sessions(person)


@when("{person:Person} chooses to sign up but has an account")
def choose_sign_up_by_mistake(context, person):
    """Go from the log-in page to the sign-up page and back."""
    browser = browser_of(context, person)
    browser.follow("Make one")
    browser.follow("Use it")


@when("{person:Person} asks for a new password")
def ask_for_new_password(context, person):
    """Ask for a link by mail to choose a new password."""
    browser = browser_of(context, person)
    browser.visit(reverse("login"))
    browser.follow("I forgot my password")
    browser.fill("E-mail address", person.email)
    browser.press("Send the link")


@when('{person:Person} chooses the password "{password:Text}"')
def choose_password(context, person, password):
    """Type a new password twice and save it."""
    browser = browser_of(context, person)
    browser.fill("New password", password)
    browser.fill("New password confirmation", password)
    browser.press("Save the password")


@then("{person:Person} is logged in")
def is_logged_in(context, person):
    """Expect that the page offers to log out."""
    expect_button(browser_of(context, person), "Log out")


@then("{person:Person} is logged out")
def is_logged_out(context, person):
    """Expect that the page offers to log in."""
    expect_link(browser_of(context, person), "Log in")


@then("{person:Person} is asked to log in")
def is_asked_to_log_in(context, person):
    """Expect the log-in page, and that it says why."""
    browser = browser_of(context, person)
    expect_heading(browser, "Log in")
    expect_text(browser, "Please log in to see that page.")


@then('{person:Person} can log in with the password "{password:Text}"')
def can_log_in(context, person, password):
    """Expect that the password opens the account in another browser."""
    browser = context.open_browser()
    log_in(browser, person, password=password)
    expect_text(browser, f"Logged in as {person.username}")


@then("{person:Person} can still sign up")
def can_still_sign_up(context, person):
    """Expect that the username is still free: no account was made."""
    browser = context.open_browser()
    sign_up(browser, person)
    expect_text(browser, f"Logged in as {person.username}")
