from behave import given, then, use_fixture, when
from django.urls import reverse

from acceptance.browser import Refused
from features.support import cloudinary, writing
from features.support.expectations import expect_equal, expect_pictures
from features.support.people import READER, another_tab, browser_of
from features.support.pictures import faulty_file, picture_file
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


@given("Cloudinary {trouble:Trouble}")
def cloudinary_is_in_trouble(context, trouble):
    """Let every call to Cloudinary fail in that way from now on."""
    context.cloudinary.trouble = trouble


@when("Cloudinary is back")
def cloudinary_is_back(context):
    """End the trouble."""
    context.cloudinary.trouble = None


@given("the blog has no Cloudinary account")
@when("the blog loses its Cloudinary account")
def no_account(context):
    """Run the blog without any setting for Cloudinary."""
    use_fixture(cloudinary.without_account, context)


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


@then("{person:Person} can't choose a picture")
def cannot_choose_picture(context, person):
    """Expect that the picture field is there but locked."""
    try:
        browser_of(context, person).attach("Featured image", picture_file("cup.jpg"))
    except Refused:
        return
    raise AssertionError("expected a locked picture field, but it takes a picture")


@then("{person:Person} sees no secret")
def sees_no_secret(context, person):
    """Expect that nothing of the Cloudinary account is on the page."""
    for secret in ("test-key", "test-secret", "Signature"):
        assert secret not in browser_of(context, person).html, f"the page gives {secret} away"


@then('"{name:Text}" was uploaded once')
def was_uploaded_once(context, name):
    """Expect one upload, of that file."""
    expect_equal(context.cloudinary.uploads, [name], "the uploads")


@then("nothing was uploaded")
def nothing_was_uploaded(context):
    """Expect that no picture left for Cloudinary."""
    expect_equal(context.cloudinary.uploads, [], "the uploads")


@then("Cloudinary was not asked for anything")
def cloudinary_was_not_asked(context):
    """Expect that no picture was uploaded or destroyed."""
    asked = context.cloudinary.uploads + context.cloudinary.destroyed
    expect_equal(asked, [], "what Cloudinary was asked")


@then('Cloudinary keeps only "{name:Text}"')
def cloudinary_keeps_only(context, name):
    """Expect that no other picture was left behind."""
    expect_equal(context.cloudinary.names, [name], "what Cloudinary keeps")


@then("Cloudinary keeps no pictures")
def cloudinary_keeps_nothing(context):
    """Expect that no picture was left behind."""
    expect_equal(context.cloudinary.names, [], "what Cloudinary keeps")
