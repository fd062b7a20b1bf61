"""What people type is shown as they typed it, and never taken for markup."""

import pytest
from django.urls import reverse
from lxml import html

from features.support.factories import PostFactory

pytestmark = pytest.mark.django_db

# The entity tells text that was escaped from text that a parser has repaired.
TRICKY = "&lt;i> <i>x"


def tricky_post():
    return PostFactory(
        title=TRICKY,
        content=f"`{TRICKY}`",
        author__first_name=TRICKY,
        featured_image="image/upload/v1/blog/x.png",
        featured_image_alt=TRICKY,
    )


def test_what_people_type_is_text_wherever_it_is_shown(client):
    post = tricky_post()
    client.force_login(post.author)

    pages = {
        name: html.fromstring(client.get(reverse(name, kwargs=kwargs)).content)
        for name, kwargs in {
            "post_list": {},
            "my_posts": {},
            "post_detail": {"slug": post.slug},
            "post_delete": {"slug": post.slug},
        }.items()
    }

    def said(name, path):
        return " ".join(pages[name].xpath(path)).strip()

    assert said("post_list", "//h2//text()") == TRICKY
    assert f"by {TRICKY}" in said("post_list", "//p[@class='byline']//text()")
    assert said("post_list", "//p[@class='excerpt']//text()") == TRICKY
    assert said("post_list", "//img/@alt") == TRICKY
    assert said("my_posts", "//tbody/tr/th//text()") == TRICKY
    assert said("post_detail", "//h1//text()") == TRICKY
    assert said("post_detail", "//title/text()") == f"{TRICKY} · Plainly"
    assert said("post_detail", "//meta[@name='description']/@content") == TRICKY
    assert said("post_delete", "//h1//text()") == f"Delete “{TRICKY}”?"


def test_a_newer_version_is_shown_as_it_was_typed(client):
    post = tricky_post()
    client.force_login(post.author)

    response = client.post(
        reverse("post_edit", kwargs={"slug": post.slug}),
        {"title": "Tea", "content": "x", "version": "older"},
    )

    newer = html.fromstring(response.content).xpath("//section[@id='newer']")[0].text_content()
    assert newer.count(TRICKY) == 3
