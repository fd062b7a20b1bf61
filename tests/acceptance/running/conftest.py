import pytest


@pytest.fixture(autouse=True)
def no_options_of_the_blog(settings):
    """Test the command as it is for a project that adds nothing to it."""
    settings.ACCEPTANCE_OPTIONS = None
