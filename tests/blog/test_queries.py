"""Lists cost the same number of queries, however many posts there are."""

import pytest
from django.urls import reverse

from features.support.factories import PostFactory, UserFactory

LIMIT = 8


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["post_list", "my_posts"])
def test_a_list_costs_a_constant_number_of_queries(
    client, django_assert_num_queries, django_assert_max_num_queries, name
):
    author = UserFactory()
    client.force_login(author)
    PostFactory(author=author)
    with django_assert_max_num_queries(LIMIT) as few:
        client.get(reverse(name))

    PostFactory.create_batch(15, author=author)
    PostFactory.create_batch(5)

    with django_assert_num_queries(len(few)):
        client.get(reverse(name))


@pytest.mark.django_db
def test_a_post_is_shown_with_few_queries(client, django_assert_max_num_queries):
    post = PostFactory()
    client.force_login(post.author)

    with django_assert_max_num_queries(LIMIT):
        client.get(post.get_absolute_url())


@pytest.mark.django_db
def test_the_page_of_a_post_costs_one_query(client, django_assert_num_queries):
    post = PostFactory()

    with django_assert_num_queries(1):
        client.get(post.get_absolute_url())


@pytest.mark.django_db
def test_a_list_by_many_authors_costs_two_queries(client, django_assert_num_queries):
    PostFactory.create_batch(5)

    with django_assert_num_queries(2):
        client.get(reverse("post_list"))
