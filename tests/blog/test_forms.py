import pytest

from blog.forms import PostForm
from blog.models import Post


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
