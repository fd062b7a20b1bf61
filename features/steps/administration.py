from behave import when

from features.support import administration
from features.support.people import browser_of, user_of
from features.support.posts import post_named


@when('{person:Person} takes "{title:Text}" back to drafts in the administration')
def take_back(context, person, title):
    """Set the status of a post to draft, as a moderator."""
    administration.take_back(browser_of(context, person), post_named(title))


@when('{person:Person} deletes "{title:Text}" in the administration')
def delete(context, person, title):
    """Delete somebody's post, as a moderator."""
    administration.delete(browser_of(context, person), post_named(title))


@when("{person:Person} deletes all posts in the administration")
def delete_all(context, person):
    """Select all posts and delete them at once, as a moderator."""
    administration.delete_all_posts(browser_of(context, person))


@when("{person:Person} removes {author:Person} in the administration")
def remove(context, person, author):
    """Delete an author's account, as a moderator."""
    administration.delete(browser_of(context, person), user_of(author))
