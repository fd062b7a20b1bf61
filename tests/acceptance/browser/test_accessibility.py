"""Hold the names that both drivers use to what Chromium itself tells assistive technology."""

import pytest

from acceptance.browser.document import collapse
from tests.acceptance.browser.names import (
    BUTTONS,
    FIELDS,
    GROUPS,
    HEADINGS,
    LINKS,
    NO_FIELDS,
    NO_LINKS,
)

LINK_ROLES = {"link"}
BUTTON_ROLES = {"button", "DisclosureTriangle"}
FIELD_ROLES = {"textbox", "combobox", "checkbox"}
GROUP_ROLES = {"group", "radiogroup"}

# What we call otherwise on purpose, with Chromium's names.
CONVENTIONS = {
    # A person reads no sign that closes a label as part of it.
    "<label>Title: <input></label>": "Title:",
    "<label>Title <span>*</span> <input></label>": "Title *",
    "<label>Title * : <input></label>": "Title * :",
    "<i id=a>A:</i><input aria-labelledby=a aria-label=no>": "A:",
    "<input aria-label='Search *' title=no>": "Search *",
    "<fieldset><legend>Status:</legend><input type=radio></fieldset>": "Status:",
    # A person reads the label, not the attribute that replaces it for others.
    "<label for=f>Label</label><input id=f aria-label=no>": "no",
    "<label for=f>Label</label><i id=a>no</i><input id=f aria-labelledby=a>": "no",
    # A label that is hidden still names its field, as any hidden reference does.
    "<label for=f hidden>Hidden</label><input id=f>": "",
    # What a field shows until somebody types is an example, not a name.
    "<input placeholder=no>": "no",
    # The value of a picture as button is not shown.
    "<input type=image value=no src=x>": "no",
}


@pytest.fixture(scope="module")
def tab(engine):
    opened = engine.open()
    yield opened
    engine.close(opened)


@pytest.fixture
def names(engine, tab):
    """Return a function that lists the names of what has one of some roles on a page."""

    async def look(html):
        await tab.page.set_content(html)
        session = await tab.context.new_cdp_session(tab.page)
        try:
            return (await session.send("Accessibility.getFullAXTree"))["nodes"]
        finally:
            await session.detach()

    def names(html, roles):
        nodes = [node for node in engine.run(look(html)) if not node["ignored"]]
        found = (node["name"]["value"] for node in nodes if node["role"]["value"] in roles)
        return [name for name in map(collapse, found) if name]

    return names


@pytest.mark.parametrize(
    ("html", "name", "roles"),
    [
        *((html, name, LINK_ROLES) for html, name in LINKS),
        *((html, name, BUTTON_ROLES) for html, name in BUTTONS),
        *((html, name, FIELD_ROLES) for html, name in FIELDS),
        *((html, name, GROUP_ROLES) for html, name in GROUPS),
        *((html, "", LINK_ROLES) for html in NO_LINKS),
        *((html, "", FIELD_ROLES) for html in NO_FIELDS),
    ],
)
def test_chromium_has_the_same_name(names, html, name, roles):
    expected = CONVENTIONS.get(html, name)

    assert names(html, roles) == ([expected] if expected else [])


def test_chromium_has_the_same_headings(names):
    html, headings = HEADINGS

    assert sorted(names(html, {"heading"})) == sorted(headings)


def test_a_convention_is_one():
    ours = dict([*LINKS, *BUTTONS, *FIELDS, *GROUPS, *((html, "") for html in NO_FIELDS)])

    assert all(ours[html] != name for html, name in CONVENTIONS.items())
