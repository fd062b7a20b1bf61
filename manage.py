#!/usr/bin/env python
"""Run a command of the blog; `python manage.py help` lists them."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

TEST_COMMANDS = {"behave", "spec", "test"}


def default_settings(argv):
    """Name the settings for a command line: tests have their own, fast and cut off from outside."""
    is_test = not TEST_COMMANDS.isdisjoint(argv[1:3])  # "help behave" is about it too
    return "blogsite.test_settings" if is_test else "blogsite.settings"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", default_settings(sys.argv))
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"The settings do not work: {error}\n")
        sys.exit(2)
