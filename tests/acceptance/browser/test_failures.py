import pytest

from acceptance.browser import NotOnPage, Refused


def failure_of(act, *arguments):
    with pytest.raises(NotOnPage) as failure:
        act(*arguments)
    return str(failure.value)


@pytest.fixture
def posts(show):
    return show(
        "<title>My posts</title><a href=/>Home</a> <a href=w>Write</a> <a href=e>Edit</a>"
        "<a href=e>Edit</a><a href=h hidden>Secret</a><form><input type=submit value=Search></form>"
        "<form><fieldset><legend>Picture</legend><label>Title<input></label></fieldset></form>"
        "<section aria-label=News><h2>Older</h2></section>",
        "/my-posts/",
    )


def test_a_missing_link_is_told_with_the_links_there(posts):
    assert failure_of(posts.follow, "Wirte") == (
        'There is no link "Wirte" on /my-posts/ ("My posts"). Did you mean "Write"?'
        " Links there: Home, Write, Edit."
    )


def test_another_case_is_suggested(posts):
    assert 'Did you mean "Search"?' in failure_of(posts.press, "SEARCH")


def test_nothing_is_suggested_when_nothing_is_close(posts):
    assert failure_of(posts.press, "Log out") == (
        'There is no button "Log out" on /my-posts/ ("My posts"). Buttons there: Search.'
    )


def test_several_links_are_told(posts):
    assert failure_of(posts.follow, "Edit") == (
        'There are 2 links "Edit" on /my-posts/ ("My posts"):'
        " name a part of the page with within(…)."
    )


def test_a_missing_field_is_told(posts):
    assert failure_of(posts.fill, "Titel:", "x") == (
        'There is no field "Titel:" on /my-posts/ ("My posts"). Did you mean "Title"?'
        " Fields there: Title."
    )


def test_a_missing_part_is_told(posts):
    assert failure_of(posts.within, "Pictures") == (
        'There is no part "Pictures" on /my-posts/ ("My posts"). Did you mean "Picture"?'
        " Parts there: Picture, News, Older."
    )


def test_a_failure_inside_a_part_names_the_part(posts):
    part = posts.within("News")

    assert failure_of(part.follow, "Home") == (
        'There is no link "Home" in "News" on /my-posts/ ("My posts"). There are no links there.'
    )


def test_a_failure_inside_a_part_of_a_part_names_both(show):
    browser = show("<form aria-label=Post><fieldset><legend>Picture</legend></fieldset></form>")

    assert failure_of(browser.within("Post").within("Picture").fill, "Alt", "x") == (
        'There is no field "Alt" in "Picture" in "Post" on /page/. There are no fields there.'
    )


@pytest.mark.parametrize("act", ["follow", "press", "within", "check", "value", "field_error"])
def test_nothing_is_found_by_an_empty_name(show, act):
    browser = show("<section><a href=x></a><button></button><input type=checkbox></section>")

    assert failure_of(getattr(browser, act), "").startswith("There is no ")


def test_long_lists_are_cut(show):
    browser = show("".join(f"<a href=x>{number}</a>" for number in range(40)))

    assert failure_of(browser.follow, "x").endswith(" 27, 28, 29 and 10 more.")


def test_a_hidden_link_is_refused(posts):
    with pytest.raises(Refused) as refusal:
        posts.follow("Secret")

    assert str(refusal.value) == 'The link "Secret" on /my-posts/ ("My posts") is hidden.'


def test_hidden_things_do_not_stand_in_the_way(show, browser):
    show("<a href=/a/ hidden>Go</a><a href=/b/>Go</a>")

    browser.follow("Go")

    assert browser.path == "/b/"


def test_the_status_is_told_if_it_is_not_200(browser):
    browser.visit("/missing/")

    assert failure_of(browser.follow, "Home") == (
        'There is no link "Home" on /missing/ ("Not found", status 404). There are no links there.'
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda browser: browser.text,
        lambda browser: browser.path,
        lambda browser: browser.follow("Home"),
        lambda browser: browser.within("Home"),
    ],
)
def test_without_a_page_everything_says_so(browser, ask):
    assert failure_of(ask, browser) == "No page was visited yet."


def test_a_feed_is_no_page(browser):
    browser.visit("/plain/")

    assert failure_of(browser.follow, "Home") == "/plain/ is not an HTML page: it is text/plain."
