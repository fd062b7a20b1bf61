"""The phrases of the eight flows; each says what to do and nothing else."""

from behave import given, register_type, then, when
from doings import (
    changes_text,
    deletes,
    does_not_see,
    has_account,
    has_written,
    is_logged_in,
    lists_posts,
    logs_in,
    opens_home_page,
    publishes,
    reads,
    sees,
    signs_up,
    writes,
)
from parse import with_pattern


@with_pattern("Alice|Bob")
def to_person(name):
    """Take the name of one of two people."""
    return name


@with_pattern("draft|published")
def to_status(status):
    """Take the status of a post."""
    return status


@with_pattern(r'[^"]*')
def to_text(text):
    """Take a text between quotes."""
    return text


register_type(Person=to_person, Status=to_status, Text=to_text)


@given("{person:Person} has an account")
def given_account(context, person):
    """Give a person an account."""
    has_account(person)


@given("{person:Person} is logged in")
def given_log_in(context, person):
    """Let a person be logged in."""
    is_logged_in(context.test.client, person)


@given('a {status:Status} post "{title:Text}" by {person:Person}')
def given_post(context, status, title, person):
    """Give a person a post."""
    has_written(person, status, title)


@when("{person:Person} opens the home page")
def open_home_page(context, person):
    """Open the home page."""
    opens_home_page(context.test.client)


@when('{person:Person} reads "{title:Text}"')
def read(context, person, title):
    """Open the page of a post."""
    reads(context.test.client, title)


@when("{person:Person} logs in")
def log_in(context, person):
    """Log in by the form."""
    logs_in(context.test.client, person)


@when("{person:Person} signs up")
def sign_up(context, person):
    """Sign up by the form."""
    signs_up(context.test.client, person)


@when('{person:Person} writes a {status:Status} post "{title:Text}"')
def write(context, person, status, title):
    """Write a post by the form."""
    writes(context.test.client, status, title)


@when('{person:Person} changes "{title:Text}" to read "{text:Text}"')
def change_text(context, person, title, text):
    """Change a post by the form."""
    changes_text(context.test.client, title, text)


@when('{person:Person} publishes "{title:Text}"')
def publish(context, person, title):
    """Publish a draft."""
    publishes(context.test.client, title)


@when('{person:Person} deletes "{title:Text}"')
def delete(context, person, title):
    """Delete a post."""
    deletes(context.test.client, title)


@then('{person:Person} sees "{text:Text}"')
def see(context, person, text):
    """Expect a text."""
    sees(context.test.client, text)


@then('{person:Person} does not see "{text:Text}"')
def do_not_see(context, person, text):
    """Expect that a text is missing."""
    does_not_see(context.test.client, text)


@then("the home page lists {number:d} posts")
def list_posts(context, number):
    """Expect so many posts."""
    lists_posts(context.test.client, number)
