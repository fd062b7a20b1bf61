from unittest import mock

import pytest
import time_machine
from django.db import IntegrityError

from blog.models import FormerSlug, Post
from features.support.factories import PostFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_slug_that_is_given_is_kept():
    assert PostFactory(title="Tea", slug="my-own").slug == "my-own"


def test_publishing_with_update_fields_saves_the_date_too():
    post = PostFactory(status="draft")
    post.status = "published"

    post.save(update_fields=["status"])

    post.refresh_from_db()
    assert post.published_at is not None


def test_renaming_with_update_fields_saves_the_address_too():
    post = PostFactory(title="Tea")
    post.title = "Coffee"

    post.save(update_fields=["title"])

    post.refresh_from_db()
    assert post.slug == "coffee"
    assert FormerSlug.objects.get().slug == "tea"


def test_changing_the_text_with_update_fields_saves_the_excerpt_too():
    post = PostFactory(content="Green")
    post.content = "Black"

    post.save(update_fields=["content"])

    post.refresh_from_db()
    assert post.excerpt == "Black"


def test_saving_a_part_leaves_the_rest_alone():
    post = PostFactory(title="Tea", content="Green")
    Post.objects.filter(pk=post.pk).update(content="Black")

    post.save(update_fields=["featured_image"])

    post.refresh_from_db()
    assert post.content == "Black"


def test_every_save_counts_as_a_change():
    with time_machine.travel("2026-05-04T12:00Z", tick=False) as clock:
        post = PostFactory()
        clock.shift(60)
        post.save(update_fields=["featured_image"])

    post.refresh_from_db()
    assert (post.updated_at - post.created_at).total_seconds() == 60


def test_an_address_that_is_taken_between_look_and_save_is_replaced():
    PostFactory(title="Tea")

    with mock.patch("blog.slugs.first_free", return_value="tea"):
        post = PostFactory(title="Tea")

    assert post.slug.startswith("tea-")


def test_what_can_not_be_saved_at_any_address_is_reported():
    with pytest.raises(IntegrityError):
        PostFactory(title="Tea", author=None)


def test_a_former_address_that_somebody_was_given_goes_with_whoever_had_it_last():
    tea = PostFactory(title="Tea")
    tea.title = "Coffee"
    tea.save()
    taker = PostFactory(title="Milk", slug="tea")
    assert Post.objects.find("tea") == taker

    taker.title = "Cocoa"
    taker.save()

    assert Post.objects.find("tea") == taker


def test_every_former_address_leads_to_the_post():
    post = PostFactory(title="Tea")
    for title in ("Coffee", "Cocoa", "Coffee", "Milk"):
        post.title = title
        post.save()

    for slug in ("tea", "coffee", "cocoa", "milk"):
        assert Post.objects.find(slug) == post
    assert set(FormerSlug.objects.values_list("slug", flat=True)) == {"tea", "coffee", "cocoa"}


def test_the_version_follows_what_the_author_writes_and_nothing_else():
    post = PostFactory(title="Tea", content="Green")
    version = post.version

    post.published_at = None
    post.featured_image = "image/upload/v1/blog/x.png"
    assert post.version == version

    for field in ("title", "content", "featured_image_alt", "status"):
        before = getattr(post, field)
        setattr(post, field, "draft")
        assert post.version != version
        setattr(post, field, before)


def test_counting_by_status_counts_what_is_not_there():
    author = UserFactory()
    PostFactory.create_batch(2, author=author)

    assert author.posts.count_by_status() == {"draft": 0, "published": 2}


def test_the_version_tells_where_the_title_ends():
    assert Post(title="ab", content="c").version != Post(title="a", content="bc").version


def test_of_two_posts_of_one_moment_the_later_comes_first():
    with time_machine.travel("2026-05-04T12:00Z", tick=False):
        first, second = PostFactory.create_batch(2)

    assert list(Post.objects.newest_first()) == [second, first]


@pytest.mark.parametrize("other", ["image/upload/v9/blog/x.png", "image/upload/blog/x"])
@pytest.mark.django_db(transaction=True)
def test_a_picture_that_another_post_shows_stays(other):
    PostFactory(featured_image=other)
    post = PostFactory(featured_image="image/upload/v1/blog/x.png")

    with mock.patch("cloudinary.uploader.destroy") as destroy:
        Post.objects.get(pk=post.pk).delete()

    destroy.assert_not_called()


def test_counting_by_status_does_not_mind_an_order():
    author = UserFactory()
    PostFactory.create_batch(2, author=author)

    assert author.posts.newest_first().count_by_status() == {"draft": 0, "published": 2}


def test_a_numbered_address_survives_a_correction():
    first, second = PostFactory.create_batch(2, title="Tea")
    first.delete()

    second.title = "Tea!"
    second.save()

    assert second.slug == "tea-2"


def test_a_post_may_take_the_number_of_its_address_into_its_title():
    PostFactory(title="Tea")
    post = PostFactory(title="Tea")

    post.title = "Tea 2"
    post.save()

    assert post.slug == "tea-2"


def test_posts_of_one_very_long_title_are_numbered():
    posts = PostFactory.create_batch(3, title="a" * 200)

    assert [post.slug[-3:] for post in posts] == ["aaa", "a-2", "a-3"]


def test_deleting_a_post_without_a_picture_discards_nothing(django_capture_on_commit_callbacks):
    post = PostFactory()

    with django_capture_on_commit_callbacks() as callbacks:
        post.delete()

    assert callbacks == []


def test_an_address_that_is_taken_twice_is_replaced_by_one_that_is_free():
    posts = PostFactory.create_batch(2, title="Tea")

    with mock.patch("blog.slugs.first_free", return_value="tea"):
        posts.append(PostFactory(title="Tea"))

    assert len({post.slug for post in posts}) == 3
