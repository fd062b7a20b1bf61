"""The Cloudinary in memory, the stand-in and, when asked, the live service keep one contract."""

import pytest
from django.conf import settings

from features.support.cloudinary.choice import KINDS
from features.support.options import IN_MEMORY, LIVE, STANDIN
from standin.errors import ApiError
from standin.signing import check_signature
from tests.contract.facts import FACTS


@pytest.fixture(params=KINDS)
def make(request):
    """Prepare a kind of Cloudinary, the live one only when the command line asks for it."""
    if request.param == LIVE:
        if not request.config.getoption("--live-cloudinary"):
            pytest.skip("the live Cloudinary is only asked with --live-cloudinary")
        if not settings.LIVE_CLOUDINARY_API:
            pytest.fail("--live-cloudinary needs an account: set CLOUDINARY_URL")
    with KINDS[request.param]() as make:
        yield make


@pytest.mark.parametrize("fact", FACTS)
def test_fact(make, fact):
    with make().in_use():
        FACTS[fact]()


# The table has to notice when a stand-in is not like Cloudinary.


def check_nothing(parameters, secret):
    pass


def refuse_by_another_status(parameters, secret):
    try:
        check_signature(parameters, secret)
    except ApiError as error:
        raise ApiError(403, "Forbidden") from error


BREAKAGES = {
    "no signature is checked": (
        ("standin.calls.check_signature", check_nothing),
        ["a wrong secret is refused"],
    ),
    "bad credentials get another status": (
        ("standin.calls.check_signature", refuse_by_another_status),
        ["a wrong secret is refused"],
    ),
    "destroy always says ok": (
        ("standin.store.Store.remove", lambda store, name: True),
        ["a picture is destroyed once", "what never was is not found"],
    ),
    "destroy always says not found": (
        ("standin.store.Store.remove", lambda store, name: False),
        ["a picture is destroyed once"],
    ),
}


@pytest.mark.parametrize(("breakage", "caught_by"), BREAKAGES.values(), ids=BREAKAGES)
def test_a_broken_stand_in_is_caught(monkeypatch, breakage, caught_by):
    monkeypatch.setattr(*breakage)

    assert false_facts(STANDIN) == caught_by


@pytest.mark.parametrize("kind", [IN_MEMORY, STANDIN])
def test_what_is_not_broken_is_not_caught(kind):
    assert false_facts(kind) == []


def false_facts(kind):
    """Return the facts that are not true of a kind of Cloudinary."""
    with KINDS[kind]() as make, make().in_use():
        return [fact for fact in FACTS if not _holds(FACTS[fact])]


def _holds(check):
    try:
        check()
    except (Exception, pytest.fail.Exception):
        return False
    return True
