"""How a post is saved: the text first, the picture second.

The picture goes to a service that may be slow, down or choosy. So the text is saved before, in a
transaction of its own, and no transaction is open while the picture is under way.
"""

from dataclasses import dataclass

from django.db import transaction

from blog import images
from blog.models import Post, discard

TEXT_FIELDS = ("title", "content", "featured_image_alt", "status")


class EditConflict(Exception):
    """Somebody saved a newer version after the author's form was opened."""

    def __init__(self, newer: Post):
        super().__init__(f"“{newer}” was changed in the meantime")
        self.newer = newer


@dataclass(frozen=True)
class Saved:
    """What became of a post that an author sent: the text is always safe, its picture maybe not."""

    post: Post
    picture_error: images.PictureError | None = None


def save_post(post: Post, *, picture=None, based_on: str = "") -> Saved:
    """Save a post whose text an author has just changed, then its picture.

    `picture` is a new file, False to remove the present picture, or None to keep it. `based_on` is
    the version that the author started from; without it no conflict is looked for. A post that
    waits for its first picture to be published is held as it was, as a draft, until the picture is
    stored.

    Raises EditConflict, before anything is saved, when the post is at another version by now.
    """
    wanted = post.status
    with transaction.atomic():
        saved = Post.objects.select_for_update().filter(pk=post.pk).first()
        if saved and based_on and based_on != saved.version:
            raise EditConflict(saved)
        if picture and not (saved and saved.is_published):
            post.status = Post.Status.DRAFT
        post.save(update_fields=TEXT_FIELDS if saved else None)
        if picture is False:
            _show(post, None)
    if not picture:
        return Saved(post)
    try:
        resource = images.upload(picture)
    except images.PictureError as error:
        return Saved(post, error)
    _show_uploaded(post, resource, status=wanted)
    return Saved(post)


def _show_uploaded(post, resource, status):
    """Give the post the picture that is at Cloudinary by now, or take it away from there again."""
    try:
        with transaction.atomic():
            post.status = status
            _show(post, resource)
    except Exception:
        images.destroy(resource)
        raise


def _show(post, resource):
    """Replace the post's picture by `resource` and discard the one that was there."""
    former = Post.objects.select_for_update().get(pk=post.pk).featured_image
    post.featured_image = resource
    post.save(update_fields=["featured_image", "status"])
    if former:
        discard(former)
