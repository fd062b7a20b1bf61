from contextlib import contextmanager, suppress

from django.db import OperationalError, transaction
from django.db.models.signals import post_delete, pre_save

from blog.models import Post


@contextmanager
def database_that_fails():
    """Fail each deletion of a post as a lost connection does, in the middle of the transaction."""

    def fail(**kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    post_delete.connect(fail, sender=Post)
    try:
        # The atomic block is the transaction that is lost, inside the scenario's own.
        with transaction.atomic():
            yield
    finally:
        post_delete.disconnect(fail, sender=Post)


@contextmanager
def database_that_fails_after_uploads():
    """Fail as a lost connection does when a post is to show its new picture."""

    def fail(update_fields, **kwargs):
        if "featured_image" in (update_fields or ()):
            raise OperationalError("server closed the connection unexpectedly")

    pre_save.connect(fail, sender=Post)
    try:
        with suppress(OperationalError):
            yield
    finally:
        pre_save.disconnect(fail, sender=Post)
