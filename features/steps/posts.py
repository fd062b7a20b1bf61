from urllib.parse import unquote

from behave import given, then, when
from django.urls import reverse

from features.support import writing
from features.support.expectations import expect_equal, expect_heading, expect_no_text, expect_text
from features.support.factories import PostFactory
from features.support.faults import database_that_fails
from features.support.people import READER, another_tab, browser_of, change_browser, user_of
from features.support.posts import make_post, noon, post_named
from features.support.reading import (
    expect_missing_page,
    expect_nowhere,
    find_on_list,
    open_post,
    titles_on,
    words,
)


@given('a {state:State} post "{title:Text}"')
def a_post(context, state, title):
    """Have a post by somebody."""
    PostFactory(status=state, title=title)


@given('a {state:State} post "{title:Text}" by {person:Person}')
def a_post_by(context, state, title, person):
    """Have a post by a person."""
    make_post(person, title, status=state)


@given('a {state:State} post "{title:Text}" by "{username:Text}"')
def a_post_by_username(context, state, title, username):
    """Have a post by somebody who gave no name but the username."""
    PostFactory(status=state, title=title, author__username=username)


@given('a {state:State} post "{title:Text}" by {person:Person} that reads "{text:Text}"')
def a_post_that_reads(context, state, title, person, text):
    """Have a post with that text."""
    make_post(person, title, status=state, content=text)


@given('a {state:State} post "{title:Text}" by {person:Person} with this text')
def a_post_with_this_text(context, state, title, person):
    """Have a post with the text below the step."""
    make_post(person, title, status=state, content=context.text)


@given('a {state:State} post "{title:Text}" by {person:Person} with a text of {number:d} words')
def a_post_of_words(context, state, title, person, number):
    """Have a post with a text of that length."""
    make_post(person, title, status=state, content=words(number))


@given('a {state:State} post "{title:Text}" by {person:Person} that was renamed "{new:Text}"')
def a_renamed_post(context, state, title, person, new):
    """Have a post that had another title before."""
    post = make_post(person, title, status=state)
    post.title = new
    post.save()


@given('a post "{title:Text}" by {person:Person} that was published on {date:Date}')
def a_post_published_on(context, title, person, date):
    """Have a post that has been public since a date."""
    make_post(person, title, published_at=noon(date))


@given('a post "{title:Text}" by {person:Person} that was published on {date:Date} but taken back')
def a_post_taken_back(context, title, person, date):
    """Have a draft that was public once."""
    make_post(person, title, published_at=noon(date), status="draft")


@given("{number:d} published posts")
def many_posts(context, number):
    """Have that many posts by one author."""
    author = PostFactory().author
    PostFactory.create_batch(number - 1, author=author)


@given("{number:d} draft posts by {person:Person}")
def many_drafts(context, number, person):
    """Have that many drafts by a person."""
    PostFactory.create_batch(number, author=user_of(person), status="draft")


@when('{person:Person} saves a new draft "{title:Text}"')
def save_new_draft(context, person, title):
    """Write a new post and keep it as a draft."""
    writing.save_new_draft(browser_of(context, person), title)


@when('{person:Person} publishes a new post "{title:Text}"')
def publish_new_post(context, person, title):
    """Write a new post and publish it at once."""
    writing.publish_new_post(browser_of(context, person), title)


@when('{person:Person} publishes a new post "{title:Text}" that reads "{text:Text}"')
def publish_new_post_that_reads(context, person, title, text):
    """Write a new post with that text and publish it at once."""
    writing.publish_new_post(browser_of(context, person), title, text=text)


@when("{person:Person} publishes a new post with a title of {number:d} letters")
def publish_new_post_with_long_title(context, person, number):
    """Write a new post with a title of that length and publish it at once."""
    writing.publish_new_post(browser_of(context, person), "a" * number)


@when("{person:Person} publishes a new post with a title of zero-width spaces")
def publish_new_post_with_invisible_title(context, person):
    """Write a new post whose title nobody could see or follow."""
    writing.publish_new_post(browser_of(context, person), "\N{ZERO WIDTH SPACE}" * 3)


@when('{person:Person} publishes "{title:Text}"')
def publish_draft(context, person, title):
    """Open the form of a draft and publish it."""
    browser = browser_of(context, person)
    writing.open_form(browser, post_named(title))
    browser.press("Publish")


@when('{person:Person} publishes "{title:Text}" under the title "{new:Text}"')
def publish_under_title(context, person, title, new):
    """Open the form of a draft, change its title, and publish it."""
    browser = browser_of(context, person)
    writing.open_form(browser, post_named(title))
    browser.fill("Title", new)
    browser.press("Publish")


@when('{person:Person} fills in a new post "{title:Text}"')
def fill_in_new_post(context, person, title):
    """Write a new post without saving it yet."""
    writing.fill_in_new_post(browser_of(context, person), title)


@when('{person:Person} changes "{title:Text}" to read "{text:Text}"')
def change_text(context, person, title, text):
    """Replace the text of a post."""
    writing.change_text(browser_of(context, person), post_named(title), text)


@when('{person:Person} changes "{title:Text}" to read "{text:Text}" in another tab')
def change_text_in_another_tab(context, person, title, text):
    """Replace the text of a post while a form stays open."""
    writing.change_text(another_tab(context, person), post_named(title), text)


@when('{person:Person} saves the open form with the text "{text:Text}"')
def save_open_form(context, person, text):
    """Type that text into the form that is open, and save it."""
    browser = browser_of(context, person)
    browser.fill("Content", text)
    writing.save(browser)


@when("{person:Person} saves the open form as a draft")
def save_open_form_as_draft(context, person):
    """Send the form that is open, to be kept as a draft."""
    browser_of(context, person).press("Save draft")


@when('{person:Person} renames "{title:Text}" to "{new:Text}"')
def rename(context, person, title, new):
    """Give a post another title."""
    writing.rename(browser_of(context, person), post_named(title), new)


@when('{person:Person} renames "{title:Text}" to "{new:Text}" in another tab')
def rename_in_another_tab(context, person, title, new):
    """Give a post another title while a form stays open."""
    writing.rename(another_tab(context, person), post_named(title), new)


@when('{person:Person} takes "{title:Text}" back to drafts')
def take_back(context, person, title):
    """Make a published post a draft again."""
    writing.take_back(browser_of(context, person), post_named(title))


@when('{person:Person} takes "{title:Text}" back to drafts in another tab')
def take_back_in_another_tab(context, person, title):
    """Make a published post a draft again while a form stays open."""
    writing.take_back(another_tab(context, person), post_named(title))


@when('{person:Person} deletes "{title:Text}"')
def delete(context, person, title):
    """Delete a post and say yes when asked."""
    writing.delete(browser_of(context, person), post_named(title))


@when('{person:Person} deletes "{title:Text}" in another tab')
def delete_in_another_tab(context, person, title):
    """Delete a post while a form stays open."""
    writing.delete(another_tab(context, person), post_named(title))


@when('{person:Person} deletes "{title:Text}" while the database fails')
def delete_while_database_fails(context, person, title):
    """Delete a post and say yes, but lose the database before it is done."""
    browser = change_browser(context, person, raise_request_exception=False)
    with database_that_fails():
        writing.delete(browser, post_named(title))


@when('{person:Person} narrows her own posts to "{choice:Text}"')
def narrow_own_posts(context, person, choice):
    """Open one's own posts and follow one of the choices above them."""
    browser = browser_of(context, person)
    browser.visit(reverse("my_posts"))
    browser.follow(choice)


@then('{person:Person} can read "{title:Text}"')
def can_read(context, person, title):
    """Expect that a person finds a post on the list and reads it."""
    find_on_list(browser_of(context, person), title)


@then('{person:Person} can\'t find "{title:Text}"')
def cannot_find(context, person, title):
    """Expect that a post is not on the list nor, if there is one of that title, at its address."""
    expect_nowhere(browser_of(context, person), title)


@then('the list of posts shows "{title:Text}" once')
def list_shows_once(context, title):
    """Expect that readers find one post of that title on the list, not several."""
    browser = browser_of(context, READER)
    browser.visit(reverse("post_list"))
    expect_equal(titles_on(browser), [title], "the posts on the list")


@then("the list of posts is empty for {person:Person}")
def list_is_empty(context, person):
    """Expect that nothing is published."""
    browser = browser_of(context, person)
    browser.visit(reverse("post_list"))
    expect_text(browser, "Nothing is published yet.")


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


@then('{person:Person} reads the first {number:d} words of "{title:Text}"')
def reads_first_words(context, person, number, title):
    """Expect that the page says the first words of a post, and that it goes on."""
    expect_text(browser_of(context, person), f"{words(number)}…")


@then('{person:Person} does not read the last word of "{title:Text}"')
def does_not_read_last_word(context, person, title):
    """Expect that the page leaves the end of a post out."""
    expect_no_text(browser_of(context, person), post_named(title).content.split()[-1])


@then('{person:Person} reads "{title:Text}" marked as a draft')
def reads_as_draft(context, person, title):
    """Expect that the page shows the post and calls it a draft."""
    browser = browser_of(context, person)
    expect_heading(browser, title)
    expect_text(browser.within(title), "Draft")


@then('{person:Person} sees "{title:Text}" as {state:State}')
def sees_as(context, person, title, state):
    """Expect that a post is listed with that status."""
    expect_text(browser_of(context, person).within(title), state.label)


@then('{person:Person} finds "{title:Text}" among her drafts')
def finds_among_drafts(context, person, title):
    """Expect that an author's own posts list a post as a draft."""
    browser = browser_of(context, person)
    browser.visit(reverse("my_posts"))
    expect_text(browser.within(title), "Draft")


@then("{person:Person} has no posts")
def has_no_posts(context, person):
    """Expect that an author's own posts are empty."""
    browser = browser_of(context, person)
    browser.visit(reverse("my_posts"))
    expect_text(browser, "You have not written anything yet.")


@then("{person:Person} sees these posts in this order")
def sees_in_order(context, person):
    """Expect that the page lists just the posts of the table, in its order."""
    expected = [row["title"] for row in context.table]
    expect_equal(titles_on(browser_of(context, person)), expected, "the posts")


@then("{person:Person} sees {number:d} posts")
@then("{person:Person} sees {number:d} post")
def sees_number_of_posts(context, person, number):
    """Expect that the page lists that many posts."""
    expect_equal(len(titles_on(browser_of(context, person))), number, "the number of posts")


@then('{person:Person} sees that "{title:Text}" is by "{author:Text}"')
def sees_author(context, person, title, author):
    """Expect that the page of a post names its author."""
    browser = browser_of(context, person)
    open_post(browser, post_named(title))
    expect_text(browser, f"by {author}")


@then('{person:Person} sees that "{title:Text}" is of {date:Date}')
def sees_date(context, person, title, date):
    """Expect that the page of a post gives that day as its date."""
    browser = browser_of(context, person)
    open_post(browser, post_named(title))
    expect_text(browser, f"{date.day} {date:%B %Y}")


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


@then("the address of her post has {number:d} letters")
def address_has_letters(context, number):
    """Expect that the address of the post that is open has that length."""
    slug = unquote(context.browser.path).split("/")[-2]
    expect_equal(len(slug), number, "the length of the address")


@then("{person:Person} is told that the page does not exist")
def is_told_missing(context, person):
    """Expect the page that says that there is no such page."""
    expect_missing_page(browser_of(context, person))
