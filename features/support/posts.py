from datetime import UTC, datetime, time

from blog.models import Post
from features.support.factories import PostFactory
from features.support.people import user_of


def post_named(title: str) -> Post:
    """Return the post of that title; without one, say which posts there are."""
    post = Post.objects.filter(title=title).order_by("pk").last()
    if post is None:
        titles = ", ".join(f'"{post}"' for post in Post.objects.all()) or "none at all"
        raise AssertionError(f'there is no post "{title}"; did you forget a step? Posts: {titles}')
    return post


FIELDS = {"Title": "title", "Content": "content", "Picture description": "featured_image_alt"}


def change_post(title, label, text) -> None:
    """Let what the pages have under a label be another text, as if its author had written it."""
    post = post_named(title)
    setattr(post, FIELDS[label], text)
    post.save()


def show_picture(title, resource) -> None:
    """Let a post show a picture that is at Cloudinary already."""
    post = post_named(title)
    post.featured_image = resource
    post.save()


def make_post(author, title, **fields) -> Post:
    """Make a post by a person of the specification."""
    return PostFactory(author=user_of(author), title=title, **fields)


def noon(date) -> datetime:
    """Return noon of a date, the moment at which what is dated happened."""
    return datetime.combine(date, time(12), tzinfo=UTC)
