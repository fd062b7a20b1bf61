from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command

from blog.management.commands.demo import AUTHORS, PASSWORD, PICTURES, POSTS
from blog.models import Post
from features.support.cloudinary.double import overridden

pytestmark = pytest.mark.django_db


def demo():
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_the_demo_says_how_to_log_in(client):
    said = demo()

    for author in AUTHORS:
        assert author in said
        assert client.login(username=author, password=PASSWORD)


def test_the_demo_adds_its_posts_once():
    assert f"{len(POSTS)} demo posts added" in demo()
    assert "The demo posts are there" in demo()

    assert Post.objects.count() == len(POSTS)


def test_the_demo_leaves_a_changed_password_alone(django_user_model):
    demo()
    alice = django_user_model.objects.get(username="alice")
    alice.set_password("her own")
    alice.save()

    demo()

    assert "alice" not in demo()
    alice.refresh_from_db()
    assert alice.check_password("her own")


def test_the_demo_gets_along_with_posts_of_the_same_title():
    demo()
    post = Post.objects.first()
    Post.objects.create(title=post.title, author=post.author, content="Mine")

    assert "The demo posts are there" in demo()


def test_the_demo_keeps_off_a_public_blog(settings):
    settings.IS_PUBLIC = True

    with pytest.raises(CommandError, match="nothing was added"):
        demo()

    assert not Post.objects.exists()


@pytest.fixture
def stand_in(settings):
    with overridden(CLOUDINARY={**settings.CLOUDINARY, "cname": "127.0.0.1:8001"}):
        yield


@pytest.fixture
def uploader():
    with mock.patch("cloudinary.uploader.upload") as upload:
        upload.side_effect = lambda file, public_id, **options: {"public_id": public_id}
        yield upload


def test_a_stand_in_gets_the_demo_pictures_once(stand_in, uploader):
    demo()
    demo()

    assert uploader.call_count == len(PICTURES)
    for title, (description, _) in PICTURES.items():
        post = Post.objects.get(title=title)
        assert post.featured_image
        assert post.featured_image_alt == description
        assert post.is_published


def test_an_account_of_somebodys_own_gets_no_demo_pictures(uploader):
    demo()

    uploader.assert_not_called()


def test_demo_pictures_that_cannot_be_stored_are_told_of(stand_in, uploader, capsys):
    uploader.side_effect = OSError

    demo()

    assert "“Tea, by the minute” has no picture" in capsys.readouterr().err


def test_posts_of_somebodys_own_get_no_demo_pictures(stand_in, uploader):
    title = next(iter(PICTURES))
    demo()
    Post.objects.filter(title=title).update(featured_image=None)
    uploader.reset_mock()

    demo()

    uploader.assert_not_called()
