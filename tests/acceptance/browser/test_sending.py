import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from acceptance.browser import Refused
from tests.acceptance.browser.pages import DONE

MULTIPART = '<form action="/echo/" method="post" enctype="multipart/form-data">'
UPLOAD = f"{MULTIPART}<label>File <input type=file name=f></label><button>Go</button></form>"
UPLOADS = UPLOAD.replace("name=f", "name=f multiple")


def refusal_of(act, *arguments):
    with pytest.raises(Refused) as refusal:
        act(*arguments)
    return str(refusal.value)


# Files


def test_a_path_is_sent_as_a_file(show, echoed, tmp_path):
    picture = tmp_path / "a cat.png"
    picture.write_bytes(b"\x89PNG")
    browser = show(UPLOAD)

    browser.attach("File", picture)

    assert browser.value("File") == "a cat.png"
    browser.press("Go")
    assert echoed()["files"] == [["f", "a cat.png", 4, "image/png", "\x89PNG"]]
    assert echoed()["post"] == {}


@pytest.mark.parametrize(
    ("file", "sent"),
    [
        (
            SimpleUploadedFile("a.txt", b"text", "application/x-odd"),
            ["a.txt", 4, "application/x-odd", "text"],
        ),
        (ContentFile(b"RIFF", "folder/b.webp"), ["b.webp", 4, "image/webp", "RIFF"]),
        (ContentFile(b"?", "c.unheard-of"), ["c.unheard-of", 1, "application/octet-stream", "?"]),
        (ContentFile(b"", 'd"d\n é.png'), ["d%22d%0A é.png", 0, "image/png", ""]),
    ],
)
def test_a_file_in_memory_is_sent(show, echoed, file, sent):
    browser = show(UPLOAD)

    browser.attach("File", file)
    browser.press("Go")

    assert echoed()["files"] == [["f", *sent]]


def test_a_file_without_a_way_back_is_read_once(show, echoed):
    class Pipe:
        name = "pipe.txt"

        def read(self):
            return b"once"

    browser = show(UPLOAD)

    browser.attach("File", Pipe())
    browser.press("Go")

    assert echoed()["files"] == [["f", "pipe.txt", 4, "text/plain", "once"]]


def test_the_same_file_can_be_sent_again(show, echoed):
    file = ContentFile(b"text", "a.txt")

    for _ in range(2):
        browser = show(UPLOAD)
        browser.attach("File", file)
        browser.press("Go")

        assert echoed()["files"] == [["f", "a.txt", 4, "text/plain", "text"]]


def test_several_files(show, echoed):
    browser = show(UPLOADS)

    browser.attach("File", ContentFile(b"1", "1.txt"), ContentFile(b"22", "2.txt"))

    assert browser.value("File") == ["1.txt", "2.txt"]
    browser.press("Go")
    assert [file[:3] for file in echoed()["files"]] == [["f", "1.txt", 1], ["f", "2.txt", 2]]


def test_files_are_replaced_and_cleared(show):
    browser = show(UPLOADS)

    browser.attach("File", ContentFile(b"1", "1.txt"))
    browser.attach("File", ContentFile(b"2", "2.txt"))
    assert browser.value("File") == ["2.txt"]

    browser.attach("File")
    assert browser.value("File") == []


def test_without_multipart_only_the_name_is_sent(show, echoed):
    browser = show(UPLOAD.replace("enctype=", "x="))

    browser.attach("File", ContentFile(b"1", "a b.txt"))
    browser.press("Go")

    assert echoed()["body"] == "f=a+b.txt"


@pytest.mark.parametrize(
    ("html", "files", "reason"),
    [
        (UPLOAD, 2, "takes one file, not 2"),
        (UPLOAD.replace("name=f", "disabled"), 1, "is disabled"),
        (UPLOAD.replace("name=f", "hidden"), 1, "is hidden"),
        (UPLOAD.replace("type=file", ""), 1, "is a text field: use fill"),
    ],
)
def test_what_a_browser_would_not_attach(show, html, files, reason):
    attached = [ContentFile(b"1", "1.txt")] * files

    assert refusal_of(show(html).attach, "File", *attached) == (
        f'The field "File" on /page/ {reason}.'
    )


def test_texts_and_files_keep_their_order(show, echoed):
    browser = show(
        f"{MULTIPART}<input name=a value=é><label>File <input type=file name=a></label>"
        "<textarea name=b>1\n2</textarea><button name=c value=3>Go</button></form>"
    )

    browser.attach("File", ContentFile(b"text", "a.txt"))
    browser.press("Go")

    request = echoed()
    assert request["post"] == {"a": ["é"], "b": ["1\r\n2"], "c": ["3"]}
    names = [part.split('"')[1] for part in request["body"].split("form-data; ")[1:]]
    assert names == ["a", "a", "b", "c"]


# Buttons


def test_an_input_without_a_value_sends_what_it_shows(show, echoed):
    show("<form action=/echo/><input type=submit name=a></form>").press("Submit")

    assert echoed()["query"] == "a=Submit"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<form><button disabled>Go</button></form>", "is disabled"),
        ("<form><fieldset disabled><button>Go</button></fieldset></form>", "is disabled"),
        ("<form><button hidden>Go</button></form>", "is hidden"),
        (
            "<form><button type=button>Go</button></form>",
            "does nothing by itself: it needs JavaScript",
        ),
        ("<button>Go</button>", "does nothing: it belongs to no form"),
        ("<form><button form=other>Go</button></form>", "does nothing: it belongs to no form"),
        ("<p id=p><button form=p>Go</button>", "does nothing: it belongs to no form"),
        (
            "<form action=mailto:a@b><button>Go</button></form>",
            "sends its form to an address that is a mailto: address, not a page",
        ),
        (
            "<form action=http://elsewhere.example/><button>Go</button></form>",
            "sends its form to an address that leads to another site, elsewhere.example,"
            " and nothing may leave this machine",
        ),
    ],
)
def test_buttons_that_send_nothing(show, browser, html, reason):
    assert refusal_of(show(html).press, "Go") == f'The button "Go" on /page/ {reason}.'
    assert browser.path == "/page/"


def test_a_summary_opens_and_closes_its_details(show):
    browser = show(
        "<details><summary>More</summary><label>Field <input></label><a href=/>Home</a></details>"
    )
    assert browser.links == []

    browser.press("More")
    assert browser.links == ["Home"]
    browser.fill("Field", "typed")

    browser.press("More")
    assert browser.lacks("Home")
    assert browser.fields == []

    browser.press("More")
    assert browser.value("Field") == "typed"


def test_a_dialog_form_closes_its_dialog(show):
    browser = show("<dialog open><form method=dialog>Hello<button>Close</button></form></dialog>")

    browser.press("Close")

    assert browser.lacks("Hello")
    assert browser.path == "/page/"


# CSRF


def test_the_token_in_the_form_is_sent(browser):
    browser.visit("/protected/")

    browser.fill("Title", "Beards")
    browser.press("Save")

    assert browser.sees_heading("Saved Beards")


def test_a_form_without_its_token_is_turned_down(browser):
    browser.visit("/protected/?without")

    browser.press("Save")

    assert browser.status == 403
    assert browser.sees("CSRF token missing")


# Impatience


def test_a_button_that_is_pressed_twice_sends_twice(show):
    browser = show("<form action=/page/><button>Look</button></form>")
    DONE.clear()

    browser.press_twice("Look")

    assert len(DONE) == 2


def test_the_second_answer_is_the_page(show):
    browser = show("<form action=/count/><button>Count</button></form>")
    DONE.clear()

    browser.press_twice("Count")

    assert browser.headings == ["Visit 2"]


def test_the_second_time_a_file_is_sent_again(show, echoed):
    browser = show(UPLOAD)

    browser.attach("File", ContentFile(b"text", "a.txt"))
    browser.press_twice("Go")

    assert echoed()["files"] == [["f", "a.txt", 4, "text/plain", "text"]]


def test_a_button_that_cannot_be_pressed_cannot_be_pressed_twice(show):
    browser = show("<form><button disabled>Go</button></form>")

    assert "disabled" in refusal_of(browser.press_twice, "Go")
