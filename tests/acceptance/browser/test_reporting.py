import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from acceptance.browser import NotOnPage


def test_messages_are_told_in_document_order(show):
    browser = show(
        "<p role=status>Post \n <b>saved</b></p><p role=alert>But not sent</p><p>other</p>"
        "<p role=status></p><p role=status hidden>no</p>"
        "<div role=status>Outer <p role=alert>inner</p></div>"
    )

    assert browser.messages == ["Post saved", "But not sent", "Outer inner"]


@pytest.mark.parametrize(
    ("field", "error"),
    [
        ("<input aria-invalid=true aria-errormessage=x aria-describedby=a_error>", "X"),
        ("<input aria-invalid=true aria-describedby='help a_error'>", "A error"),
        ("<input aria-invalid=true aria-describedby='a-error b_error'>", "A dash B"),
        ("<input aria-invalid=true aria-describedby='missing_error help'>", ""),
        ("<input aria-invalid=true aria-describedby=hidden_error>", ""),
        ("<input aria-invalid=true>", ""),
        ("<input aria-invalid=false aria-describedby=a_error>", ""),
        ("<input aria-describedby=a_error>", ""),
    ],
)
def test_the_error_of_a_field(show, field, error):
    browser = show(
        f"<label>Title {field}</label><p id=x>X</p><p id=help>Help</p><ul id=a_error><li>A"
        "<li>error</ul><p id=a-error>A dash</p><p id=b_error>B</p><p id=hidden_error hidden>no</p>"
    )

    assert browser.field_error("Title") == error
    expected = {"Title": error} if "invalid=true" in field else {}
    assert browser.field_errors == expected


def test_a_field_without_a_label_is_told_by_its_name(show):
    browser = show("<input name=slug aria-invalid=true aria-errormessage=x><p id=x>Taken")

    assert browser.field_errors == {"slug": "Taken"}


def test_a_missing_field_has_no_error(show):
    with pytest.raises(NotOnPage, match='There is no field "Titel"'):
        show("<label>Title <input></label>").field_error("Titel")


class PostForm(forms.Form):
    title = forms.CharField(help_text="Up to you", error_messages={"required": "Name it"})
    status = forms.ChoiceField(
        choices=[("d", "Draft"), ("p", "Published")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pick one"},
    )
    when = forms.SplitDateTimeField(error_messages={"required": "Say when"})
    agreed = forms.BooleanField(required=False)


def test_errors_as_django_renders_them(show):
    browser = show(f"<form>{PostForm({}, renderer=DjangoTemplates())}</form>")

    assert browser.field_errors == {"Title": "Name it", "Status": "Pick one", "When": "Say when"}
    assert browser.field_error("Title") == "Name it"
    assert browser.field_error("Status") == "Pick one"
    assert browser.field_error("Agreed") == ""


def test_errors_inside_a_part(show):
    browser = show(
        "<form aria-label=A><label>Title <input aria-invalid=true></label></form>"
        "<form aria-label=B><label>Title <input></label></form>"
    )

    assert browser.within("A").field_errors == {"Title": ""}
    assert browser.within("B").field_errors == {}


def test_describing_a_page(show):
    browser = show(
        "<title>Write a post</title><p role=alert>Please correct it</p>"
        "<label>Title <input aria-invalid=true aria-errormessage=x></label><p id=x>Name it"
    )

    assert browser.describe() == (
        "/page/ answered with status 200\n"
        "Title: Write a post\n"
        "Message: Please correct it\n"
        "Error: Title: Name it"
    )


def test_describing_what_is_no_page(browser):
    browser.visit("/plain/")

    assert browser.describe() == "/plain/ answered with status 200"


def test_describing_before_the_first_visit(browser):
    assert browser.describe() == "No page was visited yet."


@pytest.mark.parametrize("name", ["shot", "1.2 it"])
def test_a_screenshot_gets_a_suffix_once(show, tmp_path, name):
    browser = show("<p>é")

    file = browser.screenshot(tmp_path / "shots" / name)

    assert file == tmp_path / "shots" / f"{name}{file.suffix}"
    assert file.is_file()
    assert browser.screenshot(file) == file


def test_without_a_page_there_is_no_screenshot(browser, tmp_path):
    with pytest.raises(NotOnPage):
        browser.screenshot(tmp_path / "shot")

    assert list(tmp_path.iterdir()) == []
