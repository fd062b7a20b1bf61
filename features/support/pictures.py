"""Picture files, good and bad, made on the spot."""

import io
import struct
import zlib
from pathlib import PurePath

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageColor

FORMATS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}


def picture_file(name: str) -> SimpleUploadedFile:
    """Return a small picture of the kind that the name's ending says; of any other, a PNG."""
    kind = FORMATS.get(PurePath(name).suffix, "PNG")
    return SimpleUploadedFile(name, encoded(kind, colour=_colour_of(name)), Image.MIME[kind])


def _colour_of(name):
    """Choose a colour by which somebody who looks at pages can tell one picture from another."""
    return ImageColor.getrgb(f"hsl({zlib.crc32(name.encode()) % 360}, 40%, 60%)")


def encoded(kind: str, size=(64, 36), mode="RGB", colour=0, **options) -> bytes:
    """Return the bytes of a plain picture in one of Pillow's formats."""
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


# How a phone that was held sideways marks a photo (Exif, tag 0x0112): turn it right.
SIDEWAYS = 6


def photo_file(name: str, *, where=None, sideways=False) -> SimpleUploadedFile:
    """Return a photo as a phone makes it: it says where (north, east) and how it was taken."""
    kind = FORMATS[PurePath(name).suffix]
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "A phone"  # Pillow takes a place alone for nothing to be written
    if where:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_gps(*where))
    if sideways:
        exif[ExifTags.Base.Orientation] = SIDEWAYS
    content = encoded(kind, exif=exif)
    assert not where or place(content), f"the {kind} file has no place to be private about"
    return SimpleUploadedFile(name, content, Image.MIME[kind])


def place(content: bytes) -> tuple[float, ...] | None:
    """Return the latitude that a picture says it was taken at, or None."""
    with Image.open(io.BytesIO(content)) as image:
        return image.getexif().get_ifd(ExifTags.IFD.GPSInfo).get(ExifTags.GPS.GPSLatitude)


def orientation(content: bytes) -> int | None:
    """Return how a picture says it is to be turned."""
    with Image.open(io.BytesIO(content)) as image:
        return image.getexif().get(ExifTags.Base.Orientation)


def _gps(north, east):
    return {
        ExifTags.GPS.GPSLatitudeRef: "N",
        ExifTags.GPS.GPSLatitude: (north, 0.0, 0.0),
        ExifTags.GPS.GPSLongitudeRef: "E",
        ExifTags.GPS.GPSLongitude: (east, 0.0, 0.0),
    }


def addresses_on(browser) -> list[str]:
    """Return every address under which the page offers its pictures."""
    candidates = (image.attributes["srcset"].split(", ") for image in browser.images)
    offered = [candidate.split()[0] for of_image in candidates for candidate in of_image]
    return [*(image.src for image in browser.images), *offered]


def megabytes_file(number: str) -> SimpleUploadedFile:
    """Return a JPEG of just so many megabytes."""
    content = _padded_to(int(number) * 1024**2)
    return SimpleUploadedFile("tea.jpg", content, "image/jpeg")


def megapixels_file(number: str) -> SimpleUploadedFile:
    """Return a PNG of just so many megapixels."""
    content = encoded("PNG", size=(200 * int(number), 5000), mode="1")
    return SimpleUploadedFile("tea.png", content, "image/png")


def _padded_to(size):
    return encoded("JPEG").ljust(size, b"\0")


def too_many_bytes() -> bytes:
    """Return a good JPEG with enough behind it to be too large."""
    return _padded_to(10 * 1024**2 + 1)


def cut_in_half() -> bytes:
    """Return the first half of a JPEG, as an interrupted download leaves it."""
    whole = encoded("JPEG", size=(640, 360))
    return whole[: len(whole) // 2]


def pixel_bomb() -> bytes:
    """Return a PNG of some bytes that claims to have 4,225 megapixels."""
    png = bytearray(encoded("PNG"))
    # The header chunk: length at 8, name at 12, width and height at 16, checksum at 29.
    struct.pack_into(">II", png, 16, 65_000, 65_000)
    struct.pack_into(">I", png, 29, zlib.crc32(png[12:29]))
    return bytes(png)


# By the words of the feature files: the file's name, and what makes its content.
FAULTS = {
    "is a byte larger than 10 MB": ("tea.jpg", too_many_bytes),
    "is a text named tea.jpg": ("tea.jpg", lambda: b"Put the kettle on."),
    "is an SVG drawing": ("tea.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "is a JPEG cut in half": ("tea.jpg", cut_in_half),
    "is empty": ("tea.jpg", bytes),
    "claims 4225 megapixels": ("tea.png", pixel_bomb),
}


def faulty_file(fault: str) -> SimpleUploadedFile:
    """Return a file with one of the faults above."""
    name, make_content = FAULTS[fault]
    return SimpleUploadedFile(name, make_content())
