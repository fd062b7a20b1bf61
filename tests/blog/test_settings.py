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
    code = (
        "from django.conf import settings; settings.DEBUG\n"  # as Django does, before anything else
        f"import cloudinary; print(({expression}))"
    )
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


def ask_in_vain(**environment):
    """Return what the settings say against that environment."""
    with pytest.raises(subprocess.CalledProcessError) as ended:
        ask_settings("settings.DEBUG", **environment)
    return ended.value.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PICTURE_MAX_MEGABYTES", "lots", "give a whole number from 1 to 100"),
        ("PICTURE_MAX_MEGABYTES", "0", "give a whole number from 1 to 100"),
        ("PICTURE_MAX_MEGABYTES", "101", "give a whole number from 1 to 100"),
        ("PICTURE_MAX_MEGAPIXELS", "-1", "give a whole number from 1 to 178"),
        ("PICTURE_FORMATS", "jpg,bmp", "give one or more of jpg,png,webp,gif"),
        ("CLOUDINARY_URL", "https://res.cloudinary.com", "is no address of an account"),
        ("CLOUDINARY_URL", "cloudinary://key:secret", "is no address of an account"),
        ("CLOUDINARY_URL", "cloudinary://key@cloud", "is no address of an account"),
        ("CLOUDINARY_URL", "cloudinary://<key>:<secret>@cloud", "is no address of an account"),
        ("CLOUDINARY_STANDIN", "example.org:80", "give a place on this machine"),
        ("CLOUDINARY_STANDIN", "rubbish", "give a place on this machine"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named_with_what_would(name, value, told):
    said = ask_in_vain(**{name: value})

    assert name in said
    assert told in said


def test_limits_are_read_from_the_environment():
    asked = (
        "settings.PICTURE_MAX_MEGABYTES, settings.PICTURE_MAX_MEGAPIXELS, settings.PICTURE_FORMATS"
    )

    assert ask_settings(asked) == "(10, 40, ['jpg', 'png', 'webp', 'gif'])"
    assert (
        ask_settings(
            asked,
            PICTURE_MAX_MEGABYTES="20",
            PICTURE_MAX_MEGAPIXELS="100",
            PICTURE_FORMATS="jpg, webp",
        )
        == "(20, 100, ['jpg', 'webp'])"
    )


def test_an_empty_limit_is_none_of_its_own():
    asked = "settings.PICTURE_MAX_MEGABYTES, settings.PICTURE_FORMATS"

    assert ask_settings(asked, PICTURE_MAX_MEGABYTES="", PICTURE_FORMATS="") == (
        "(10, ['jpg', 'png', 'webp', 'gif'])"
    )


STANDIN = {"CLOUDINARY_STANDIN": "127.0.0.1:8001"}
ALLOWED = "settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'][1:]"


def test_a_stand_in_takes_and_shows_pictures():
    asked = f"cloudinary.config().upload_prefix, cloudinary.config().cname, {ALLOWED}"

    assert ask_settings(asked, **STANDIN) == (
        "('http://127.0.0.1:8001', '127.0.0.1:8001', ['http://127.0.0.1:8001'])"
    )


@pytest.mark.parametrize(
    "account",
    [{"CLOUDINARY_URL": "cloudinary://key:secret@demo"}, {"CLOUDINARY_CLOUD_NAME": "demo"}],
)
def test_an_account_comes_before_a_stand_in(account):
    asked = f"cloudinary.config().cloud_name, cloudinary.config().upload_prefix, {ALLOWED}"

    assert ask_settings(asked, **STANDIN, **account) == (
        "('demo', None, ['https://res.cloudinary.com'])"
    )


def test_an_account_without_a_name_is_none():
    assert ask_settings("cloudinary.config().cloud_name", **STANDIN, CLOUDINARY_URL="") == "standin"


@pytest.mark.parametrize(
    ("end", "host"),
    [
        ("", "https://res.cloudinary.com"),
        ("?private_cdn=true", "https://demo-res.cloudinary.com"),
        ("?secure_distribution=img.example.org&private_cdn=true", "https://img.example.org"),
        ("/img.example.org", "https://img.example.org"),
    ],
)
def test_browsers_may_load_pictures_from_where_they_are(end, host):
    picture = "cloudinary.CloudinaryImage('x').build_url(secure=True)"

    allowed, address = ask_settings(
        f"{ALLOWED}[0] + ' ' + {picture}", CLOUDINARY_URL=f"cloudinary://key:secret@demo{end}"
    ).split()

    assert allowed == host
    assert address.startswith(f"{host}/")


def test_a_public_blog_uses_no_stand_in():
    said = ask_in_vain(**STANDIN, ALLOWED_HOSTS="blog.example.org")

    assert "CLOUDINARY_STANDIN is only for this machine" in said


def log_of(**environment):
    """Return what is logged when a page fails and another one does not exist."""
    code = """
import logging, django; django.setup()
log = logging.getLogger("django.request")
log.warning("Not Found: /milk/")
try: raise ZeroDivisionError("no tea")
except ZeroDivisionError: log.exception("Internal Server Error: /tea/")
"""
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "blogsite.settings", **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stderr


@pytest.mark.parametrize("debug", ["", "1"])
def test_a_page_that_fails_is_told_once_with_its_reason(debug):
    said = log_of(DEBUG=debug)

    assert said.count("Internal Server Error: /tea/") == 1
    assert said.count("ZeroDivisionError: no tea") == 1
    assert "Not Found" not in said
