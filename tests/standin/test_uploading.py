import base64
from datetime import datetime
from hashlib import md5

import pytest
from cloudinary import exceptions

from standin.account import LOCAL_ACCOUNT
from standin.application import Application
from standin.serving import Server
from tests.standin.conftest import Sdk, message
from tests.standin.pictures import decoded, encoded, with_second_picture


def test_an_answer_has_all_that_is_documented(sdk):
    content = encoded(size=(64, 36))

    answer = sdk.upload(content, public_id="milk/tea", filename="Tea.JPG", tags=["warm", "sweet"])

    assert answer["public_id"] == "milk/tea"
    assert isinstance(answer["version"], int)
    assert (answer["width"], answer["height"]) == (64, 36)
    assert answer["format"] == "jpg"
    assert answer["resource_type"] == "image"
    assert answer["type"] == "upload"
    assert answer["tags"] == ["warm", "sweet"]
    assert answer["bytes"] == len(content)
    assert answer["etag"] == md5(content).hexdigest()
    assert answer["placeholder"] is False
    assert answer["original_filename"] == "Tea"
    assert answer["api_key"] == LOCAL_ACCOUNT.api_key
    assert answer["asset_id"] != answer["version_id"]
    assert datetime.strptime(answer["created_at"], "%Y-%m-%dT%H:%M:%SZ")
    assert "existing" not in answer


def test_the_address_in_an_answer_works(server, sdk, http):
    content = encoded()

    answer = sdk.upload(content, public_id="milk/żółć")

    address = (
        f"{server.url}/standin/image/upload/v{answer['version']}/milk/%C5%BC%C3%B3%C5%82%C4%87"
    )
    assert answer["url"] == answer["secure_url"] == f"{address}.jpg"
    assert http("GET", answer["url"].removeprefix(server.url)).data == content


@pytest.mark.parametrize(
    ("kind", "form"),
    [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif")],
)
def test_the_format_is_found_in_the_file(sdk, kind, form):
    assert sdk.upload(encoded(kind), filename="tea.txt")["format"] == form


def test_a_jpeg_with_a_second_picture_behind_it_is_a_jpeg(sdk):
    assert sdk.upload(with_second_picture())["format"] == "jpg"


@pytest.mark.parametrize(
    ("filename", "stem"),
    [
        ("żółć.png", "żółć"),
        ("../../etc/tea.png", "tea"),
        ('"tea" & milk.tar.gz', '"tea" & milk.tar'),
        (".png", ".png"),
        ("/", "file"),
    ],
)
def test_a_name_is_kept_without_folders_and_ending(sdk, control, filename, stem):
    answer = sdk.upload(filename=filename)

    assert answer["original_filename"] == stem
    assert control.requests()[0]["filename"] == filename


def test_a_picture_without_an_id_gets_one(sdk):
    first, second = sdk.upload(), sdk.upload()

    assert first["public_id"]
    assert first["public_id"] != second["public_id"]


def test_a_picture_can_be_sent_as_a_data_uri(sdk):
    content = encoded("PNG")
    lines = base64.encodebytes(content).decode()

    answer = sdk.upload(f"data:image/png;base64,{lines}", public_id="tea")

    assert answer["format"] == "png"
    assert answer["bytes"] == len(content)
    assert answer["original_filename"] == "file"


@pytest.mark.parametrize("text", ["data:image/png;base64,???", "data:image/png;base64,AAA"])
def test_a_broken_data_uri_is_refused(post, text):
    response = post(file=text)

    assert response.status_code == 400
    assert message(response) == "Invalid data URI"


@pytest.mark.parametrize(
    "address", ["https://example.com/tea.png", "ftp://example.com/tea.png", "s3://tea/tea.png"]
)
def test_nothing_is_fetched_from_elsewhere(sdk, address):
    with pytest.raises(exceptions.BadRequest, match="it fetches nothing"):
        sdk.upload(address)


def test_an_upload_replaces_what_has_its_id(sdk):
    before = sdk.upload(encoded(size=(10, 10)), public_id="tea")

    after = sdk.upload(encoded(size=(20, 20)), public_id="tea")

    assert after["version"] > before["version"]  # though no second has passed
    assert after["asset_id"] == before["asset_id"]
    assert [asset["width"] for asset in sdk.resources()["resources"]] == [20]


def test_an_upload_that_may_not_overwrite_answers_with_what_is_there(sdk):
    before = sdk.upload(encoded(size=(10, 10)), public_id="tea")

    after = sdk.upload(encoded(size=(20, 20)), public_id="tea", overwrite=False)

    assert after == {**before, "existing": True}
    assert [asset["width"] for asset in sdk.resources()["resources"]] == [10]


def test_an_upload_that_may_not_overwrite_and_need_not_is_stored(sdk):
    answer = sdk.upload(public_id="tea", overwrite=False)

    assert "existing" not in answer
    assert len(sdk.resources()["resources"]) == 1


def test_the_same_id_can_be_a_picture_and_a_file(sdk):
    sdk.upload(public_id="tea")
    raw = sdk.upload(b"words", public_id="tea", resource_type="raw")

    assert raw["resource_type"] == "raw"
    assert "format" not in raw
    assert "width" not in raw
    assert len(sdk.resources()["resources"]) == 1


def test_auto_finds_out_what_a_file_is(sdk):
    assert sdk.upload(resource_type="auto")["resource_type"] == "image"
    assert sdk.upload(b"words", resource_type="auto")["resource_type"] == "raw"


@pytest.mark.parametrize(
    "content",
    [
        b"words",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        encoded(size=(640, 360))[:-600],
        encoded("PNG", size=(640, 360))[:-30],
    ],
    ids=["words", "svg", "half a JPEG", "half a PNG"],
)
def test_what_cannot_be_shown_is_refused(sdk, content):
    with pytest.raises(exceptions.BadRequest, match=r"^Invalid image file$"):
        sdk.upload(content)

    assert sdk.resources()["resources"] == []


def test_a_picture_of_too_many_pixels_is_refused(sdk):
    with pytest.raises(exceptions.BadRequest, match=r"Requested 50\.01 Megapixels"):
        sdk.upload(encoded("PNG", size=(10_002, 5_000), mode="1"))


def test_a_format_that_is_not_allowed_is_refused(sdk):
    with pytest.raises(exceptions.BadRequest, match="Image file format gif not allowed"):
        sdk.upload(encoded("GIF"), allowed_formats=["jpg", "png"])


def test_an_empty_file_is_refused(post):
    response = post(file=b"")

    assert (response.status_code, message(response)) == (400, "Empty file")


def test_a_missing_file_is_refused(post):
    response = post(public_id="tea")

    assert (response.status_code, message(response)) == (
        400,
        "Missing required parameter - file",
    )


@pytest.mark.parametrize("excess", [1, 1_000_000], ids=["a little", "far"])
def test_a_file_that_is_too_large_is_refused(folder, excess):
    content = encoded().ljust(2_000 + excess, b"\0")
    with Server(Application(LOCAL_ACCOUNT, folder, max_bytes=2_000)) as server:
        with pytest.raises(exceptions.BadRequest, match=r"too large\. Got \d+\. Maximum is 2000\."):
            Sdk(server.url).upload(content)

        assert Sdk(server.url).upload(content[:2_000])["bytes"] == 2_000


def test_a_data_uri_may_be_as_large_as_a_file(folder):
    text = "data:image/jpeg;base64," + base64.b64encode(encoded().ljust(900_000, b"\0")).decode()
    with Server(Application(LOCAL_ACCOUNT, folder, max_bytes=900_000)) as server:
        assert Sdk(server.url).upload(text)["bytes"] == 900_000


@pytest.mark.parametrize(
    "public_id", ["a/b/c", "żółć", "a b", "..a", "v1x/tea", "x.y.z", "t" * 255]
)
def test_an_id_can_be_nearly_anything(sdk, http, server, public_id):
    answer = sdk.upload(encoded("PNG"), public_id=public_id)

    assert answer["public_id"] == public_id
    delivered = http("GET", answer["url"].removeprefix(server.url))
    assert decoded(delivered.data).format == "PNG"


@pytest.mark.parametrize(
    "public_id",
    [
        "../../x",
        "a/./b",
        "..",
        "/a",
        "a/",
        "a//b",
        "ü & ?",
        "50%",
        "a\nb",
        "a\0b",
        "v12/tea",
        "t" * 256,
    ],
)
def test_an_id_that_fits_no_address_is_refused(post, folder, public_id):
    response = post(file=encoded(), public_id=public_id)

    assert response.status_code == 400
    assert message(response).startswith("public_id")
    assert not list(folder.rglob("*.asset"))


def test_an_unknown_type_is_refused(post):
    response = post(file=encoded(), type="secret")

    assert (response.status_code, message(response)) == (400, "Invalid type secret")


def test_private_pictures_are_kept_but_not_delivered(sdk, http, server):
    answer = sdk.upload(type="private")

    assert http("GET", answer["url"].removeprefix(server.url)).status == 404
    assert sdk.resources(type="private")["resources"]
