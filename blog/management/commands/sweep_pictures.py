from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from blog.discarding import Fate, sweep
from blog.images import is_configured
from blog.models import PendingDeletion


class Command(BaseCommand):
    """Destroy the pictures that no post shows any more and that are still at Cloudinary."""

    help = (
        "Destroys pictures that were left at Cloudinary: when it was down, when an upload was "
        "never answered. Run it every hour or so. Ends with status 1 when a picture is left."
    )

    def handle(self, *args, verbosity, **options):
        if PendingDeletion.objects.due().exists() and not is_configured():
            raise CommandError("There are pictures to destroy, but no account: set CLOUDINARY_URL.")
        fates = []
        for public_id, fate in sweep():
            fates.append(fate)
            if verbosity > 1:
                self.stdout.write(f"{public_id}: {fate}")
        if verbosity:
            self._tell_done(fates)
            self._tell_under_way()
        left = fates.count(Fate.LEFT)
        if left:
            raise CommandError(f"{_pictures(left)} left; the log says why. Sweep again later.")

    def _tell_done(self, fates):
        self.stdout.write(f"{_pictures(fates.count(Fate.DESTROYED))} destroyed.")
        still_shown = fates.count(Fate.STILL_SHOWN)
        if still_shown:
            self.stdout.write(f"{_pictures(still_shown)} kept: a post shows it again.")

    def _tell_under_way(self):
        under_way = PendingDeletion.objects.under_way()
        last = under_way.last()
        if last:
            self.stdout.write(
                f"{_pictures(under_way.count())} may still be under way: "
                f"to be looked at after {localtime(last.due_at):%H:%M}."
            )


def _pictures(number):
    return "1 picture" if number == 1 else f"{number} pictures"
