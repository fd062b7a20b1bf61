import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory

from blog.models import Post


class UserFactory(DjangoModelFactory):
    """Make an account without a password: who logs in with one is made in people.py."""

    class Meta:
        model = User

    username = factory.Sequence("author{}".format)


class PostFactory(DjangoModelFactory):
    """Make a published post, unless a scenario wants it otherwise."""

    class Meta:
        model = Post

    title = factory.Sequence("Post {}".format)
    content = "Words about something."
    author = factory.SubFactory(UserFactory)
    status = Post.Status.PUBLISHED
