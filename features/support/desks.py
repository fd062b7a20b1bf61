"""Where people work on posts: authors in the blog, moderators in its administration."""

from abc import ABC, abstractmethod

from django.urls import reverse

from blog.models import Post
from features.support.people import browser_of
from features.support.posts import post_named

TEXT = "Words about something."
REMOVAL = "Remove the picture"
YES = "Yes, I’m sure"


class Desk(ABC):
    """Work on one post after the other, in one browser."""

    def __init__(self, browser):
        self.browser = browser

    def write(self, label, text):
        """Replace what is written under a label."""
        self.browser.fill(label, text)

    def illustrate(self, picture):
        """Choose a picture."""
        self.browser.attach("Featured image", picture)

    def take_picture_away(self):
        """Choose to show the present picture no longer."""
        self.browser.check(REMOVAL)

    def change(self, post, label, text):
        """Replace what a post has under a label, and save it."""
        self.open(post)
        self.write(label, text)
        self.save()

    def give(self, post, picture):
        """Choose another picture for a post, and save it."""
        self.open(post)
        self.illustrate(picture)
        self.save()

    @abstractmethod
    def begin(self, title, text=TEXT):
        """Begin a new post, which nobody has saved yet."""

    @abstractmethod
    def open(self, post):
        """Begin to edit a post."""

    @abstractmethod
    def save(self, *, twice=False):
        """Save the post in the status that it has; `twice` before the first time is answered."""

    @abstractmethod
    def publish(self, *, twice=False):
        """Save the post as one that everybody reads."""

    @abstractmethod
    def take_back(self):
        """Save the post as a draft again."""

    @abstractmethod
    def delete(self, post):
        """Delete a post and say yes when asked."""

    def _press(self, button, twice=False):
        (self.browser.press_twice if twice else self.browser.press)(button)


class AuthorsDesk(Desk):
    """Write in the blog, as authors do."""

    def begin(self, title, text=TEXT):
        self.browser.visit(reverse("post_create"))
        self.write("Title", title)
        self.write("Content", text)

    def open(self, post):
        self.browser.visit(reverse("post_edit", kwargs={"slug": post.slug}))

    def save(self, *, twice=False):
        is_published = "Save changes" in self.browser.buttons
        self._press("Save changes" if is_published else "Save draft", twice)

    def publish(self, *, twice=False):
        self._press("Publish", twice)

    def take_back(self):
        self._press("Take back to drafts")

    def delete(self, post):
        self.browser.visit(reverse("post_delete", kwargs={"slug": post.slug}))
        self._press("Delete for good")


class ModeratorsDesk(Desk):
    """Step in where others write, in Django's administration."""

    def begin(self, title, text=TEXT):
        raise AssertionError("posts are begun by their authors, not in the administration")

    def open(self, post):
        self.browser.visit(reverse("admin:blog_post_change", args=[post.pk]))

    def save(self, *, twice=False):
        self._press("Save", twice)

    def publish(self, *, twice=False):
        self.browser.choose("Status", "Published")
        self.save(twice=twice)

    def take_back(self):
        self.browser.choose("Status", "Draft")
        self.save()

    def delete(self, post):
        self._delete("admin:blog_post_delete", post)

    def delete_account(self, user):
        """Delete an account, with all that its owner has written."""
        self._delete("admin:auth_user_delete", user)

    def delete_all_posts(self):
        """Choose every post on the list and delete them in one go."""
        self.browser.visit(reverse("admin:blog_post_changelist"))
        for post in Post.objects.all():
            self.browser.check(f"Select this object for an action - {post}")
        self.browser.choose("Action", "Delete selected posts")
        self._press("Go")
        self._press(YES)

    def _delete(self, url_name, thing):
        self.browser.visit(reverse(url_name, args=[thing.pk]))
        self._press(YES)


def desk_of(context, person, title=None):
    """Return the desk of a person, with the post of that title on it."""
    kind = ModeratorsDesk if person.is_in_administration else AuthorsDesk
    desk = kind(browser_of(context, person))
    if title is not None:
        desk.open(post_named(title))
    return desk
