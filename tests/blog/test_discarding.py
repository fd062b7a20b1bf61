"""How pictures leave Cloudinary. Transactions are real here."""

from datetime import timedelta
from io import StringIO
from unittest import mock

import pytest
import time_machine
from cloudinary import exceptions
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone

from blog import discarding
from blog.models import PendingDeletion, Post
from blog.writing import save_post
from features.support.cloudinary.double import overridden
from features.support.factories import PostFactory, UserFactory
from features.support.pictures import picture_file

pytestmark = pytest.mark.django_db(transaction=True)

DOWN = exceptions.Error("Socket error")


@pytest.fixture
def uploader():
    with mock.patch("cloudinary.uploader.upload") as upload:
        upload.side_effect = lambda file, public_id, **options: {"public_id": public_id}
        yield upload


@pytest.fixture(autouse=True)
def destroyer():
    with mock.patch("cloudinary.uploader.destroy", return_value={"result": "ok"}) as destroy:
        yield destroy


def destroyed(destroyer):
    return [call.args[0] for call in destroyer.call_args_list]


def pending():
    return list(PendingDeletion.objects.values_list("public_id", flat=True))


def illustrated(name, **fields):
    return PostFactory(featured_image=f"image/upload/v1/{name}.png", **fields)


def sweep(**options):
    out = StringIO()
    call_command("sweep_pictures", stdout=out, **options)
    return out.getvalue()


def left_behind(*names):
    for name in names:
        PendingDeletion.objects.create(public_id=name, due_at=timezone.now())


def test_a_picture_is_noted_before_its_upload_begins(uploader):
    noted = []
    uploader.side_effect = lambda file, public_id, **options: (
        noted.extend(pending()) or {"public_id": public_id}
    )

    save_post(PostFactory(), picture=picture_file("a.png"))

    assert noted == [Post.objects.get().featured_image.public_id]
    assert pending() == []


def test_a_process_that_is_killed_during_the_upload_leaves_a_note(uploader):
    uploader.side_effect = SystemExit

    with pytest.raises(SystemExit):
        save_post(PostFactory(), picture=picture_file("a.png"))

    assert pending() == [uploader.call_args.kwargs["public_id"]]


def test_a_picture_that_was_refused_leaves_nothing_to_sweep(uploader):
    uploader.side_effect = exceptions.BadRequest("Invalid image file")

    save_post(PostFactory(), picture=picture_file("a.png"))

    assert pending() == []


def test_a_picture_whose_answer_was_lost_waits_for_a_sweep(uploader, destroyer):
    uploader.side_effect = DOWN

    save_post(PostFactory(), picture=picture_file("a.png"))

    (public_id,) = pending()
    assert "may still be under way" in sweep()
    assert destroyed(destroyer) == []
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert "1 picture destroyed." in sweep()
    assert destroyed(destroyer) == [public_id]
    assert pending() == []


def test_an_upload_in_vain_that_cannot_be_destroyed_waits_for_a_sweep(uploader, destroyer):
    destroyer.side_effect = DOWN

    with (
        mock.patch("blog.writing._show", side_effect=OperationalError("the first failure")),
        pytest.raises(OperationalError, match="the first failure"),
    ):
        save_post(PostFactory(), picture=picture_file("a.png"))

    assert pending() == [uploader.call_args.kwargs["public_id"]]


def test_an_upload_in_vain_is_told_of_even_if_its_note_cannot_be_struck_off(uploader):
    with (
        mock.patch("blog.writing._show", side_effect=OperationalError("the first failure")),
        mock.patch("blog.discarding.forget", side_effect=DatabaseError("the second failure")),
        pytest.raises(OperationalError, match="the first failure"),
    ):
        save_post(PostFactory(), picture=picture_file("a.png"))


def test_the_old_picture_is_noted_until_it_is_destroyed(uploader, destroyer):
    destroyer.side_effect = DOWN

    save_post(illustrated("old"), picture=picture_file("a.png"))

    assert pending() == ["old"]


def test_posts_and_notes_are_committed_together(destroyer):
    post = illustrated("tea")

    with transaction.atomic():
        post.delete()
        assert pending() == ["tea"]
        assert destroyed(destroyer) == []

    assert destroyed(destroyer) == ["tea"]
    assert pending() == []


def test_what_is_rolled_back_is_not_noted(destroyer):
    post = illustrated("tea")

    with transaction.atomic():
        post.delete()
        transaction.set_rollback(True)

    assert pending() == []
    assert destroyed(destroyer) == []


def test_pictures_go_with_their_author(destroyer):
    author = UserFactory()
    illustrated("tea", author=author)
    illustrated("moss", author=author)

    User.objects.all().delete()

    assert sorted(destroyed(destroyer)) == ["moss", "tea"]


def test_deleting_many_posts_does_not_wait_long_for_cloudinary(destroyer):
    for number in range(4):
        illustrated(f"tea{number}")
    clock = mock.Mock(side_effect=[0, 0, 0, 0, 3, 6, 9, 12])

    with mock.patch("blog.discarding.monotonic", clock):
        Post.objects.all().delete()

    assert len(destroyed(destroyer)) == 1
    assert len(pending()) == 3
    assert "3 pictures destroyed." in sweep()


def test_a_picture_that_was_discarded_twice_is_destroyed_once(destroyer):
    destroyer.side_effect = DOWN
    illustrated("tea").delete()
    illustrated("tea").delete()
    destroyer.reset_mock(side_effect=True)

    sweep()

    assert destroyed(destroyer) == ["tea"]


def test_a_sweep_keeps_what_a_post_shows(destroyer):
    left_behind("tea")
    illustrated("tea")

    assert "1 picture kept: a post shows it again." in sweep()
    assert destroyed(destroyer) == []
    assert pending() == []


def test_a_sweep_without_anything_to_do_says_so(destroyer):
    assert sweep() == "0 pictures destroyed.\n"


def test_a_second_sweep_has_nothing_left_to_do(destroyer):
    left_behind("tea", "moss")

    assert "2 pictures destroyed." in sweep()
    assert "0 pictures destroyed." in sweep()
    assert len(destroyed(destroyer)) == 2


def test_a_sweep_that_leaves_something_fails_and_tries_the_rest(destroyer):
    left_behind("tea", "moss", "jam")
    destroyer.side_effect = lambda public_id, **options: {
        "result": "error" if public_id == "moss" else "ok"
    }

    with pytest.raises(CommandError, match=r"^1 picture left") as failed:
        sweep()

    assert failed.value.returncode == 1
    assert pending() == ["moss"]


def test_failures_that_are_not_in_a_row_do_not_end_a_sweep(destroyer):
    names = [f"{'good' if number % 3 == 2 else 'bad'}{number}" for number in range(9)]
    left_behind(*names)
    destroyer.side_effect = lambda public_id, **options: {
        "result": "ok" if "good" in public_id else "error"
    }

    with pytest.raises(CommandError, match=r"^6 pictures left"):
        sweep()

    assert destroyed(destroyer) == names


def test_a_sweep_gives_up_when_cloudinary_seems_to_be_down(destroyer):
    destroyer.side_effect = DOWN
    left_behind(*(f"tea{number}" for number in range(10)))

    with pytest.raises(CommandError, match=r"^10 pictures left"):
        sweep()

    assert len(destroyed(destroyer)) == 3


def test_a_picture_that_fails_again_and_again_holds_no_other_up(destroyer):
    left_behind("a", "b", "c", "d")
    destroyer.side_effect = lambda public_id, **options: {
        "result": "ok" if public_id == "d" else "error"
    }
    with pytest.raises(CommandError):
        sweep()

    with pytest.raises(CommandError):
        sweep()

    assert "d" not in pending()


def test_a_sweep_can_be_silent():
    left_behind("tea")

    assert sweep(verbosity=0) == ""


def test_a_sweep_without_an_account_says_what_is_missing():
    left_behind("tea")

    with overridden(CLOUDINARY={}), pytest.raises(CommandError, match="set CLOUDINARY_URL"):
        sweep()

    assert pending() == ["tea"]


def test_a_sweep_can_name_every_picture():
    left_behind("tea")

    assert "tea: destroyed" in sweep(verbosity=2)


def test_a_picture_is_named_by_its_id():
    assert str(PendingDeletion(public_id="blog/tea")) == "blog/tea"


def test_a_sweep_is_quiet_unless_asked():
    left_behind("tea")

    assert "tea" not in sweep()


def test_a_sweep_tells_the_time_of_the_blog(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    with time_machine.travel("2026-05-04 12:00 +0000", tick=False):
        discarding.note_upload("tea")

        assert "to be looked at after 22:00." in sweep()


def test_what_is_let_go_of_while_its_upload_is_noted_is_due_now(destroyer):
    destroyer.side_effect = DOWN
    discarding.note_upload("tea")

    discarding.discard("tea")

    assert list(PendingDeletion.objects.due().values_list("public_id", flat=True)) == ["tea"]


def test_a_picture_of_a_similar_name_is_not_taken_for_it(destroyer):
    left_behind("cup")
    illustrated("cup2")

    sweep()

    assert destroyed(destroyer) == ["cup"]


def test_the_picture_that_goes_is_the_one_that_the_post_has_by_then(destroyer):
    post = illustrated("old")
    Post.objects.update(featured_image="image/upload/v1/new.png")

    post.delete()

    assert destroyed(destroyer) == ["new"]


def test_a_post_that_was_deleted_elsewhere_is_no_trouble(destroyer):
    post = illustrated("tea")
    Post.objects.all().delete()

    Post(pk=post.pk).delete()

    assert destroyed(destroyer) == ["tea"]


def test_an_upload_in_vain_leaves_no_note_once_it_is_destroyed(uploader, destroyer):
    with (
        mock.patch("blog.writing._show", side_effect=OperationalError),
        pytest.raises(OperationalError),
    ):
        save_post(PostFactory(), picture=picture_file("a.png"))

    assert destroyed(destroyer) == [uploader.call_args.kwargs["public_id"]]
    assert pending() == []


def test_a_commit_whose_answer_was_lost_costs_no_picture(uploader, destroyer):
    commit = transaction.Atomic.__exit__

    def lose_the_answer(atomic, *error):
        commit(atomic, *error)
        if not connection.in_atomic_block and Post.objects.get().featured_image:
            raise OperationalError

    with (
        mock.patch.object(transaction.Atomic, "__exit__", lose_the_answer),
        pytest.raises(OperationalError),
    ):
        save_post(PostFactory(), picture=picture_file("a.png"))

    assert Post.objects.get().featured_image
    assert destroyed(destroyer) == []


def test_editing_the_text_notes_nothing(client):
    post = illustrated("tea")
    client.force_login(post.author)

    response = client.post(
        post.get_absolute_url() + "edit/", {"title": "Tea", "content": "Black"}, follow=True
    )

    assert [message.level_tag for message in response.context["messages"]] == ["success"]
    assert pending() == []


def test_a_note_outlives_the_longest_upload():
    discarding.note_upload("tea")

    assert PendingDeletion.objects.get().due_at > timezone.now() + timedelta(minutes=30)
