"""The options of `manage.py behave` that this specification adds."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError

IN_MEMORY, STANDIN, LIVE = "memory", "standin", "live"


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument(
        "--cloudinary",
        choices=(IN_MEMORY, STANDIN, LIVE),
        default=IN_MEMORY,
        help="Where pictures go: into memory (the default), through the real SDK to a stand-in on "
        "this machine, or to the live account that CLOUDINARY_URL names.",
    )
    parser.add_argument(
        "--yes-use-live-cloudinary",
        action="store_true",
        help="Say that --cloudinary=live may upload to the account, and destroy what it uploaded.",
    )


def check(options):
    """Refuse to touch a live account without being told so twice."""
    if options["cloudinary"] != LIVE:
        if options["yes_use_live_cloudinary"]:
            raise CommandError("--yes-use-live-cloudinary goes with --cloudinary=live")
        return
    if not settings.LIVE_CLOUDINARY_API:
        raise CommandError("--cloudinary=live needs an account: set CLOUDINARY_URL")
    address = urlsplit(settings.LIVE_CLOUDINARY_API)
    if not (address.scheme == "cloudinary" and address.password and address.hostname):
        raise CommandError(
            "CLOUDINARY_URL is no address of an account: cloudinary://KEY:SECRET@CLOUD"
        )
    if not options["yes_use_live_cloudinary"]:
        raise CommandError(
            "--cloudinary=live uploads pictures to the account in CLOUDINARY_URL and destroys them "
            "again; add --yes-use-live-cloudinary if that is what you want"
        )
