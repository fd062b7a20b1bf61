import pytest

from blog.markdown import EXCERPT_LETTERS, EXCERPT_WORDS, excerpt, render


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**b** *i* ~~s~~", "<p><strong>b</strong> <em>i</em> <s>s</s></p>\n"),
        ("# One\n###### Six", "<h2>One</h2>\n<h6>Six</h6>\n"),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>\n"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>\n'),
        (
            "[a](https://example.com)",
            '<p><a href="https://example.com" rel="noopener noreferrer nofollow">a</a></p>\n',
        ),
        (
            "[a](mailto:a@example.com)",
            '<p><a href="mailto:a@example.com" rel="noopener noreferrer nofollow">a</a></p>\n',
        ),
        ("[a](javascript:alert)", "<p>[a](javascript:alert)</p>\n"),
        ("<b onclick=x>hi</b>", "<p>hi</p>\n"),
        ("<script>x</script>", ""),
        ('<code class="button-danger">x</code>', "<p><code>x</code></p>\n"),
        ("a <!-- b --> c", "<p>a  c</p>\n"),
    ],
)
def test_markdown_becomes_html_with_nothing_dangerous_in_it(source, html):
    assert render(source) == html


def test_what_may_be_wider_than_the_screen_is_reached_by_the_keyboard():
    assert '<table tabindex="0">' in render("| a |\n| - |\n| b |")
    assert render("    x = 1") == '<pre tabindex="0"><code>x = 1\n</code></pre>\n'


@pytest.mark.parametrize("source", ["![a <spy>](https://e.example/x)", "<img src=//e.example/x>a"])
def test_a_picture_from_elsewhere_is_not_loaded(source):
    assert "<img" not in render(source)


def test_a_picture_from_elsewhere_leaves_its_description():
    assert render("![a <spy>](https://e.example/x)") == "<p>a &lt;spy&gt;</p>\n"


def test_deep_lists_are_shown_to_the_bottom():
    deep = "\n".join("  " * depth + f"- level {depth}" for depth in range(30))

    assert "level 29" in render(deep)


def test_an_excerpt_is_plain_text():
    assert excerpt("# Tea\n\n1 < 2 & **3** > 2") == "Tea 1 < 2 & 3 > 2"


def test_an_excerpt_ends_after_its_number_of_words():
    words = [f"w{n}" for n in range(EXCERPT_WORDS + 1)]

    assert excerpt(" ".join(words)) == " ".join(words[:-1]) + "…"
    assert excerpt(" ".join(words[:-1])) == " ".join(words[:-1])


def test_an_excerpt_knows_links_that_are_explained_at_the_end():
    far = "word " * 1000

    assert excerpt(f"See [kettles][1]. {far}\n\n[1]: https://example.com").startswith(
        "See kettles."
    )


def test_an_excerpt_of_a_script_without_spaces_ends_as_well():
    assert excerpt("雨" * 1000) == "雨" * (EXCERPT_LETTERS - 1) + "…"
