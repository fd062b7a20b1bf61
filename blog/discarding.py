"""How pictures leave Cloudinary: noted first, destroyed second.

A picture that may have to go is noted in the database by the same transaction that lets go of it,
and a new one before it is uploaded. So it is found again whatever happens in between: an outage of
Cloudinary or of the database, an answer that was lost, a process that was killed.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from time import monotonic

from django.db import DatabaseError, transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from blog import images
from blog.models import PendingDeletion, Post

# Nobody else touches a new picture while its upload may be under way.
UPLOAD_ENDS_WITHIN = timedelta(hours=1)
# After so many seconds no further picture is destroyed at once; the sweep does the rest.
PATIENCE = 5
# A sweep that fails as often as that in a row would go on failing.
FAILURES_THAT_END_A_SWEEP = 3


class Fate(StrEnum):
    """What a sweep did with a picture."""

    DESTROYED = "destroyed"
    STILL_SHOWN = "still shown by a post"
    LEFT = "left"


def note_upload(public_id: str) -> None:
    """Note a picture that is about to be uploaded, for the case that no post ever shows it."""
    due_at = timezone.now() + UPLOAD_ENDS_WITHIN
    PendingDeletion.objects.create(public_id=public_id, due_at=due_at)


def forget(public_id: str) -> None:
    """Strike a picture off that has not to go: it is shown by now, or was never stored."""
    PendingDeletion.objects.filter(public_id=public_id).delete()


def discard(public_id: str) -> None:
    """Destroy a picture after the commit, unless a post still shows it by then.

    Nobody is stopped by a destroy that fails: the picture stays noted until a sweep succeeds.
    """
    note = {"due_at": timezone.now()}
    PendingDeletion.objects.update_or_create(public_id=public_id, defaults=note)
    asked_at = monotonic()

    def destroy_now():
        if monotonic() - asked_at < PATIENCE:
            with suppress(images.PictureError):
                _destroy_unless_shown(public_id)

    transaction.on_commit(destroy_now, robust=True)


def abandon(public_id: str) -> None:
    """Destroy a picture that was uploaded in vain, now or, if that fails, in a sweep.

    It raises nothing: what made the upload useless is what the caller has to tell. A commit whose
    answer was lost has shown the picture all the same; then it stays.
    """
    with suppress(images.PictureError, DatabaseError):
        _destroy_unless_shown(public_id)


def sweep() -> Iterator[tuple[str, Fate]]:
    """Destroy every picture that is due; yield each with what became of it.

    When Cloudinary seems to be down, the rest is left untried. Sweeping twice, or in two places at
    once, does no harm: a picture that is gone counts as destroyed.
    """
    failures = 0
    for public_id in list(PendingDeletion.objects.due().values_list("public_id", flat=True)):
        is_down = failures >= FAILURES_THAT_END_A_SWEEP
        fate = Fate.LEFT if is_down else _sweep_one(public_id)
        failures = failures + 1 if fate is Fate.LEFT else 0
        yield public_id, fate


def _sweep_one(public_id):
    try:
        return _destroy_unless_shown(public_id)
    except images.PictureError:
        # To the end of the queue, so that it keeps no other picture from being tried.
        PendingDeletion.objects.filter(public_id=public_id).update(due_at=timezone.now())
        return Fate.LEFT


def _destroy_unless_shown(public_id):
    is_shown = _is_shown(public_id)
    if not is_shown:
        images.destroy(public_id)
    forget(public_id)
    return Fate.STILL_SHOWN if is_shown else Fate.DESTROYED


def _is_shown(public_id):
    """Tell whether a post shows a picture, with whatever version and format it is named there."""
    similar = Post.objects.filter(featured_image__contains=public_id)
    pictures = similar.values_list("featured_image", flat=True)
    return any(picture.public_id == public_id for picture in pictures)


@receiver(pre_delete, sender=Post)
def discard_picture_of_deleted_post(instance, **kwargs):
    """Leave no picture behind, whichever way a post goes: page, administration, or author.

    It is the picture that the post has by now; another one may have come since it was read.
    """
    post = Post.objects.select_for_update().filter(pk=instance.pk).first()
    if post and post.featured_image:
        discard(post.featured_image.public_id)
