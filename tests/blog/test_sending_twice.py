"""One form makes one post, however often it is sent."""

from unittest import mock

import pytest
from django.db import IntegrityError
from django.urls import reverse

from blog import writing
from blog.models import Post
from features.support.factories import UserFactory

pytestmark = pytest.mark.django_db

FORM = {"title": "Tea", "content": "Green", "status": "published", "version": "a1b2c3"}


@pytest.fixture
def author(client):
    author = UserFactory()
    client.force_login(author)
    return author


def send(client, **changed):
    return client.post(reverse("post_create"), {**FORM, **changed})


def test_every_new_form_has_another_id(client, author):
    ids = {client.get(reverse("post_create")).context["form"]["version"].value() for _ in range(10)}

    assert len(ids) == 10


def test_the_second_time_is_answered_like_the_first(client, author):
    first, second = send(client), send(client)

    assert Post.objects.count() == 1
    assert first.url == second.url == Post.objects.get().get_absolute_url()


def test_other_words_in_the_same_form_overwrite_nothing(client, author):
    send(client)

    response = send(client, content="Black")

    assert Post.objects.get().content == "Green"
    assert response.context["newer"] == Post.objects.get()
    assert response.context["form"]["content"].value() == "Black"


def test_who_was_shown_both_versions_may_replace_the_first(client, author):
    send(client)
    shown = send(client, content="Black").context["form"]

    client.post(
        reverse("post_edit", args=["tea"]),
        {**FORM, "content": "Black", "version": shown["version"].value()},
    )

    assert Post.objects.get().content == "Black"


def test_the_same_id_from_another_author_makes_another_post(client, author):
    send(client)
    client.force_login(UserFactory())

    send(client)

    assert Post.objects.count() == 2


def test_forms_without_an_id_make_a_post_each(client, author):
    send(client, version="")
    send(client, version="")

    assert Post.objects.count() == 2


def test_an_endless_id_is_cut(client, author):
    send(client, version="x" * 1000)

    assert Post.objects.get().form_id == "x" * 16


def test_a_form_that_is_sent_twice_at_once_makes_one_post(client, author):
    def be_slower(*args, **kwargs):
        if not Post.objects.exists():
            Post.objects.create(
                author=author, title="Tea", content="Green", status="published", form_id="a1b2c3"
            )
        return writing.save_post(*args, **kwargs)

    with mock.patch("blog.views.save_post", be_slower):
        response = send(client)

    assert response.url == Post.objects.get().get_absolute_url()


def test_other_trouble_with_the_database_is_not_taken_for_that(client, author):
    with (
        mock.patch("blog.views.save_post", side_effect=IntegrityError("something else")),
        pytest.raises(IntegrityError, match="something else"),
    ):
        send(client)


def test_words_of_a_deleted_post_become_a_new_one_every_time(client, author):
    for _ in range(2):
        gone = client.post(reverse("post_edit", args=["gone"]), FORM)
        send(client, version=gone.context["form"]["version"].value())

    assert Post.objects.count() == 2
