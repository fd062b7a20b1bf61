import socket
import threading

import pytest
import urllib3

from standin.serving import Server


def test_a_server_has_an_address_of_this_machine(server):
    assert server.address.startswith("127.0.0.1:")
    assert server.url == f"http://{server.address}"


def test_a_stopped_server_can_not_be_reached(application):
    with Server(application) as server:
        url = server.url

    with pytest.raises(urllib3.exceptions.HTTPError):
        urllib3.request("GET", url, retries=False, timeout=5)


def test_a_stopped_server_leaves_no_threads(application):
    before = threading.active_count()

    with Server(application) as server:
        urllib3.request("GET", server.url, timeout=5)

    assert threading.active_count() == before


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET / HT", b"POST /v1_1/standin/image/upload HTTP/1.1\r\nContent-Length: 99\r\n\r\nx"],
)
def test_a_client_that_stops_in_the_middle_does_not_keep_the_server(server, begun):
    host, port = server.address.split(":")
    stopping = threading.Thread(target=server.stop)
    with socket.create_connection((host, int(port)), timeout=5) as client:
        client.sendall(begun)
        urllib3.request("GET", server.url, timeout=5)  # so the other was accepted before

        stopping.start()
        stopping.join(10)

        assert not stopping.is_alive()


def test_an_application_can_be_served_again(application):
    for _ in range(2):
        with Server(application) as server:
            assert urllib3.request("GET", server.url, timeout=5).status == 404


def test_a_port_that_is_taken_is_an_error(application, server):
    port = int(server.address.split(":")[1])

    with pytest.raises(OSError, match="in use"):
        Server(application, port)


def test_a_port_can_be_chosen(application):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    with Server(application, port) as server:
        assert server.address == f"127.0.0.1:{port}"


def test_a_server_is_quiet(http, capfd):
    http("GET", "/")
    http("GET", "/[")

    assert capfd.readouterr() == ("", "")


def test_an_unknown_address_is_not_found(http):
    response = http("GET", "/")

    assert response.status == 404
    assert response.json() == {"error": {"message": "Not Found"}}


def test_a_wrong_method_is_told_the_right_one(http):
    response = http("GET", "/v1_1/standin/image/upload")

    assert response.status == 405
    assert response.headers["Allow"] == "POST"
