import pytest

from tests.acceptance.browser.names import (
    BUTTONS,
    FIELDS,
    GROUPS,
    HEADINGS,
    LINKS,
    NO_FIELDS,
    NO_LINKS,
)


@pytest.mark.parametrize(("html", "name"), LINKS)
def test_names_of_links(show, html, name):
    assert show(html).links == [name]


@pytest.mark.parametrize("html", NO_LINKS)
def test_what_is_no_link_with_a_name(show, html):
    browser = show(html)

    assert browser.links == []
    assert not browser.has_link("hidden")


@pytest.mark.parametrize(("html", "name"), BUTTONS)
def test_names_of_buttons(show, html, name):
    assert show(html).buttons == [name]


def test_what_is_no_button(show):
    assert show("<input value=a><a href=x>b</a><summary>c</summary>").buttons == []


@pytest.mark.parametrize(("html", "label"), FIELDS)
def test_labels_of_fields(show, html, label):
    assert show(html).fields == [label]


@pytest.mark.parametrize("html", NO_FIELDS)
def test_fields_without_a_label_go_unnamed(show, html):
    assert show(html).fields == []


@pytest.mark.parametrize(("html", "legend"), GROUPS)
def test_groups_of_radio_buttons_and_check_boxes_are_fields(show, html, legend):
    assert show(html).fields == [legend]


def test_other_fieldsets_are_no_fields(show):
    html = "<fieldset><legend>You</legend><label>Name<input></label></fieldset>"

    assert show(html).fields == ["Name"]


def test_headings_are_listed_in_document_order(show):
    html, headings = HEADINGS
    browser = show(html)

    assert browser.headings == headings
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
