import cloudinary
import pytest
from PIL import Image

from tests.standin.conftest import CREDENTIALS
from tests.standin.pictures import (
    ORIENTATION,
    decoded,
    encoded,
    noise,
    saved,
    upright,
    with_second_picture,
)

MODES = [
    ("PNG", "1"),
    ("PNG", "L"),
    ("PNG", "LA"),
    ("PNG", "I;16"),
    ("PNG", "P"),
    ("PNG", "RGBA"),
    ("JPEG", "CMYK"),
    ("JPEG", "L"),
    ("GIF", "P"),
]


@pytest.fixture
def get(http):
    """Ask for a picture as a browser that shows WebP, or as one that does not."""

    def ask(path, accept="*/*", **headers):
        return http("GET", f"/standin/image/upload/{path}", headers={"Accept": accept, **headers})

    return ask


def test_the_address_that_the_sdk_builds_for_a_blog_works(server, sdk, get):
    answer = sdk.upload(noise((1600, 1200)), public_id="blog/tea")
    picture = cloudinary.CloudinaryResource(
        "blog/tea", version=answer["version"], format="jpg", type="upload", resource_type="image"
    )

    for width in (480, 800, 1280):
        address = picture.build_url(
            width=width,
            aspect_ratio="16:9",
            crop="fill",
            fetch_format="auto",
            quality="auto",
            secure=False,
            cname=server.address,
            cloud_name=CREDENTIALS["cloud_name"],
        )
        path = address.removeprefix(f"{server.url}/standin/image/upload/")
        response = get(path, accept="image/avif,image/webp,*/*;q=0.8")

        image = decoded(response.data)
        assert response.headers["Content-Type"] == "image/webp"
        assert (image.format, *image.size) == ("WEBP", width, width * 9 // 16)


@pytest.mark.parametrize("path", ["tea.png", "v1/tea.png", "v9999999999/tea.png", "tea"])
def test_an_original_is_delivered_as_it_came(sdk, get, path):
    content = encoded("PNG")
    sdk.upload(content, public_id="tea")

    response = get(path)

    assert response.data == content
    assert response.headers["Content-Type"] == "image/png"


@pytest.mark.parametrize("ending", ["jpg", "jpeg"])
def test_both_endings_of_a_jpeg_name_the_original(sdk, get, ending):
    content = encoded()
    sdk.upload(content, public_id="tea")

    assert get(f"tea.{ending}").data == content


def test_an_ending_can_ask_for_another_format(sdk, get):
    sdk.upload(encoded("PNG"), public_id="tea")

    response = get("tea.gif")

    assert response.headers["Content-Type"] == "image/gif"
    assert decoded(response.data).format == "GIF"


def test_files_that_are_no_pictures_are_delivered_as_bytes(sdk, http):
    sdk.upload(b"<script>", public_id="tea.html", resource_type="raw")

    response = http("GET", "/standin/raw/upload/v1/tea.html")

    assert response.data == b"<script>"
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_files_that_are_no_pictures_are_not_transformed(sdk, http):
    sdk.upload(b"words", public_id="tea", resource_type="raw")

    assert http("GET", "/standin/raw/upload/w_10/tea").status == 400


@pytest.mark.parametrize(
    ("transformation", "size"),
    [
        ("w_100", (100, 50)),
        ("h_100", (200, 100)),
        ("w_100,h_100", (100, 100)),
        ("c_scale,w_800", (800, 400)),
        ("c_fill,w_100,h_100", (100, 100)),
        ("c_fill,w_800,h_800", (800, 800)),
        ("ar_1:1,c_fill,h_100", (100, 100)),
        ("ar_16:9,c_fill,w_160", (160, 90)),
        ("c_fit,w_100,h_100", (100, 50)),
        ("c_fit,w_800,h_800", (800, 400)),
        ("c_limit,w_100,h_100", (100, 50)),
        ("c_limit,w_800,h_800", (400, 200)),
        ("q_50", (400, 200)),
        ("w_1,h_1", (1, 1)),
        ("w_1", (1, 1)),
    ],
)
def test_a_picture_is_given_the_size_that_is_asked_for(sdk, get, transformation, size):
    sdk.upload(encoded(size=(400, 200)), public_id="tea")

    response = get(f"{transformation}/v1/tea.jpg")

    assert decoded(response.data).size == size


def test_fill_cuts_off_what_is_too_much_and_keeps_the_middle(sdk, get):
    striped = Image.new("RGB", (300, 100), "red")
    striped.paste("blue", (100, 0, 200, 100))
    sdk.upload(saved(striped, "PNG"), public_id="tea")

    image = decoded(get("c_fill,w_100,h_100/tea.png").data)

    assert image.getcolors() == [(100 * 100, (0, 0, 255))]


def test_automatic_format_is_webp_only_for_browsers_that_name_it(sdk, get):
    sdk.upload(encoded("PNG"), public_id="tea")

    kinds = {
        accept: decoded(get("f_auto/tea.png", accept=accept).data).format
        for accept in ("image/webp", "image/webp;q=0.5,*/*", "image/webp;q=0,*/*", "*/*", "", ";")
    }

    assert kinds == {
        "image/webp": "WEBP",
        "image/webp;q=0.5,*/*": "WEBP",
        "image/webp;q=0,*/*": "PNG",
        "*/*": "PNG",
        "": "PNG",
        ";": "PNG",
    }


def test_caches_are_told_what_a_format_depends_on(sdk, get):
    sdk.upload(public_id="tea")

    assert get("f_auto,w_10/tea").headers["Vary"] == "Accept"
    assert "Vary" not in get("f_webp,w_10/tea").headers
    assert "Vary" not in get("tea").headers


def test_a_format_can_be_named(sdk, get):
    sdk.upload(public_id="tea")

    assert decoded(get("f_gif/tea.png").data).format == "GIF"


def test_less_quality_is_fewer_bytes(sdk, get):
    sdk.upload(noise(), public_id="tea")

    low, automatic, high = (len(get(f"q_{q}/tea").data) for q in (10, "auto", 100))

    assert low < automatic < high


def test_a_picture_is_turned_as_the_camera_was_held(sdk, get):
    sdk.upload(upright(size=(400, 200)), public_id="tea")

    image = decoded(get("w_100/tea.jpg").data)

    assert image.size == (100, 200)
    assert ORIENTATION not in image.getexif()


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow complains of what it reads
def test_a_picture_whose_notes_are_spoilt_is_shown_as_it_is(sdk, get):
    spoilt = b"Exif\0\0no notes at all"
    sdk.upload(encoded("WEBP", size=(400, 200), exif=spoilt), public_id="tea")

    assert decoded(get("w_100/tea.webp").data).size == (100, 50)


@pytest.mark.parametrize("transformation", ["w_10", "q_auto", "f_webp", "f_png"])
def test_a_derivative_does_not_tell_where_it_was_taken(sdk, get, transformation):
    content = upright()
    assert b"somewhere secret" in content
    sdk.upload(content, public_id="tea")

    assert b"secret" not in get(f"{transformation}/tea").data


@pytest.mark.parametrize("form", ["jpg", "png", "webp", "gif"])
@pytest.mark.parametrize(("kind", "mode"), MODES)
def test_pictures_of_all_colour_modes_can_be_transformed(sdk, get, kind, mode, form):
    sdk.upload(encoded(kind, mode=mode), public_id="tea")

    response = get(f"c_fill,f_{form},w_16,h_9/tea")

    assert response.status == 200
    assert decoded(response.data).size == (16, 9)


def test_what_is_transparent_becomes_white_in_a_jpeg(sdk, get):
    sdk.upload(encoded("PNG", mode="RGBA"), public_id="tea")

    assert decoded(get("f_jpg/tea").data).getpixel((0, 0)) == (255, 255, 255)


def test_an_animation_becomes_its_first_frame(sdk, get):
    frames = [Image.new("RGB", (64, 36), "blue")]
    sdk.upload(encoded("GIF", save_all=True, append_images=frames), public_id="tea")

    image = decoded(get("f_png/tea").data)

    assert image.getpixel((0, 0)) == (0, 0, 0)


def test_a_jpeg_with_a_second_picture_can_be_transformed(sdk, get):
    sdk.upload(with_second_picture(), public_id="tea")

    assert decoded(get("w_10/tea.jpg").data).format == "JPEG"


def test_a_derivative_is_made_once(sdk, get, folder):
    sdk.upload(public_id="tea")
    first = get("c_fill,w_10,h_10/tea").data
    [derivative] = (path for path in (folder / "derived").rglob("*") if path.is_file())
    derivative.write_bytes(b"kept")

    assert first != b"kept"
    assert get("h_10,w_10,c_fill/tea").data == b"kept"
    assert get("w_11/tea").data != b"kept"


def test_a_replaced_picture_is_not_delivered_from_what_was_made_of_the_old(sdk, get, folder):
    sdk.upload(encoded("PNG", mode="1"), public_id="tea")
    black = get("w_10/tea").data
    sdk.upload(encoded("PNG", mode="RGBA"), public_id="tea")

    assert get("w_10/tea").data != black
    assert len([path for path in (folder / "derived").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("path", ["tea.jpg", "w_10/tea.jpg", "f_auto/tea.jpg"])
def test_a_picture_that_a_browser_has_is_not_sent_again(sdk, get, path):
    sdk.upload(public_id="tea")
    first = get(path)

    again = get(path, **{"If-None-Match": first.headers["ETag"]})

    assert (again.status, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=2592000"
    assert first.headers["X-Content-Type-Options"] == "nosniff"


def test_different_derivatives_have_different_tags(sdk, get):
    sdk.upload(public_id="tea")

    tags = {get(path).headers["ETag"] for path in ("tea", "w_10/tea", "w_11/tea", "f_webp/tea")}

    assert len(tags) == 4


def test_only_the_head_can_be_asked_for(sdk, http):
    sdk.upload(public_id="tea")

    response = http("HEAD", "/standin/image/upload/tea.jpg")

    assert (response.status, response.data) == (200, b"")


@pytest.mark.parametrize(
    "transformation",
    [
        "x_1",
        "w_0",
        "w_-1",
        "w_1.5",
        "w_999999",
        "w_ten",
        "w",
        ",",
        "c_thumb",
        "ar_16:9",
        "ar_16:9,w_10,h_10",
        "ar_0:1,w_10",
        "f_exe",
        "q_101",
        "w_100/c_fill",
        "l_text:secret",
        "ü",
    ],
)
def test_a_transformation_that_is_not_known_is_refused(sdk, get, transformation):
    sdk.upload(public_id="tea")

    response = get(f"{transformation}/v1/tea.jpg")

    assert response.status == 400
    assert response.headers["X-Cld-Error"] == response.json()["error"]["message"]


def test_a_derivative_of_too_many_pixels_is_refused(sdk, get):
    sdk.upload(encoded(size=(1, 1000)), public_id="tea")

    response = get("w_9999/tea.jpg")

    assert response.status == 400
    assert response.headers["X-Cld-Error"] == "Maximum image size is 25 Megapixels."


@pytest.mark.parametrize(
    "path",
    [
        "coffee",
        "coffee.jpg",
        "w_10/coffee.jpg",
        "v1/",
        "x/tea/y",
        "a/" * 600 + "tea.jpg",
        "t" * 60_000,
    ],
)
def test_an_unknown_picture_is_not_found(sdk, get, path):
    sdk.upload(public_id="tea")

    response = get(path)

    assert response.status == 404
    assert response.headers["X-Cld-Error"]


def test_the_ending_names_a_format_before_it_is_part_of_an_id(sdk, get):
    sdk.upload(encoded(size=(10, 10)), public_id="tea")
    sdk.upload(encoded(size=(20, 20)), public_id="tea.jpg")

    assert decoded(get("tea.jpg").data).size == (10, 10)
    assert decoded(get("tea.jpg.jpg").data).size == (20, 20)
