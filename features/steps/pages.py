from behave import then, when
from django.urls import reverse

from features.support.expectations import (
    expect_equal,
    expect_error,
    expect_heading,
    expect_message,
    expect_no_offer,
    expect_no_text,
    expect_offer,
    expect_text,
)
from features.support.people import browser_of


@when("{person:Person} opens {page:Page}")
def open_page(context, person, page):
    """Open a page of the blog by its name, or a post by its title."""
    browser_of(context, person).visit(page.address)


@when("{person:Person} opens page {number:PageNumber} of {page:Page}")
def open_page_of_list(context, person, number, page):
    """Ask for one of the pages of a long list."""
    browser_of(context, person).visit(f"{page.address}?page={number}")


@when('{person:Person} opens the {kind:Address} at the address "{slug:Text}"')
def open_address(context, person, kind, slug):
    """Open what is at an address, which a post has, had, or never had."""
    browser_of(context, person).visit(reverse(kind, kwargs={"slug": slug}))


@when('{person:Person} follows "{name:Text}"')
def follow(context, person, name):
    """Go where those words on the page lead."""
    browser_of(context, person).follow(name)


@then("{person:Person} sees {page:Page}")
def sees_page(context, person, page):
    """Expect that the page that is open is that page."""
    expect_equal(browser_of(context, person).path, page.address, "the address")


@then('{person:Person} is told "{text:Text}"')
def is_told(context, person, text):
    """Expect a message that says a text."""
    expect_message(browser_of(context, person), text)


@then('{person:Person} is told "{text:Text}" about the {part:Part}')
def is_told_about(context, person, text, part):
    """Expect that what was written or chosen there is refused for that reason."""
    expect_error(browser_of(context, person), part, text)


@then('{person:Person} has "{text:Text}" as the {part:Part}')
def has_as(context, person, text, part):
    """Expect that a text stands where it can be changed before it is saved."""
    expect_equal(browser_of(context, person).value(part), text, f"what is in “{part}”")


@then('{person:Person} reads "{text:Text}"')
def reads(context, person, text):
    """Expect that the page that is open says a text."""
    expect_text(browser_of(context, person), text)


@then('{person:Person} does not read "{text:Text}"')
def does_not_read(context, person, text):
    """Expect that the page that is open does not say a text."""
    expect_no_text(browser_of(context, person), text)


@then('{person:Person} reads "{text:Text}" under "{heading:Text}"')
def reads_under(context, person, text, heading):
    """Expect a text in the part of the page under a heading, or beside a title on a list."""
    expect_text(browser_of(context, person).within(heading), text)


@then('{person:Person} does not read "{text:Text}" under "{heading:Text}"')
def does_not_read_under(context, person, text, heading):
    """Expect no such text under a heading, or beside a title on a list."""
    expect_no_text(browser_of(context, person).within(heading), text)


@then('{person:Person} sees a heading "{heading:Text}"')
def sees_heading(context, person, heading):
    """Expect a heading of any rank."""
    expect_heading(browser_of(context, person), heading)


@then('the main heading is "{heading:Text}"')
def main_heading(context, heading):
    """Expect that the page begins with that heading."""
    expect_equal(context.browser.headings[0], heading, "the main heading")


@then('{person:Person} is offered "{name:Text}"')
def is_offered(context, person, name):
    """Expect that the page that is open offers to do something, in these words."""
    expect_offer(browser_of(context, person), name)


@then('{person:Person} is not offered "{name:Text}"')
def is_not_offered(context, person, name):
    """Expect that the page that is open does not offer to do that."""
    expect_no_offer(browser_of(context, person), name)


@then('the page asks for "{labels:Text}"')
def page_asks_for(context, labels):
    """Expect that a screen reader names just these things to fill in, in this order."""
    expect_equal(", ".join(context.browser.fields), labels, "what is asked for")


@then('the navigation offers {person:Person} "{entries:Text}"')
def navigation_offers(context, person, entries):
    """Expect just these entries, in this order."""
    navigation = browser_of(context, person).within("Main")
    expect_equal(", ".join(navigation.links + navigation.buttons), entries, "the navigation")


@then("the page is in English")
def page_is_in_english(context):
    """Expect that the page names its language, so that it is read out properly."""
    assert '<html lang="en">' in context.browser.html, "expected a page that names its language"


@then('the page is titled "{title:Text}"')
def page_is_titled(context, title):
    """Expect that title, with the name of the blog behind it."""
    expect_equal(context.browser.title, f"{title} · Plainly", "the title")


@then("the page has a way to skip to its main part")
def page_can_be_skipped_into(context):
    """Expect that the first thing on the page passes by what every page repeats."""
    expect_equal(context.browser.links[0], "Skip to the content", "the first link")


@then('the page does not contain "{trace:Text}"')
def page_does_not_contain(context, trace):
    """Expect that not even the page's source has a trace of something."""
    assert trace not in context.browser.html, f'expected no trace of "{trace}" in the page'
