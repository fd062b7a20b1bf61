"""Let authors publish posts with pictures at once, then see whether any text or picture is lost.

The blog runs under gunicorn and keeps its pictures at the stand-in for Cloudinary, each in
processes of its own. README.md says what the figures mean. Ends with status 1 if a check fails.
"""
# ruff: noqa: T201 (what it prints is what it is for)

import argparse
import os
import secrets
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from statistics import linear_regression, median, quantiles
from tempfile import TemporaryDirectory
from threading import Event, Lock

from django.core.management import call_command
from django.utils import timezone
from PIL import Image
from support import (
    UnexpectedPage,
    Visitor,
    blog_serving,
    children,
    cut_off,
    end_after,
    memory,
    set_up_blog,
    standin_serving,
)
from urllib3 import request
from urllib3.exceptions import HTTPError

WORKERS, THREADS = 2, 4  # of gunicorn: as many authors are answered at the same time
KINDS = GET_FORM, POST_FORM, GET_POST = "GET form", "POST form", "GET post"

TROUBLES = ("lost-reply", "down", "error")
FAILURES = 10  # a trouble lasts until it has kept so many pictures from being saved
PAUSE = 0.5  # seconds before an author tries a picture again
MOST_TRIES = 100  # all troubles together cost fewer
NOT_SAVED = "Your text is saved, but the picture is not"


class Camera:
    """Take pictures of one size; the colour of a corner tells each from the others."""

    def __init__(self, megabytes: float) -> None:
        self._noise = _noise(1280)
        self._noise = _noise(round(1280 * (megabytes * 1024**2 / len(self.take(0))) ** 0.5))

    def take(self, number: int) -> bytes:
        """Return a JPEG that nobody else has."""
        image = self._noise.copy()
        image.paste(_colour(number), (0, 0, image.width // 8, image.height // 8))
        content = BytesIO()
        image.save(content, "JPEG")
        return content.getvalue()


def _noise(width):
    """Return noise that is coarse enough to take about as many bytes a pixel as a photo."""
    height = width * 9 // 16
    grain = (width // 4, height // 4)
    noise = Image.frombytes("RGB", grain, os.urandom(3 * grain[0] * grain[1]))
    return noise.resize((width, height))


def _colour(number):
    return tuple((number >> shift) % 16 * 16 + 8 for shift in (0, 4, 8))


def shows(picture: bytes, number: int) -> bool:
    """Tell whether this is the picture, however reduced, that was taken under a number."""
    with Image.open(BytesIO(picture)) as image:
        seen = image.convert("RGB").getpixel((image.width // 16, image.height // 16))
    return all(abs(a - b) < 8 for a, b in zip(seen, _colour(number), strict=True))


class Run:
    """What authors do at the same time, and what comes of it; texts go by their numbers."""

    def __init__(self, options: argparse.Namespace, standin: str, workers: set[str]) -> None:
        self.texts = [_words() for _ in range(options.uploads)]
        self.addresses: dict[int, str] = {}
        self.errors: list[str] = []
        self.not_saved = 0
        self.memory = [memory(workers)]
        self.is_over = Event()
        self._camera = Camera(options.megabytes)
        self._workers = workers
        self._trouble = f"http://{standin}/_standin/trouble"
        self._troubles = iter(TROUBLES if options.trouble else ())
        self._lock = Lock()

    def write(self, author: Visitor, numbers: range) -> None:
        """Let an author publish one text after another."""
        for number in numbers:
            if self.is_over.is_set():
                return
            with self._noting_errors(number):
                self._note_published(number, self._publish(author, number))

    def _publish(self, author, number):
        """Publish a text with a picture, which is chosen again whenever it was not saved."""
        picture = (f"{number}.jpg", self._camera.take(number), "image/jpeg")
        words = {"title": title(number), "content": self.texts[number], "status": "published"}
        page = author.open("/create/", GET_FORM)
        for _ in range(MOST_TRIES):
            address = author.send(page, POST_FORM, **words, featured_image=picture)
            if not address.endswith("/edit/"):
                self._check(author, address, number)
                return address
            page = author.open(address, GET_FORM)
            self._note_not_saved(page)
            self.is_over.wait(PAUSE)
        raise UnexpectedPage(f"{MOST_TRIES} tries did not save its picture")

    def count_shown(self, reader: Visitor) -> int:
        """Return how many posts show their text and their own picture."""
        errors_before = len(self.errors)
        for number, address in self.addresses.items():
            with self._noting_errors(number):
                self._check(reader, address, number)
        return len(self.addresses) - (len(self.errors) - errors_before)

    @contextmanager
    def _noting_errors(self, number):
        try:
            yield
        except (UnexpectedPage, HTTPError, OSError) as error:  # OSError: no picture to Pillow
            self.errors.append(f"{title(number)}: {error}")

    def _check(self, visitor, address, number):
        page = visitor.open(address, GET_POST)
        words = page.text_content()
        if title(number) not in words or self.texts[number] not in words:
            raise UnexpectedPage(f"{address} does not show its text")
        pictures = [visitor.fetch(source) for source in page.xpath("//article//img/@src")]
        if [shows(picture, number) for picture in pictures] != [True]:
            raise UnexpectedPage(f"{address} does not show its own picture")

    def _note_published(self, number, address):
        with self._lock:
            self.addresses[number] = address
            self.memory.append(memory(self._workers))
            done, wanted = len(self.addresses), len(self.texts)
            if done == wanted // 2:
                self._next_trouble()
        if 10 * done % wanted < 10 and sys.stderr.isatty():  # a tenth more is done
            print(f"{100 * done // wanted} %", file=sys.stderr)

    def _note_not_saved(self, page):
        if NOT_SAVED not in page.text_content():
            raise UnexpectedPage("its picture was not saved, and nobody says so")
        with self._lock:
            self.not_saved += 1
            if self.not_saved % FAILURES == 0:
                self._next_trouble()

    def _next_trouble(self):
        """Get the stand-in into the next trouble; after the last one all is well again."""
        kind = next(self._troubles, None)
        method, wish = ("PUT", {"kind": kind}) if kind else ("DELETE", None)
        if request(method, self._trouble, json=wish).status != 204:
            raise UnexpectedPage(f"the stand-in does not get into this trouble: {kind}")


def _words():
    """Return about two kilobytes that nobody else has written."""
    return " ".join(secrets.token_hex(4) for _ in range(200))


def title(number: int) -> str:
    """Return what the post with the text of a number is called."""
    return f"Post {number}"


def signed_up(blog: str, name: str) -> Visitor:
    """Return somebody who has just made an account."""
    author, password = Visitor(blog), secrets.token_urlsafe()
    author.send(author.open("/signup/"), username=name, password1=password, password2=password)
    return author


def write_all(run: Run, authors: list[Visitor], pool: ThreadPoolExecutor) -> float:
    """Let all authors write, each as many texts, and return how many seconds that took."""
    shares = [range(first, len(run.texts), len(authors)) for first in range(len(authors))]
    began = time.perf_counter()
    try:
        list(pool.map(run.write, authors, shares))
    finally:
        run.is_over.set()
    return time.perf_counter() - began


def sweep() -> None:
    """Sweep what a sweep leaves alone for an hour, because it may still be under way."""
    from blog.models import PendingDeletion

    noted = PendingDeletion.objects.update(due_at=timezone.now())
    print(f"{noted} pictures are noted as perhaps left over. As if an hour had passed:")
    call_command("sweep_pictures")


def findings(run: Run, standin: str, reader: Visitor) -> list[tuple[bool, str]]:
    """Look for what is lost, left over or there twice; tell of each thing whether it is well."""
    found = [*_about_texts(run, reader), *_about_uploads(run, standin), *_about_pictures(run)]
    return found + [(False, error) for error in run.errors]


def _about_texts(run, reader):
    from blog.models import Post

    kept = set(Post.objects.values_list("title", "content"))
    sent = {(title(number), words) for number, words in enumerate(run.texts)}
    number = Post.objects.count()
    is_well = kept == sent and number == len(sent)
    yield is_well, f"{len(kept & sent)} of {len(sent)} texts are kept, in {number} posts"
    shown = run.count_shown(reader)
    yield shown == len(sent), f"{shown} show readers their words and their own picture"


def _about_uploads(run, standin):
    log = request("GET", f"http://{standin}/_standin/requests").json()
    statuses = Counter(entry["status"] for entry in log if entry["action"] == "upload")
    wanted, total = len(run.texts), statuses.total()
    told = f"{statuses[200]} succeeded, {run.not_saved} failed as their authors were told"
    is_well = statuses[200] == wanted and total == wanted + run.not_saved
    yield is_well, f"{total} uploads: {told}"


def _about_pictures(run):
    from blog.models import PendingDeletion, Post

    shown = {post.featured_image.public_id for post in Post.objects.all() if post.featured_image}
    yield len(shown) == len(run.texts), f"{len(shown)} different pictures belong to posts"
    stored = set(_stored_ids())
    yield stored == shown, f"{len(stored)} pictures are stored, {len(stored - shown)} for no post"
    pending = PendingDeletion.objects.count()
    yield not pending, f"{pending} pictures are noted for deletion"


def _stored_ids():
    import cloudinary.api

    page = {"next_cursor": None}
    while "next_cursor" in page:
        page = cloudinary.api.resources(max_results=100, next_cursor=page["next_cursor"])
        yield from (resource["public_id"] for resource in page["resources"])


def print_waits(authors: list[Visitor]) -> None:
    """Print how long the authors waited for pages of each kind."""
    print(f"{'seconds':10} {'median':>8} {'95 %':>8} {'slowest':>8}")
    for kind in KINDS:
        waits = [wait for author in authors for wait in author.waits if wait[1] == kind]
        seconds, slowest = [wait[0] for wait in waits], max(waits)
        figures = (median(seconds), quantiles(seconds, n=20, method="inclusive")[-1], slowest[0])
        print(f"{kind:10}", *(f"{figure:8.3f}" for figure in figures), "", slowest[2])


def print_memory(resident: list[int], peak: int) -> None:
    """Print what gunicorn's workers held together after each upload, and at most."""
    if not peak:
        print("memory: without /proc this system does not tell")
        return
    quarters = [resident[(len(resident) - 1) * quarter // 4] // 1024 for quarter in range(5)]
    print("MB of the workers after 0, 25, 50, 75, 100 %:", *quarters, "and at most", peak // 1024)
    middle = len(resident) // 2
    first, second = _slope(resident[:middle]), _slope(resident[middle:])
    print(f"KB that an upload adds: {first:.0f} in the first half, {second:.0f} in the second")


def _slope(values):
    return linear_regression(range(len(values)), values).slope


def measure(options: argparse.Namespace, standin: str, pool: ThreadPoolExecutor) -> int:
    """Let the authors write, print what came of it, and return the exit status."""
    with blog_serving(WORKERS, THREADS) as (blog, pid):
        authors = [signed_up(blog, f"author{number}") for number in range(options.authors)]
        workers = children(pid)
        run = Run(options, standin, workers)
        seconds = write_all(run, authors, pool)
        if options.trouble:
            sweep()
        found = findings(run, standin, Visitor(blog))
        found.append((children(pid) == workers, "no worker of gunicorn was replaced"))
        peak = memory(workers, "VmHWM")
    for is_good, finding in found:
        print("ok    " if is_good else "FAILED", finding)
    if not all(is_good for is_good, _ in found):
        return 1
    size = f"{options.megabytes:g} MB"
    print(f"{options.uploads} uploads of {size} by {options.authors} authors: {seconds:.1f} s")
    print_waits(authors)
    print_memory(run.memory, peak)
    return 0


def main() -> int:
    """Run the benchmark, and return 1 if a check fails."""
    options = _options()
    end_after(options.seconds_at_most)
    with TemporaryDirectory() as folder, ThreadPoolExecutor(options.authors) as pool:
        cut_off(
            DJANGO_SETTINGS_MODULE="blogsite.settings",
            DATABASE_URL=options.database or f"sqlite:///{folder}/db.sqlite3",
            SECRET_KEY=secrets.token_urlsafe(50),
        )
        with standin_serving(Path(folder, "pictures")) as standin:
            set_up_blog(standin)
            return measure(options, standin, pool)


def _options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--uploads", type=int, default=200)
    add("--authors", type=int, default=8)
    add("--megabytes", type=float, default=1, help="The size of a picture.")
    add("--seconds-at-most", type=int, default=600, help="Then it ends without a result.")
    add("--trouble", action="store_true", help="Let Cloudinary fail in the middle of the run.")
    add("--database", metavar="URL", help="An empty one, e.g. of PostgreSQL. Default: SQLite.")
    options = parser.parse_args()
    if options.uploads < 4:
        parser.error("fewer than 4 uploads tell nothing")
    return options


if __name__ == "__main__":
    sys.exit(main())
