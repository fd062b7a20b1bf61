import io

from PIL import Image

ORIENTATION, DESCRIPTION = 0x0112, 0x010E  # tags of EXIF
TURNED_RIGHT = 6  # the camera was held upright: shown turned by a quarter


def encoded(kind="JPEG", size=(64, 36), mode="RGB", **options):
    """Return the bytes of a picture in one of Pillow's formats."""
    return saved(Image.new(mode, size), kind, **options)


def noise(size=(640, 360)):
    """Return the bytes of a JPEG that no compression makes small."""
    return saved(Image.effect_noise(size, 60), "JPEG")


def upright(size=(64, 36)):
    """Return the bytes of a JPEG that is to be turned, and that says where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif[DESCRIPTION] = "somewhere secret"
    return encoded(size=size, exif=exif, comment=b"somewhere else secret")


def with_second_picture():
    """Return the bytes of a JPEG with another one behind it, as phones make it."""
    return encoded("MPO", save_all=True, append_images=[Image.new("RGB", (64, 36))])


def saved(image, kind, **options):
    """Return the bytes that an image is stored in."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def decoded(content):
    """Return the picture that is in some bytes."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
