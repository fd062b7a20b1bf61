"""What people do in the eight flows: both the phrases and the test methods call these.

Everything goes through Django's test client, as its documentation shows.
"""

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from blog.models import Post

PASSWORD = "kettle-on-the-hob"  # noqa: S105 (it guards nothing)


def has_account(name: str) -> None:
    """Give a person an account with a password."""
    User.objects.create_user(name.lower(), password=PASSWORD)


def is_logged_in(client: Client, name: str) -> None:
    """Give a person an account, and the client a session of it."""
    client.force_login(User.objects.create_user(name.lower()))


def has_written(name: str, status: str, title: str) -> None:
    """Give a person a post."""
    author, _ = User.objects.get_or_create(username=name.lower())
    Post.objects.create(title=title, content="Words about something.", author=author, status=status)


def opens_home_page(client: Client) -> None:
    """Open the list of all posts."""
    _show(client, reverse("post_list"))


def reads(client: Client, title: str) -> None:
    """Open the page of a post."""
    _show(client, Post.objects.get(title=title).get_absolute_url())


def logs_in(client: Client, name: str) -> None:
    """Send the log-in form."""
    _send(client, reverse("login"), username=name.lower(), password=PASSWORD)


def signs_up(client: Client, name: str) -> None:
    """Send the sign-up form."""
    words = {"username": name.lower(), "password1": PASSWORD, "password2": PASSWORD}
    _send(client, reverse("signup"), **words)


def writes(client: Client, status: str, title: str) -> None:
    """Send the form of a new post."""
    words = {"title": title, "content": "Words about something.", "status": status}
    _send(client, reverse("post_create"), **words)


def changes_text(client: Client, title: str, text: str) -> None:
    """Send the form of a post with other words."""
    post = Post.objects.get(title=title)
    address = reverse("post_edit", kwargs={"slug": post.slug})
    _send(client, address, title=title, content=text, version=post.version)


def publishes(client: Client, title: str) -> None:
    """Press “Publish” in the form of a draft."""
    post = Post.objects.get(title=title)
    address = reverse("post_edit", kwargs={"slug": post.slug})
    words = {"title": title, "content": post.content, "status": "published"}
    _send(client, address, version=post.version, **words)


def deletes(client: Client, title: str) -> None:
    """Say yes to the page that asks whether to delete a post."""
    post = Post.objects.get(title=title)
    _send(client, reverse("post_delete", kwargs={"slug": post.slug}))


def lists_posts(client: Client, number: int) -> None:
    """Expect so many posts on the home page."""
    found = len(client.get(reverse("post_list")).context["page"].object_list)
    _expect(found == number, f"{number} posts, but there are {found}")


def sees(client: Client, text: str) -> None:
    """Expect a text on the page that is shown."""
    _expect(text in client.shown, f"“{text}”")


def does_not_see(client: Client, text: str) -> None:
    """Expect that a text is not on the page that is shown."""
    _expect(text not in client.shown, f"no “{text}”")


def _send(client, address, **words):
    """Send a form, and go on to where that leads."""
    _show(client, client.post(address, words).headers["Location"])


def _show(client, address):
    client.shown = client.get(address).content.decode()


def _expect(is_so, what):
    if not is_so:
        raise AssertionError(f"expected {what}")
