"""How moderators work in Django's administration."""

from django.urls import reverse

from blog.models import Post

YES = "Yes, I’m sure"


def open_post(browser, post):
    """Open the form of a post."""
    browser.visit(reverse("admin:blog_post_change", args=[post.pk]))


def take_back(browser, post):
    """Make a published post a draft again."""
    open_post(browser, post)
    browser.choose("Status", "Draft")
    browser.press("Save")


def change_text(browser, post, text):
    """Replace the text of a post."""
    open_post(browser, post)
    browser.fill("Content", text)
    browser.press("Save")


def replace_picture(browser, post, picture):
    """Give a post another picture."""
    open_post(browser, post)
    browser.attach("Featured image", picture)
    browser.press("Save")


def remove_picture(browser, post):
    """Take its picture away from a post."""
    open_post(browser, post)
    browser.check("Remove the picture")
    browser.press("Save")


def publish_with_picture(browser, post, picture):
    """Publish a draft and give it a picture at the same time."""
    open_post(browser, post)
    browser.choose("Status", "Published")
    browser.attach("Featured image", picture)
    browser.press("Save")


def delete(browser, thing):
    """Delete a post or an account and say yes when asked."""
    browser.visit(
        reverse(f"admin:{thing._meta.label_lower.replace('.', '_')}_delete", args=[thing.pk])
    )
    browser.press(YES)


def delete_all_posts(browser):
    """Select every post on the list and delete them in one go."""
    browser.visit(reverse("admin:blog_post_changelist"))
    for post in Post.objects.all():
        browser.check(f"Select this object for an action - {post}")
    browser.choose("Action", "Delete selected posts")
    browser.press("Go")
    browser.press(YES)
