import struct
import zlib
from unittest import mock

import pytest
from cloudinary import CloudinaryResource, exceptions
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from blog import images
from features.support.cloudinary.double import overridden
from features.support.pictures import (
    cut_in_half,
    encoded,
    photo_file,
    picture_file,
    pixel_bomb,
    place,
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
        (b"", "empty"),
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


def test_a_picture_is_decoded_to_its_end():
    png = encoded("PNG", size=(640, 360))
    (length,) = struct.unpack_from(">I", png, 33)
    short = png[41 : 41 + length // 2]  # of the first chunk with pixels
    chunk = b"IDAT" + short
    checksum = struct.pack(">I", zlib.crc32(chunk))
    cut = png[:33] + struct.pack(">I", len(short)) + chunk + checksum + png[41 + length + 4 :]

    with pytest.raises(ValidationError, match="damaged"):
        images.check(file(cut))


@pytest.mark.parametrize("broken", ["Image.open", "ImageFile.ImageFile.load"])
def test_a_decoder_that_fails_in_its_own_way_refuses_the_picture(broken):
    with (
        mock.patch(f"PIL.{broken}", side_effect=RuntimeError),
        pytest.raises(ValidationError, match="damaged"),
    ):
        images.check(file(encoded("PNG")))


def test_a_picture_that_cannot_be_cleaned_is_refused():
    with (
        mock.patch("blog.images.without_metadata", side_effect=ValueError),
        pytest.raises(ValidationError, match="damaged"),
    ):
        images.check(picture_file("tea.png"))


def test_a_picture_of_endless_scans_is_not_even_decoded():
    jpeg = encoded("JPEG", progressive=True)
    scan = jpeg.rindex(b"\xff\xda")
    endless = jpeg[:scan] + jpeg[scan:-2] * 200 + jpeg[-2:]

    with mock.patch("PIL.ImageFile.ImageFile.load") as load, pytest.raises(ValidationError):
        images.check(file(endless))

    load.assert_not_called()


def test_just_as_much_as_allowed_passes():
    images.check(file(encoded("PNG", size=(8000, 5000), mode="1")))
    images.check(file(encoded("JPEG").ljust(10 * 1024**2, b"\0")))


def test_the_limits_are_settings(settings):
    settings.PICTURE_MAX_MEGABYTES = 1
    settings.PICTURE_MAX_MEGAPIXELS = 2
    settings.PICTURE_FORMATS = ["jpg", "gif"]

    assert images.rules_in_words() == "JPEG or GIF, at most 1 MB and 2 megapixels."
    assert images.media_types() == "image/jpeg,image/gif"
    for content, told in [
        (encoded("PNG"), "Choose a JPEG or GIF file."),
        (encoded("JPEG").ljust(1024**2 + 1, b"\0"), "at most 1 MB"),
        (encoded("GIF", size=(2001, 1000)), "at most 2 megapixels"),
    ]:
        with pytest.raises(ValidationError, match=told):
            images.check(file(content))


def test_an_upload_goes_under_an_id_of_our_own_with_limits(uploader):
    uploader.return_value = {"public_id": "blog/x"}

    images.upload(picture_file("../../etc/tea.png"), "blog/x")

    options = uploader.call_args.kwargs
    assert options["public_id"] == "blog/x"
    assert options["overwrite"] is False
    assert options["resource_type"] == "image"
    assert options["allowed_formats"] == ["jpg", "png", "webp", "gif"]
    assert options["timeout"].connect_timeout == 12  # 10 MB are sent in that time at 7 Mbit/s
    assert options["timeout"].read_timeout == 8


def test_an_upload_sends_the_file_from_its_beginning(uploader):
    uploader.side_effect = lambda file, **options: {"public_id": f"at-{file.tell()}"}
    picture = picture_file("tea.png")
    picture.read()

    assert images.upload(picture, "blog/x").public_id == "at-0"


def test_no_two_pictures_have_the_same_id(settings):
    settings.PICTURE_FOLDER = "plainly"

    assert len({images.new_id() for _ in range(100)}) == 100
    assert images.new_id().startswith("plainly/")


def test_what_leaves_for_cloudinary_has_no_metadata(uploader):
    sent = []
    uploader.side_effect = lambda file, **options: (
        sent.append(file.read()) or {"public_id": "blog/x"}
    )

    images.upload(photo_file("tea.jpg", where=(52.2, 21.0)), "blog/x")

    assert place(sent[0]) is None
    assert sent[0] != photo_file("tea.jpg", where=(52.2, 21.0)).read()


def test_a_full_result_keeps_version_and_format(uploader):
    uploader.return_value = {
        "public_id": "tea",
        "version": 7,
        "format": "png",
        "type": "upload",
        "resource_type": "image",
    }

    assert (
        images.upload(picture_file("tea.png"), "blog/x").get_prep_value()
        == "image/upload/v7/tea.png"
    )


def test_a_partial_result_is_enough(uploader):
    uploader.return_value = {"public_id": "tea", "url": "http://example.com/tea.png"}

    resource = images.upload(picture_file("tea.png"), "blog/x")

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
        images.upload(picture_file("tea.png"), "blog/x")

    assert failed.value.reason
    assert failed.value.advice


@pytest.mark.parametrize("result", ["ok", "not found"])
def test_a_picture_that_is_gone_counts_as_destroyed(destroyer, result):
    destroyer.return_value = {"result": result}

    images.destroy("blog/x")

    assert destroyer.call_args.args == ("blog/x",)
    assert destroyer.call_args.kwargs["invalidate"] is True
    assert destroyer.call_args.kwargs["timeout"].read_timeout == 4


@pytest.mark.parametrize("answer", [{"result": "error"}, {}, None, exceptions.Error("down")])
def test_a_destroy_that_fails_is_told_and_logged(destroyer, caplog, answer):
    destroyer.side_effect = [answer]

    with pytest.raises(images.PictureServiceUnavailable):
        images.destroy("blog/x")

    assert "blog/x is left" in caplog.text


def test_whoever_cannot_be_reached_is_tried_once():
    with (
        mock.patch(
            "urllib3.util.connection.create_connection", side_effect=TimeoutError
        ) as connect,
        pytest.raises(images.PictureServiceUnavailable),
    ):
        images.destroy("blog/x")

    assert connect.call_count == 1


def test_what_cloudinary_says_of_a_picture_is_told_in_short(uploader):
    uploader.side_effect = exceptions.BadRequest("Too much of everything. " * 100)

    with pytest.raises(images.PictureRefused) as refused:
        images.upload(picture_file("tea.png"), "blog/x")

    assert "this picture: Too much of everything." in refused.value.reason
    assert len(refused.value.reason) < 300


def test_a_rendition_keeps_room_and_offers_widths():
    picture = images.rendition(CloudinaryResource("blog/x", version=7, format="png"))

    assert picture.src.startswith("https://res.cloudinary.com/testcloud/")
    assert {"ar_16:9", "c_fill", "f_auto", "q_auto", "w_800"} <= set(
        picture.src.split("/")[6].split(",")
    )
    assert picture.src.endswith("/v7/blog/x.png")
    assert picture.srcset.count("https://") == 3
    assert (picture.width, picture.height) == (800, 450)


@pytest.mark.parametrize(
    ("account", "delivered_from"),
    [
        (
            {"upload_prefix": "http://127.0.0.1:8001", "cname": "127.0.0.1:8001"},
            "http://127.0.0.1:8001",
        ),
        ({"cname": "pictures.example.org"}, "https://res.cloudinary.com"),
        ({"upload_prefix": "http://127.0.0.1:9"}, "https://res.cloudinary.com"),
    ],
)
def test_only_a_stand_in_delivers_without_https(account, delivered_from):
    with overridden(CLOUDINARY={"cloud_name": "demo", **account}):
        picture = images.rendition(CloudinaryResource("blog/x"))

    assert picture.src.startswith(f"{delivered_from}/demo/image/upload/")


@pytest.fixture
def no_account():
    with overridden(CLOUDINARY={}):
        yield


def test_without_an_account_there_is_no_rendition(no_account):
    assert images.rendition(CloudinaryResource("blog/x")) is None


def test_without_an_account_an_upload_says_so(no_account):
    with pytest.raises(images.PicturesNotSetUp):
        images.upload(picture_file("tea.png"), "blog/x")


@pytest.mark.parametrize("missing", ["cloud_name", "api_key", "api_secret"])
def test_half_an_account_is_none(missing):
    account = {"cloud_name": "a", "api_key": "b", "api_secret": "c", missing: ""}

    with overridden(CLOUDINARY=account):
        assert not images.is_configured()
