"""What only moderators do; whatever authors do as well has its phrase among the posts."""

from behave import given, when

from features.support.desks import ModeratorsDesk
from features.support.people import browser_of, take_rights_away, user_of


@given("{person:Person} has no rights in the administration")
def has_no_rights(context, person):
    """Let a moderator in, but not to any post."""
    take_rights_away(person)


@when("{person:Person} deletes all posts")
def delete_all(context, person):
    """Delete everybody's posts at once, as only the administration can."""
    ModeratorsDesk(browser_of(context, person)).delete_all_posts()


@when("{person:Person} removes the account of {author:Person}")
def remove_account(context, person, author):
    """Delete an author's account with all of its posts, as only the administration can."""
    ModeratorsDesk(browser_of(context, person)).delete_account(user_of(author))
