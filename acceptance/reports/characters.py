"""Show what cannot be shown: reports quote whatever a program printed."""

import re

# What XML 1.0 has no way to write, and the control characters that it can write but nobody can see.
UNSHOWABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def visible(text: str) -> str:
    r"""Write control characters, and what is no character, as Python does: `\x1b`, `\ud800`."""
    return UNSHOWABLE.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def on_one_line(text: str) -> str:
    """Put a text on one line."""
    return " ".join(visible(text).split())
