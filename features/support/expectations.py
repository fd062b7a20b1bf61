"""What a reader must find on a page, with messages that say what is there instead."""

from django.conf import settings

ICONS = settings.STATIC_URL


def expect_text(browser, text):
    """Expect that the page, or a part of it, says `text`."""
    assert browser.sees(text), f'expected to read "{text}", but the page says:\n{browser.text}'


def expect_no_text(browser, text):
    """Expect that the page does not say `text`."""
    assert browser.lacks(text), f'expected not to read "{text}", but the page says:\n{browser.text}'


def expect_heading(browser, heading):
    """Expect that the page has a heading."""
    assert browser.sees_heading(heading), (
        f'expected a heading "{heading}", but there are: {_listed(browser.headings)}'
    )


def expect_message(browser, text):
    """Expect that one of the page's messages says `text`."""
    assert any(text in message for message in browser.messages), (
        f'expected to be told "{text}", but was told: {_listed(browser.messages)}'
    )


def expect_error(browser, label, text):
    """Expect that the field called `label` is refused with `text`."""
    error = browser.field_error(label)
    assert text in (error or ""), f'expected "{text}" about "{label}", but it says: {error}'


def expect_pictures(context, browser, names):
    """Expect that the page shows just the pictures from files of those names.

    The page's own icons do not count.
    """
    sources = [image.src for image in browser.images]
    shown = [context.cloudinary.name_of(src) for src in sources if not src.startswith(ICONS)]
    expect_equal(shown, names, "the pictures")


def expect_equal(seen, expected, what):
    """Expect that `what`, as it is seen, is what was expected."""
    assert seen == expected, f"expected {what} to be {expected!r}, but it is {seen!r}"


def _listed(texts):
    return "; ".join(f'"{text}"' for text in texts) or "nothing"


def expect_offer(browser, name):
    """Expect that the page offers to do something, by a button or a link of that name."""
    assert name in browser.buttons or browser.has_link(name), (
        f'expected an offer of "{name}", but there are: {_listed(_offers(browser))}'
    )


def expect_no_offer(browser, name):
    """Expect that the page does not offer to do that."""
    assert name not in _offers(browser), f'expected no offer of "{name}", but there is one'


def _offers(browser):
    return [*browser.links, *browser.buttons]
