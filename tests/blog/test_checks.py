from blog.checks import CONSOLE, mails_leave_the_machine


def test_printed_mails_are_warned_of(settings):
    settings.EMAIL_BACKEND = CONSOLE

    (warning,) = mails_leave_the_machine(None)

    assert "EMAIL_URL" in warning.hint


def test_mails_that_are_sent_are_fine(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert mails_leave_the_machine(None) == []
