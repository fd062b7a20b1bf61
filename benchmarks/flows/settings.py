"""The blog's own settings for tests, without what its specification adds to them."""

from blogsite.test_settings import *  # noqa: F403 (that is the point)

ACCEPTANCE_OPTIONS = None
