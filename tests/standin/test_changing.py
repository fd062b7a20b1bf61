import pytest
from cloudinary import exceptions

from tests.standin.conftest import message
from tests.standin.pictures import encoded


def ids(sdk):
    return {asset["public_id"] for asset in sdk.resources()["resources"]}


def test_a_destroyed_picture_is_gone(sdk, http, server):
    answer = sdk.upload(public_id="tea")
    sdk.upload(public_id="coffee")

    assert sdk.destroy("tea", invalidate=True) == {"result": "ok"}

    assert ids(sdk) == {"coffee"}
    assert http("GET", answer["url"].removeprefix(server.url)).status == 404


def test_a_picture_is_destroyed_once(sdk):
    sdk.upload(public_id="tea")
    sdk.destroy("tea")

    assert sdk.destroy("tea") == {"result": "not found"}


def test_destroying_takes_what_was_made_of_a_picture_along(sdk, http, folder):
    sdk.upload(public_id="tea")
    http("GET", "/standin/image/upload/w_10/tea.jpg")
    assert list((folder / "derived").rglob("*"))

    sdk.destroy("tea")

    assert not list((folder / "derived").rglob("*"))
    assert http("GET", "/standin/image/upload/w_10/tea.jpg").status == 404


def test_only_the_kind_of_file_that_is_named_is_destroyed(sdk):
    sdk.upload(public_id="tea")

    assert sdk.destroy("tea", resource_type="raw") == {"result": "not found"}
    assert sdk.destroy("tea", type="private") == {"result": "not found"}
    assert ids(sdk) == {"tea"}


def test_a_renamed_picture_is_found_under_its_new_name(sdk, http, server):
    content = encoded()
    sdk.upload(content, public_id="tea", tags="warm")

    answer = sdk.rename("tea", "milk/tea")

    assert answer["public_id"] == "milk/tea"
    assert answer["tags"] == ["warm"]
    assert ids(sdk) == {"milk/tea"}
    assert http("GET", answer["url"].removeprefix(server.url)).data == content


def test_what_is_not_there_cannot_be_renamed(sdk):
    with pytest.raises(exceptions.NotFound, match="Resource not found - tea"):
        sdk.rename("tea", "coffee")


@pytest.mark.parametrize("taken", ["coffee", "tea"])
def test_a_name_that_is_taken_is_refused(sdk, taken):
    sdk.upload(public_id="tea")
    sdk.upload(public_id="coffee")

    with pytest.raises(exceptions.AlreadyExists, match=f"to_public_id {taken} already exists"):
        sdk.rename("tea", taken)

    assert ids(sdk) == {"tea", "coffee"}


def test_a_name_that_is_taken_can_be_overwritten(sdk):
    sdk.upload(encoded(size=(10, 10)), public_id="tea")
    sdk.upload(encoded(size=(20, 20)), public_id="coffee")

    sdk.rename("tea", "coffee", overwrite=True)

    [asset] = sdk.resources()["resources"]
    assert (asset["public_id"], asset["width"]) == ("coffee", 10)


def test_a_picture_is_not_lost_under_its_own_name(sdk):
    sdk.upload(public_id="tea")

    with pytest.raises(exceptions.AlreadyExists):
        sdk.rename("tea", "tea", overwrite=True)

    assert ids(sdk) == {"tea"}


def test_a_bad_new_name_is_refused(sdk):
    sdk.upload(public_id="tea")

    with pytest.raises(exceptions.BadRequest, match="is invalid"):
        sdk.rename("tea", "../tea")


def test_explicit_answers_as_the_upload_did(sdk):
    uploaded = sdk.upload(public_id="tea", tags="warm")

    assert sdk.explicit("tea", type="upload") == uploaded


def test_explicit_replaces_tags(sdk):
    sdk.upload(public_id="tea", tags="warm")

    assert sdk.explicit("tea", type="upload", tags=["cold", "sweet"])["tags"] == ["cold", "sweet"]
    assert sdk.resources()["resources"][0]["tags"] == ["cold", "sweet"]


def test_explicit_needs_a_picture(sdk):
    with pytest.raises(exceptions.NotFound, match="Resource not found - tea"):
        sdk.explicit("tea", type="upload")


@pytest.mark.parametrize(
    ("action", "parameter"),
    [("destroy", "public_id"), ("explicit", "public_id"), ("rename", "from_public_id")],
)
def test_the_name_is_needed(post, action, parameter):
    response = post(action)

    assert response.status_code == 400
    assert message(response) == f"Missing required parameter - {parameter}"
