import io
import random
import struct
import zlib

import pytest
from PIL import ExifTags, Image, ImageCms, ImageSequence, PngImagePlugin

from blog.metadata import without_metadata

SECRET = b"221b Baker Street"
SIZE = (32, 24)


def profile():
    made_now = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made_now[:24] + bytes(12) + made_now[36:]  # without the date, for the same bytes always


PROFILE = profile()


def picture(mode="RGB", seed=0):
    bits = {"I;16": 16, "1": 1}.get(mode, 8 * len(Image.new(mode, (1, 1)).getbands()))
    return Image.frombytes(mode, SIZE, random.Random(seed).randbytes(SIZE[0] * SIZE[1] * bits // 8))


def pictures(mode="RGB"):
    return [picture(mode, seed) for seed in range(3)]


def exif(orientation=6, *, byte_order="<"):
    block = Image.Exif()
    block.endian = byte_order
    block[ExifTags.Base.ImageDescription] = SECRET.decode()
    block[ExifTags.Base.Orientation] = orientation
    block.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = SECRET
    block.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 31.0, 25.0)
    return block


def saved(images, kind, **options):
    first, *others = images if isinstance(images, list) else [images]
    if others:
        options |= {"save_all": True, "append_images": others}
    file = io.BytesIO()
    first.save(file, kind, **({"exif": exif()} | options))
    return file.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content))


def jpeg(image=None, **options):
    options = {"comment": SECRET, "xmp": SECRET, "icc_profile": PROFILE} | options
    return saved(image or picture(), "JPEG", **options) + SECRET


def png(images, **options):
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Title", SECRET.decode())
    texts.add_text("Comment", SECRET.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return saved(images, "PNG", pnginfo=texts, icc_profile=PROFILE, **options) + SECRET


def webp(images, **options):
    return saved(images, "WEBP", xmp=SECRET, icc_profile=PROFILE, **options) + SECRET


def gif(images, **options):
    return saved(images, "GIF", comment=SECRET, **options) + SECRET


PALETTES = [image.quantize() for image in pictures()]
TIMES = [100, 200, 350]
TELLING = {
    "JPEG": jpeg(),
    "progressive JPEG": jpeg(progressive=True),
    "JPEG with restarts": jpeg(restart_marker_blocks=1),
    "grey JPEG": jpeg(picture("L")),
    "CMYK JPEG": jpeg(picture("CMYK")),
    "RGB JPEG": jpeg(keep_rgb=True),
    "JPEG with resolution": jpeg(dpi=(300, 300)),
    "several JPEGs": saved(pictures(), "MPO", comment=SECRET),
    "PNG": png(picture()),
    "transparent PNG": png(picture("RGBA")),
    "16-bit PNG": png(picture("I;16")),
    "palette PNG": png(picture("P")),
    "PNG with a transparent colour": png(picture("P"), transparency=3),
    "one-bit PNG": png(picture("1")),
    "PNG with resolution": png(picture(), dpi=(300, 300)),
    "animated PNG": png(pictures("RGBA"), duration=TIMES, loop=2),
    "WebP": webp(picture()),
    "transparent WebP": webp(picture("RGBA")),
    "lossless WebP": webp(picture("RGBA"), lossless=True),
    "animated WebP": webp(pictures("RGBA"), duration=TIMES, loop=2),
    "GIF": gif(picture("P")),
    "transparent GIF": gif(picture("P"), transparency=3),
    "animated GIF": gif(PALETTES, duration=TIMES, loop=2),
    "endless GIF": gif(PALETTES, duration=TIMES, loop=0, disposal=2),
}

telling = pytest.mark.parametrize("content", TELLING.values(), ids=TELLING)


def looks(content):
    """Return all that a viewer needs of a picture."""
    image = opened(content)
    frames = ImageSequence.Iterator(image) if image.format != "MPO" else [image]
    kept = ("loop", "icc_profile", "dpi", "transparency", "adobe_transform", "background")
    return (
        [(f.mode, f.tobytes(), f.getpalette(), f.info.get("duration")) for f in frames],
        {key: image.info.get(key) for key in kept},
        image.getexif().get(ExifTags.Base.Orientation),
    )


@telling
def test_a_picture_looks_the_same_without_metadata(content):
    assert looks(without_metadata(content)) == looks(content)


@telling
def test_nothing_of_the_metadata_is_left(content):
    assert SECRET in content
    assert SECRET not in without_metadata(content)


@telling
def test_a_place_cannot_be_read_from_a_picture(content):
    block = opened(without_metadata(content)).getexif()

    assert not block.get_ifd(ExifTags.IFD.GPSInfo)
    assert set(block) <= {ExifTags.Base.Orientation}


@telling
def test_a_picture_without_metadata_stays_as_it_is(content):
    once = without_metadata(content)

    assert without_metadata(once) == once


# Whatever is put into these has to come out again.
JPEG, PNG, WEBP, GIF = (TELLING[name] for name in ("JPEG", "PNG", "animated WebP", "GIF"))
PICTURE_IN_WEBP = WEBP[8 : -len(SECRET)]
COMMENT_IN_GIF = b"!\xfe\x11" + SECRET + b"\0"
HAS_PROFILE, HAS_EXIF = 0x20, 0x08  # flags of WebP
XMP_ENDING = bytes([1, *range(255, -1, -1), 0])  # makes a chain of blocks out of any text


def segment(code, payload):
    return struct.pack(">BBH", 0xFF, code, len(payload) + 2) + payload


def in_jpeg(code, payload=SECRET):
    return JPEG[:2] + segment(code, payload) + JPEG[2:]


def chunk(kind, data=SECRET):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def in_png(kind, data=SECRET):
    end = PNG.index(b"\0\0\0\0IEND")
    return PNG[:end] + chunk(kind, data) + PNG[end:]


def riff(kind, data=SECRET):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def in_webp(piece):
    return riff(b"RIFF", PICTURE_IN_WEBP + piece)


def in_frame_of_webp(piece):
    start = PICTURE_IN_WEBP.index(b"ANMF")
    (size,) = struct.unpack_from("<I", PICTURE_IN_WEBP, start + 4)
    frame = riff(b"ANMF", PICTURE_IN_WEBP[start + 8 :][:size] + piece)
    return riff(b"RIFF", PICTURE_IN_WEBP[:start] + frame + PICTURE_IN_WEBP[start + 8 + size :])


def in_gif(extension):
    return GIF.replace(COMMENT_IN_GIF, COMMENT_IN_GIF + extension)


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        (in_jpeg(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + SECRET), JPEG),
        (in_jpeg(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\x11" + SECRET), JPEG),
        (in_jpeg(0xE0, b"JFXX\0\x10" + SECRET), JPEG),
        (in_jpeg(0xE2, b"FPXR\0" + SECRET), JPEG),
        (in_jpeg(0xEB), JPEG),
        (in_jpeg(0xFE, b"\xff\xd9" + SECRET), JPEG),
        (JPEG.replace(b"\xff\xc0", SECRET + b"\xff\xc0"), JPEG),
        (in_png(b"tEXt", b"Late\0" + SECRET), PNG),
        (in_png(b"zTXt", b"Raw profile type exif\0\0" + SECRET), PNG),
        (in_png(b"tIME", bytes(7)), PNG),
        (in_png(b"caBX"), PNG),
        (in_webp(riff(b"XMP ")), WEBP),
        (in_webp(riff(b"C2PA")), WEBP),
        (in_frame_of_webp(riff(b"note")), WEBP),
        (in_gif(b"!\xff\x0bXMP DataXMP" + SECRET + XMP_ENDING), GIF),
        (in_gif(b"!\xff\x0bNETSCAPE2.0\x11" + SECRET + b"\0"), GIF),
        (in_gif(b"!\x01\x0c" + bytes(12) + b"\x11" + SECRET + b"\0"), GIF),
    ],
)
def test_metadata_of_any_kind_goes_without_a_trace(content, plain):
    assert content != plain
    assert without_metadata(content) == without_metadata(plain)


def test_only_the_first_of_several_jpegs_is_left():
    without = without_metadata(TELLING["several JPEGs"])

    assert opened(without).format == "JPEG"
    assert without.count(b"\xff\xd8\xff") == 1


def test_a_comment_between_the_scans_of_a_jpeg_goes():
    content = TELLING["progressive JPEG"]
    last_scan = content.rindex(b"\xff\xda")
    commented = content[:last_scan] + segment(0xFE, SECRET) + content[last_scan:]

    assert without_metadata(commented) == without_metadata(content)


def test_the_thumbnail_of_a_jpeg_goes():
    header = b"JFIF\0\1\1\0\0\1\0\1"
    plain = without_metadata(JPEG)
    assert header + b"\0\0" in plain

    thumbnail = plain.replace(segment(0xE0, header + b"\0\0"), segment(0xE0, header + b"\1\1RGB"))

    assert without_metadata(thumbnail) == plain


def test_filling_before_a_marker_of_a_jpeg_is_skipped():
    filled = JPEG[:2] + b"\xff" * 5 + JPEG[2:]

    assert without_metadata(filled) == without_metadata(JPEG)


def test_a_large_profile_is_kept_when_its_parts_are_out_of_order():
    size, part_size = 150_000, 65_519
    large = struct.pack(">I", size) + PROFILE[4:].ljust(size - 4, b"\1")
    content = jpeg(icc_profile=large)
    last = segment(0xE2, b"ICC_PROFILE\0\3\3" + large[2 * part_size :])
    assert last in content

    shuffled = content[:2] + last + content[2:].replace(last, b"")

    assert opened(without_metadata(shuffled)).info["icc_profile"] == large
    assert without_metadata(shuffled) == without_metadata(content)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_profile_may_be_padded(kind):
    padded = PROFILE + bytes(3)

    without = without_metadata(saved(picture(), kind, icc_profile=padded))

    assert opened(without).info["icc_profile"] == padded


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
@pytest.mark.parametrize(
    "claim", [SECRET, PROFILE + SECRET, PROFILE.replace(b"acsp", b"tell"), PROFILE[:-1]]
)
def test_what_only_claims_to_be_a_profile_goes(kind, claim):
    without = without_metadata(saved(picture(), kind, icc_profile=claim))

    assert "icc_profile" not in opened(without).info


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("byte_order", ["<", ">"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_turned_picture_stays_turned(kind, byte_order, orientation):
    content = saved(picture(), kind, exif=exif(orientation, byte_order=byte_order))

    block = opened(without_metadata(content)).getexif()

    assert dict(block) == {ExifTags.Base.Orientation: orientation}


@pytest.mark.parametrize(("kind", "name"), [("JPEG", b"Exif"), ("PNG", b"eXIf"), ("WEBP", b"EXIF")])
def test_a_picture_that_is_the_right_way_up_has_no_exif(kind, name):
    content = saved(picture(), kind, exif=exif(orientation=1))

    assert name in content
    assert name not in without_metadata(content)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"II*\0",
        b"XX*\0\x08\0\0\0" + SECRET,
        b"II*\0\xff\xff\xff\xff" + SECRET,
        b"II*\0\x08\0\0\0\xff\xff" + SECRET,
        b"MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\x09\0\0",
    ],
)
def test_broken_exif_turns_nothing(broken):
    content = saved(picture(), "JPEG", exif=b"Exif\0\0" + broken)

    assert b"Exif" not in without_metadata(content)


@pytest.mark.parametrize(
    ("options", "flags"),
    [
        ({"icc_profile": PROFILE}, HAS_PROFILE | HAS_EXIF),
        ({"icc_profile": SECRET}, HAS_EXIF),
        ({"exif": exif(orientation=1), "xmp": SECRET}, 0),
    ],
)
def test_a_webp_file_says_that_it_has_what_is_left(options, flags):
    without = without_metadata(saved(picture(), "WEBP", **options))

    assert without[20] == flags


@pytest.mark.parametrize("kind", [b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"cICP"])
def test_chunks_that_colours_depend_on_are_kept(kind):
    assert chunk(kind) in without_metadata(in_png(kind))


def test_either_kind_of_loop_in_a_gif_is_kept():
    other = TELLING["animated GIF"].replace(b"NETSCAPE2.0", b"ANIMEXTS1.0")

    assert b"ANIMEXTS1.0\3\1\2\0\0" in without_metadata(other)


@telling
def test_a_picture_that_was_cut_off_is_refused(content):
    plain = without_metadata(content)

    with pytest.raises(ValueError, match=r"cut off|damaged|no end"):
        without_metadata(plain[: len(plain) // 2])


def test_a_gif_may_leave_its_end_mark_out():
    plain = without_metadata(GIF)

    assert without_metadata(plain.removesuffix(b";")) == plain


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Put the kettle on.",
        b"BM" + bytes(60),
        JPEG[:2] + segment(0xDD, SECRET) + JPEG[2:],
        JPEG[:2] + segment(0xDB, bytes(65) + SECRET) + JPEG[2:],
        JPEG[:2] + segment(0xF0, SECRET) + JPEG[2:],
        JPEG[: JPEG.rindex(b"\xff\xd9")] + SECRET,
        PNG.replace(b"tEXt", b"tRNS"),
        PNG[: PNG.index(b"\0\0\0\0IEND")],
        WEBP[: WEBP.rindex(b"ANMF")],
        in_webp(b"XMP \x12\0\0\0" + SECRET),
        in_gif(b"?" + COMMENT_IN_GIF[1:]),
    ],
)
def test_what_cannot_be_told_apart_from_an_image_is_refused(content):
    with pytest.raises(ValueError, match=r"[.]$"):
        without_metadata(content)


def mutated(content, chance):
    changed = bytearray(content)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(changed))
        removed, added = chance.choice([(1, 1), (4, 4), (0, 3), (3, 0)])
        changed[at : at + removed] = chance.randbytes(added)
    return bytes(changed[: chance.choice([None, None, chance.randrange(len(changed))])])


@telling
def test_a_damaged_file_is_refused_or_keeps_no_metadata(content):
    for seed in range(30):
        try:
            without = without_metadata(mutated(content, random.Random(seed)))
        except ValueError:
            continue
        assert SECRET not in without
