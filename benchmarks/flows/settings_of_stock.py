"""The same, with behave-django's own command instead of ours."""

from settings import *  # noqa: F403 (that is the point)
from settings import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "acceptance"]
