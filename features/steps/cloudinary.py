"""What Cloudinary is asked, what it keeps, and how it fails."""

from behave import given, then, use_fixture, when

from features.support import cloudinary
from features.support.expectations import expect_equal
from features.support.people import browser_of
from features.support.sweeping import sweep


@given("Cloudinary {trouble:Trouble}")
def cloudinary_is_in_trouble(context, trouble):
    """Let every call to Cloudinary fail in that way from now on."""
    context.cloudinary.get_into(trouble)


@when("Cloudinary is back")
def cloudinary_is_back(context):
    """End the trouble."""
    context.cloudinary.recover()


@given("the blog takes pictures of {number:d} {unit:Unit} at most")
def limit_pictures(context, number, unit):
    """Set how large a picture may be."""
    use_fixture(cloudinary.changed_settings, context, **{unit: number})


@given("the blog has no Cloudinary account")
@when("the blog loses its Cloudinary account")
def no_account(context):
    """Run the blog without any setting for Cloudinary."""
    use_fixture(cloudinary.changed_settings, context, CLOUDINARY={})


@when("the pictures are swept")
def sweep_now(context):
    """Destroy what was left behind, as the hourly job does."""
    sweep()


@then("{person:Person} sees no secret")
def sees_no_secret(context, person):
    """Expect that nothing of the Cloudinary account is on the page."""
    for what, secret in context.cloudinary.secrets.items():
        assert secret not in browser_of(context, person).html, f"the page gives {what} away"


@then('"{name:Text}" was uploaded once')
def was_uploaded_once(context, name):
    """Expect one upload, of that file."""
    expect_equal(context.cloudinary.uploads, [name], "the uploads")


@then("the blog had to wait {number:Seconds} for Cloudinary at most")
def waited_at_most(context, number):
    """Expect that every call to Cloudinary had a limit, and none a longer one."""
    longest = context.cloudinary.longest_wait
    assert 0 < longest <= number, f"expected a limit of {number} seconds, but it is {longest}"


@then("nothing left this machine")
def nothing_left(context):
    """Expect that no other machine was called; every scenario ends with that check too."""
    expect_equal(context.tried_to_reach, [], "the machines that were called")


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
