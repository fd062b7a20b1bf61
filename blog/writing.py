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
    the version that the author started from; without it no conflict is looked for. A draft that is
    to be published with a new picture stays a draft until the picture is stored.

    Raises EditConflict, before anything is saved, when the post is at another version by now, and
    Post.DoesNotExist when it was deleted.
    """
    publishes_with_picture = _save_text(post, picture, based_on)
    if not picture:
        return Saved(post)
    try:
        resource = images.upload(picture)
    except images.PictureError as error:
        return Saved(post, error)
    _show_uploaded(post, resource, publish=publishes_with_picture)
    return Saved(post)


def _save_text(post, picture, based_on):
    """Save all but a new picture; tell whether the post is held back until it has that one."""
    with transaction.atomic():
        saved = None if post._state.adding else _locked(post)
        # Sending one form twice changes nothing the second time: no conflict either.
        if saved and based_on and saved.version not in {based_on, post.version}:
            raise EditConflict(saved)
        is_held = bool(picture) and post.is_published and not (saved and saved.is_published)
        if is_held:
            post.status = Post.Status.DRAFT
        post.save(update_fields=TEXT_FIELDS if saved else None)
        if picture is False:
            _show(post, None, former=saved.featured_image)
    return is_held


def _show_uploaded(post, resource, *, publish):
    """Give the post the picture that is at Cloudinary by now, or take it away from there again.

    The post is published only if it still is what its author sent: a moderator may have stepped in
    while the picture was under way.
    """
    try:
        with transaction.atomic():
            saved = _locked(post)
            if publish and saved.version == post.version:
                post.status = Post.Status.PUBLISHED
                post.save(update_fields=["status"])
            _show(post, resource, former=saved.featured_image)
    except Exception:
        images.destroy(resource)
        raise


def _show(post, resource, *, former):
    """Replace the post's picture by `resource` and discard the one that was there."""
    post.featured_image = resource
    post.save(update_fields=["featured_image"])
    if former:
        discard(former)


def _locked(post):
    """Return the post as it is saved now, and keep it so until the transaction ends."""
    return Post.objects.select_for_update().get(pk=post.pk)
