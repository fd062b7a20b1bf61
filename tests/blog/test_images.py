from unittest import mock

import cloudinary
import pytest
from cloudinary import CloudinaryResource, exceptions
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from blog import images
from features.support.pictures import (
    cut_in_half,
    encoded,
    picture_file,
    pixel_bomb,
    too_many_bytes,
)


def file(content, name="tea.jpg"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def uploader():
    with mock.patch("cloudinary.uploader.upload") as upload:
        yield upload


@pytest.fixture
def destroyer():
    with mock.patch("cloudinary.uploader.destroy") as destroy:
        yield destroy


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_good_picture_passes_and_is_left_at_its_beginning(kind):
    picture = file(encoded(kind))
    picture.read()

    images.check(picture)

    assert picture.tell() == 0


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "1"), ("PNG", "I;16"), ("PNG", "P"), ("PNG", "RGBA"), ("JPEG", "CMYK"), ("JPEG", "L")],
)
def test_all_usual_colour_modes_pass(kind, mode):
    images.check(file(encoded(kind, mode=mode)))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (too_many_bytes(), "too_large"),
        (b"words", "not_a_picture"),
        (encoded("BMP"), "not_a_picture"),
        (cut_in_half(), "damaged"),
        (pixel_bomb(), "too_many_pixels"),
        (encoded("PNG", size=(8001, 5000), mode="1"), "too_many_pixels"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(content, code):
    with pytest.raises(ValidationError) as refused:
        images.check(file(content))

    assert refused.value.code == code


def test_just_as_much_as_allowed_passes():
    images.check(file(encoded("PNG", size=(8000, 5000), mode="1")))
    images.check(file(encoded("JPEG").ljust(images.MAX_BYTES, b"\0")))


def test_an_upload_goes_under_an_id_of_our_own_with_limits(uploader):
    uploader.return_value = {"public_id": "blog/x"}

    images.upload(picture_file("../../etc/tea.png"))

    options = uploader.call_args.kwargs
    assert options["public_id"].startswith("blog/")
    assert "tea" not in options["public_id"]
    assert options["overwrite"] is False
    assert options["resource_type"] == "image"
    assert options["allowed_formats"] == ["jpg", "png", "webp", "gif"]
    assert options["timeout"].connect_timeout == 2
    assert options["timeout"].read_timeout == 10


def test_an_upload_sends_the_file_from_its_beginning(uploader):
    uploader.side_effect = lambda file, **options: {"public_id": f"at-{file.tell()}"}
    picture = picture_file("tea.png")
    picture.read()

    assert images.upload(picture).public_id == "at-0"


def test_two_uploads_have_two_ids(uploader):
    uploader.return_value = {"public_id": "blog/x"}

    images.upload(picture_file("tea.png"))
    images.upload(picture_file("tea.png"))

    first, second = (call.kwargs["public_id"] for call in uploader.call_args_list)
    assert first != second


def test_a_full_result_keeps_version_and_format(uploader):
    uploader.return_value = {
        "public_id": "tea",
        "version": 7,
        "format": "png",
        "type": "upload",
        "resource_type": "image",
    }

    assert images.upload(picture_file("tea.png")).get_prep_value() == "image/upload/v7/tea.png"


def test_a_partial_result_is_enough(uploader):
    uploader.return_value = {"public_id": "tea", "url": "http://example.com/tea.png"}

    resource = images.upload(picture_file("tea.png"))

    assert resource.get_prep_value() == "image/upload/tea"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (exceptions.BadRequest("Invalid image file"), images.PictureRefused),
        (exceptions.AuthorizationRequired("Invalid Signature"), images.PictureServiceUnavailable),
        (exceptions.NotAllowed("disabled"), images.PictureServiceUnavailable),
        (exceptions.RateLimited("slow down"), images.PictureServiceUnavailable),
        (exceptions.GeneralError("oops"), images.PictureServiceUnavailable),
        (exceptions.Error("Socket error"), images.PictureServiceUnavailable),
        (ValueError("Must supply something"), images.PictureServiceUnavailable),
        (RuntimeError("boom"), images.PictureServiceUnavailable),
        (OSError("gone"), images.PictureServiceUnavailable),
        ({}, images.PictureServiceUnavailable),
        (None, images.PictureServiceUnavailable),
        ([], images.PictureServiceUnavailable),
        ("a page", images.PictureServiceUnavailable),
        ({"status": "pending"}, images.PictureServiceUnavailable),
        ({"public_id": None}, images.PictureServiceUnavailable),
        ({"public_id": ""}, images.PictureServiceUnavailable),
        (mock.MagicMock(), images.PictureServiceUnavailable),
    ],
)
def test_every_failure_is_a_reason_for_the_author(uploader, answer, error):
    if isinstance(answer, Exception):
        uploader.side_effect = answer
    else:
        uploader.return_value = answer

    with pytest.raises(error) as failed:
        images.upload(picture_file("tea.png"))

    assert failed.value.reason
    assert failed.value.advice


@pytest.mark.parametrize("result", ["ok", "not found"])
def test_a_picture_that_is_gone_counts_as_destroyed(destroyer, result):
    destroyer.return_value = {"result": result}

    assert images.destroy(CloudinaryResource("blog/x"))
    assert destroyer.call_args.args == ("blog/x",)
    assert destroyer.call_args.kwargs["invalidate"] is True
    assert destroyer.call_args.kwargs["timeout"] is images.TIMEOUT


@pytest.mark.parametrize("answer", [{"result": "error"}, {}, None, exceptions.Error("down")])
def test_a_failed_destroy_is_logged_and_raises_nothing(destroyer, caplog, answer):
    destroyer.side_effect = [answer]

    assert not images.destroy(CloudinaryResource("blog/x"))
    assert "blog/x is left at Cloudinary" in caplog.text


def test_a_rendition_keeps_room_and_offers_widths():
    picture = images.rendition(CloudinaryResource("blog/x", version=7, format="png"))

    assert picture.src.startswith("https://res.cloudinary.com/testcloud/")
    assert {"ar_16:9", "c_fill", "f_auto", "q_auto", "w_800"} <= set(
        picture.src.split("/")[6].split(",")
    )
    assert picture.src.endswith("/v7/blog/x.png")
    assert picture.srcset.count("https://") == 3
    assert (picture.width, picture.height) == (800, 450)


@pytest.fixture
def no_account(settings):
    account = settings.CLOUDINARY
    settings.CLOUDINARY = {}
    cloudinary.reset_config()
    yield
    settings.CLOUDINARY = account
    cloudinary.reset_config()


def test_without_an_account_there_is_no_rendition(no_account):
    assert images.rendition(CloudinaryResource("blog/x")) is None


def test_without_an_account_an_upload_says_so(no_account):
    with pytest.raises(images.PicturesNotSetUp):
        images.upload(picture_file("tea.png"))


@pytest.mark.parametrize("missing", ["cloud_name", "api_key", "api_secret"])
def test_half_an_account_is_none(settings, no_account, missing):
    settings.CLOUDINARY = {"cloud_name": "a", "api_key": "b", "api_secret": "c", missing: ""}
    cloudinary.reset_config()

    assert not images.is_configured()
