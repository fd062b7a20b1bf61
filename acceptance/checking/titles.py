"""What the title of a feature says of its file."""

import re
import unicodedata


def name_of(title: str) -> str:
    """Name a feature's file after its title, without the ending: pinning_posts."""
    plain = re.sub("['’]", "", unicodedata.normalize("NFC", title).lower())
    return "_".join(re.findall(r"[^\W_]+", plain))
