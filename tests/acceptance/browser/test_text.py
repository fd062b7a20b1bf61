import pytest


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one<p>two", "one\ntwo"),
        ("<p> one \n two&nbsp; three </p>", "one two three"),
        ("<b>o</b>ne <i>two</i>", "one two"),
        ("one<br>two<hr>three", "one\ntwo\nthree"),
        ("<pre>one\n  two</pre>three", "one\ntwo\nthree"),
        ("<table><caption>Cap<tr><th>a<td> b  c<tr><td>d</table>", "Cap\na b c\nd"),
        (
            "<fieldset><legend>Leg</legend><label>A <input></label><label>B<input></label>",
            "Leg\nA B",
        ),
        ("<button>one</button><button>two</button>", "onetwo"),
        ("one<!-- not seen -->two", "onetwo"),
        ("<p>caf&eacute; &amp; &lt;b&gt;", "café & <b>"),
        ("a<img alt=picture>b<svg><title>title</title></svg>c", "abc"),
        ("", ""),
    ],
)
def test_text_has_a_line_for_each_block(show, html, text):
    assert show(html).text == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>hidden</p>",
        '<p hidden="until-found">hidden</p>',
        '<p style="color:red; DISPLAY : none !important">hidden</p>',
        '<p style="visibility:hidden">hidden</p>',
        '<p style="visibility: collapse">hidden<b style="visibility:inherit">hidden</b></p>',
        "<div hidden><p>hidden</div>",
        "<details><summary>seen</summary>hidden<p>hidden</p>hidden</details>",
        "<details>hidden</details>",
        "<dialog>hidden</dialog>",
        "<div popover>hidden</div>",
        "<template>hidden</template>",
        "<script>hidden</script>",
        "<style>hidden</style>",
        "<noscript>hidden</noscript>",
        "<datalist><option>hidden</datalist>",
        "<video>hidden</video>",
        "<textarea>hidden</textarea>",
        '<input value="hidden">',
        "<select><option>hidden</select>",
        "<title>hidden</title>",
    ],
)
def test_what_cannot_be_seen_is_no_text(show, hidden):
    browser = show(f"before {hidden} after")

    assert browser.lacks("hidden")
    assert not browser.sees("hidden")
    assert browser.sees("before")
    assert browser.sees("after")


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='display:block'>shown</p>",
        "<p style='visibility:hidden'><b style='visibility:visible'>shown</b></p>",
        "<details open><summary>a</summary>shown</details>",
        "<details><summary>shown</summary>a</details>",
        "<dialog open>shown</dialog>",
        "<p aria-hidden=true>shown</p>",
        "<p class=hidden>shown</p>",
    ],
)
def test_what_can_be_seen_is_text(show, shown):
    assert show(shown).sees("shown")


def test_text_is_found_across_blocks_with_white_space_collapsed(show):
    browser = show("<table><tr><td>Alice</td><td>3\nposts</td></tr></table>")

    assert browser.sees("Alice  3\n posts")
    assert not browser.lacks("Alice 3 posts")
    assert browser.lacks("alice")


def test_text_of_an_answer_that_is_no_page(browser):
    browser.visit("/plain/")

    assert browser.text == "first line\nsecond  line"
    assert browser.sees("second line")
    assert browser.html == "first line\nsecond  line"
    assert browser.title == ""


def test_title_and_source(show):
    browser = show("<title> A  &amp; B </title><svg><title>no</title></svg>")

    assert browser.title == "A & B"
    assert browser.html == "<title> A  &amp; B </title><svg><title>no</title></svg>"


def test_a_title_out_of_place_is_the_title(show):
    assert show("<svg><title>no</title></svg><p>text<title>Title</title>").title == "Title"


def test_a_page_without_a_title(show):
    assert show("<p>text").title == ""


def test_other_encodings_are_read(browser):
    browser.visit("/latin/")

    assert browser.title == "Café"


@pytest.mark.parametrize(("path", "text"), [("/empty/", ""), ("/stream/", "Streamed")])
def test_any_answer_has_a_text(browser, path, text):
    browser.visit(path)

    assert browser.text == text


def test_broken_characters_do_not_stop_a_page(show):
    assert show("<p>a\x00b\x0b</p>after").sees("after")
