"""What a browser gets at the addresses of pictures, in each kind of Cloudinary."""

from types import SimpleNamespace

import pytest

from blog.images import rendition
from features.support.cloudinary.choice import KINDS
from features.support.cloudinary.service import LiveCloudinary
from features.support.options import IN_MEMORY, STANDIN


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("cup.jpg", "image/jpeg"), ("cup.png", "image/png"), ("cup.webp", "image/webp")],
)
def test_a_picture_in_memory_is_shown_as_it_was_stored(name, media_type):
    with KINDS[IN_MEMORY]() as make:
        cloudinary = make()
    address = rendition(cloudinary.add(name)).src

    assert cloudinary.picture_at(address) == (media_type, cloudinary.original_of(name))


def test_what_is_not_in_memory_is_nowhere():
    with KINDS[IN_MEMORY]() as make:
        cloudinary = make()
    picture = cloudinary.add("cup.jpg")
    cloudinary.answer_destroy(picture.public_id)

    assert cloudinary.picture_at(rendition(picture).src) is None
    assert cloudinary.picture_at("https://example.com/cup.jpg") is None


def test_browsers_may_load_pictures_from_the_stand_in(client):
    with KINDS[STANDIN]() as make, make().in_use():
        cloudinary = make()
        host, _, _ = rendition(cloudinary.add("cup.jpg")).src.partition("/standin/")
        policy = client.get("/login/").headers["Content-Security-Policy"].split("; ")

    assert f"img-src 'self' {host}" in policy
    assert "form-action 'self'" in policy


ANSWERS = {
    "https://res.cloudinary.com/testcloud/cup.png": (200, b"a cup"),
    "https://res.cloudinary.com/testcloud/gone.png": (404, b""),
    "https://elsewhere.example/cup.png": (200, b"a spy"),
}


@pytest.fixture
def live(monkeypatch):
    """Have the live kind, with an internet of three addresses."""

    def request(method, address):
        status, data = ANSWERS[address]
        return SimpleNamespace(status=status, headers={"Content-Type": "image/png"}, data=data)

    monkeypatch.setattr(
        "features.support.cloudinary.service.http", SimpleNamespace(request=request)
    )
    return LiveCloudinary()


def test_a_live_picture_is_fetched_for_the_browser(live):
    shown = live.picture_at("https://res.cloudinary.com/testcloud/cup.png")

    assert shown == ("image/png", b"a cup")


@pytest.mark.parametrize(
    "address",
    ["https://res.cloudinary.com/testcloud/gone.png", "https://elsewhere.example/cup.png"],
)
def test_nothing_else_is_fetched_for_the_browser(live, address):
    assert live.picture_at(address) is None
