import pytest

from acceptance.browser import NotOnPage, Refused

STATUS_LIST = (
    "<label>Status <select name=s><option value=d>Draft<option selected>Published"
    "<option disabled>Gone<option label='In review' value=r>x</select></label>"
)
TAGS_LIST = (
    "<label>Tags <select name=t multiple>"
    "<option>Sea<option selected>Land<option>Sky</select></label>"
)
STATUS_BUTTONS = (
    "<fieldset><legend>Status:</legend><label><input type=radio name=s value=d>Draft</label>"
    "<label><input type=radio name=s value=p checked>Published</label>"
    "<label><input type=radio name=s value=g disabled>Gone</label>"
    "<label hidden><input type=radio name=s value=h>Hidden</label></fieldset>"
)
TAG_BOXES = (
    "<fieldset><legend>Tags</legend><label><input type=checkbox name=t value=1>Sea</label>"
    "<label><input type=checkbox name=t value=2 checked>Land</label>"
    "<label><input type=checkbox name=t value=3>Sky</label>"
    "<label><input type=checkbox name=t value=4 checked disabled>Fire</label></fieldset>"
)
GO = "<button>Go</button>"


@pytest.fixture
def form(show):
    """Return a function that opens a form to `/echo/` with the given fields."""
    return lambda fields: show(f'<form action="/echo/">{fields}{GO}</form>')


def refusal_of(act, *arguments):
    with pytest.raises(Refused) as refusal:
        act(*arguments)
    return str(refusal.value)


# Text


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("<input name=f value=old>", "new", "new"),
        ("<input name=f value=old>", "", ""),
        ("<input name=f>", "two\nlines", "twolines"),
        ("<textarea name=f>old</textarea>", "two\r\nlines\r", "two\nlines\n"),
        ("<textarea name=f>\n\nold</textarea>", "\n\nnew", "\n\nnew"),
        ("<input type=email name=f>", " a@b ", "a@b"),
        ("<input type=password name=f>", " pass word ", " pass word "),
        ("<input type=number name=f>", "-1.5e3", "-1.5e3"),
        ("<input type=date name=f value=2026-05-04>", "2026-05-05", "2026-05-05"),
        ("<input type=date name=f value=2026-05-04>", "", ""),
        ("<input type=datetime-local name=f>", "2026-05-04T12:30", "2026-05-04T12:30"),
        ("<input type=color name=f>", "#ABCDEF", "#abcdef"),
        ("<input type=range name=f max=5>", "4", "4"),
        ("<input type=range name=f max=5>", "9", "5"),
        ("<input type=color name=f readonly>", "#000000", "#000000"),
        ("<input type=hologram name=f>", "new", "new"),
    ],
)
def test_filling_replaces_the_text(form, field, text, value):
    browser = form(f"<label>Field {field}</label>")

    browser.fill("Field", text)

    assert browser.value("Field") == value


def test_what_was_typed_is_sent(form, echoed):
    browser = form("<label>A <input name=a></label><label>B <textarea name=b>x</textarea></label>")

    browser.fill("A", "é")
    browser.fill("B", "1\n2")
    browser.press("Go")

    assert echoed()["query"] == "a=%C3%A9&b=1%0D%0A2"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("<input value=given>", "given"),
        ("<input>", ""),
        ("<textarea>\n one\r\ntwo </textarea>", " one\ntwo "),
        ("<input type=number value=x>", ""),
        ("<input type=checkbox>", False),
        ("<input type=checkbox checked>", True),
        ("<input type=radio checked>", True),
        ("<input type=file>", ""),
        ("<input type=file multiple>", []),
        ("<input value=given disabled>", "given"),
        ("<select></select>", None),
        ("<select><option>One</select>", "One"),
        ("<select multiple><option selected>One<option>Two</select>", ["One"]),
    ],
)
def test_the_value_of_an_untouched_field(show, field, value):
    assert show(f"<label>Field {field}</label>").value("Field") == value


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("<input disabled>", "x", "is disabled"),
        ("<input readonly>", "x", "is read-only"),
        ("<textarea readonly></textarea>", "x", "is read-only"),
        ("<input hidden>", "x", "is hidden"),
        ("<input maxlength=3>", "four", "takes at most 3 characters, and this text has 4"),
        ("<input maxlength=3>", "😀😀", "takes at most 3 characters, and this text has 4"),
        (
            "<textarea maxlength=3></textarea>",
            "1\r\n34",
            "takes at most 3 characters, and this text has 4",
        ),
        ("<input type=number>", "many", 'takes a number such as 12 or 0.5, not "many"'),
        ("<input type=date>", "4 May", 'takes a date such as 2026-05-04, not "4 May"'),
        ("<input type=date>", "2026-02-30", 'takes a date such as 2026-05-04, not "2026-02-30"'),
        ("<input type=color>", "", 'takes a colour such as #0a7f3c, not ""'),
        ("<input type=checkbox>", "x", "is a check box: use check or uncheck"),
        ("<input type=radio>", "x", "is a radio button: use check, or choose with its legend"),
        ("<input type=file>", "x", "takes files: use attach"),
        ("<select></select>", "x", "is a list of options: use choose"),
    ],
)
def test_what_a_browser_would_not_type(show, field, text, reason):
    browser = show(f"<label>Field {field}</label>")

    assert refusal_of(browser.fill, "Field", text) == f'The field "Field" on /page/ {reason}.'


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("<input maxlength=3>", "abc"),
        ("<textarea maxlength=3></textarea>", "1\r\n3"),
        ("<input maxlength=no>", "abc"),
        ("<input type=number maxlength=1>", "123"),
    ],
)
def test_text_within_maxlength_is_typed(show, field, text):
    browser = show(f"<label>Field {field}</label>")

    browser.fill("Field", text)

    assert browser.value("Field") == text.replace("\r", "")


def test_a_field_in_a_disabled_fieldset_is_disabled(show):
    browser = show(
        "<fieldset disabled><legend><label>Legend <input></label></legend>"
        "<p><label>Field <input></label></fieldset>"
    )

    browser.fill("Legend", "x")

    assert "is disabled" in refusal_of(browser.fill, "Field", "x")


def test_a_group_takes_no_text(show):
    assert refusal_of(show(STATUS_BUTTONS).fill, "Status", "x") == (
        'The field "Status" on /page/ is a group of options: use choose.'
    )


def test_what_was_typed_is_lost_when_the_page_is_left(form, browser):
    form("<label>A <input name=a value=old></label>").fill("A", "new")

    browser.visit("/page/")

    assert browser.value("A") == "old"


# Check boxes and radio buttons


def test_ticking_and_clearing_a_check_box(form, echoed):
    browser = form(
        "<label>A <input type=checkbox name=a></label>"
        "<label>B <input type=checkbox name=b checked></label>"
    )

    browser.check("A")
    browser.uncheck("B")

    assert (browser.value("A"), browser.value("B")) == (True, False)
    browser.press("Go")
    assert echoed()["query"] == "a=on"


def test_ticking_twice_leaves_it_ticked(show):
    browser = show("<label>A <input type=checkbox></label>")

    browser.check("A")
    browser.check("A")

    assert browser.value("A") is True


def test_selecting_a_radio_button_clears_the_others_of_its_form_and_name(show, echoed):
    browser = show(
        "<form action=/echo/><label>A <input type=radio name=r value=a checked></label>"
        "<label>B <input type=radio name=r value=b></label>"
        "<label>C <input type=radio name=other value=c checked></label>"
        "<input type=checkbox name=r value=box checked>"
        "<button>Go</button></form>"
        "<form><label>D <input type=radio name=r checked></label>"
        "<label>E <input type=radio checked></label></form>"
    )

    browser.check("B")

    assert [browser.value(label) for label in "ABCDE"] == [False, True, True, True, True]
    browser.press("Go")
    assert echoed()["query"] == "r=b&other=c&r=box"


def test_a_radio_button_without_a_name_stands_alone(show):
    browser = show("<label>A <input type=radio></label><label>B <input type=radio checked></label>")

    browser.check("A")

    assert (browser.value("A"), browser.value("B")) == (True, True)


@pytest.mark.parametrize(
    ("act", "field", "reason"),
    [
        ("check", "<input type=checkbox disabled>", "is disabled"),
        ("uncheck", "<input type=checkbox checked disabled>", "is disabled"),
        ("check", "<input type=checkbox hidden>", "is hidden"),
        ("check", "<input>", "is a text field: use fill"),
        ("uncheck", "<select></select>", "is a list of options: use choose"),
        (
            "uncheck",
            "<input type=radio checked>",
            "is a radio button, which cannot be cleared: check another one",
        ),
    ],
)
def test_what_a_browser_would_not_tick(show, act, field, reason):
    browser = show(f"<label>Field {field}</label>")

    assert refusal_of(getattr(browser, act), "Field") == f'The field "Field" on /page/ {reason}.'


# Lists and groups


@pytest.mark.parametrize(("options", "sent"), [("Draft", "s=d"), (" In  review ", "s=r")])
def test_choosing_from_a_list(form, echoed, options, sent):
    browser = form(STATUS_LIST)

    browser.choose("Status", options)

    assert browser.value("Status") == " ".join(options.split())
    browser.press("Go")
    assert echoed()["query"] == sent


@pytest.mark.parametrize(
    ("fields", "value", "sent"),
    [
        (TAGS_LIST, ["Sea", "Sky"], "t=Sea&t=Sky"),
        (TAG_BOXES, ["Sea", "Sky", "Fire"], "t=1&t=3"),
    ],
)
def test_choosing_several_leaves_no_others(form, echoed, fields, value, sent):
    browser = form(fields)

    browser.choose("Tags", "Sky", "Sea")

    assert browser.value("Tags") == value
    browser.press("Go")
    assert echoed()["query"] == sent


@pytest.mark.parametrize(("fields", "left"), [(TAGS_LIST, []), (TAG_BOXES, ["Fire"])])
def test_choosing_nothing_clears_what_takes_several(show, fields, left):
    browser = show(fields)

    browser.choose("Tags")

    assert browser.value("Tags") == left


def test_choosing_among_radio_buttons(form, echoed):
    browser = form(STATUS_BUTTONS)
    assert browser.value("Status") == "Published"

    browser.choose("Status:", "Draft")

    assert browser.value("Status") == "Draft"
    assert browser.value("Published") is False
    browser.press("Go")
    assert echoed()["query"] == "s=d"


def test_no_radio_button_may_be_selected(show):
    html = "<fieldset><legend>Status</legend><label><input type=radio>Draft</label></fieldset>"

    assert show(html).value("Status") is None


def test_the_list_is_meant_where_its_group_has_the_same_name(show):
    browser = show(f"<fieldset><legend>Status</legend><input type=radio>{STATUS_LIST}</fieldset>")

    browser.choose("Status", "Draft")

    assert browser.value("Status") == "Draft"


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        (STATUS_LIST, "Draft, Published, Gone, In review"),
        (STATUS_BUTTONS, "Draft, Published, Gone"),
    ],
)
def test_a_missing_option_is_told_with_those_offered(show, fields, offered):
    with pytest.raises(NotOnPage) as failure:
        show(fields).choose("Status", "Publish")

    assert str(failure.value) == (
        'There is no option "Publish" in the field "Status" on /page/.'
        f' Did you mean "Published"? Options there: {offered}.'
    )


def test_two_options_of_the_same_name_are_told(show):
    with pytest.raises(NotOnPage) as failure:
        show("<label>A <select><option>x<option>x</select></label>").choose("A", "x")

    assert str(failure.value) == 'There are 2 options "x" in the field "A" on /page/.'


@pytest.mark.parametrize(
    ("fields", "label", "options", "reason"),
    [
        (STATUS_LIST, "Status", ["Gone"], 'does not let "Gone" be chosen: it is disabled'),
        (STATUS_BUTTONS, "Status", ["Gone"], 'does not let "Gone" be chosen: it is disabled'),
        (STATUS_LIST, "Status", ["Draft", "Published"], "takes one option, not 2"),
        (STATUS_BUTTONS, "Status", ["Draft", "Published"], "takes one option, not 2"),
        (STATUS_LIST, "Status", [], "takes one option, not 0"),
        (
            STATUS_BUTTONS.replace("<fieldset", "<fieldset disabled"),
            "Status",
            ["Draft"],
            "is disabled",
        ),
        (STATUS_LIST.replace("<select", "<select disabled"), "Status", ["Draft"], "is disabled"),
        (STATUS_LIST.replace("<select", "<select hidden"), "Status", ["Draft"], "is hidden"),
        ("<label>A <input></label>", "A", ["x"], "is a text field: use fill"),
        (
            "<label>A <input type=checkbox></label>",
            "A",
            ["x"],
            "is a check box: use check or uncheck",
        ),
    ],
)
def test_what_a_browser_would_not_choose(show, fields, label, options, reason):
    browser = show(fields)

    assert refusal_of(browser.choose, label, *options) == (
        f'The field "{label}" on /page/ {reason}.'
    )


# Resetting


def test_resetting_gives_back_what_the_page_gave(form):
    browser = form(
        "<label>A <input name=a value=old></label><label>B <input type=checkbox checked></label>"
        f"{TAGS_LIST}<label>F <input type=file></label><input type=reset>"
    )
    browser.fill("A", "new")
    browser.uncheck("B")
    browser.choose("Tags", "Sea")
    browser.attach("F", __file__)

    browser.press("Reset")

    assert browser.value("A") == "old"
    assert browser.value("B") is True
    assert browser.value("Tags") == ["Land"]
    assert browser.value("F") == ""
    assert browser.path == "/page/"


def test_resetting_leaves_other_forms_alone(show):
    browser = show(
        "<form><label>A <input></label><input type=reset></form><label>B <input></label>"
    )
    browser.fill("B", "kept")

    browser.press("Reset")

    assert browser.value("B") == "kept"
