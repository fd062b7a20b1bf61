from behave import given, then, when
from django.urls import reverse

from features.support.accounts import log_in, sign_up
from features.support.expectations import expect_heading, expect_offer, expect_text
from features.support.factories import UserFactory
from features.support.people import (
    browser_of,
    end_sessions,
    leave_out,
    log_out,
    share_computer,
    user_of,
)


@given("{person:Person} is logged out")
def is_logged_out_before(context, person):
    """Have a person with an account begin logged out."""
    log_out(context, person)


@given("{person:Person} has given no {detail:Detail}")
def has_given_no(context, person, detail):
    """Let a person have an account without a name, or without an e-mail address."""
    leave_out(person, detail)


@given('the username "{username:Text}" is taken')
def username_is_taken(context, username):
    """Let somebody else have an account of that name."""
    UserFactory(username=username)


@when("{person:Person} signs up")
def sign_up_as_usual(context, person):
    """Make an account with the person's own name, address and password."""
    sign_up(browser_of(context, person), person)


@when('{person:Person} signs up with the {credential:Credential} "{text:Text}"')
def sign_up_with(context, person, credential, text):
    """Sign up as usual, but for one thing; with a password, the second one is the same."""
    sign_up(browser_of(context, person), person, own={credential: text})


@when("{person:Person} signs up instead of logging in")
def sign_up_instead(context, person):
    """Go on from the log-in page that came between, and sign up."""
    browser = browser_of(context, person)
    browser.follow("Make one")
    sign_up(browser, person, page=None)


@when('{person:Person} signs up on the way to "{target:Text}"')
def sign_up_on_the_way(context, person, target):
    """Sign up at an address that somebody has given out, and that names a page to go on to."""
    sign_up(browser_of(context, person), person, page=f"{reverse('signup')}?next={target}")


@when("{person:Person} chooses to sign up but has an account")
def choose_sign_up_by_mistake(context, person):
    """Go from the log-in page to the sign-up page and back."""
    browser = browser_of(context, person)
    browser.follow("Make one")
    browser.follow("Use it")


@when("{person:Person} logs in")
def log_in_as_usual(context, person):
    """Log in with the person's own password."""
    log_in(browser_of(context, person), person)


@when('{person:Person} logs in with the password "{password:Text}"')
def log_in_with_password(context, person, password):
    """Log in with that password."""
    log_in(browser_of(context, person), person, password=password)


@when("{person:Person} logs in to go on")
def log_in_to_go_on(context, person):
    """Log in on the log-in page that came between."""
    log_in(browser_of(context, person), person, page=None)


@when('{person:Person} logs in on the way to "{target:Text}"')
def log_in_on_the_way(context, person, target):
    """Log in at an address that somebody has given out, and that names a page to go on to."""
    log_in(browser_of(context, person), person, page=f"{reverse('login')}?next={target}")


@when("{person:Person} sits down at {owner:Person}'s computer")
def sit_down_at(context, person, owner):
    """Go on, from now on, where somebody else has left off."""
    share_computer(context, person, owner)


@when("{person:Person} logs in while the page stays open")
def log_in_behind_the_page(context, person):
    """Log in from another window of the same computer, so that the page stays as it is."""
    browser_of(context, person).sign_in(user_of(person))


@when("{person:Person} logs out")
def log_out_by_choice(context, person):
    """Log out on the front page."""
    browser = browser_of(context, person)
    browser.visit(reverse("post_list"))
    browser.press("Log out")


@when("{person:Person}'s log-in runs out")
def log_in_runs_out(context, person):
    """Let the blog forget that a person is logged in, as it does after two weeks."""
    end_sessions(person)


@when("{person:Person} asks for a new password")
def ask_for_new_password(context, person):
    """Ask for a mail that leads to a new password."""
    browser = browser_of(context, person)
    browser.visit(reverse("login"))
    browser.follow("I forgot my password")
    browser.fill("E-mail address", person.email)
    browser.press("Send the link")


@when('{person:Person} chooses the password "{password:Text}"')
def choose_password(context, person, password):
    """Choose a new password on the page that the mail leads to."""
    browser = browser_of(context, person)
    browser.fill("New password", password)
    browser.fill("New password confirmation", password)
    browser.press("Save the password")


@then("{person:Person} is logged in")
def is_logged_in(context, person):
    """Expect that the page offers to log out."""
    expect_offer(browser_of(context, person), "Log out")


@then("{person:Person} is logged out")
def is_logged_out(context, person):
    """Expect that the page offers to log in."""
    expect_offer(browser_of(context, person), "Log in")


@then("{person:Person} is asked to log in")
def is_asked_to_log_in(context, person):
    """Expect the log-in page, and that it says why."""
    browser = browser_of(context, person)
    expect_heading(browser, "Log in")
    expect_text(browser, "Please log in to see that page.")


@then('{person:Person} can log in with the password "{password:Text}"')
def can_log_in(context, person, password):
    """Expect that the password opens the account on another computer."""
    browser = context.open_browser()
    log_in(browser, person, password=password)
    expect_text(browser, f"Logged in as {person.username}")


@then("{person:Person} can still sign up")
def can_still_sign_up(context, person):
    """Expect that the username is still free: no account was made."""
    browser = context.open_browser()
    sign_up(browser, person)
    expect_text(browser, f"Logged in as {person.username}")
