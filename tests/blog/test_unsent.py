"""What becomes of the words that somebody sends after the session has ended."""

import pytest
from django.urls import reverse

from blog.models import Post
from blog.unsent import KEY, LONGEST, LONGEST_WRITER
from features.support.factories import PostFactory, UserFactory

pytestmark = pytest.mark.django_db

CREATE = "/create/"


@pytest.fixture
def alice():
    return UserFactory()


def send(client, writer, page=CREATE, **typed):
    client.post(page, {"title": "Tea", "writer": writer.pk, **typed})


def initial(client, page=CREATE):
    """Return what the form of a page begins with."""
    return client.get(page).context["form"].initial


def test_the_words_are_given_back_once(client, alice):
    send(client, alice)
    client.force_login(alice)

    assert initial(client)["title"] == "Tea"
    assert not initial(client)["title"]


def test_another_form_does_not_get_the_words(client, alice):
    send(client, alice)
    client.force_login(alice)
    post = PostFactory(title="Coffee", author=alice)

    assert initial(client, reverse("post_edit", kwargs={"slug": post.slug}))["title"] == "Coffee"
    assert initial(client)["title"] == "Tea"


def test_whoever_else_logs_in_ends_it(client, alice):
    send(client, alice)
    client.force_login(UserFactory())

    assert not initial(client)["title"]
    assert KEY not in client.session


def test_words_of_nobody_in_particular_are_given_to_nobody(client, alice):
    client.post(CREATE, {"title": "Tea"})
    client.force_login(alice)

    assert not initial(client)["title"]


def test_a_visitor_can_not_fill_the_database(client, alice):
    send(client, alice, content="x" * (LONGEST["content"] + 1))

    assert len(client.session[KEY]["words"]["content"]) == LONGEST["content"]


def test_a_visitor_can_not_fill_the_database_as_a_strange_writer_either(client):
    client.post(CREATE, {"writer": "x" * 1000})

    assert len(client.session[KEY]["writer"]) == LONGEST_WRITER


def test_the_longest_post_is_kept_whole(client, alice):
    longest = "\r\n" * Post._meta.get_field("content").max_length

    send(client, alice, content=longest)

    assert client.session[KEY]["words"]["content"] == longest


def test_a_page_that_is_only_opened_keeps_nothing(client):
    client.get(CREATE)

    assert KEY not in client.session


def test_the_form_of_a_post_has_all_that_was_sent_and_knows_what_it_began_with(client):
    post = PostFactory(status="draft")
    page = reverse("post_edit", kwargs={"slug": post.slug})
    began_with = post.version
    sent = {"content": "My words", "featured_image_alt": "A cup", "version": began_with}
    Post.objects.update(content="Newer words")

    send(client, post.author, page, status="published", **sent)
    client.force_login(post.author)

    found = initial(client, page)
    assert {name: found[name] for name in sent} == sent
    assert found["status"] == "draft"
