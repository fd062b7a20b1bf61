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
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from blog import images
from blog.models import PendingDeletion, Post

# Nobody else touches a new picture while its upload may be under way.
UPLOAD_ENDS_WITHIN = timedelta(hours=1)
# How many seconds somebody who deletes posts waits for Cloudinary; the sweep does the rest.
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

    def destroy_soon():
        if monotonic() - asked_at < PATIENCE:
            with suppress(images.PictureError):
                _destroy_unless_shown(public_id)

    transaction.on_commit(destroy_soon, robust=True)


def abandon(public_id: str, *, noted_as: str) -> None:
    """Destroy a picture that was uploaded in vain, now or, if that fails, in a sweep.

    It raises nothing: what made the upload useless is what the caller has to tell.
    """
    with suppress(images.PictureError, DatabaseError):
        images.destroy(public_id)
        forget(noted_as)


def sweep() -> Iterator[tuple[str, Fate]]:
    """Destroy every picture that is due; yield each with what became of it.

    It ends early when Cloudinary seems to be down. Sweeping twice, or in two places at once, does
    no harm: a picture that is gone counts as destroyed.
    """
    failures = 0
    for public_id in list(PendingDeletion.objects.due().values_list("public_id", flat=True)):
        try:
            fate = _destroy_unless_shown(public_id)
        except images.PictureError:
            fate = Fate.LEFT
            # To the end of the queue, so that it keeps no other picture from being tried.
            PendingDeletion.objects.filter(public_id=public_id).update(due_at=timezone.now())
        yield public_id, fate
        failures = failures + 1 if fate is Fate.LEFT else 0
        if failures == FAILURES_THAT_END_A_SWEEP:
            return


def _destroy_unless_shown(public_id):
    # By id alone: the same picture may stand in another row without its version or format.
    is_shown = Post.objects.filter(featured_image__contains=public_id).exists()
    if not is_shown:
        images.destroy(public_id)
    forget(public_id)
    return Fate.STILL_SHOWN if is_shown else Fate.DESTROYED


@receiver(post_delete, sender=Post)
def discard_picture_of_deleted_post(instance, **kwargs):
    """Leave no picture behind, whichever way a post goes: page, administration, or author."""
    if instance.featured_image:
        discard(instance.featured_image.public_id)
