"""How moderators work in Django's administration."""

from django.urls import reverse

from blog.models import Post

YES = "Yes, I’m sure"


def take_back(browser, post):
    """Make a published post a draft again."""
    browser.visit(reverse("admin:blog_post_change", args=[post.pk]))
    browser.choose("Status", "Draft")
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
