from behave import given, when

from features.support import administration
from features.support.people import browser_of, take_rights_away, user_of
from features.support.pictures import faulty_file, picture_file
from features.support.posts import post_named


@given("{person:Person} has no rights in the administration")
def has_no_rights(context, person):
    """Let a moderator in, but not to any post."""
    take_rights_away(person)


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


@when('{person:Person} opens "{title:Text}" in the administration')
def open_post(context, person, title):
    """Open the form in which moderators change a post."""
    administration.open_post(browser_of(context, person), post_named(title))


@when('{person:Person} changes "{title:Text}" to read "{text:Text}" in the administration')
def change_text(context, person, title, text):
    """Replace the text of a post, as a moderator."""
    administration.change_text(browser_of(context, person), post_named(title), text)


@when(
    '{person:Person} replaces the picture of "{title:Text}" by "{name:Text}" in the administration'
)
def replace_picture(context, person, title, name):
    """Choose another picture for a post, as a moderator."""
    browser = browser_of(context, person)
    administration.replace_picture(browser, post_named(title), picture_file(name))


@when(
    '{person:Person} replaces the picture of "{title:Text}" by a file that is {fault:Fault} '
    "in the administration"
)
def replace_picture_by_bad_file(context, person, title, fault):
    """Choose a file that is no good as a picture, as a moderator."""
    browser = browser_of(context, person)
    administration.replace_picture(browser, post_named(title), faulty_file(fault))


@when('{person:Person} removes the picture of "{title:Text}" in the administration')
def remove_picture(context, person, title):
    """Tick the box that removes a picture, as a moderator."""
    administration.remove_picture(browser_of(context, person), post_named(title))


@when(
    '{person:Person} publishes "{title:Text}" with the picture "{name:Text}" in the administration'
)
def publish_with_picture(context, person, title, name):
    """Set a draft to published and choose a picture for it, as a moderator."""
    browser = browser_of(context, person)
    administration.publish_with_picture(browser, post_named(title), picture_file(name))


@when('{person:Person} saves the open form with the picture "{name:Text}" in the administration')
def save_open_form_with_picture(context, person, name):
    """Choose a picture in the form that is open, and save it, as a moderator."""
    browser = browser_of(context, person)
    browser.attach("Featured image", picture_file(name))
    browser.press("Save")
