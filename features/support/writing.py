"""How authors fill in the form of a post."""

from django.urls import reverse

TEXT = "Words about something."


def fill_in_new_post(browser, title, *, text=TEXT, picture=None, description=None):
    """Fill in the form of a new post, without sending it."""
    browser.visit(reverse("post_create"))
    browser.fill("Title", title)
    browser.fill("Content", text)
    if picture is not None:
        browser.attach("Featured image", picture)
    if description is not None:
        browser.fill("Picture description", description)


def publish_new_post(browser, title, **filled_in):
    """Write a new post and publish it at once."""
    fill_in_new_post(browser, title, **filled_in)
    browser.press("Publish")


def save_new_draft(browser, title, **filled_in):
    """Write a new post and keep it as a draft."""
    fill_in_new_post(browser, title, **filled_in)
    browser.press("Save draft")


def save(browser):
    """Save the form that is open, in the status that the post has."""
    browser.press("Save changes" if "Save changes" in browser.buttons else "Save draft")


def open_form(browser, post):
    """Open the form of a post."""
    browser.visit(reverse("post_edit", kwargs={"slug": post.slug}))


def change_text(browser, post, text):
    """Replace the text of a post."""
    open_form(browser, post)
    browser.fill("Content", text)
    save(browser)


def rename(browser, post, title):
    """Give a post another title."""
    open_form(browser, post)
    browser.fill("Title", title)
    save(browser)


def take_back(browser, post):
    """Make a published post a draft again."""
    open_form(browser, post)
    browser.press("Take back to drafts")


def replace_picture(browser, post, picture):
    """Give a post another picture."""
    open_form(browser, post)
    browser.attach("Featured image", picture)
    save(browser)


def describe_picture(browser, post, description):
    """Change the description of a post's picture."""
    open_form(browser, post)
    browser.fill("Picture description", description)
    save(browser)


def delete(browser, post):
    """Delete a post and say yes when asked."""
    browser.visit(reverse("post_delete", kwargs={"slug": post.slug}))
    browser.press("Delete for good")
