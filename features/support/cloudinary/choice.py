"""Which kind of Cloudinary a run uses: what `--cloudinary` says."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from secrets import token_hex
from unittest import mock

import cloudinary
from behave import fixture
from django.conf import settings

from features.support.cloudinary.double import Cloudinary, overridden
from features.support.cloudinary.in_memory import CloudinaryInMemory
from features.support.options import IN_MEMORY, LIVE, STANDIN

Maker = Callable[[], Cloudinary]


@fixture
def cloudinary_of_the_run(context):
    """Have what every scenario's Cloudinary stands on: nothing, a server, or an account."""
    chosen = context.config.userdata.get("cloudinary", IN_MEMORY)
    with KINDS[chosen]() as make:
        context.make_cloudinary = make
        yield


@fixture
def cloudinary_of_the_scenario(context):
    """Give a scenario a Cloudinary of its own, with nothing in it."""
    context.cloudinary = context.make_cloudinary()
    with context.cloudinary.in_use():
        yield


@contextmanager
def _in_memory() -> Iterator[Maker]:
    yield CloudinaryInMemory


# What the other kinds import takes longer than many a run in memory.


@contextmanager
def _standin() -> Iterator[Maker]:
    from features.support.cloudinary.service import StandinCloudinary
    from standin.account import LOCAL_ACCOUNT
    from standin.application import Application
    from standin.serving import Server

    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Application(LOCAL_ACCOUNT, Path(folder))) as server,
        overridden(
            CLOUDINARY=LOCAL_ACCOUNT.sdk_settings(server.address),
            CONTENT_SECURITY_POLICY=_with_pictures_from(f"http://{server.address}"),
        ),
    ):
        yield partial(StandinCloudinary, server.address)


@contextmanager
def _live() -> Iterator[Maker]:
    """Use the account of CLOUDINARY_URL, in a folder that no other run uses."""
    from features.support.cloudinary.service import LiveCloudinary, delivery_host

    folder = f"spec-{token_hex(8)}"
    with (
        overridden(CLOUDINARY=_live_account(), PICTURE_FOLDER=folder),
        overridden(CONTENT_SECURITY_POLICY=_with_pictures_from(delivery_host())),
    ):
        LiveCloudinary().require_access()
        cloud = cloudinary.config().cloud_name
        sys.stderr.write(f"Pictures go to the live account {cloud}, into the folder {folder}.\n")
        yield LiveCloudinary


def _live_account():
    """Let the SDK read the address that the settings have kept from it."""
    address = {"CLOUDINARY_URL": settings.LIVE_CLOUDINARY_API}
    with mock.patch.dict(os.environ, address), overridden(CLOUDINARY={}):
        config = vars(cloudinary.config())
    return {name: value for name, value in config.items() if not name.startswith("_")}


def _with_pictures_from(host):
    """Return the policy by which browsers load pictures from that host, as the settings make it."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return {"DIRECTIVES": {**directives, "img-src": ["'self'", host]}}


KINDS = {IN_MEMORY: _in_memory, STANDIN: _standin, LIVE: _live}
