import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from blog.forms import PostForm, SignUpForm
from blog.models import Post
from features.support.factories import UserFactory


def content_of(text):
    form = PostForm({"title": "Tea", "content": text})
    form.full_clean()
    return form.cleaned_data.get("content"), form.errors.get("content")


def test_a_text_keeps_the_spaces_that_it_begins_with():
    assert content_of("    x = 1\n") == ("    x = 1\n", None)


def test_a_line_break_counts_as_one_letter_however_it_was_sent():
    longest = Post._meta.get_field("content").max_length

    assert content_of("x" + "\r\n" * (longest - 1))[1] is None
    assert content_of("x" + "\r\n" * longest)[1]


@pytest.mark.parametrize("text", ["", "  \n ", "\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}"])
def test_a_text_that_nobody_sees_is_none(text):
    assert content_of(text)[1] == ["This field is required."]


@pytest.mark.parametrize("status", ["draft", "published"])
def test_who_sends_no_status_keeps_the_one_that_the_post_has(status):
    form = PostForm({"title": "Tea", "content": "Green"}, instance=Post(status=status))
    form.full_clean()

    assert form.cleaned_data["status"] == status


def test_a_picture_that_is_refused_is_not_asked_for_again():
    files = {"featured_image": SimpleUploadedFile("tea.jpg", b"words")}

    form = PostForm({"title": "Tea", "content": "Green"}, files)

    assert len(form.errors["featured_image"]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("taken", ["bobby", "jim-bob", "bxb"])
def test_a_username_may_be_a_part_of_another_one(taken):
    UserFactory(username=taken)
    wanted = "b.b" if taken == "bxb" else "bob"
    password = {"password1": "kettle-on-the-hob", "password2": "kettle-on-the-hob"}

    assert not SignUpForm({"username": wanted, **password}).errors


def test_a_title_may_begin_with_a_mark_that_nobody_sees():
    title = "\N{RIGHT-TO-LEFT MARK}شاي"

    assert "title" not in PostForm({"title": title}).errors
