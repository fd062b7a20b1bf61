from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from blog import images
from blog.demo_pictures import landscape
from blog.models import Post
from blog.writing import save_post

PASSWORD = "plain-words"  # noqa: S105 (public on purpose: handle() refuses to use it anywhere else)

AUTHORS = {"alice": ("Alice", "Archer"), "mina": ("Mina", "Okafor")}

POSTS = [
    (
        "alice",
        "Why we write our rules down",
        datetime(2026, 3, 2, 9, tzinfo=UTC),
        """A rule that lives in somebody's head is a rumour. We write ours down as *examples*:
someone does something, and this is what happens.

## An example is harder to misread

> Given a draft, when its author publishes it, everybody can read it.

Nobody has to guess what “publish” means. And because a program reads the same sentence, it can not
go out of date without somebody noticing.""",
    ),
    (
        "mina",
        "A short walk through the harbour",
        datetime(2026, 4, 19, 7, 30, tzinfo=UTC),
        """The first ferry leaves before the cafés open. Bring your own coffee.

- Start at the **fish market**, while it is loud.
- Follow the rails to the *old crane*.
- Stop where the bench is; you will know it.

It takes forty minutes, or a whole morning, as you like.""",
    ),
    (
        "alice",
        "Tea, by the minute",
        datetime(2026, 5, 4, 16, tzinfo=UTC),
        """| Tea | Water | Minutes |
| --- | --- | --- |
| Green | 75 °C | 2 |
| Oolong | 90 °C | 4 |
| Black | boiling | 3 to 5 |

Everything else is a matter of opinion, and of the cup.""",
    ),
    (
        "mina",
        "Żółć und andere kurze Wörter",
        datetime(2026, 6, 21, 12, tzinfo=UTC),
        "Some words say in one breath what others need a sentence for. A small collection.",
    ),
    ("alice", "Things to say about moss", None, "Moss is patient. *(More to come.)*"),
]


PICTURES = {
    "A short walk through the harbour": (
        "Water in three blues under a low sun",
        {
            "sky": ("#8fb8de", "#fbe3c0"),
            "sun": "#fff6dd",
            "hills": ["#4f7ea8", "#35638f", "#1f476e"],
        },
    ),
    "Tea, by the minute": (
        "Terraces of tea in the evening",
        {
            "sky": ("#f3b98d", "#fdf0d5"),
            "sun": "#e4572e",
            "hills": ["#8fa876", "#62864f", "#3c5f36"],
        },
    ),
}


class Command(BaseCommand):
    """Fill a blog on this machine with a few authors and posts, and say how to log in."""

    help = "Adds demo authors and posts, once, however often it runs. Only for local use."

    def handle(self, *args, **options):
        if settings.IS_PUBLIC:
            raise CommandError(
                "The demo authors have a password that everybody knows, and ALLOWED_HOSTS names "
                "public hosts: nothing was added."
            )
        with transaction.atomic():
            for username, (first_name, last_name) in AUTHORS.items():
                self._add_author(username, first_name, last_name)
            added = [post[1] for post in POSTS if self._add_post(*post)]
        self.stdout.write(
            f"{len(added)} demo posts added." if added else "The demo posts are there."
        )
        if images.is_stand_in():  # nobody's own account is filled with demo pictures
            self._illustrate(added)
        known = [author.username for author in self._authors() if author.check_password(PASSWORD)]
        if known:
            self.stdout.write(f"Log in as {' or '.join(known)} with the password {PASSWORD}")

    def _illustrate(self, titles):
        for title in PICTURES.keys() & set(titles):
            description, colours = PICTURES[title]
            post = Post.objects.filter(author__username__in=AUTHORS, title=title).latest("pk")
            post.featured_image_alt = description
            saved = save_post(post, picture=landscape("demo.jpg", **colours))
            if saved.picture_error:
                self.stderr.write(f"“{post}” has no picture: {saved.picture_error.reason}.")

    def _authors(self):
        return User.objects.filter(username__in=AUTHORS).order_by("username")

    def _add_author(self, username, first_name, last_name):
        author, is_new = User.objects.get_or_create(
            username=username, defaults={"first_name": first_name, "last_name": last_name}
        )
        if is_new:
            author.set_password(PASSWORD)
            author.save()

    def _add_post(self, username, title, published_at, content):
        author = User.objects.get(username=username)
        if author.posts.filter(title=title).exists():
            return False
        Post.objects.create(
            author=author,
            title=title,
            content=content,
            published_at=published_at,
            status=Post.Status.PUBLISHED if published_at else Post.Status.DRAFT,
        )
        return True
