"""What people choose as a picture, in the words of the feature files."""

import re
from functools import partial

from parse import with_pattern

from features.support.pictures import (
    FAULTS,
    faulty_file,
    megabytes_file,
    megapixels_file,
    photo_file,
    picture_file,
)


def _photo_taken_at(name, north, east):
    return photo_file(name, where=(float(north), float(east)))


DEGREES = r"(\d+\.\d+)"
ANY_FAULT = "|".join(FAULTS).replace(".", r"\.")
KINDS = {
    r'the picture "([^"]*)"': picture_file,
    r'the photo "([^"]*)" taken sideways': partial(photo_file, sideways=True),
    rf'the photo "([^"]*)" taken at {DEGREES} N, {DEGREES} E': _photo_taken_at,
    r"a picture of (\d+) MB": megabytes_file,
    r"a picture of (\d+) megapixels": megapixels_file,
    rf"a file that ({ANY_FAULT})": faulty_file,
}


@with_pattern("|".join(KINDS).replace("(", "(?:"))
def to_picture(words: str):
    """Return what makes the file; nothing is made before somebody chooses it."""
    for pattern, make in KINDS.items():
        if found := re.fullmatch(pattern, words):
            return partial(make, *found.groups())
    raise ValueError(f"no kind of picture: {words}")


to_picture.description = "what is chosen as a picture, a good file or a bad one"
to_picture.values = (
    'the picture "cup.jpg"',
    'the photo "cup.jpg" taken sideways',
    'the photo "cup.jpg" taken at 52.2297 N, 21.0122 E',
    "a picture of 10 MB",
    "a picture of 40 megapixels",
    *(f"a file that {fault}" for fault in FAULTS),
)
