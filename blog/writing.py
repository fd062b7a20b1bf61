"""How a post is saved: the text first, the picture second.

The picture goes to a service that may be slow, down or choosy. So the text is saved before, in a
transaction of its own, and no transaction is open while the picture is under way.
"""

from dataclasses import dataclass

from django.db import transaction

from blog import discarding, images
from blog.models import Post

TEXT_FIELDS = ("title", "content", "featured_image_alt", "status")


class EditConflict(Exception):
    """Somebody saved a newer version after the author's form was opened."""

    def __init__(self, newer: Post):
        super().__init__(f"“{newer}” was changed in the meantime")
        self.newer = newer


@dataclass(frozen=True)
class Saved:
    """What became of a post that somebody sent: the text is always safe, its picture maybe not."""

    post: Post
    picture_error: images.PictureError | None = None

    @property
    def warning(self) -> str:
        """What became of the picture and what to do, in words for its author; "" if all is well."""
        if self.picture_error is None:
            return ""
        advice = self.picture_error.advice
        if not self.post.is_published:
            advice += ", or publish without a picture: the post is a draft until then"
        reason = self.picture_error.reason
        return f"Your text is saved, but the picture is not: {reason}. {advice}."


def save_post(post: Post, *, picture=None, based_on: str = "") -> Saved:
    """Save a post whose text an author has just changed, then its picture.

    `picture` is a new file, False to remove the present picture, or None to keep it. `based_on` is
    the version that the author started from; without it no conflict is looked for. A draft that is
    to be published with a new picture stays a draft until the picture is stored.

    Raises EditConflict, before anything is saved, when the post is at another version by now, and
    Post.DoesNotExist when it was deleted.
    """
    is_held = save_text(post, picture=picture, based_on=based_on)
    return save_picture(post, picture, publish=is_held) if picture else Saved(post)


def save_text(post: Post, *, picture=None, based_on: str = "", fields=TEXT_FIELDS) -> bool:
    """Save all but a new picture; tell whether the post is held back until it has that one.

    This is the first half of `save_post`, and may run inside a transaction. Of a post that exists
    only the `fields` are saved.
    """
    with transaction.atomic():
        saved = None if post._state.adding else _locked(post)
        # Sending one form twice changes nothing the second time: no conflict either.
        expected = {based_on, post.version}
        is_held = bool(picture) and post.is_published and not (saved and saved.is_published)
        if is_held:
            post.status = Post.Status.DRAFT
            if saved and not saved.published_at:  # else it was published, and taken back since
                expected.add(post.version)
        if saved and based_on and saved.version not in expected:
            raise EditConflict(saved)
        post.save(update_fields=fields if saved else None)
        if picture is False:
            _show(post, None, former=saved.featured_image)
    return is_held


def save_picture(post: Post, picture, *, publish: bool) -> Saved:
    """Upload a new picture and show it in the post, which is published now if it was held back.

    This is the second half of `save_post`. The upload may take long: let it run in no transaction.
    """
    public_id = images.new_id()
    discarding.note_upload(public_id)
    try:
        resource = images.upload(picture, public_id)
    except images.PictureError as error:
        if not error.may_be_stored:
            discarding.forget(public_id)
        return Saved(post, error)
    try:
        _show_uploaded(post, resource, noted_as=public_id, publish=publish)
    except Exception:
        discarding.abandon(public_id)
        raise
    return Saved(post)


def _show_uploaded(post, resource, *, noted_as, publish):
    """Give the post the picture that is at Cloudinary by now.

    The post is published only if it still is what its author sent: a moderator may have stepped in
    while the picture was under way.
    """
    with transaction.atomic():
        saved = _locked(post)
        if publish and saved.version == post.version:
            post.status = Post.Status.PUBLISHED
            post.save(update_fields=["status"])
        else:
            post.status = saved.status
        _show(post, resource, former=saved.featured_image)
        discarding.forget(noted_as)


def _show(post, resource, *, former):
    """Replace the post's picture by `resource` and discard the one that was there."""
    post.featured_image = resource
    post.save(update_fields=["featured_image"])
    if former:
        discarding.discard(former.public_id)


def _locked(post):
    """Return the post as it is saved now, and keep it so until the transaction ends."""
    return Post.objects.select_for_update().get(pk=post.pk)
