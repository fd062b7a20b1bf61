"""What happens around the scenarios; what they need is in features/support/."""

from behave import use_fixture

from acceptance.browser import driver_of_the_run
from features.support import vocabulary  # noqa: F401 (registers what may stand in the gaps)
from features.support.browsers import browsers, require_pages
from features.support.cloudinary.choice import cloudinary_of_the_run, cloudinary_of_the_scenario
from features.support.network import nothing_leaves_this_machine


def before_all(context):
    """Choose what pictures are sent to, and what pages are opened with."""
    use_fixture(cloudinary_of_the_run, context)
    use_fixture(driver_of_the_run, context)


def before_scenario(context, scenario):
    """Begin every scenario with nothing left from the one before."""
    if "browser" in scenario.effective_tags:
        require_pages(context)
    use_fixture(nothing_leaves_this_machine, context)
    use_fixture(cloudinary_of_the_scenario, context)


def django_ready(context):
    """Open browsers only now: before this hook there is no transaction to roll back."""
    use_fixture(browsers, context)
