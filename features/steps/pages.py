from behave import then, when
from django.urls import reverse

from features.support.expectations import (
    expect_equal,
    expect_error,
    expect_heading,
    expect_link,
    expect_message,
    expect_no_button,
    expect_no_link,
    expect_no_text,
    expect_text,
)
from features.support.people import browser_of


@when("{person:Person} opens {page:Page}")
def open_page(context, person, page):
    """Open a page of the blog by its name, or a post by its title."""
    browser_of(context, person).visit(page.address)


@when("{person:Person} opens page {number:w} of the list of posts")
def open_page_of_list(context, person, number):
    """Ask for one of the pages of a long list."""
    browser_of(context, person).visit(f"{reverse('post_list')}?page={number}")


@when('{person:Person} opens the address "{slug:Text}"')
def open_address(context, person, slug):
    """Open the page of a post by its address."""
    browser_of(context, person).visit(reverse("post_detail", kwargs={"slug": slug}))


@when('{person:Person} opens the form at the old address "{slug:Text}"')
def open_form_at_address(context, person, slug):
    """Open the form of a post by an address that it had before."""
    browser_of(context, person).visit(reverse("post_edit", kwargs={"slug": slug}))


@when("{person:Person} opens the address of a post that never was")
def open_missing_address(context, person):
    """Open an address that no post ever had."""
    browser_of(context, person).visit(reverse("post_detail", kwargs={"slug": "never-was"}))


@when('{person:Person} follows "{link:Text}"')
def follow(context, person, link):
    """Follow a link of the page that is open."""
    browser_of(context, person).follow(link)


@then("{person:Person} sees {page:Page}")
def sees_page(context, person, page):
    """Expect that the page that is open is that page."""
    expect_equal(browser_of(context, person).path, page.address, "the address")


@then('{person:Person} is told "{text:Text}"')
def is_told(context, person, text):
    """Expect a message that says a text."""
    expect_message(browser_of(context, person), text)


@then('{person:Person} is told "{text:Text}" about "{label:Text}"')
def is_told_about(context, person, text, label):
    """Expect that a field of the form is refused for that reason."""
    expect_error(browser_of(context, person), label, text)


@then('{person:Person} reads "{text:Text}"')
def reads(context, person, text):
    """Expect that the page that is open says a text."""
    expect_text(browser_of(context, person), text)


@then('{person:Person} does not read "{text:Text}"')
@then('{person:Person} does not see "{text:Text}"')
def does_not_read(context, person, text):
    """Expect that the page that is open does not say a text."""
    expect_no_text(browser_of(context, person), text)


@then('the part "{name:Text}" says "{text:Text}"')
def part_says(context, name, text):
    """Expect that a part of the page, under that heading, says a text."""
    expect_text(context.browser.within(name), text)


@then('{person:Person} sees a heading "{heading:Text}"')
def sees_heading(context, person, heading):
    """Expect a heading of any rank."""
    expect_heading(browser_of(context, person), heading)


@then('the main heading is "{heading:Text}"')
def main_heading(context, heading):
    """Expect that the page begins with that heading."""
    expect_equal(context.browser.headings[0], heading, "the main heading")


@then('{person:Person} sees a link "{name:Text}"')
def sees_link(context, person, name):
    """Expect a link on the page that is open."""
    expect_link(browser_of(context, person), name)


@then('{person:Person} sees no link "{name:Text}"')
def sees_no_link(context, person, name):
    """Expect that the page that is open lacks a link."""
    expect_no_link(browser_of(context, person), name)


@then('{person:Person} sees no button "{name:Text}"')
def sees_no_button(context, person, name):
    """Expect that the page that is open lacks a button."""
    expect_no_button(browser_of(context, person), name)


@then('the field "{label:Text}" says "{text:Text}"')
@then('the field "{label:Text}" still says "{text:Text}"')
def field_says(context, label, text):
    """Expect that a field of the form holds a text."""
    expect_equal(context.browser.value(label), text, f'the field "{label}"')


@then('the form asks for "{labels:Text}"')
def form_asks_for(context, labels):
    """Expect fields with just these labels, by which a screen reader names them, in this order."""
    expect_equal(", ".join(context.browser.fields), labels, "the fields")


@then('the form offers "{buttons:Text}"')
def form_offers(context, buttons):
    """Expect just these buttons in the main part of the page, in this order."""
    offered = [button for button in context.browser.buttons if button != "Log out"]
    expect_equal(", ".join(offered), buttons, "the buttons")


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
    """Expect that the first link passes by what every page repeats."""
    expect_equal(context.browser.links[0], "Skip to the content", "the first link")


@then('the page does not contain "{trace:Text}"')
def page_does_not_contain(context, trace):
    """Expect that not even the page's source has a trace of something."""
    assert trace not in context.browser.html, f'expected no trace of "{trace}" in the page'
