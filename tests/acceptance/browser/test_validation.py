import pytest

from acceptance.browser import Refused

# Each was observed in Chromium: what its `checkValidity()` says of the form.
VALID = {
    "optional": "<input>",
    "read-only": "<input required readonly>",
    "disabled": "<input required disabled>",
    "in a disabled fieldset": "<fieldset disabled><input required></fieldset>",
    "in a datalist": "<datalist><input required></datalist>",
    "hidden type": "<input type=hidden required>",
    "button": "<button type=button required>x</button>",
    "text": "<input required value=x>",
    "space": '<input required value=" ">',
    "ticked": "<input type=checkbox required checked>",
    "radio button without a name": "<input type=radio required>",
    "another of the group": ("<input type=radio name=r required><input type=radio name=r checked>"),
    "list": "<select required><option>x</select>",
    "empty value further down": ('<select required><option>x<option value="" selected>y</select>'),
    "multiple list": '<select required multiple><option value="" selected>x</select>',
    "e-mail": "<input type=email value=a.b+c@example>",
    "no e-mail": "<input type=email>",
    "e-mails": '<input type=email multiple value="a@b, c@d">',
    "url": "<input type=url value=https://example.com/>",
    "other url": "<input type=url value=mailto:x>",
    "pattern": '<input pattern="[a-z]+" value=abc>',
    "pattern without a text": '<input pattern="[a-z]+">',
    "broken pattern": '<input pattern="(" value=abc>',
    "pattern on a number": '<input type=number pattern="x" value=1>',
    "too short as given": "<input minlength=5 value=abc>",
    "number": "<input type=number min=1 max=3 value=2>",
    "edge": "<input type=number min=1 max=3 value=3>",
    "no number": "<input type=number min=1>",
    "odd limits": "<input type=number min=x max=y value=2>",
    "any step": "<input type=number step=any value=1.55>",
    "decimals": "<input type=number step=0.1 value=0.3>",
    "step from the lowest": "<input type=number step=2 min=1 value=3>",
    "step from the given value": "<input type=number value=1.5>",
    "step of nothing": "<input type=number step=0 value=2>",
    "date": "<input type=date min=2026-01-01 max=2026-12-31 value=2026-05-04>",
}
INVALID = {
    "text": ("<input required>", "is required"),
    "spaces in an e-mail": ('<input type=email required value=" ">', "is required"),
    "text area": ("<textarea required></textarea>", "is required"),
    "only a line feed": ("<textarea required>\n</textarea>", "is required"),
    "number": ("<input type=number required value=x>", "is required"),
    "check box": ("<input type=checkbox required>", "is required"),
    "radio button": ("<input type=radio name=f required>", "is required"),
    "file": ("<input type=file required>", "is required"),
    "hidden by CSS": ('<input required style="display:none">', "is required"),
    "list": ('<select required><option value="">x<option>y</select>', "is required"),
    "empty list": ("<select required></select>", "is required"),
    "multiple list": ("<select required multiple><option>x</select>", "is required"),
    "e-mail": ("<input type=email value=a>", "is no e-mail address"),
    "e-mail with a space": ('<input type=email value="a @b">', "is no e-mail address"),
    "e-mails": ('<input type=email multiple value="a@b,c">', "is no e-mail address"),
    "url": ("<input type=url value=example.com>", "is no address such as https://example.com/"),
    "url without host": ("<input type=url value=http://>", "is no address such as"),
    "pattern": ('<input pattern="[a-z]+" value=abc1>', "does not match the pattern [a-z]+"),
    "alternatives": ('<input pattern="a|b" value=ab>', "does not match the pattern a|b"),
    "below": ("<input type=number min=10 value=9>", "is below 10"),
    "above": ("<input type=number max=9 value=10>", "is above 9"),
    "early": ("<input type=date min=2026-05-04 value=2026-05-03>", "is below 2026-05-04"),
    "late": ("<input type=time max=12:00 value=12:01>", "is above 12:00"),
    "off the step": ("<input type=number min=0 value=1.5>", "is not on a step of 1"),
    "off its own step": (
        "<input type=number min=0 step=0.5 value=1.2>",
        "is not on a step of 0.5",
    ),
}
REQUIRED = "<label>Title: <input name=title required></label>"


@pytest.mark.parametrize("name", VALID)
def test_valid_forms_are_sent(show, browser, name):
    show(f"<form action=/sent/>{VALID[name]}<button>Go</button></form>").press("Go")

    assert browser.path.startswith("/sent/")


@pytest.mark.parametrize("name", INVALID)
def test_invalid_forms_are_held_back(show, browser, name):
    html, problem = INVALID[name]
    show(f'<form action="/sent/">{html.replace(" ", " name=f ", 1)}<button>Go</button></form>')

    with pytest.raises(Refused) as refusal:
        browser.press("Go")

    assert f'does not send its form, because "f" {problem}' in str(refusal.value)
    assert browser.path == "/page/"


def test_all_problems_are_told_by_their_labels(show):
    browser = show(
        f"<form>{REQUIRED}<label>Age <input type=number value=200 max=120></label>"
        "<input type=radio name=r required><input type=radio name=r required>"
        "<button>Save</button></form>"
    )

    with pytest.raises(Refused) as refusal:
        browser.press("Save")

    assert str(refusal.value) == (
        'The button "Save" on /page/ does not send its form, because "Title" is required,'
        ' and "Age" is above 120, and "r" is required.'
    )


def test_one_field_may_have_several_problems(show):
    browser = show("<form><input name=e type=email pattern=x value=y><button>Go</button></form>")

    with pytest.raises(Refused, match='"e" is no e-mail address, and "e" does not match'):
        browser.press("Go")


def test_typed_text_may_be_too_short(show):
    browser = show(
        "<form action=/sent/><label>Name <input minlength=3></label><button>Go</button></form>"
    )
    browser.fill("Name", "ab")

    with pytest.raises(Refused, match='"Name" takes at least 3 characters, and this text has 2'):
        browser.press("Go")

    browser.fill("Name", "abc")
    browser.press("Go")
    assert browser.path == "/sent/"


def test_what_is_filled_and_attached_is_no_longer_missing(show):
    browser = show(
        f"<form action=/sent/>{REQUIRED}<label>File <input type=file required></label>"
        "<button>Go</button></form>"
    )

    browser.fill("Title", "x")
    browser.attach("File", __file__)
    browser.press("Go")

    assert browser.path == "/sent/?title=x"


@pytest.mark.parametrize(
    "form",
    [
        f"<form action=/sent/ novalidate>{REQUIRED}<button>Go</button></form>",
        f"<form action=/sent/>{REQUIRED}<button formnovalidate>Go</button></form>",
    ],
)
def test_a_form_may_be_sent_unchecked(show, browser, form):
    show(form).press("Go")

    assert browser.path == "/sent/?title="
