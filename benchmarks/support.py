"""What benchmarks share: processes that surely end, their memory, and visitors with a stopwatch."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import django
import lxml.html
from django.core.management import call_command
from django.db import connection
from urllib3 import PoolManager, encode_multipart_formdata

ROOT = Path(__file__).resolve().parent.parent

_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")
_ENDS = (signal.SIGALRM, signal.SIGINT, signal.SIGTERM)
_SECONDS_TO_END = 10
_SECONDS_FOR_A_PAGE = 60


def cut_off(**variables: str) -> None:
    """Replace the environment, so that settings find nobody's account or database in it."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update(kept | variables)


def end_after(seconds: int) -> None:
    """Let this process end in order when its time is over, at Ctrl-C, or when it is told to."""

    def end(number: int, _frame: object) -> None:
        for each in _ENDS:
            signal.signal(each, signal.SIG_IGN)  # nothing is to interrupt the ending
        late = number == signal.SIGALRM
        raise SystemExit(f"This took more than {seconds} seconds." if late else 128 + number)

    for each in _ENDS:
        signal.signal(each, end)
    signal.alarm(seconds)


@contextmanager
def process(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen]:
    """Run a command in a group of its own, and end it with all that it has started."""
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True, **options) as leader:  # noqa: S603 (ours)
        try:
            yield leader
        finally:
            _tell_group(leader, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                leader.wait(_SECONDS_TO_END)
            _tell_group(leader, signal.SIGKILL)


def _tell_group(leader, number):
    with suppress(ProcessLookupError):
        os.killpg(leader.pid, number)


@contextmanager
def standin_serving(folder: Path) -> Iterator[str]:
    """Serve the stand-in, and give its host and port."""
    command = [sys.executable, "manage.py", "cloudinary_standin", "--port=0", f"--folder={folder}"]
    with process(command, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout:
            if line.startswith("CLOUDINARY_STANDIN="):
                yield line.strip().partition("=")[2]
                return
        raise SystemExit("The stand-in does not start.")


@contextmanager
def blog_serving(workers: int, threads: int) -> Iterator[tuple[str, int]]:
    """Serve the blog under gunicorn, and give its address and the id of gunicorn's process."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "blogsite.wsgi", "--log-level=warning"]
        command += [f"--bind=fd://{listening.fileno()}", "--no-control-socket"]
        command += [f"--workers={workers}", "--worker-class=gthread", f"--threads={threads}"]
        with process(command, pass_fds=[listening.fileno()]) as running:
            listening.close()  # or clients would wait in vain for a gunicorn that has ended
            yield f"http://127.0.0.1:{port}", running.pid


def set_up_blog(standin: str) -> None:
    """Tell the settings of the stand-in, here and in the blog to come, and make the tables."""
    os.environ["CLOUDINARY_STANDIN"] = standin
    sys.path.insert(0, str(ROOT))
    django.setup()
    if connection.introspection.table_names():
        raise SystemExit("The database is not empty: no place for a benchmark.")
    call_command("migrate", verbosity=0)
    connection.close()


def children(pid: int) -> set[str]:
    """Return the ids of the processes that a process has started; none without /proc."""
    ids = [path.name for path in Path("/proc").glob("[0-9]*")]
    return {each for each in ids if _status(each).get("PPid") == str(pid)}


def memory(pids: Iterable[str], field: str = "VmRSS") -> int:
    """Return how many KB processes hold together, or have held at most (VmHWM).

    https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
    """
    return sum(int(_status(pid).get(field, "0 kB").removesuffix(" kB")) for pid in pids)


def _status(pid):
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:  # it has ended
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


class UnexpectedPage(Exception):
    """A visitor was shown something else than what should be there."""


class Visitor:
    """Somebody with a browser, whose `waits` are seconds, a kind of page, and where that was."""

    def __init__(self, site: str) -> None:
        self.waits: list[tuple[float, str, str]] = []
        self._site = site
        self._pool = PoolManager(retries=False, timeout=_SECONDS_FOR_A_PAGE)
        self._cookies: dict[str, str] = {}

    def open(self, address: str, kind: str = "") -> lxml.html.HtmlElement:
        """Return a page."""
        url = urljoin(self._site, address)
        answer = self._ask("GET", url, kind, expected=200)
        return lxml.html.fromstring(answer.data.decode(), base_url=url)

    def send(self, page: lxml.html.HtmlElement, kind: str = "", **entries: Any) -> str:
        """Send the form of a page that has these entries, and return where the answer leads to."""
        form = next(form for form in page.forms if entries.keys() & form.fields.keys())
        url = form.action or page.base_url
        body, content_type = encode_multipart_formdata(dict(form.form_values()) | entries)
        headers = {"Content-Type": content_type}
        answer = self._ask("POST", url, kind, expected=302, body=body, headers=headers)
        return answer.headers["Location"]

    def fetch(self, url: str) -> bytes:
        """Return what is at an address, perhaps of another site."""
        return self._pool.request("GET", url).data

    def _ask(self, method, url, kind, *, expected, headers=None, **options):
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {**(headers or {}), "Cookie": cookies}
        began = time.perf_counter()
        answer = self._pool.request(method, url, headers=headers, redirect=False, **options)
        self.waits.append(
            (time.perf_counter() - began, kind, f"{method} {url.removeprefix(self._site)}")
        )
        if answer.status != expected:
            raise UnexpectedPage(f"{method} {url} answered {answer.status}")
        for cookie in answer.headers.getlist("Set-Cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer
