"""What breaks in the blog itself: its database fails in the middle of something."""

from unittest import mock

from behave import fixture
from django.db import OperationalError, transaction
from django.db.models.deletion import Collector
from django.db.models.signals import post_delete, pre_save

from blog.models import Post

DELETE = Collector.delete


@fixture
def database_fails_at_deletions(context):
    """Fail for the rest of the scenario when a post is deleted."""
    post_delete.connect(_fail, sender=Post)
    with mock.patch.object(Collector, "delete", _delete_in_a_transaction):
        yield
    post_delete.disconnect(_fail, sender=Post)


@fixture
def database_fails_after_uploads(context):
    """Fail for the rest of the scenario when a post is to show a picture that was uploaded."""
    pre_save.connect(_fail_to_show, sender=Post)
    yield
    pre_save.disconnect(_fail_to_show, sender=Post)


def _fail(**kwargs):
    raise OperationalError("server closed the connection unexpectedly")


def _fail_to_show(update_fields, **kwargs):
    if "featured_image" in (update_fields or ()):
        _fail()


def _delete_in_a_transaction(collector):
    """Lose what is lost with a connection, and not the scenario's own transaction around it."""
    with transaction.atomic():
        return DELETE(collector)


BREAKDOWNS = {
    "a post is deleted": database_fails_at_deletions,
    "a picture is uploaded": database_fails_after_uploads,
}
