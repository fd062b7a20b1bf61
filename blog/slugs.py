import re
import unicodedata
from secrets import token_hex

MAX_LENGTH = 100
FALLBACK = "post"


def base_slug(title: str) -> str:
    """Turn a title into the readable part of an address, in any script.

    Letters, digits and the marks that belong to them stay; many scripts write vowels as marks,
    which Django's own `slugify` drops. A title without letters or digits ("!!!") gives the
    fallback, since an address can't be empty.
    """
    text = unicodedata.normalize("NFKC", title).lower()
    kept = "".join(c for c in text if unicodedata.category(c)[0] in "LMN" or c in "-_ \t\n")
    return re.sub(r"[-\s]+", "-", kept).strip("-_")[:MAX_LENGTH].rstrip("-_") or FALLBACK


def first_free(base: str, taken: set[str]) -> str:
    """Return `base`, or `base` with the lowest number behind it that nobody has taken.

    The result is never longer than MAX_LENGTH: the base makes room for the number.
    """
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = _with_ending(base, str(number))
    return candidate


def unlikely_taken(base: str) -> str:
    """Return `base` with random letters, for when everybody else reaches for the next number."""
    return _with_ending(base, token_hex(3))


def _with_ending(base, ending):
    return f"{base[: MAX_LENGTH - len(ending) - 1].rstrip('-')}-{ending}"
