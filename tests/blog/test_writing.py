"""The order in which a post and its picture are saved. Transactions are real here."""

from unittest import mock

import pytest
from django.db import OperationalError, connection

from blog.models import Post, PostQuerySet
from blog.writing import EditConflict, save_post
from features.support.factories import PostFactory, UserFactory
from features.support.pictures import picture_file

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def uploader():
    with (
        mock.patch("blog.images.new_id", return_value="blog/new"),
        mock.patch("cloudinary.uploader.upload", return_value={"public_id": "blog/new"}) as upload,
    ):
        yield upload


@pytest.fixture
def destroyer():
    with mock.patch("cloudinary.uploader.destroy", return_value={"result": "ok"}) as destroy:
        yield destroy


def during_upload(uploader, action):
    """Do something while a picture is under way."""

    def act(*args, **options):
        action()
        return {"public_id": "blog/new"}

    uploader.side_effect = act


def test_no_transaction_is_open_and_the_text_is_safe_while_a_picture_is_under_way(uploader):
    seen = []
    during_upload(
        uploader, lambda: seen.append((connection.in_atomic_block, Post.objects.get().title))
    )

    save_post(Post(author=UserFactory(), title="Tea", content="x"), picture=picture_file("a.png"))

    assert seen == [(False, "Tea")]


def test_a_picture_is_taken_away_again_when_the_database_fails(uploader, destroyer):
    post = PostFactory()

    with (
        mock.patch("blog.writing._show", side_effect=OperationalError),
        pytest.raises(OperationalError),
    ):
        save_post(post, picture=picture_file("a.png"))

    assert destroyer.call_args.args == ("blog/new",)


def test_a_post_that_was_taken_back_during_the_upload_stays_back(uploader):
    post = PostFactory()
    during_upload(uploader, lambda: Post.objects.update(status="draft"))

    saved = save_post(post, picture=picture_file("a.png"))

    assert not Post.objects.get().is_published
    assert not saved.post.is_published


def test_a_held_post_that_was_changed_during_the_upload_is_not_published(uploader):
    during_upload(uploader, lambda: Post.objects.update(content="Moderated"))

    save_post(
        Post(author=UserFactory(), title="Tea", content="x", status="published"),
        picture=picture_file("a.png"),
    )

    assert not Post.objects.get().is_published


def test_a_post_that_is_deleted_during_the_upload_stays_deleted(uploader, destroyer):
    post = PostFactory()
    during_upload(uploader, lambda: Post.objects.all().delete())

    with pytest.raises(Post.DoesNotExist):
        save_post(post, picture=picture_file("a.png"))

    assert not Post.objects.exists()
    assert destroyer.call_args.args == ("blog/new",)


def test_a_post_that_was_deleted_before_is_not_made_anew():
    post = PostFactory()
    Post.objects.all().delete()

    with pytest.raises(Post.DoesNotExist):
        save_post(post)

    assert not Post.objects.exists()


def test_the_picture_that_goes_is_the_one_that_is_there_by_then(uploader, destroyer):
    post = PostFactory(featured_image="image/upload/blog/old")
    during_upload(
        uploader, lambda: Post.objects.update(featured_image="image/upload/blog/meanwhile")
    )

    save_post(post, picture=picture_file("a.png"))

    assert [call.args for call in destroyer.call_args_list] == [("blog/meanwhile",)]


def test_saving_the_text_leaves_a_newer_picture_alone():
    post = PostFactory()
    Post.objects.update(featured_image="image/upload/blog/meanwhile")

    save_post(post)

    assert Post.objects.get().featured_image.public_id == "blog/meanwhile"


def test_text_and_removed_picture_are_saved_together_or_not_at_all():
    post = PostFactory(content="Green", featured_image="image/upload/blog/x")
    post.content = "Black"

    with (
        mock.patch("blog.writing._show", side_effect=OperationalError),
        pytest.raises(OperationalError),
    ):
        save_post(post, picture=False)

    assert Post.objects.get().content == "Green"


def test_a_post_is_locked_while_it_is_saved():
    post = PostFactory()
    locked = []

    def lock(posts):
        locked.append(connection.in_atomic_block)
        return posts

    with mock.patch.object(PostQuerySet, "select_for_update", lock, create=True):
        save_post(post)

    assert locked == [True]


def test_removing_the_picture_while_publishing_publishes(destroyer):
    post = PostFactory(status="draft", featured_image="image/upload/blog/x")
    post.status = "published"

    save_post(post, picture=False)

    assert Post.objects.get().is_published


def test_a_held_post_is_published_together_with_its_picture_or_not_at_all(uploader, destroyer):
    post = Post(author=UserFactory(), title="Tea", content="x", status="published")

    with (
        mock.patch("blog.writing._show", side_effect=OperationalError),
        pytest.raises(OperationalError),
    ):
        save_post(post, picture=picture_file("a.png"))

    assert not Post.objects.get().is_published


def test_removing_takes_the_picture_that_is_there_by_then(destroyer):
    post = PostFactory(featured_image="image/upload/blog/old")
    Post.objects.update(featured_image="image/upload/blog/meanwhile")

    save_post(post, picture=False)

    assert [call.args for call in destroyer.call_args_list] == [("blog/meanwhile",)]


@pytest.mark.parametrize("is_new", [True, False])
def test_a_draft_that_gets_a_picture_stays_a_draft(uploader, is_new):
    draft = Post(author=UserFactory(), title="Tea") if is_new else PostFactory(status="draft")

    save_post(draft, picture=picture_file("a.png"))

    assert Post.objects.get().featured_image
    assert not Post.objects.get().is_published


def test_an_old_form_with_a_picture_does_not_publish_a_post_again(uploader):
    post = PostFactory()
    old_form = post.version
    Post.objects.update(status="draft")

    with pytest.raises(EditConflict):
        save_post(post, picture=picture_file("a.png"), based_on=old_form)

    assert not Post.objects.get().is_published


def test_publishing_with_a_picture_twice_at_once_is_no_conflict(uploader):
    draft = PostFactory(status="draft", content="Green")
    first, second = Post.objects.get(), Post.objects.get()
    first.content = second.content = "Black"
    first.status = second.status = "published"
    during_upload(uploader, lambda: None)
    with mock.patch("blog.writing.save_picture"):
        save_post(first, picture=picture_file("a.png"), based_on=draft.version)

    save_post(second, picture=picture_file("a.png"), based_on=draft.version)

    assert Post.objects.get().is_published
