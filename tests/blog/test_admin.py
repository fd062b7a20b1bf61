import pytest
from django.urls import reverse

from features.support.factories import PostFactory

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


def test_a_moderator_leaves_pictures_alone(admin_client):
    post = PostFactory(featured_image="image/upload/v1/blog/x.png")

    response = admin_client.get(reverse("admin:blog_post_change", args=[post.pk]))

    assert "featured_image" not in response.context["adminform"].form.fields
