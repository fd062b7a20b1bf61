"""Settings of the blog, read from the environment (https://12factor.net/config).

Without any environment the blog runs on the developer's machine and for that machine alone. Naming
other hosts in ALLOWED_HOSTS is what makes an installation public; a public one refuses to start
without its own SECRET_KEY and insists on HTTPS. docs/settings.md lists the variables.
"""

from pathlib import Path
from warnings import catch_warnings

import environ
from django.core.exceptions import ImproperlyConfigured

from blogsite.environment import picture_host, some_of, standin_host, whole_number
from blogsite.secret import secret_key
from standin.account import LOCAL_ACCOUNT

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK_HOSTS)
IS_PUBLIC = not set(ALLOWED_HOSTS) <= set(LOOPBACK_HOSTS)
SECRET_KEY = secret_key(
    env.str("SECRET_KEY", default=""), kept_in=BASE_DIR / ".secret-key", is_public=IS_PUBLIC
)

INSTALLED_APPS = [
    "blog",
    "standin",  # keeps pictures on the developer's machine
    "whitenoise.runserver_nostatic",  # runserver serves static files as production does
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # lets templates/django/forms/ lay out every form
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "blogsite.urls"
WSGI_APPLICATION = "blogsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

with catch_warnings(action="ignore"):  # of what is said below in better words
    DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR}/db.sqlite3")}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured("DATABASE_URL is no address of a database; docs/settings.md has one")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # SQLite has no row locks: a transaction that will write takes the write lock when it begins,
    # instead of failing at its first write because another one was faster.
    # One waits for the other, so each has to be patient (in seconds).
    DATABASES["default"].setdefault("OPTIONS", {}).update(transaction_mode="IMMEDIATE", timeout=20)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "post_list"
LOGOUT_REDIRECT_URL = "post_list"

vars().update(env.email("EMAIL_URL", default="consolemail://"))  # EMAIL_HOST and its like
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="The blog <blog@localhost>")

LANGUAGE_CODE = "en"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_I18N = True
USE_TZ = True

# What went wrong is told where the web server tells it; Django would only mail it to somebody.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.request": {"level": "ERROR"},  # that a page does not exist is no news
    },
}

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Names with a fingerprint can be cached for good, but need `collectstatic` first; on the
# developer's machine the files are served from where they are.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not IS_PUBLIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PUBLIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Which pictures authors may use. Cloudinary takes no more than 100 MB in one go, and Pillow decodes
# no more than 178 megapixels.
PICTURE_MAX_MEGABYTES = whole_number(env, "PICTURE_MAX_MEGABYTES", default=10, most=100)
PICTURE_MAX_MEGAPIXELS = whole_number(env, "PICTURE_MAX_MEGAPIXELS", default=40, most=178)
PICTURE_FORMATS = some_of(env, "PICTURE_FORMATS", known=("jpg", "png", "webp", "gif"))
PICTURE_FOLDER = "blog"
# Seconds to connect and send, and to wait for an answer to go on. A sweep can destroy as well, so
# nobody waits long for that.
PICTURE_UPLOAD_TIMEOUT = (12, 8)
PICTURE_DESTROY_TIMEOUT = (3, 4)

PICTURE_HOST = picture_host(env)
# Without an account, a stand-in on this machine can keep the pictures: `cloudinary_standin`.
HAS_ACCOUNT = any(map(env.ENVIRON.get, ("CLOUDINARY_URL", "CLOUDINARY_CLOUD_NAME")))
STANDIN_HOST = standin_host(env)
if STANDIN_HOST and not HAS_ACCOUNT:
    if IS_PUBLIC:
        raise ImproperlyConfigured(
            "CLOUDINARY_STANDIN is only for this machine; set CLOUDINARY_URL"
        )
    PICTURE_HOST = STANDIN_HOST
    CLOUDINARY = LOCAL_ACCOUNT.sdk_settings(STANDIN_HOST.removeprefix("http://"))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", PICTURE_HOST],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
if IS_PUBLIC:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
    # Other subdomains and the browsers' preload lists are not this blog's to decide on.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if env.bool("BEHIND_HTTPS_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
