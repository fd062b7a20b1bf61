from django.conf import settings
from django.core import checks

from blog import images

CONSOLE = "django.core.mail.backends.console.EmailBackend"


@checks.register(deploy=True)
def pictures_are_kept(app_configs, **kwargs):
    """Warn when authors would be told that pictures are not set up."""
    if images.is_configured():
        return []
    return [
        checks.Warning(
            "Pictures can't be kept: there is no account at Cloudinary.",
            hint="Set CLOUDINARY_URL to the API environment variable of its console.",
            id="blog.W002",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def mails_leave_the_machine(app_configs, **kwargs):
    """Warn when links that let somebody choose a new password would end up in a log."""
    if settings.EMAIL_BACKEND != CONSOLE:
        return []
    return [
        checks.Warning(
            "Mails are printed, with the links to choose a new password in them.",
            hint="Set EMAIL_URL to the mail server that is to send them.",
            id="blog.W001",
        )
    ]
