"""How readers find what they look for."""

import re

from django.urls import reverse

from blog.models import Post
from features.support.expectations import expect_heading


def open_post(browser, post):
    """Open the page of a post."""
    browser.visit(post.get_absolute_url())


def find_on_list(browser, title):
    """Find a published post as a reader does: on the list, and from there to its page."""
    browser.visit(reverse("post_list"))
    browser.follow(title)
    expect_heading(browser, title)


def expect_nowhere(browser, title):
    """Expect that a post is not on the list nor, if there is one of that title, at its address."""
    browser.visit(reverse("post_list"))
    assert title not in browser.links, f'expected a list without "{title}"'
    for post in Post.objects.filter(title=title):
        open_post(browser, post)
        expect_missing_page(browser)


def expect_missing_page(browser):
    """Expect the page that says that there is no such page."""
    expect_heading(browser, "This page does not exist")


def titles_on(browser) -> list[str]:
    """Return the titles of the posts that a page lists, in its order."""
    titles = set(Post.objects.values_list("title", flat=True))
    return [link for link in browser.links if link in titles]


def number_of_own_posts(browser) -> int:
    """Count the posts of an author, as the author's own page counts them by their status."""
    browser.visit(reverse("my_posts"))
    counts = re.findall(r"\((\d+)\)", browser.within("Filter by status").text)
    return sum(int(count) for count in counts)
