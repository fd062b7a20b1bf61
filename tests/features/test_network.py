"""What keeps a scenario on this machine."""

import socket
from types import SimpleNamespace

import pytest

from features.support.network import Unreachable, nothing_leaves_this_machine


def context(**userdata):
    return SimpleNamespace(config=SimpleNamespace(userdata=userdata))


def watched(**userdata):
    """Begin a scenario and return what ends it."""
    watching = nothing_leaves_this_machine(context(**userdata))
    next(watching)
    return lambda: next(watching, None)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_another_machine_is_not_reached_and_not_forgiven(host):
    end = watched()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET

    with socket.socket(family) as plug, pytest.raises(Unreachable, match=host):
        plug.connect((host, 80))

    with pytest.raises(AssertionError, match=f"tried to reach another machine: {host}"):
        end()


def test_not_even_the_name_of_another_machine_is_looked_up():
    end = watched()

    with pytest.raises(Unreachable):
        socket.create_connection(("api.cloudinary.example", 443))

    with pytest.raises(AssertionError, match=r"api\.cloudinary\.example"):
        end()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_can_be_reached(host):
    end = watched()

    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1])).close()

    end()


def test_afterwards_everything_is_as_before():
    before = socket.socket.connect, socket.getaddrinfo

    watched()()

    assert (socket.socket.connect, socket.getaddrinfo) == before
