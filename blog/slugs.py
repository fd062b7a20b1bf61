from django.utils.text import slugify

MAX_LENGTH = 100
FALLBACK = "post"


def base_slug(title: str) -> str:
    """Turn a title into the readable part of an address, in any script.

    A title without letters or digits ("!!!") gives the fallback, since an address can't be empty.
    """
    return slugify(title, allow_unicode=True)[:MAX_LENGTH].strip("-") or FALLBACK


def first_free(base: str, taken: set[str]) -> str:
    """Return `base`, or `base` with the lowest number behind it that nobody has taken.

    The result is never longer than MAX_LENGTH: the base makes room for the number.
    """
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = base[: MAX_LENGTH - len(suffix)].rstrip("-") + suffix
    return candidate
