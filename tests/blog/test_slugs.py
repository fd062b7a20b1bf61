import pytest

from blog.slugs import FALLBACK, MAX_LENGTH, base_slug, first_free, unlikely_taken


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Tea & Biscuits", "tea-biscuits"),
        ("  Ünïcödé  ", "ünïcödé"),
        ("雨の日", "雨の日"),
        ("!!!", FALLBACK),
        ("🙂", FALLBACK),
        ("Don't — stop_it", "dont-stop_it"),
        ("हिन्दी चाय", "हिन्दी-चाय"),
        ("a" * 300, "a" * MAX_LENGTH),
        ("a" * (MAX_LENGTH - 1) + " b", "a" * (MAX_LENGTH - 1)),
    ],
)
def test_a_title_becomes_a_slug_in_any_script(title, slug):
    assert base_slug(title) == slug


def test_a_free_slug_stays_as_it_is():
    assert first_free("tea", set()) == "tea"


def test_a_taken_slug_gets_the_lowest_free_number():
    assert first_free("tea", {"tea", "tea-2", "tea-4"}) == "tea-3"


def test_a_number_never_makes_a_slug_too_long():
    longest = "a" * MAX_LENGTH
    taken = {longest, *(longest[:-2] + f"-{n}" for n in range(2, 10))}

    slug = first_free(longest, taken)

    assert slug == longest[:-3] + "-10"
    assert len(slug) == MAX_LENGTH


def test_making_room_for_a_number_leaves_no_double_hyphen():
    slug = "a" * (MAX_LENGTH - 3) + "-bc"

    assert first_free(slug, {slug}) == "a" * (MAX_LENGTH - 3) + "-2"


def test_a_random_ending_fits_and_differs():
    longest = "a" * MAX_LENGTH

    assert len(unlikely_taken(longest)) == MAX_LENGTH
    assert unlikely_taken("tea") != unlikely_taken("tea")
