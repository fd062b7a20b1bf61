import pytest
from cloudinary import exceptions

from tests.standin.conftest import Sdk


def ids(page):
    return [asset["public_id"] for asset in page["resources"]]


@pytest.fixture
def stored(sdk):
    for number in range(12):
        sdk.upload(public_id=f"blog/{number}")
    sdk.upload(public_id="other/0")


def test_nothing_is_listed_at_first(sdk):
    assert sdk.resources(type="upload") == {"resources": []}


def test_the_newest_come_first_and_ten_at_a_time(sdk, stored):
    page = sdk.resources(type="upload", prefix="blog/")

    assert ids(page) == [f"blog/{number}" for number in range(11, 1, -1)]
    assert page["next_cursor"]


def test_the_next_page_goes_on_where_the_first_ended(sdk, stored):
    first = sdk.resources(prefix="blog/", max_results=7)
    second = sdk.resources(prefix="blog/", max_results=7, next_cursor=first["next_cursor"])

    assert ids(first) + ids(second) == [f"blog/{number}" for number in range(11, -1, -1)]
    assert "next_cursor" not in second


def test_a_page_that_is_just_full_is_the_last(sdk, stored):
    assert "next_cursor" not in sdk.resources(prefix="blog/", max_results=12)


def test_nothing_is_passed_over_when_a_page_is_destroyed(sdk, stored):
    first = sdk.resources(max_results=6)
    for public_id in ids(first):
        sdk.destroy(public_id)

    second = sdk.resources(max_results=500, next_cursor=first["next_cursor"])

    assert len(ids(second)) == 7


def test_an_item_says_what_the_upload_answered(sdk):
    uploaded = sdk.upload(public_id="tea")

    [listed] = sdk.resources()["resources"]

    assert listed.items() <= uploaded.items()
    assert {"public_id", "version", "format", "created_at", "url", "bytes"} <= set(listed)


def test_types_are_listed_apart(sdk):
    sdk.upload(public_id="tea")
    sdk.upload(public_id="secret", type="private")
    sdk.upload(b"words", public_id="words", resource_type="raw")

    assert ids(sdk.resources(type="upload")) == ["tea"]
    assert ids(sdk.resources(type="private")) == ["secret"]
    assert ids(sdk.resources(resource_type="raw")) == ["words"]
    assert set(ids(sdk.resources())) == {"tea", "secret"}


@pytest.mark.parametrize("wrong", [{"api_key": "guess"}, {"api_secret": "guess"}])
def test_a_stranger_sees_nothing(server, wrong):
    with pytest.raises(exceptions.AuthorizationRequired, match="Invalid credentials"):
        Sdk(server.url, **wrong).resources()


@pytest.mark.parametrize(
    "header", [None, "Basic", "Basic ???", "Basic //79", "Bearer tea", "Basic ü"]
)
def test_a_request_without_credentials_sees_nothing(client, header):
    headers = {"Authorization": header} if header else {}

    assert client.get("/v1_1/standin/resources/image", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "options",
    [{"max_results": 0}, {"max_results": 501}, {"max_results": "x"}, {"next_cursor": "x"}],
    ids=str,
)
def test_a_page_that_cannot_be_is_refused(sdk, options):
    with pytest.raises(exceptions.BadRequest):
        sdk.resources(**options)


def test_foreign_and_half_written_files_are_passed_over(sdk, folder):
    sdk.upload(public_id="tea")
    assets = folder / "assets"
    [asset] = assets.iterdir()
    for name, content in {
        "empty.asset": b"",
        "half.asset": asset.read_bytes()[:50],
        "foreign.asset": b'{"public_id": "x"}\n',
        "list.asset": b"[1]\n",
        "binary.asset": b"\xff\xfe\n",
        ".temporary": b"{",
    }.items():
        (assets / name).write_bytes(content)
    (assets / "folder.asset").mkdir()

    assert ids(sdk.resources()) == ["tea"]
