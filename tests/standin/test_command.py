import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import urllib3
from django.core.management import CommandError, call_command

from tests.standin.conftest import Sdk

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, str(ROOT / "manage.py"), "cloudinary_standin"]


def run(folder, *arguments):
    """Run the command in this process; return the status that it ends with."""
    try:
        call_command("cloudinary_standin", "--folder", str(folder), *arguments)
    except CommandError as error:
        return error.returncode
    except SystemExit as end:
        return end.code
    return 0


def python(code):
    return [sys.executable, "-c", code]


@pytest.fixture
def started(folder):
    """Start the command as a user does, and end it in any case."""
    processes = []

    def start(*arguments):
        process = subprocess.Popen(
            [*COMMAND, "--folder", str(folder), *arguments],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def test_two_dashes_may_stand_before_the_command(started):
    process = started("--", *python("print('ran')"))

    assert process.communicate()[0] == "ran\n"
    assert process.returncode == 0


def test_a_command_finds_the_stand_in_as_long_as_it_runs(folder, capfd):
    code = """
import json, os, urllib.request
address = os.environ["CLOUDINARY_STANDIN"]
with urllib.request.urlopen(f"http://{address}/_standin/requests") as answer:
    print(json.dumps([address, json.load(answer)]))
"""
    assert run(folder, *python(code)) == 0

    address, requests = json.loads(capfd.readouterr().out)
    assert requests == []
    with pytest.raises(urllib3.exceptions.HTTPError):
        urllib3.request("GET", f"http://{address}/", retries=False, timeout=5)


def test_two_commands_have_a_stand_in_each(folder, capfd):
    show = python("import os; print(os.environ['CLOUDINARY_STANDIN'])")
    nested = [*COMMAND, "--folder", str(folder), *show]

    run(folder, *python(f"import subprocess; subprocess.run({show}); subprocess.run({nested})"))

    outer, inner = capfd.readouterr().out.split()
    assert outer != inner


@pytest.mark.parametrize("status", [0, 7])
def test_the_status_is_that_of_the_command(folder, status):
    assert run(folder, *python(f"raise SystemExit({status})")) == status


def test_a_signal_that_ends_the_command_is_told_as_shells_do(folder):
    assert run(folder, *python("import os; os.kill(os.getpid(), 9)")) == 128 + 9


def test_a_command_that_is_not_found_has_the_status_that_shells_give(folder):
    assert run(folder, "no-such-command") == 127


def test_a_command_that_cannot_be_run_has_the_status_that_shells_give(folder, tmp_path):
    (tmp_path / "words").write_text("words")

    assert run(folder, str(tmp_path / "words")) == 126


def test_a_folder_that_is_a_file_is_refused(tmp_path, capfd):
    file = tmp_path / "file"
    file.touch()

    with pytest.raises(CommandError, match=r"Pictures cannot be kept in .*: File exists") as error:
        call_command("cloudinary_standin", "--folder", str(file))

    assert error.value.returncode == 2


def test_a_folder_is_made(folder):
    run(folder / "in" / "folder", *python(""))

    assert (folder / "in" / "folder").is_dir()


def test_a_port_that_is_taken_is_refused(folder, server):
    port = server.address.split(":")[1]

    with pytest.raises(CommandError, match=f"Port {port} cannot be used: Address already") as error:
        call_command("cloudinary_standin", "--folder", str(folder), "--port", port)

    assert error.value.returncode == 2


def test_a_port_that_cannot_be_is_refused(folder):
    with pytest.raises(CommandError, match="Port 99999 cannot be used") as error:
        call_command("cloudinary_standin", "--folder", str(folder), "--port", "99999")

    assert error.value.returncode == 2


def test_it_serves_until_it_is_interrupted_and_keeps_the_pictures(folder, started):
    process = started("--port", "0")
    said = [process.stdout.readline() for _ in range(3)]
    address = said[1].strip().removeprefix("CLOUDINARY_STANDIN=")
    Sdk(f"http://{address}").upload(public_id="tea")

    os.killpg(process.pid, signal.SIGINT)

    assert process.wait(10) == 0
    assert said[0] == f"Pictures are kept in {folder}\n"
    assert list((folder / "assets").iterdir())


CHILD = """
import signal, sys
try:
    print("ready", flush=True)
    signal.pause()
except KeyboardInterrupt:
    sys.exit(3)
"""


def test_an_interrupt_is_left_to_the_command(started):
    process = started(*python(CHILD))
    process.stdout.readline()

    os.killpg(process.pid, signal.SIGINT)

    assert process.wait(10) == 3


def test_who_ends_the_stand_in_ends_the_command(started):
    process = started(*python(CHILD))
    process.stdout.readline()

    os.kill(process.pid, signal.SIGTERM)

    assert process.wait(10) == 128 + signal.SIGTERM
