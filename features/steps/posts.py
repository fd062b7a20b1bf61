from urllib.parse import unquote

from behave import given, then, use_fixture, when
from django.urls import reverse

from features.support.desks import desk_of
from features.support.expectations import expect_equal, expect_heading, expect_no_text, expect_text
from features.support.factories import PostFactory
from features.support.people import READER, browser_of, user_of
from features.support.posts import change_post, make_post, noon, post_named
from features.support.reading import (
    expect_missing_page,
    expect_nowhere,
    find_on_list,
    number_of_own_posts,
    open_post,
    titles_on,
)


@given('a {state:State} post "{title:Text}" by {person:Person}')
def a_post_by(context, state, title, person):
    """Have a post by a person."""
    make_post(person, title, status=state)


@given('a {state:State} post "{title:Text}" by {person:Person} that reads "{text:Text}"')
def a_post_that_reads(context, state, title, person, text):
    """Have a post with that text."""
    make_post(person, title, status=state, content=text)


@given('a {state:State} post "{title:Text}" by {person:Person} with this text')
def a_post_with_this_text(context, state, title, person):
    """Have a post with the text below the step."""
    make_post(person, title, status=state, content=context.text)


@given(
    'a {state:State} post "{title:Text}" by {person:Person} that was first published on {date:Date}'
)
def a_post_first_published_on(context, state, title, person, date):
    """Have a post that was public from that day on; it has been taken back if it is a draft."""
    make_post(person, title, status=state, published_at=noon(date))


@given("{number:d} {state:State} posts by {person:Person}")
def many_posts(context, number, state, person):
    """Have that many posts by a person."""
    PostFactory.create_batch(number, author=user_of(person), status=state)


@given('"{title:Text}" has the {writing:Writing} "{text:Text}"')
def has_writing(context, title, writing, text):
    """Let a post that is there have another text, or its picture a description."""
    change_post(title, writing, text)


@given('"{title:Text}" has a {writing:Writing} of {length:Length}')
def has_writing_of_length(context, title, writing, length):
    """Let a post that is there have a text of a certain length."""
    change_post(title, writing, length.text)


@given('"{title:Text}" was renamed "{new:Text}"')
def was_renamed(context, title, new):
    """Let a post have had another title before."""
    change_post(title, "Title", new)


@given("the database fails as soon as {breakdown:Breakdown}")
def database_fails(context, breakdown):
    """Let the blog lose what it was about to write down, in the middle of something."""
    context.browser_options["raise_request_exception"] = False
    use_fixture(breakdown, context)


@when('{person:Person} begins a new post "{title:Text}"')
def begin_new_post(context, person, title):
    """Write a new post without saving it yet."""
    desk_of(context, person).begin(title)


@when('{person:Person} begins to edit "{title:Text}"')
def begin_to_edit(context, person, title):
    """Have a post open to be changed; another person, or computer, may do something meanwhile."""
    desk_of(context, person, title)


@when('{person:Person} gives it the {writing:Writing} "{text:Text}"')
def give_it(context, person, writing, text):
    """Write something in the post that was begun, without saving it yet."""
    desk_of(context, person).write(writing, text)


@when("{person:Person} gives it a {writing:Writing} of {length:Length}")
def give_it_of_length(context, person, writing, length):
    """Write a text of a certain length in the post that was begun, without saving it yet."""
    desk_of(context, person).write(writing, length.text)


@when("{person:Person} saves it")
def save_it(context, person):
    """Save the post that was begun: a new one as a draft, another one as what it is."""
    desk_of(context, person).save()


@when('{person:Person} saves it with the {writing:Writing} "{text:Text}"')
def save_it_with(context, person, writing, text):
    """Write something in the post that was begun, and save it."""
    desk = desk_of(context, person)
    desk.write(writing, text)
    desk.save()


@when("{person:Person} saves it twice at once")
def save_it_twice(context, person):
    """Save the post that was begun again before the first time is answered."""
    desk_of(context, person).save(twice=True)


@when("{person:Person} publishes it")
def publish_it(context, person):
    """Publish the post that was begun."""
    desk_of(context, person).publish()


@when("{person:Person} publishes it twice at once")
def publish_it_twice(context, person):
    """Publish the post that was begun again before the first time is answered."""
    desk_of(context, person).publish(twice=True)


@when("{person:Person} takes it back to drafts")
def take_it_back(context, person):
    """Make the post that was begun a draft again."""
    desk_of(context, person).take_back()


@when('{person:Person} saves a new draft "{title:Text}"')
def save_new_draft(context, person, title):
    """Write a new post and keep it as a draft."""
    desk = desk_of(context, person)
    desk.begin(title)
    desk.save()


@when('{person:Person} publishes a new post "{title:Text}"')
def publish_new_post(context, person, title):
    """Write a new post and publish it at once."""
    desk = desk_of(context, person)
    desk.begin(title)
    desk.publish()


@when('{person:Person} publishes a new post "{title:Text}" that reads "{text:Text}"')
def publish_new_post_that_reads(context, person, title, text):
    """Write a new post with that text and publish it at once."""
    desk = desk_of(context, person)
    desk.begin(title, text)
    desk.publish()


@when('{person:Person} publishes "{title:Text}"')
def publish(context, person, title):
    """Publish a draft as it is."""
    desk_of(context, person, title).publish()


@when('{person:Person} changes "{title:Text}" to read "{text:Text}"')
def change_text(context, person, title, text):
    """Replace the text of a post."""
    desk_of(context, person).change(post_named(title), "Content", text)


@when('{person:Person} renames "{title:Text}" to "{new:Text}"')
def rename(context, person, title, new):
    """Give a post another title."""
    desk_of(context, person).change(post_named(title), "Title", new)


@when('{person:Person} takes "{title:Text}" back to drafts')
def take_back(context, person, title):
    """Make a published post a draft again."""
    desk_of(context, person, title).take_back()


@when('{person:Person} deletes "{title:Text}"')
def delete(context, person, title):
    """Delete a post and say yes when asked."""
    desk_of(context, person).delete(post_named(title))


@then('{person:Person} can read "{title:Text}"')
def can_read(context, person, title):
    """Expect that a person finds a post on the list and reads it."""
    find_on_list(browser_of(context, person), title)


@then("{person:Person} can't find " + '"{title:Text}"')
def cannot_find(context, person, title):
    """Expect that a post is not on the list nor, if there is one of that title, at its address."""
    expect_nowhere(browser_of(context, person), title)


@then("the list of posts shows {number:Posts}")
def list_shows(context, number):
    """Expect that readers find that many posts on the list."""
    browser = browser_of(context, READER)
    browser.visit(reverse("post_list"))
    expect_equal(len(titles_on(browser)), number, "the number of posts on the list")


@then('{person:Person} reads "{text:Text}" in "{title:Text}"')
def reads_in(context, person, text, title):
    """Expect that the page of a post says a text."""
    browser = browser_of(context, person)
    open_post(browser, post_named(title))
    expect_text(browser, text)


@then('{person:Person} does not read "{text:Text}" in "{title:Text}"')
def does_not_read_in(context, person, text, title):
    """Expect that the page of a post does not say a text."""
    browser = browser_of(context, person)
    open_post(browser, post_named(title))
    expect_no_text(browser, text)


@then('{person:Person} reads all of "{title:Text}"')
def reads_all(context, person, title):
    """Expect that the page says a post's text to its end; the text may have no markup."""
    expect_text(browser_of(context, person), post_named(title).content)


@then('{person:Person} reads only the first {length:Length} of "{title:Text}"')
def reads_beginning(context, person, length, title):
    """Expect that the page says so much of a post and then leaves off."""
    beginning = length.beginning(post_named(title).content)
    expect_text(browser_of(context, person), f"{beginning}…")


@then('{person:Person} sees "{title:Text}" marked as {state:State}')
def sees_marked(context, person, title, state):
    """Expect that the page, of one post or of several, says that of a post."""
    expect_text(browser_of(context, person).within(title), state.label)


@then('{person:Person} has the {state:State} post "{title:Text}"')
def has_post(context, person, state, title):
    """Expect that an author's own posts list a post with that status."""
    browser = browser_of(context, person)
    browser.visit(reverse("my_posts"))
    expect_text(browser.within(title), state.label)


@then("{person:Person} has {number:Posts}")
def has_posts(context, person, number):
    """Expect that an author has that many posts, drafts and published ones."""
    own = number_of_own_posts(browser_of(context, person))
    expect_equal(own, number, "the number of posts")


@then("{person:Person} sees {number:Posts}")
def sees_number_of_posts(context, person, number):
    """Expect that the page that is open lists that many posts."""
    expect_equal(len(titles_on(browser_of(context, person))), number, "the number of posts")


@then("{person:Person} sees these posts in this order")
def sees_in_order(context, person):
    """Expect that the page lists just the posts of the table, in its order."""
    expected = [row["title"] for row in context.table]
    expect_equal(titles_on(browser_of(context, person)), expected, "the posts")


@then('"{title:Text}" is found at "{slug:Text}"')
def is_found_at(context, title, slug):
    """Expect that a post has that address, with no detour."""
    browser = browser_of(context, READER)
    browser.visit(reverse("post_detail", kwargs={"slug": slug}))
    expect_heading(browser, title)
    expect_equal(len(browser.hops), 1, "the number of steps to the page")


@then('{person:Person} is at the address "{slug:Text}"')
def is_at(context, person, slug):
    """Expect that the page that is open is the one of a post with that address."""
    address = reverse("post_detail", kwargs={"slug": slug})
    expect_equal(browser_of(context, person).path, address, "the address")


@then("{person:Person} is at an address of {length:Length}")
def is_at_address_of(context, person, length):
    """Expect that the address of the post that is open has that length."""
    slug = unquote(browser_of(context, person).path).split("/")[-2]
    expect_equal(len(slug), length.number, "the length of the address")


@then('{person:Person} is led to the address "{slug:Text}" for good')
def is_led_to(context, person, slug):
    """Expect that the address that was asked for has moved to another one permanently."""
    browser = browser_of(context, person)
    address = reverse("post_detail", kwargs={"slug": slug})
    expect_equal(browser.path, address, "the address")
    expect_equal(browser.hops[0].status, 301, "the answer at the old address")


@then('the address "{slug:Text}" leads {person:Person} to "{title:Text}"')
def address_leads_to(context, slug, person, title):
    """Expect that somebody who opens an address reads that post."""
    browser = browser_of(context, person)
    browser.visit(reverse("post_detail", kwargs={"slug": slug}))
    expect_heading(browser, title)


@then("{person:Person} is told that the page does not exist")
def is_told_missing(context, person):
    """Expect the page that says that there is no such page."""
    expect_missing_page(browser_of(context, person))
