import re

from behave import given, then, when
from django.urls import reverse

from acceptance.browser import Refused
from features.support import writing
from features.support.expectations import expect_equal, expect_no_field, expect_pictures
from features.support.faults import database_that_fails_after_uploads
from features.support.people import READER, another_tab, browser_of, user_of
from features.support.pictures import (
    SIDEWAYS,
    addresses_on,
    faulty_file,
    orientation,
    photo_file,
    picture_file,
    place,
)
from features.support.posts import make_post, post_named
from features.support.reading import open_post


@given('a {state:State} post "{title:Text}" by {person:Person} with the picture "{name:Text}"')
def a_post_with_picture(context, state, title, person, name):
    """Have a post whose picture was uploaded before."""
    make_post(person, title, status=state, featured_image=context.cloudinary.add(name))


@given('a {state:State} post "{title:Text}" by {person:Person} with the picture of "{other:Text}"')
def a_post_with_same_picture(context, state, title, person, other):
    """Have a post that shows the very picture of another post."""
    picture = post_named(other).featured_image
    make_post(person, title, status=state, featured_image=picture)


@when('{person:Person} publishes a new post "{title:Text}" with the picture "{name:Text}"')
def publish_new_post_with_picture(context, person, title, name):
    """Write a new post, choose a picture, and publish it at once."""
    writing.publish_new_post(browser_of(context, person), title, picture=picture_file(name))


@when(
    '{person:Person} publishes a new post "{title:Text}" with the picture "{name:Text}" '
    'described as "{description:Text}"'
)
def publish_new_post_with_description(context, person, title, name, description):
    """Write a new post, choose a picture and describe it, and publish it at once."""
    browser = browser_of(context, person)
    picture = picture_file(name)
    writing.publish_new_post(browser, title, picture=picture, description=description)


@when(
    '{person:Person} publishes a new post "{title:Text}" with the picture "{name:Text}", '
    "sending it twice"
)
def publish_new_post_twice(context, person, title, name):
    """Write a new post, choose a picture, and press the button twice in a row."""
    browser = browser_of(context, person)
    writing.fill_in_new_post(browser, title, picture=picture_file(name))
    browser.press_twice("Publish")


@when(
    '{person:Person} publishes a new post "{title:Text}" with the picture "{name:Text}" '
    "while the database fails"
)
def publish_new_post_while_database_fails(context, person, title, name):
    """Publish a new post, and lose the database when the picture has been uploaded."""
    with database_that_fails_after_uploads():
        writing.publish_new_post(browser_of(context, person), title, picture=picture_file(name))


@when(
    '{person:Person} publishes a new post "{title:Text}" with the photo "{name:Text}" '
    "taken at {latitude:f} N, {longitude:f} E"
)
def publish_new_post_with_photo(context, person, title, name, latitude, longitude):
    """Publish a new post with a photo that a phone has marked with a place."""
    photo = photo_file(name, where=(latitude, longitude))
    writing.publish_new_post(browser_of(context, person), title, picture=photo)


@when(
    '{person:Person} publishes a new post "{title:Text}" with the photo "{name:Text}" '
    "taken sideways"
)
def publish_new_post_with_sideways_photo(context, person, title, name):
    """Publish a new post with a photo that has to be turned to be upright."""
    photo = photo_file(name, sideways=True)
    writing.publish_new_post(browser_of(context, person), title, picture=photo)


@when('{person:Person} publishes a new post "{title:Text}" with a file that is {fault:Fault}')
def publish_new_post_with_bad_file(context, person, title, fault):
    """Write a new post, choose a file that is no good as a picture, and publish it."""
    writing.publish_new_post(browser_of(context, person), title, picture=faulty_file(fault))


@when('{person:Person} saves a new draft "{title:Text}" with the picture "{name:Text}"')
def save_new_draft_with_picture(context, person, title, name):
    """Write a new post, choose a picture, and keep it as a draft."""
    writing.save_new_draft(browser_of(context, person), title, picture=picture_file(name))


@when('{person:Person} fills in a new post "{title:Text}" with the picture "{name:Text}"')
def fill_in_new_post_with_picture(context, person, title, name):
    """Write a new post and choose a picture, without saving it yet."""
    writing.fill_in_new_post(browser_of(context, person), title, picture=picture_file(name))


@when('{person:Person} publishes "{title:Text}" with the picture "{name:Text}"')
def publish_draft_with_picture(context, person, title, name):
    """Open the form of a draft, choose a picture, and publish it."""
    browser = browser_of(context, person)
    writing.open_form(browser, post_named(title))
    browser.attach("Featured image", picture_file(name))
    browser.press("Publish")


@when('{person:Person} replaces the picture of "{title:Text}" by "{name:Text}"')
def replace_picture(context, person, title, name):
    """Choose another picture for a post and save it."""
    browser = browser_of(context, person)
    writing.replace_picture(browser, post_named(title), picture_file(name))


@when('{person:Person} replaces the picture of "{title:Text}" by "{name:Text}", sending it twice')
def replace_picture_twice(context, person, title, name):
    """Choose another picture for a post and press the button twice in a row."""
    browser = browser_of(context, person)
    writing.open_form(browser, post_named(title))
    browser.attach("Featured image", picture_file(name))
    browser.press_twice("Save changes")


@when(
    '{person:Person} replaces the picture of "{title:Text}" by "{name:Text}" '
    'while "{other:Text}" arrives in another tab'
)
def replace_picture_at_once(context, person, title, name, other):
    """Send two new pictures for a post; the second is saved while the first is under way."""
    browser, tab = browser_of(context, person), another_tab(context, person)
    post = post_named(title)
    context.cloudinary.before_next_upload = lambda: writing.replace_picture(
        tab, post, picture_file(other)
    )
    writing.replace_picture(browser, post, picture_file(name))


@when(
    '{person:Person} replaces the picture of "{title:Text}" by "{name:Text}" '
    "while the database fails"
)
def replace_picture_while_database_fails(context, person, title, name):
    """Replace a picture, and lose the database when the new one has been uploaded."""
    browser = browser_of(context, person)
    with database_that_fails_after_uploads():
        writing.replace_picture(browser, post_named(title), picture_file(name))


@when(
    '{person:Person} replaces the picture of "{title:Text}" by "{name:Text}" '
    "while nothing can be destroyed"
)
def replace_picture_while_nothing_can_be_destroyed(context, person, title, name):
    """Replace a picture while Cloudinary takes the new one and keeps the old one."""
    browser = browser_of(context, person)
    with context.cloudinary.failing_to_destroy():
        writing.replace_picture(browser, post_named(title), picture_file(name))


@when('{person:Person} replaces the picture of "{title:Text}" by a file that is {fault:Fault}')
def replace_picture_by_bad_file(context, person, title, fault):
    """Choose a file that is no good as a picture and save the post."""
    browser = browser_of(context, person)
    writing.replace_picture(browser, post_named(title), faulty_file(fault))


@when('{person:Person} saves the open form with the picture "{name:Text}"')
def save_open_form_with_picture(context, person, name):
    """Choose a picture in the form that is open, and save it."""
    browser = browser_of(context, person)
    browser.attach("Featured image", picture_file(name))
    writing.save(browser)


@when("{other:Person} logs in at {person:Person}'s browser")
def log_in_at_browser(context, other, person):
    """Let somebody else log in where a form is still open."""
    browser_of(context, person).sign_in(user_of(other))


@when('{person:Person}\'s browser sends the form with the picture "{name:Text}"')
def browser_sends_form_with_picture(context, person, name):
    """Choose a picture in a form that is still open in a person's browser, and save it."""
    save_open_form_with_picture(context, person, name)


@when("{person:Person}'s browser sends the form without the picture")
def browser_sends_form_without_picture(context, person):
    """Tick the box that removes the picture in a form that is still open, and save it."""
    browser = browser_of(context, person)
    browser.check("Remove the picture")
    writing.save(browser)


@when('{person:Person} describes the picture of "{title:Text}" as "{description:Text}"')
def describe_picture(context, person, title, description):
    """Change the description of a post's picture and save it."""
    writing.describe_picture(browser_of(context, person), post_named(title), description)


@when(
    '{person:Person} describes the picture of "{title:Text}" as "{description:Text}" in another tab'
)
def describe_picture_in_another_tab(context, person, title, description):
    """Change the description of a post's picture while a form stays open."""
    writing.describe_picture(another_tab(context, person), post_named(title), description)


@when('{person:Person} removes the picture of "{title:Text}"')
def remove_picture(context, person, title):
    """Tick the box that removes a picture, and save the post."""
    browser = browser_of(context, person)
    writing.open_form(browser, post_named(title))
    browser.check("Remove the picture")
    writing.save(browser)


@when('{person:Person} removes the picture of "{title:Text}" while choosing "{name:Text}"')
def remove_and_choose_picture(context, person, title, name):
    """Tick the box that removes a picture and choose another one at the same time."""
    browser = browser_of(context, person)
    writing.open_form(browser, post_named(title))
    browser.check("Remove the picture")
    browser.attach("Featured image", picture_file(name))
    writing.save(browser)


@then('"{title:Text}" shows the picture "{name:Text}"')
def shows_picture(context, title, name):
    """Expect that readers of a post see just that picture."""
    browser = browser_of(context, READER)
    open_post(browser, post_named(title))
    expect_pictures(context, browser, [name])


@then('{person:Person} sees the picture "{name:Text}" in "{title:Text}"')
def sees_picture(context, person, name, title):
    """Expect that a person sees just that picture in a post."""
    browser = browser_of(context, person)
    open_post(browser, post_named(title))
    expect_pictures(context, browser, [name])


@then('{person:Person} sees the picture "{name:Text}"')
def sees_picture_here(context, person, name):
    """Expect that the page that is open shows just that picture."""
    expect_pictures(context, browser_of(context, person), [name])


@then('"{title:Text}" shows no picture')
def shows_no_picture(context, title):
    """Expect a post without any picture, not even a broken one."""
    browser = browser_of(context, READER)
    open_post(browser, post_named(title))
    expect_pictures(context, browser, [])


@then('the list of posts shows the picture "{name:Text}"')
def list_shows_picture(context, name):
    """Expect that the list shows just that picture."""
    browser = browser_of(context, READER)
    browser.visit(reverse("post_list"))
    expect_pictures(context, browser, [name])


@then("the list of posts shows no picture")
def list_shows_no_picture(context):
    """Expect a list without any picture, not even a broken one."""
    browser = browser_of(context, READER)
    browser.visit(reverse("post_list"))
    expect_pictures(context, browser, [])


@then('the picture of "{title:Text}" is described as "{description:Text}"')
def picture_is_described(context, title, description):
    """Expect that description, character by character, for who can't see the picture."""
    browser = browser_of(context, READER)
    open_post(browser, post_named(title))
    expect_equal([image.alt for image in browser.images], [description], "the description")


@then('the name "{name:Text}" is nowhere in the address of the picture')
def name_is_not_in_address(context, name):
    """Expect that the file's own name does not show."""
    (image,) = context.browser.images
    assert name not in image.src, f"expected an address without {name}, but it is {image.src}"


@then("{person:Person} can't remove a picture")
def cannot_remove_picture(context, person):
    """Expect that the form has nothing to tick for that."""
    expect_no_field(browser_of(context, person), "Remove the picture")


@then("{person:Person} can't choose a picture")
def cannot_choose_picture(context, person):
    """Expect that the picture field is there but locked."""
    try:
        browser_of(context, person).attach("Featured image", picture_file("cup.jpg"))
    except Refused:
        return
    raise AssertionError("expected a locked picture field, but it takes a picture")


@then('nobody learns from "{name:Text}" where it was taken')
def place_is_private(context, name):
    """Expect that the picture, as it can be fetched from Cloudinary, is marked with no place."""
    expect_equal(place(context.cloudinary.original_of(name)), None, "the place")


@then('"{name:Text}" is still shown upright')
def is_upright(context, name):
    """Expect that the picture still says how it is to be turned."""
    expect_equal(orientation(context.cloudinary.original_of(name)), SIDEWAYS, "the orientation")


@then("the picture comes in widths of {first:d}, {second:d} and {third:d} pixels")
def comes_in_widths(context, first, second, third):
    """Expect that browsers can choose among those widths."""
    (image,) = context.browser.images
    widths = [candidate.split()[1] for candidate in image.attributes["srcset"].split(", ")]
    expect_equal(widths, [f"{first}w", f"{second}w", f"{third}w"], "the widths")


@then("the picture comes in the format and quality that suit the browser")
def comes_in_suitable_format(context):
    """Expect that every address asks Cloudinary to choose both."""
    for address in addresses_on(context.browser):
        assert {"f_auto", "q_auto"} <= set(re.split("[/,]", address)), f"{address} is fixed"


@then("the picture has its room before it is loaded")
def has_room(context):
    """Expect that the page says how wide and high the picture is going to be."""
    (image,) = context.browser.images
    width, height = int(image.attributes["width"]), int(image.attributes["height"])
    expect_equal(width * 9, height * 16, "nine widths")


@then("the picture is loaded only when it is about to be seen")
def is_lazy(context):
    """Expect that the page leaves the moment to the browser."""
    (image,) = context.browser.images
    expect_equal(image.attributes["loading"], "lazy", "the moment of loading")
