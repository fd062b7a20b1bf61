import pytest


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<a href=x> Write \n a <b>post</b></a>", "Write a post"),
        ("<a href=x>a<span>b</span><div>c</div><br>d</a>", "ab c d"),
        ("<a href=x aria-label=' Write  now '>text</a>", "Write now"),
        (
            "<a href=x aria-labelledby='b a' aria-label=no>no</a><p id=a>A</p><p id=b hidden>B",
            "B A",
        ),
        ("<a href=x aria-labelledby=missing>text</a>", "text"),
        ("<a href=x><img alt=Picture> and <b>text</b></a>", "Picture and text"),
        ("<a href=x><img title=Title></a>", "Title"),
        ("<a href=x><svg><title>Drawing</title></svg></a>", "Drawing"),
        ("<a href=x>Next<span aria-hidden=true> →</span><i hidden>no</i></a>", "Next"),
        ("<a href=x>See <span aria-label=three>3</span></a>", "See three"),
        ("<a href=x title=Title></a>", "Title"),
        ("<a href=x title=Title>text</a>", "text"),
    ],
)
def test_names_of_links(show, html, name):
    assert show(html).links == [name]


@pytest.mark.parametrize(
    "html",
    [
        "<a>no address</a>",
        "<a href=x hidden>hidden</a>",
        "<a href=x aria-hidden=true>hidden</a>",
        "<nav aria-hidden=true><a href=x>hidden</a></nav>",
        "<a href=x></a>",
    ],
)
def test_what_is_no_link_with_a_name(show, html):
    browser = show(html)

    assert browser.links == []
    assert not browser.has_link("hidden")


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<button>Save <b>it</b></button>", "Save it"),
        ("<button type=button>More</button>", "More"),
        ("<button disabled>Later</button>", "Later"),
        ("<button aria-label=Close>×</button>", "Close"),
        ("<button title=Title></button>", "Title"),
        ("<input type=submit value=' a  b '>", "a b"),
        ("<input type=submit>", "Submit"),
        ("<input type=reset>", "Reset"),
        ("<input type=button value=More>", "More"),
        ("<input type=SUBMIT value=v aria-label=Label>", "Label"),
        ("<input type=image alt=Go src=x>", "Go"),
        ("<input type=image value=no src=x>", "Submit"),
        ("<details><summary>Filters</summary></details>", "Filters"),
    ],
)
def test_names_of_buttons(show, html, name):
    assert show(html).buttons == [name]


def test_what_is_no_button(show):
    assert show("<input value=a><a href=x>b</a><summary>c</summary>").buttons == []


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<label for=f>Post <b>title</b></label><input id=f>", "Post title"),
        ("<label>Title: <input></label>", "Title"),
        ("<label>Title <span>*</span> <input></label>", "Title"),
        ("<label>Title * : <input></label>", "Title"),
        ("<label>Sub: title<input></label>", "Sub: title"),
        ("<label>* <input></label>", "*"),
        ("<label>Text <textarea>typed</textarea> here</label>", "Text here"),
        ("<label>List <select><option>x</select></label>", "List"),
        ("<label>Box <img alt=Picture> <input type=checkbox></label>", "Box Picture"),
        ("<label for=f>One</label><label for=f>Two</label><input id=f>", "One Two"),
        ("<label for=f hidden>Hidden</label><input id=f>", "Hidden"),
        ("<label for=f>Label</label><input id=f aria-label=no>", "Label"),
        ("<label>Label <input type=hidden><input></label>", "Label"),
        ("<i id=a>A:</i><input aria-labelledby=a aria-label=no>", "A"),
        ("<input aria-label='Search *' title=no>", "Search"),
        ("<input title=Search placeholder=no>", "Search"),
    ],
)
def test_labels_of_fields(show, html, label):
    assert show(html).fields == [label]


@pytest.mark.parametrize(
    "html",
    [
        "<input placeholder=no>",
        "<label for=missing>no</label><input>",
        "<label for=f>no <input></label><p id=f>",
        "<label>no</label><input>",
        "<label>no <input type=hidden></label>",
        "<label>no <input type=submit></label>",
        "<label aria-hidden=true>no <input></label>",
    ],
)
def test_fields_without_a_label_go_unnamed(show, html):
    assert show(html).fields == []


@pytest.mark.parametrize(
    ("html", "legend"),
    [
        ("<fieldset><legend>Status:</legend><input type=radio></fieldset>", "Status"),
        ("<fieldset aria-label=Status><input type=radio></fieldset>", "Status"),
        ("<div role=radiogroup aria-label=Status><input type=radio></div>", "Status"),
        ("<i id=a>A</i><div role=group aria-labelledby=a><input type=checkbox></div>", "A"),
    ],
)
def test_groups_of_radio_buttons_and_check_boxes_are_fields(show, html, legend):
    assert show(html).fields == [legend]


def test_other_fieldsets_are_no_fields(show):
    html = "<fieldset><legend>You</legend><label>Name<input></label></fieldset>"

    assert show(html).fields == ["Name"]


def test_headings_are_listed_in_document_order(show):
    browser = show(
        "<h2>Third <a href=x>post</a></h2><h1>First</h1><h3 hidden>no</h3>"
        "<p role=heading aria-level=4>Fourth</p><h6 aria-label=Sixth>6</h6>"
    )

    assert browser.headings == ["Third post", "First", "Fourth", "Sixth"]
    assert browser.sees_heading("Third  post")
    assert not browser.sees_heading("Third")
    assert not browser.sees_heading("no")


def test_links_are_found_by_their_whole_name(show):
    browser = show("<a href=x>Write a post</a><a href=y>Write a post</a>")

    assert browser.has_link(" Write a  post")
    assert not browser.has_link("Write")
    assert not browser.has_link("write a post")


def test_images(show):
    browser = show(
        "<img src=/a.png alt='A  cat' width=10><img src=b.png><p hidden><img src=c.png></p>"
        "<img alt=''>"
    )

    assert browser.images == [
        ("A  cat", "/a.png", {"src": "/a.png", "alt": "A  cat", "width": "10"}),
        (None, "b.png", {"src": "b.png"}),
        ("", "", {"alt": ""}),
    ]
    assert browser.images[0].alt == "A  cat"
