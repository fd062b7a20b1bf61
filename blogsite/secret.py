from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def secret_key(given: str, *, kept_in: Path, is_public: bool) -> str:
    """Return the key that signs sessions and password-reset links.

    A key given in the environment is taken as it is. A local installation without one gets a random
    key, kept in the file `kept_in` (readable by its owner only) so that sessions outlive a restart.

    Raises ImproperlyConfigured when a public installation has none: a generated key would differ
    from machine to machine and end every session on each deployment.
    """
    if given:
        return given
    if is_public:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing. ALLOWED_HOSTS names public hosts, so set SECRET_KEY to a long "
            "random text of your own; this makes one: python -c 'from django.core.management.utils "
            "import get_random_secret_key as key; print(key())'"
        )
    kept_in.touch(mode=0o600)
    key = kept_in.read_text()
    if not key:
        key = get_random_secret_key()
        kept_in.write_text(key)
    return key
