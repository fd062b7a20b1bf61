"""Finding a browser on this machine, and what is said when there is none, or no longer."""

import asyncio
import os
import select
import signal
import subprocess
from contextlib import contextmanager

import pytest

from acceptance.browser.chromium import engine as engine_module
from acceptance.browser.chromium.browser import ChromiumBrowser
from acceptance.browser.chromium.engine import GONE, LATE, Engine
from acceptance.browser.chromium.launching import (
    GRID_VARIABLE,
    HOW_TO_GET_ONE,
    VARIABLE,
    Choice,
    NoBrowser,
    find,
    running,
)
from acceptance.browser.chromium.site import Site
from tests.acceptance.browser.pages import HTML, MEANWHILE
from tests.acceptance.project.sample import PATIENCE, Project

ENVIRONMENT = """
    from behave import use_fixture
    from acceptance.browser import driver_of_the_run

    def before_all(context):
        use_fixture(driver_of_the_run, context)

    def django_ready(context):
        context.browser = context.driver.open()
        context.add_cleanup(context.browser.close)
"""


@pytest.fixture
def make_program(tmp_path, monkeypatch):
    """Return a function that makes a program; nothing else is on the PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "nothing"))
    monkeypatch.delenv(VARIABLE, raising=False)

    def make_program(name, text="", mode=0o755):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        program.chmod(mode)
        return str(program)

    return make_program


async def start(choice):
    async with running(choice):
        pass


def problem_of(choice=None):
    with pytest.raises(NoBrowser) as problem:
        asyncio.run(start(choice or Choice()))
    return str(problem.value)


# Finding one


def test_the_program_that_is_named_comes_first(make_program, monkeypatch):
    make_program("chromium-headless-shell")
    named = make_program("my-chromium")
    monkeypatch.setenv(VARIABLE, "my-chromium")

    assert find() == find(headed=True) == named


def test_the_headless_shell_comes_before_chromium(make_program):
    make_program("chromium")
    shell = make_program("chromium-headless-shell")

    assert find() == shell


def test_windows_need_the_whole_of_chromium(make_program):
    make_program("chromium-headless-shell")
    assert find(headed=True) is None

    chromium = make_program("chromium")
    assert find(headed=True) == chromium


def test_without_any_the_choice_is_playwrights(make_program):
    assert find() is None


@pytest.mark.parametrize("is_there", [True, False])
def test_what_is_named_must_be_a_program(make_program, monkeypatch, is_there):
    if is_there:
        make_program("my-chromium", mode=0o644)
    monkeypatch.setenv(VARIABLE, "my-chromium")

    assert problem_of() == f"{VARIABLE} is my-chromium, which is no program"


# Starting one


def test_without_any_browser_it_is_said_how_to_get_one(make_program):
    assert problem_of() == HOW_TO_GET_ONE


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("echo $0: libnss3.so: cannot open >&2; exit 127", "{}: libnss3.so: cannot open"),
        ("echo This is a note. >&2; exit", "This is a note."),
        ("", "it ended at once, without a word"),
    ],
)
def test_a_browser_that_does_not_start_says_why(make_program, text, why):
    program = make_program("chromium", text)

    assert problem_of() == f"{program} does not start: {why.format(program)}"


def test_windows_without_a_display_are_told_from_a_broken_browser(make_program):
    program = make_program("chromium", "echo 'Missing X server or $DISPLAY' >&2; exit 1")

    assert problem_of(Choice(headed=True)) == (
        f"{program} does not start: --headed needs a display, and xvfb-run can stand in for one"
    )


def test_a_grid_of_the_environment_is_not_used_unasked(make_program, monkeypatch):
    program = make_program("chromium")
    monkeypatch.setenv(GRID_VARIABLE, "http://127.0.0.1:9")

    assert problem_of().startswith(program)


# Losing it


def wrap(folder, first=""):
    """Make a Chromium that says who it is; return the program, and where it says so."""
    program = find() or pytest.skip("needs a Chromium that is installed")
    wrapper, pid = folder / "wrapper", folder / "pid"
    script = f'#!/bin/sh\necho $$ > "{pid}"\n{first}\nexec "{program}" "$@"\n'
    wrapper.write_text(script, encoding="utf-8")
    wrapper.chmod(0o755)
    return str(wrapper), pid


@contextmanager
def own_browser(tmp_path, monkeypatch):
    """Have a running Chromium; yield the group of its processes, too."""
    wrapper, pid = wrap(tmp_path)
    monkeypatch.setenv(VARIABLE, wrapper)
    with Site() as site, Engine(Choice(), site) as engine:
        yield engine, int(pid.read_text(encoding="utf-8"))  # Playwright gives it one of its own


def test_a_browser_that_dies_is_told_at_once_and_from_then_on(tmp_path, monkeypatch):
    with own_browser(tmp_path, monkeypatch) as (engine, group):
        browser = ChromiumBrowser(engine)
        browser.visit("/page/")
        MEANWHILE.append(lambda: os.killpg(group, signal.SIGKILL))

        for act in (lambda: browser.visit("/meanwhile/"), lambda: ChromiumBrowser(engine)):
            with pytest.raises(NoBrowser) as problem:
                act()
            assert str(problem.value) == GONE


def test_a_browser_that_freezes_is_not_waited_for_for_ever(tmp_path, monkeypatch):
    with own_browser(tmp_path, monkeypatch) as (engine, group):
        browser = ChromiumBrowser(engine)
        browser.visit("/page/")
        monkeypatch.setattr(engine_module, "SECONDS_AT_MOST", 0.5)
        os.killpg(group, signal.SIGSTOP)

        try:
            with pytest.raises(NoBrowser, match=LATE):
                browser.visit("/page/")
        finally:
            os.killpg(group, signal.SIGCONT)
        browser.visit("/page/")


def test_a_browser_that_opens_no_windows_is_given_up(tmp_path, monkeypatch):
    with own_browser(tmp_path, monkeypatch) as (engine, group):
        ChromiumBrowser(engine)
        monkeypatch.setattr(engine_module, "SECONDS_AT_MOST", 0.5)
        os.killpg(group, signal.SIGSTOP)

        try:
            with pytest.raises(NoBrowser, match=LATE):
                engine.open(color_scheme="dark")
        finally:
            os.killpg(group, signal.SIGCONT)
        with pytest.raises(NoBrowser, match=LATE):
            ChromiumBrowser(engine)


# Waiting for it to paint


@contextmanager
def unpainted(browser_group):
    """Stop the process of a browser that paints, for as long as the block lasts."""
    command = ["pgrep", "-g", str(browser_group), "-f", "type=gpu-process"]
    painter = int(subprocess.check_output(command))
    os.kill(painter, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(painter, signal.SIGCONT)


@pytest.mark.parametrize(("path", "focused"), [("/page/", "Look"), ("/page/#end", "")])
def test_what_asks_for_the_focus_has_it_before_it_is_painted(tmp_path, monkeypatch, path, focused):
    """Chromium would give it later, and scroll away from what is just being pressed."""
    HTML["/page/"] = "<body><button autofocus>Look</button><p id=end>End</p></body>"
    with own_browser(tmp_path, monkeypatch) as (engine, group):
        browser = ChromiumBrowser(engine)
        with unpainted(group):
            browser.visit(path)

            assert browser.focused == focused


def test_a_browser_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    with Site() as site, Engine(Choice(), site) as engine:
        browser = ChromiumBrowser(engine)
        browser.visit("/page/")
        assert list(tmp_path.glob("playwright*"))
        browser.close()

    assert list(tmp_path.glob("playwright*")) == []


# Ctrl-C


@contextmanager
def terminal(project, browser):
    """Run a project as a terminal does: Ctrl-C reaches all that the run starts."""
    process = subprocess.Popen(
        project.command("behave", "--browser"),
        cwd=project.folder,
        env=project.variables(BROWSER_EXECUTABLE=browser),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


class Pipe:
    """A named pipe, by which one process tells another that it has come so far."""

    def __init__(self, path):
        os.mkfifo(path)
        self.path = path
        self.descriptor = os.open(path, os.O_RDWR)

    def tell(self):
        os.write(self.descriptor, b".")

    def hear(self):
        readable, _, _ = select.select([self.descriptor], [], [], PATIENCE)
        assert readable


@pytest.fixture
def make_pipe(tmp_path):
    made = []

    def make_pipe(name):
        made.append(Pipe(tmp_path / name))
        return made[-1]

    yield make_pipe
    for pipe in made:
        os.close(pipe.descriptor)


@pytest.fixture
def sample(tmp_path):
    project = Project(tmp_path)
    project.environment(ENVIRONMENT)
    project.feature("Feature: A\n  Scenario: A\n    Given it works\n    When it waits")
    return project


def left_of(run, browser):
    """List the processes of a run, and of its browser, that are still there."""
    sessions = {str(run.pid), browser.read_text(encoding="utf-8").strip()}
    listing = subprocess.run(
        ["ps", "-eo", "sess=,stat=,args="], capture_output=True, encoding="utf-8", check=True
    )
    rows = [line.split(None, 2) for line in listing.stdout.splitlines()]
    return [row[2] for row in rows if row[0] in sessions and not row[1].startswith("Z")]


def test_ctrl_c_while_the_browser_starts_ends_the_run(sample, make_pipe):
    begun = make_pipe("begun")
    program, pid = wrap(sample.folder, first=f'echo > "{begun.path}"')

    with terminal(sample, program) as process:
        begun.hear()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)

    assert (process.returncode, err) == (130, "")
    assert "Interrupted; 1 scenario never ran." in out
    assert left_of(process, pid) == []


@pytest.mark.parametrize("act", ["slow(None)", "context.browser.visit('/slow/')"])
def test_ctrl_c_while_the_browser_runs_ends_the_run(sample, make_pipe, act):
    begun, end = make_pipe("begun"), make_pipe("end")
    program, pid = wrap(sample.folder)
    sample.write(
        "waiting.py",
        f"""
        from django.http import HttpResponse
        from django.urls import path
        from tests.acceptance.project import urls

        def slow(request):
            with open({str(begun.path)!r}, "w") as pipe:
                pipe.write("begun")
            with open({str(end.path)!r}) as pipe:
                pipe.read(1)
            return HttpResponse("<h1>At last</h1>")

        urls.urlpatterns.append(path("slow/", slow))
        """,
    )
    sample.phrases(f"""
        from behave import when
        from waiting import slow

        @when("it waits")
        def it_waits(context):
            {act}
    """)

    with terminal(sample, program) as process:
        begun.hear()
        os.killpg(process.pid, signal.SIGINT)
        end.tell()
        out, err = process.communicate(timeout=PATIENCE)

    assert (process.returncode, err) == (130, "")
    assert "Interrupted in features/a.feature:2; 0 scenarios never ran." in out
    assert out.endswith("scenarios: 0 passed, 0 failed, 1 skipped\n")
    assert left_of(process, pid) == []
