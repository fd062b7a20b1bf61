"""Nothing that a scenario does may leave this machine, unless a live run was asked for."""

import socket
from contextlib import contextmanager
from ipaddress import ip_address
from unittest import mock

from behave import fixture

from features.support.options import LIVE

CONNECT, LOOK_UP = socket.socket.connect, socket.getaddrinfo


class Unreachable(ConnectionRefusedError):
    """A scenario tried to reach another machine."""


@fixture
def nothing_leaves_this_machine(context):
    """Refuse connections to other machines, and fail whatever tried to make one.

    The blog may well survive the refusal, so what was tried is kept in `context.tried_to_reach`.
    """
    context.tried_to_reach = []
    if context.config.userdata.get("cloudinary") == LIVE:
        yield
        return
    with _watched(context.tried_to_reach):
        yield
    assert not context.tried_to_reach, (
        f"tried to reach another machine: {', '.join(context.tried_to_reach)}"
    )


@contextmanager
def _watched(tried):
    def refuse_others(host):
        if not _is_here(host):
            tried.append(str(host))
            raise Unreachable(f"a scenario must not reach {host}")

    def connect(self, address):
        if isinstance(address, tuple):  # other kinds of sockets stay on this machine
            refuse_others(address[0])
        return CONNECT(self, address)

    def look_up(host, *args, **kwargs):
        refuse_others(host)
        return LOOK_UP(host, *args, **kwargs)

    with (
        mock.patch.object(socket.socket, "connect", connect),
        mock.patch.object(socket, "getaddrinfo", look_up),
    ):
        yield


def _is_here(host):
    if host in {None, "", "localhost"}:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
