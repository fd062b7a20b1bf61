from unittest import mock

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.urls import reverse

from blog.models import Post
from features.support.factories import PostFactory, UserFactory
from features.support.pictures import picture_file

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("searched", ["title", "content", "author__username"])
def test_a_moderator_finds_a_post_by_its_words(admin_client, searched):
    PostFactory()
    post = PostFactory(**{searched: "needle"})

    response = admin_client.get(reverse("admin:blog_post_changelist"), {"q": "needle"})

    assert list(response.context["cl"].queryset) == [post]


def test_a_moderator_can_narrow_the_posts(admin_client):
    draft = PostFactory(status="draft")
    PostFactory()

    response = admin_client.get(reverse("admin:blog_post_changelist"), {"status__exact": "draft"})

    assert response.context["cl"].has_filters
    assert list(response.context["cl"].queryset) == [draft]


def change_form(post, **changed):
    fields = {
        "title": post.title,
        "author": post.author.pk,
        "content": post.content,
        "featured_image_alt": "",
        "status": post.status,
    }
    return reverse("admin:blog_post_change", args=[post.pk]), {**fields, **changed}


def test_a_moderator_can_give_a_post_to_another_author(admin_client):
    post, author = PostFactory(), UserFactory()

    admin_client.post(*change_form(post, author=author.pk))

    assert Post.objects.get().author == author


def test_a_form_from_before_a_change_overwrites_nothing_unasked(admin_client):
    post = PostFactory(content="Old words")
    old_form = post.version
    Post.objects.update(content="New words")

    response = admin_client.post(*change_form(post, content="My words", version=old_form))

    assert Post.objects.get().content == "New words"
    form = response.context["adminform"].form
    assert "changed in the meantime" in str(form.non_field_errors())
    assert form["content"].value() == "My words"

    again = form["version"].value()
    admin_client.post(*change_form(post, content="My words", version=again))

    assert Post.objects.get().content == "My words"


def test_saving_the_same_twice_is_no_conflict(admin_client):
    post = PostFactory(content="Old words")
    old_form = post.version

    for _ in range(2):
        response = admin_client.post(*change_form(post, content="My\r\nwords", version=old_form))

    assert response.status_code == 302
    assert Post.objects.get().content == "My\nwords"


def test_a_new_post_that_is_sent_twice_is_one_post(admin_client):
    new = {"title": "Tea", "content": "x", "status": "draft", "author": UserFactory().pk}

    admin_client.post(reverse("admin:blog_post_add"), {**new, "version": "a1b2"})
    response = admin_client.post(reverse("admin:blog_post_add"), {**new, "version": "a1b2"})

    assert Post.objects.count() == 1
    assert "saved already" in str(response.context["adminform"].form.non_field_errors())


@pytest.mark.django_db(transaction=True)
def test_a_draft_gets_its_picture_and_stays_a_draft(admin_client):
    post = PostFactory(status="draft")

    with mock.patch("cloudinary.uploader.upload", return_value={"public_id": "blog/x"}):
        admin_client.post(*change_form(post, featured_image=picture_file("a.png")))

    assert Post.objects.get().featured_image.public_id == "blog/x"
    assert Post.objects.get().status == "draft"


@pytest.mark.django_db(transaction=True)
def test_a_post_that_is_deleted_during_the_upload_is_told_of(admin_client):
    post = PostFactory()

    def upload(file, **options):
        Post.objects.all().delete()
        return {"public_id": "blog/x"}

    with (
        mock.patch("cloudinary.uploader.upload", upload),
        mock.patch("cloudinary.uploader.destroy", return_value={"result": "ok"}),
    ):
        response = admin_client.post(
            *change_form(post, featured_image=picture_file("a.png")), follow=True
        )

    *_, warning = response.context["messages"]
    assert "was deleted in the meantime" in warning.message
    assert warning.level_tag == "warning"


@pytest.mark.django_db(transaction=True)
def test_a_new_post_waits_for_its_picture(admin_client):
    new = {"title": "Tea", "content": "x", "status": "published", "author": UserFactory().pk}
    during_upload = []

    def upload(file, **options):
        during_upload.append((Post.objects.get().status, connection.in_atomic_block))
        return {"public_id": "blog/x"}

    with mock.patch("cloudinary.uploader.upload", upload):
        admin_client.post(
            reverse("admin:blog_post_add"), {**new, "featured_image": picture_file("a.png")}
        )

    assert during_upload == [("draft", False)]
    assert Post.objects.get().status == "published"
    assert Post.objects.get().featured_image.public_id == "blog/x"


def test_a_form_that_is_refused_asks_for_the_picture_again(admin_client):
    post = PostFactory()

    response = admin_client.post(*change_form(post, title="", featured_image=picture_file("a.png")))

    assert "Please choose the picture again." in response.content.decode()


def test_a_post_without_a_picture_has_a_form_too(admin_client):
    response = admin_client.get(reverse("admin:blog_post_change", args=[PostFactory().pk]))

    assert response.status_code == 200
    assert b"Remove the picture" not in response.content
    assert '<div class="readonly">None</div>' in response.content.decode()


def test_who_may_only_look_changes_nothing(client):
    moderator = UserFactory(is_staff=True)
    moderator.user_permissions.add(Permission.objects.get(codename="view_post"))
    client.force_login(moderator)
    post = PostFactory(featured_image="image/upload/v1/blog/x.png")

    response = client.get(reverse("admin:blog_post_change", args=[post.pk]))

    assert b"blog/x" in response.content
    assert b'type="file"' not in response.content
