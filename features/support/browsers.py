"""The browsers of a scenario, and what holds only where they show pages as a person sees them."""

from contextlib import ExitStack, closing
from unittest import SkipTest

from behave import fixture


@fixture
def browsers(context):
    """Give everybody in the scenario a browser when they first need one.

    What goes wrong behind the pages that they show fails the scenario. A scenario that breaks the
    blog on purpose adds to `context.browser_options`.
    """
    context.browsers, context.browser_options, opened = {}, {}, []
    with ExitStack() as open_ones:

        def open_browser(**options):
            options = {**_pictures_for(context), **context.browser_options, **options}
            browser = context.driver.open(**options)
            opened.append(open_ones.enter_context(closing(browser)))
            return browser

        context.open_browser = open_browser
        yield
        if context.driver.shows_pages:
            _expect_no_complaints(opened)


def require_pages(context) -> None:
    """Skip the scenario in a run whose browsers know neither style sheets nor scripts."""
    if not context.driver.shows_pages:
        raise SkipTest("only a real browser can tell: --browser runs it")


def _pictures_for(context):
    """Let a browser that loads pictures get them from the scenario's Cloudinary."""
    return {"elsewhere": context.cloudinary.picture_at} if context.driver.shows_pages else {}


def _expect_no_complaints(opened):
    complaints = [complaint for browser in opened for complaint in browser.complaints]
    assert not complaints, "behind the pages something went wrong:\n" + "\n".join(complaints)
