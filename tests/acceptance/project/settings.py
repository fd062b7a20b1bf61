"""A Django project as small as one can be; the tests write its specification."""

import os

INSTALLED_APPS = [
    "acceptance",
    "behave_django",
    "django.contrib.contenttypes",
    "django.contrib.auth",
]
DATABASES = {
    "default": {
        "ENGINE": os.environ.get("SAMPLE_ENGINE", "django.db.backends.sqlite3"),
        "NAME": os.environ.get("SAMPLE_DATABASE", "real.sqlite3"),
        "HOST": "127.0.0.1",
        "PORT": "9",  # nothing listens there
        "TEST": {"NAME": os.environ.get("SAMPLE_TEST_DATABASE")},
    }
}
LANGUAGES = [(os.environ.get("SAMPLE_LANGUAGE", "en-us"), "A language")]
MIGRATION_MODULES = {"auth": os.environ.get("SAMPLE_MIGRATIONS", "django.contrib.auth.migrations")}
ACCEPTANCE_OPTIONS = os.environ.get("SAMPLE_OPTIONS")
ROOT_URLCONF = "tests.acceptance.project.urls"
SECRET_KEY = "sample"
STATIC_URL = "/static/"
USE_TZ = True
ACCEPTANCE_TAGS = ["browser"]
