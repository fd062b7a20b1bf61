import pytest

from acceptance.browser import NotOnPage, Refused


@pytest.mark.parametrize(
    "html",
    [
        "<section><h2>Part</h2>IN</section>",
        "<article><header><h2><a href=x>Part</a></h2></header>IN</article>",
        "<ul><li><h3>Part</h3>IN</li><li><h3>Other</h3></li></ul>",
        "<form><h2>Part</h2><div>IN</div><h3>Sub</h3></form>",
        "<nav><h6>First</h6><h2>Part</h2>IN</nav>",
        "<dialog open><p role=heading>Part</p>IN</dialog>",
        "<div role=region><h2>Part</h2>IN</div>",
        "<aside><h2>Part</h2><section><h1>Other</h1></section>IN</aside>",
        "<fieldset><legend>Part:</legend>IN</fieldset>",
        "<table><caption>Part</caption><tr><td>IN</table>",
        "<figure>IN<figcaption>Part</figcaption></figure>",
        "<details open><summary>Part</summary>IN</details>",
        "<section aria-label=Part>IN</section>",
        "<ul aria-label=Part><li>IN</ul>",
        "<i id=a>Part</i><div role=group aria-labelledby=a>IN</div>",
        "<section aria-label=Part><h2>Part</h2>IN</section>",
        "<section aria-labelledby=h><h2 id=h>Part</h2>IN</section>",
        "<table><tr><th scope=row>Part</th><td>IN</td></tr></table>",
    ],
)
def test_a_part_is_known_by_its_heading_legend_caption_or_label(show, html):
    browser = show(f"<body><div>{html}</div><p>OUT")

    part = browser.within(" Part ")

    assert part.sees("IN")
    assert part.lacks("OUT")


def test_a_legend_may_be_named_with_its_colon(show):
    browser = show("<fieldset><legend>Part:</legend>IN</fieldset>OUT")

    assert browser.within("Part:").lacks("OUT")


def test_the_first_heading_speaks_for_the_page(show):
    assert show("<main><h1>Posts</h1>IN<h2>Other</h2></main>OUT").within("Posts").lacks("OUT")
    assert show("<h1>Posts</h1>IN").within("Posts").sees("IN")


def test_a_heading_without_a_part_of_its_own_is_told(show):
    browser = show("<main><h1>Blog</h1><h2>Recent</h2>a<h2>Older</h2>b</main>")

    with pytest.raises(NotOnPage) as failure:
        browser.within("Older")

    assert str(failure.value) == (
        'There is no part "Older" on /page/. Its heading is there,'
        " but no section, article, list item or form of its own. Parts there: Blog."
    )


@pytest.mark.parametrize(
    "html",
    [
        "<a href=x aria-label=Part>a</a>",
        "<button aria-label=Part>a</button>",
        "<input aria-label=Part>",
        "<table><tr><th>Part</th></tr></table>",
        "<section><h2 hidden>Part</h2></section>",
        "<section></section>",
    ],
)
def test_what_is_no_part(show, html):
    with pytest.raises(NotOnPage, match='There is no part "Part"'):
        show(html).within("Part")


def test_a_hidden_part_is_refused(show):
    with pytest.raises(Refused, match='The part "Part" on /page/ is hidden'):
        show("<section aria-label=Part hidden>a</section>").within("Part")


def test_two_parts_of_the_same_name_are_told(show):
    with pytest.raises(NotOnPage, match='There are 2 parts "Part"'):
        show("<section aria-label=Part></section><section aria-label=Part></section>").within(
            "Part"
        )


def test_a_part_finds_acts_and_checks_in_it_alone(show):
    browser = show(
        "<section><h2>One</h2><a href=/1/>Go</a><label>Title <input name=a value=1></label>"
        "</section>"
        "<section><h2>Two</h2><a href=/2/>Go</a><label>Title <input name=a value=2></label>"
        "<p role=status>Message</p><img src=x></section>"
    )
    one, two = browser.within("One"), browser.within("Two")

    two.fill("Title", "new")

    assert (one.value("Title"), two.value("Title")) == ("1", "new")
    assert one.text == "One\nGoTitle"
    assert (one.headings, two.headings) == (["One"], ["Two"])
    assert (one.messages, two.messages) == ([], ["Message"])
    assert (len(one.images), len(two.images)) == (0, 1)
    two.follow("Go")
    assert browser.path == "/2/"


def test_a_part_may_be_the_message_itself(show):
    browser = show("<p role=status aria-label=News>Saved</p>")

    assert browser.within("News").messages == ["Saved"]


def test_parts_inside_parts(show):
    browser = show(
        "<section><h1>Post</h1><section><h2>Comments</h2>IN</section></section>"
        "<section><h1>Other</h1><section><h2>Comments</h2>OUT</section></section>"
    )

    comments = browser.within("Post").within("Comments")

    assert comments.text == "Comments\nIN"


def test_a_part_inside_a_part_lies_within_it(show):
    browser = show("<section><h2>Post</h2><ul aria-label=List><li>a</ul></section>")

    with pytest.raises(NotOnPage, match='There is no part "Post" in "List"'):
        browser.within("List").within("Post")


def test_a_heading_does_not_speak_for_what_is_around_the_part(show):
    browser = show("<section><div aria-label=Box><h2>Post</h2></div></section>")

    with pytest.raises(NotOnPage, match='There is no part "Post" in "Box"'):
        browser.within("Box").within("Post")


def test_a_part_is_looked_up_again_on_the_next_page(show, browser):
    part = show("<section><h2>Part</h2>old</section>").within("Part")

    show("<p>more<section><h2>Part</h2>new</section>", "/next/")

    assert part.text == "Part\nnew"


def test_a_part_that_the_next_page_lacks_is_told(show):
    part = show("<section><h2>Part</h2>old</section>").within("Part")
    show("<h1>Next</h1>", "/next/")

    with pytest.raises(NotOnPage, match='There is no part "Part" on /next/'):
        part.sees("old")
