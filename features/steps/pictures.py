import re

from behave import given, then, when

from acceptance.browser import Refused
from features.support.desks import REMOVAL, desk_of
from features.support.expectations import expect_equal, expect_pictures
from features.support.people import READER, browser_of, elsewhere
from features.support.pictures import SIDEWAYS, addresses_on, orientation, picture_file, place
from features.support.posts import make_post, post_named, show_picture


@given('a {state:State} post "{title:Text}" by {person:Person} with the picture "{name:Text}"')
def a_post_with_picture(context, state, title, person, name):
    """Have a post whose picture was uploaded before."""
    make_post(person, title, status=state, featured_image=context.cloudinary.add(name))


@given('"{title:Text}" has the picture "{name:Text}"')
def has_picture(context, title, name):
    """Let a post that is there have a picture that was uploaded before."""
    show_picture(title, context.cloudinary.add(name))


@given('"{title:Text}" has the picture of "{other:Text}"')
def has_picture_of(context, title, other):
    """Let a post that is there show the very picture of another post."""
    show_picture(title, post_named(other).featured_image)


@when('{person:Person} publishes a new post "{title:Text}" with {picture:Picture}')
def publish_new_post_with_picture(context, person, title, picture):
    """Write a new post, choose a picture, and publish it at once."""
    desk = desk_of(context, person)
    desk.begin(title)
    desk.illustrate(picture())
    desk.publish()


@when(
    '{person:Person} publishes a new post "{title:Text}" with {picture:Picture} '
    + 'described as "{description:Text}"'
)
def publish_new_post_with_description(context, person, title, picture, description):
    """Write a new post, choose a picture and describe it, and publish it at once."""
    desk = desk_of(context, person)
    desk.begin(title)
    desk.illustrate(picture())
    desk.write("Picture description", description)
    desk.publish()


@when('{person:Person} saves a new draft "{title:Text}" with {picture:Picture}')
def save_new_draft_with_picture(context, person, title, picture):
    """Write a new post, choose a picture, and keep it as a draft."""
    desk = desk_of(context, person)
    desk.begin(title)
    desk.illustrate(picture())
    desk.save()


@when('{person:Person} publishes "{title:Text}" with {picture:Picture}')
def publish_with_picture(context, person, title, picture):
    """Publish a draft with a picture that is chosen only now."""
    desk = desk_of(context, person, title)
    desk.illustrate(picture())
    desk.publish()


@when("{person:Person} gives it {picture:Picture}")
def give_it_picture(context, person, picture):
    """Choose a picture for the post that was begun, without saving it yet."""
    desk_of(context, person).illustrate(picture())


@when("{person:Person} saves it with {picture:Picture}")
def save_it_with_picture(context, person, picture):
    """Choose a picture for the post that was begun, and save it."""
    desk = desk_of(context, person)
    desk.illustrate(picture())
    desk.save()


@when('{person:Person} gives "{title:Text}" {picture:Picture}')
def give_picture(context, person, title, picture):
    """Choose a picture for a post, its first or another one, and save it."""
    desk_of(context, person).give(post_named(title), picture())


@when('{person:Person} gives "{title:Text}" {picture:Picture}, overtaken by {other:Picture}')
def give_picture_overtaken(context, person, title, picture, other):
    """Save two new pictures for a post; the second arrives while the first is under way."""
    post, at_another_computer = post_named(title), desk_of(context, elsewhere(person))
    context.cloudinary.before_next_upload = lambda: at_another_computer.give(post, other())
    desk_of(context, person).give(post, picture())


@when("{person:Person} takes its picture away")
def take_its_picture_away(context, person):
    """Choose that the post that was begun shall show no picture, without saving it yet."""
    desk_of(context, person).take_picture_away()


@when('{person:Person} removes the picture of "{title:Text}"')
def remove_picture(context, person, title):
    """Let a post show no picture any more."""
    desk = desk_of(context, person, title)
    desk.take_picture_away()
    desk.save()


@when('{person:Person} describes the picture of "{title:Text}" as "{description:Text}"')
def describe_picture(context, person, title, description):
    """Change the description of a post's picture."""
    desk_of(context, person).change(post_named(title), "Picture description", description)


@then('{page:Page} shows the picture "{name:Text}"')
def shows_picture(context, page, name):
    """Expect that readers of a page, or of a post, see just that picture."""
    browser = browser_of(context, READER)
    browser.visit(page.address)
    expect_pictures(context, browser, [name])


@then("{page:Page} shows no picture")
def shows_no_picture(context, page):
    """Expect that readers of a page, or of a post, see no picture, not even a broken one."""
    browser = browser_of(context, READER)
    browser.visit(page.address)
    expect_pictures(context, browser, [])


@then('{person:Person} sees the picture "{name:Text}"')
def sees_picture(context, person, name):
    """Expect that the page that is open shows just that picture."""
    expect_pictures(context, browser_of(context, person), [name])


@then("{person:Person} sees no picture")
def sees_no_picture(context, person):
    """Expect that the page that is open shows no picture, not even a broken one."""
    expect_pictures(context, browser_of(context, person), [])


@then('{person:Person} sees the picture "{name:Text}" under "{heading:Text}"')
def sees_picture_under(context, person, name, heading):
    """Expect that a part of the page, such as one post of a list, shows just that picture."""
    expect_pictures(context, browser_of(context, person).within(heading), [name])


@then('{person:Person} sees no picture under "{heading:Text}"')
def sees_no_picture_under(context, person, heading):
    """Expect that a part of the page, such as one post of a list, shows no picture."""
    expect_pictures(context, browser_of(context, person).within(heading), [])


@then('{page:Page} describes its picture as "{description:Text}"')
def describes_picture(context, page, description):
    """Expect that readers who can't see the picture are told just that of it."""
    browser = browser_of(context, READER)
    browser.visit(page.address)
    expect_equal([image.alt for image in browser.images], [description], "the description")


@then('the name "{name:Text}" is nowhere in the address of the picture')
def name_is_not_in_address(context, name):
    """Expect that the file's own name does not show."""
    (image,) = context.browser.images
    assert name not in image.src, f"expected an address without {name}, but it is {image.src}"


@then("{person:Person} can remove a picture")
def can_remove_picture(context, person):
    """Expect that the post that was begun could be saved without its picture."""
    assert REMOVAL in browser_of(context, person).fields, "expected a picture that can be removed"


@then("{person:Person} can't remove a picture")
def cannot_remove_picture(context, person):
    """Expect that there is nothing to remove from the post that was begun."""
    assert REMOVAL not in browser_of(context, person).fields, "expected nothing to remove"


@then("{person:Person} can't choose a picture")
def cannot_choose_picture(context, person):
    """Expect that a picture is asked for, but that none can be chosen."""
    try:
        browser_of(context, person).attach("Featured image", picture_file("cup.jpg"))
    except Refused:
        return
    raise AssertionError("expected that no picture can be chosen, but one can")


@then('nobody learns from "{name:Text}" where it was taken')
def place_is_private(context, name):
    """Expect that the picture, as it can be fetched from Cloudinary, is marked with no place."""
    expect_equal(place(context.cloudinary.original_of(name)), None, "the place")


@then('"{name:Text}" is still shown upright')
def is_upright(context, name):
    """Expect that the picture still says how it is to be turned."""
    expect_equal(orientation(context.cloudinary.original_of(name)), SIDEWAYS, "the orientation")


@then("the picture comes in widths of {widths:Numbers} pixels")
def comes_in_widths(context, widths):
    """Expect that browsers can choose among those widths."""
    (image,) = context.browser.images
    offered = [candidate.split()[1] for candidate in image.attributes["srcset"].split(", ")]
    expect_equal(offered, [f"{width}w" for width in widths], "the widths")


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
