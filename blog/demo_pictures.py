"""Pictures for the demo posts, drawn on the spot: a sky, a sun, and hills or water before it."""

import io
import math

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageOps

SIZE = WIDTH, HEIGHT = 1600, 900


def landscape(name: str, *, sky: tuple[str, str], sun: str, hills: list[str]) -> SimpleUploadedFile:
    """Draw a landscape in those colours: the sky from its top to its horizon, then the hills."""
    light = Image.linear_gradient("L").resize(SIZE)
    image = ImageOps.colorize(light, black=sky[0], white=sky[1])
    draw = ImageDraw.Draw(image)
    draw.circle((WIDTH * 0.7, HEIGHT * 0.42), HEIGHT * 0.12, fill=sun)
    for number, colour in enumerate(hills):
        draw.polygon(_hill(number), fill=colour)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


def _hill(number):
    """Return the outline of a range of hills; each next one is nearer, and so lower."""
    base, waves = HEIGHT * (0.55 + 0.14 * number), 2 + number
    heights = (
        (x, base - HEIGHT * 0.07 * math.sin(waves * math.tau * x / WIDTH + number))
        for x in range(0, WIDTH + 1, 8)
    )
    return [*heights, (WIDTH, HEIGHT), (0, HEIGHT)]
