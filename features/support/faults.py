from contextlib import contextmanager, suppress

from django.db import OperationalError, transaction
from django.db.models.signals import post_delete

from blog.models import Post


@contextmanager
def database_that_fails():
    """Fail each deletion of a post as a lost connection does, in the middle of the transaction.

    Whoever causes it sees an error; the block goes on behind it.
    """

    def fail(**kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    post_delete.connect(fail, sender=Post)
    try:
        # The atomic block is the transaction that is lost, inside the scenario's own.
        with suppress(OperationalError), transaction.atomic():
            yield
    finally:
        post_delete.disconnect(fail, sender=Post)
