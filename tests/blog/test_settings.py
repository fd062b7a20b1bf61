import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from blogsite.secret import secret_key


def test_a_given_key_is_taken(tmp_path):
    kept_in = tmp_path / "key"

    assert secret_key("given", kept_in=kept_in, is_public=True) == "given"
    assert not kept_in.exists()


def test_a_local_blog_makes_a_key_and_keeps_it_to_itself(tmp_path):
    kept_in = tmp_path / "key"

    made = secret_key("", kept_in=kept_in, is_public=False)

    assert len(made) >= 50
    assert secret_key("", kept_in=kept_in, is_public=False) == made
    assert kept_in.stat().st_mode & 0o077 == 0


def test_a_public_blog_without_a_key_says_how_to_make_one(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is missing"):
        secret_key("", kept_in=tmp_path / "key", is_public=True)


def ask_settings(expression, module="blogsite.settings", **environment):
    """Evaluate an expression on settings read in a process with that environment."""
    code = f"from django.conf import settings; import cloudinary; print(({expression}))"
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**inherited, "DJANGO_SETTINGS_MODULE": module, "SECRET_KEY": "k", **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_without_any_environment_the_blog_is_for_this_machine_alone():
    asked = "settings.DEBUG, settings.ALLOWED_HOSTS, settings.IS_PUBLIC"

    assert ask_settings(asked) == "(False, ['localhost', '127.0.0.1', '[::1]'], False)"


def test_public_hosts_make_a_blog_public():
    asked = "settings.IS_PUBLIC, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE"

    assert ask_settings(asked, ALLOWED_HOSTS="blog.example.org") == "(True, True, True)"


def test_tests_never_meet_a_live_account():
    asked = "cloudinary.config().cloud_name, cloudinary.config().upload_prefix"

    answer = ask_settings(
        asked,
        module="blogsite.test_settings",
        CLOUDINARY_URL="cloudinary://key:secret@live",
    )

    assert answer == "('testcloud', 'http://127.0.0.1:9')"


def test_tests_see_nothing_of_the_developers_environment():
    asked = "settings.DEBUG, settings.IS_PUBLIC, settings.TIME_ZONE, settings.SECRET_KEY"

    answer = ask_settings(
        asked,
        module="blogsite.test_settings",
        ALLOWED_HOSTS="blog.example.org",
        DEBUG="1",
        EMAIL_URL="nonsense",
        SECRET_KEY="theirs",
        TIME_ZONE="Pacific/Auckland",
    )

    assert answer == "(False, False, 'UTC', 'only for tests')"


@pytest.mark.parametrize("command", ["behave", "check"])
def test_a_nonsensical_database_is_named_in_one_line(command):
    environment = {**os.environ, "DATABASE_URL": "nonsense"}
    environment.pop("DJANGO_SETTINGS_MODULE")

    ended = subprocess.run(
        [sys.executable, "manage.py", command], env=environment, capture_output=True, text=True
    )

    assert ended.returncode == 2
    (line,) = ended.stderr.splitlines()
    assert "DATABASE_URL is no address of a database" in line
