"""Settings for tests and for the specification: quick, and cut off from the outside."""

import os

# Nothing of the developer's environment may change what a test sees, but the database it runs on.
# The Cloudinary SDK reads CLOUDINARY_* by itself and prefers it to settings: scrubbed before
# anything imports the SDK, real credentials can never meet a test.
OURS = {
    "ALLOWED_HOSTS",
    "BEHIND_HTTPS_PROXY",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "PICTURE_FORMATS",
    "PICTURE_MAX_MEGABYTES",
    "PICTURE_MAX_MEGAPIXELS",
    "SECURE_HSTS_SECONDS",
    "TIME_ZONE",
}
# Only `behave --cloudinary=live --yes-use-live-cloudinary` looks at this.
LIVE_CLOUDINARY_API = os.environ.get("CLOUDINARY_URL", "")
for name in list(os.environ):
    if name.startswith("CLOUDINARY_") or name in OURS:
        del os.environ[name]
os.environ["SECRET_KEY"] = "only for tests"  # noqa: S105 (it guards nothing)

from blogsite.settings import *  # noqa: E402, F403 (the environment has to be ready first)
from blogsite.settings import INSTALLED_APPS, TEMPLATES  # noqa: E402 (as above)

INSTALLED_APPS = [
    "acceptance",  # before behave_django, whose command it extends
    "behave_django",
    *INSTALLED_APPS,
]

# A call that nobody patched ends at a closed port of this machine, at once. The addresses of
# pictures look like Cloudinary's own.
CLOUDINARY = {
    "cloud_name": "testcloud",
    "api_key": "test-key",
    "api_secret": "test-secret",
    "upload_prefix": "http://127.0.0.1:9",
}

# What `manage.py behave` can be asked beyond its own options.
ACCEPTANCE_OPTIONS = "features.support.options"
# The tags of the feature files besides @wip.
ACCEPTANCE_TAGS = ["@browser"]

# A slow hash protects stored passwords; a scenario has none worth protecting.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# An exception in a template knows the template and its line.
TEMPLATES[0]["OPTIONS"]["debug"] = True
# What a page answered, and the exception behind it, are told by the failure itself.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"django.request": {"level": "CRITICAL"}},
}
