"""What only a browser can tell that shows pages: the fast run skips what uses these phrases."""

from behave import given, then, use_fixture, when

from features.support import cloudinary
from features.support.browsers import require_pages
from features.support.expectations import expect_equal
from features.support.keyboard import log_in_by_keyboard, send_by_enter, tabbed_to
from features.support.people import browser_of, change_browser

TELEPHONE = 360  # pixels: as wide as a small one


@given("{person:Person}'s browser runs no scripts")
def runs_no_scripts(context, person):
    """Give a person a browser in which JavaScript is off."""
    require_pages(context)
    change_browser(context, person, runs_scripts=False)


@given("browsers keep no cookies of the blog")
def keep_no_cookies(context):
    """Let the cookie that protects forms end as soon as it comes."""
    require_pages(context)
    use_fixture(cloudinary.changed_settings, context, CSRF_COOKIE_AGE=0)


@when("{person:Person} opens {page:Page} on a telephone")
def open_on_telephone(context, person, page):
    """Open a page in a narrow window."""
    require_pages(context)
    browser = browser_of(context, person)
    browser.resize(TELEPHONE)
    browser.visit(page.address)


@when("{person:Person} prints {page:Page}")
def print_page(context, person, page):
    """Open a page and look at it as it is on paper."""
    require_pages(context)
    browser = browser_of(context, person)
    browser.visit(page.address)
    browser.show_for("print")


@when('{person:Person} presses "{keys:Text}"')
def press_keys(context, person, keys):
    """Press one key after the other."""
    require_pages(context)
    for key in keys.split(", "):
        browser_of(context, person).press_key(key)


@when("{person:Person} logs in without a mouse")
def log_in_without_mouse(context, person):
    """Open the log-in page and type at once what it asks for."""
    require_pages(context)
    log_in_by_keyboard(browser_of(context, person), person)


@when('{person:Person} presses Enter in "{label:Text}"')
def press_enter_in(context, person, label):
    """Send the form that is open with the Enter key."""
    require_pages(context)
    send_by_enter(browser_of(context, person), label)


@then('the Tab key leads on to "{names:Text}"')
def tab_leads_to(context, names):
    """Expect that the key reaches just these links, buttons and fields next, in this order."""
    require_pages(context)
    reached = [tabbed_to(context.browser) for _ in names.split(", ")]
    expect_equal(", ".join(reached), names, "what the keyboard reaches")


@then("nobody has to scroll sideways")
def no_scrolling_sideways(context):
    """Expect that the page is no wider than the window."""
    require_pages(context)
    assert not context.browser.overflows, "expected a page that fits, but it is too wide"


@then("the page is accessible")
def is_accessible(context):
    """Expect that axe finds nothing wrong, in the light colours and in the dark ones."""
    require_pages(context)
    problems = context.browser.accessibility_problems()
    assert not problems, "expected an accessible page, but axe says:\n" + "\n".join(problems)
