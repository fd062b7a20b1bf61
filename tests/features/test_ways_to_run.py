"""The same feature files, run in memory, against a stand-in, and as if against the live service."""

import os
import re
import subprocess
import sys
from pathlib import Path

import cloudinary.api
import cloudinary.uploader
import pytest

from blog import images
from features.support.cloudinary.choice import KINDS
from features.support.options import LIVE
from features.support.pictures import picture_file
from standin.account import Account
from standin.application import Application
from standin.serving import Server

ROOT = Path(__file__).resolve().parents[2]
PICTURES = "features/illustrating"
LIVE_RUN = ("--cloudinary=live", "--yes-use-live-cloudinary")

# Runs manage.py, and ends with status 99 when it looks for another machine.
WATCHED = """
import runpy, sys
from ipaddress import ip_address

def is_here(host):
    try:
        return host in (None, "", "localhost") or ip_address(host).is_loopback
    except ValueError:
        return False

def watch(event, details):
    host = {"socket.connect": lambda: details[1][0], "socket.getaddrinfo": lambda: details[0]}
    if event in host and not is_here(host[event]()):
        sys.stderr.write(f"looked for {host[event]()}")
        os._exit(99)

import os
sys.addaudithook(watch)
sys.argv = ["manage.py", *sys.argv[1:]]
runpy.run_path("manage.py", run_name="__main__")
"""


def behave(*arguments, **environment):
    """Run the specification as a user does, but watched."""
    inherited = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, "-c", WATCHED, "behave", *arguments],
        cwd=ROOT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def service(tmp_path):
    """Serve an account that is somebody's own, with a picture of theirs in it."""
    account = Account("demo", "demo-key", "demo-secret")
    with Server(Application(account, tmp_path)) as server:
        service = Service(account, server.address)
        cloudinary.uploader.upload(picture_file("holiday.png"), public_id="holiday", **service.sdk)
        yield service


class Service:
    def __init__(self, account, address):
        self.sdk = {
            "cloud_name": account.cloud_name,
            "api_key": account.api_key,
            "api_secret": account.api_secret,
            "upload_prefix": f"http://{address}",
        }
        self.url = (
            f"cloudinary://{account.api_key}:{account.api_secret}@{account.cloud_name}"
            f"?upload_prefix=http://{address}&cname={address}"
        )

    @property
    def keeps(self):
        listing = cloudinary.api.resources(type="upload", max_results=500, **self.sdk)
        return [resource["public_id"] for resource in listing["resources"]]


@pytest.mark.parametrize("way", ["memory", "standin"])
def test_a_live_account_in_the_environment_is_left_alone(way):
    ended = behave(
        PICTURES, f"--cloudinary={way}", CLOUDINARY_URL="cloudinary://key:secret@live-account"
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " 0 failed, 0 skipped" in ended.stdout


def test_a_live_run_skips_what_needs_faults_and_leaves_nothing_behind(service):
    ended = behave(PICTURES, *LIVE_RUN, CLOUDINARY_URL=service.url)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Skipped, and why:" in ended.stdout
    assert " scenarios: the live Cloudinary can't be told to fail" in ended.stdout
    assert re.search(r"to the live account demo, into the folder spec-\w+", ended.stderr)
    assert service.keeps == ["holiday"]


def test_an_account_that_does_not_work_is_told_of_at_once(service):
    wrong = service.url.replace("demo-secret", "wrong-secret")

    ended = behave(PICTURES, *LIVE_RUN, CLOUDINARY_URL=wrong)

    assert ended.returncode == 2
    assert "The live account cannot be used: AuthorizationRequired" in ended.stderr
    assert "secret" not in ended.stdout + ended.stderr


def test_a_live_run_that_fails_leaves_nothing_behind(service, settings):
    settings.LIVE_CLOUDINARY_API = service.url

    with KINDS[LIVE]() as make, pytest.raises(ZeroDivisionError), make().in_use():
        upload_and_fail(service)

    assert service.keeps == ["holiday"]


def upload_and_fail(service):
    images.upload(picture_file("cup.png"), images.new_id())
    assert len(service.keeps) == 2
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        (
            LIVE_RUN,
            {"CLOUDINARY_URL": ""},
            "--cloudinary=live needs an account: set CLOUDINARY_URL",
        ),
        (
            LIVE_RUN[:1],
            {"CLOUDINARY_URL": "cloudinary://key:secret@live-account"},
            "add --yes-use-live-cloudinary if that is what you want",
        ),
        (
            LIVE_RUN[1:],
            {"CLOUDINARY_URL": "cloudinary://key:secret@live-account"},
            "--yes-use-live-cloudinary goes with --cloudinary=live",
        ),
        (
            LIVE_RUN,
            {"CLOUDINARY_URL": "https://key:secret@live-account"},
            "CLOUDINARY_URL is no address of an account",
        ),
    ],
)
def test_a_live_run_is_refused_before_anything_is_done(arguments, environment, told):
    ended = behave(PICTURES, *arguments, **environment)

    assert ended.returncode == 2
    (line,) = ended.stderr.splitlines()
    assert told in line
    assert "secret" not in line
    assert ended.stdout == ""
