"""What happens around the scenarios; what they need is in features/support/."""

from contextlib import ExitStack, closing

from behave import fixture, use_fixture

from acceptance.browser import driver_of_the_run
from features.support import vocabulary  # noqa: F401 (registers what may stand in the gaps)
from features.support.cloudinary.choice import cloudinary_of_the_run, cloudinary_of_the_scenario
from features.support.network import nothing_leaves_this_machine


@fixture
def browsers(context):
    """Give everybody in the scenario a browser when they first need one."""
    context.browsers = {}
    with ExitStack() as opened:
        context.open_browser = lambda: opened.enter_context(closing(context.driver.open()))
        yield


def before_all(context):
    """Choose what pictures are sent to, and what pages are opened with."""
    use_fixture(cloudinary_of_the_run, context)
    use_fixture(driver_of_the_run, context)


def before_scenario(context, scenario):
    """Begin every scenario with nothing left from the one before."""
    use_fixture(nothing_leaves_this_machine, context)
    use_fixture(cloudinary_of_the_scenario, context)


def django_ready(context):
    """Open browsers only now: before this hook there is no transaction to roll back."""
    use_fixture(browsers, context)
