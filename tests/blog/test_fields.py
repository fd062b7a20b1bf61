from unittest import mock

import pytest

from blog.models import FormerSlug, Post
from features.support.factories import PostFactory
from features.support.pictures import picture_file


@pytest.mark.django_db
def test_a_file_that_is_saved_in_the_shell_goes_through_the_gateway():
    with mock.patch("cloudinary.uploader.upload", return_value={"public_id": "tea"}) as upload:
        post = PostFactory(featured_image=picture_file("cup.png"))

    assert "timeout" in upload.call_args.kwargs
    assert post.featured_image.public_id == "tea"
    assert Post.objects.get().featured_image.public_id == "tea"


@pytest.mark.django_db
def test_what_a_form_gives_for_clear_is_no_picture():
    post = PostFactory(featured_image="image/upload/v1/tea.png")

    post.featured_image = False
    post.save()

    assert post.featured_image is None
    assert Post.objects.get().featured_image is None


@pytest.mark.django_db
def test_a_picture_that_was_given_as_text_is_one_once_it_is_saved():
    assert PostFactory(featured_image="image/upload/v1/tea.png").featured_image.public_id == "tea"


def test_migrations_name_the_field_of_the_sdk():
    _, path, _, _ = Post._meta.get_field("featured_image").deconstruct()

    assert path == "cloudinary.models.CloudinaryField"


def test_a_former_address_is_named_by_its_slug():
    assert str(FormerSlug(slug="tea")) == "tea"
