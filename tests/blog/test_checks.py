from blog.checks import CONSOLE, mails_leave_the_machine, pictures_are_kept
from features.support.cloudinary.double import overridden


def test_a_blog_without_an_account_is_warned_of():
    with overridden(CLOUDINARY={}):
        (warning,) = pictures_are_kept(None)

    assert "CLOUDINARY_URL" in warning.hint


def test_a_blog_with_an_account_is_fine():
    assert pictures_are_kept(None) == []


def test_printed_mails_are_warned_of(settings):
    settings.EMAIL_BACKEND = CONSOLE

    (warning,) = mails_leave_the_machine(None)

    assert "EMAIL_URL" in warning.hint


def test_mails_that_are_sent_are_fine(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert mails_leave_the_machine(None) == []
