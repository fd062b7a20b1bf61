"""Nothing that a client sends may bring the stand-in down, or get a page of a traceback."""

import io
import random
import socket

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.standin.pictures import encoded, upright

SEED = 20260504
UPLOAD = "/v1_1/standin/image/upload"
PATHS = [
    UPLOAD,
    "/v1_1/standin/auto/upload",
    "/v1_1/standin/image/destroy",
    "/v1_1/standin/image/rename",
    "/v1_1/standin/image/explicit",
    "/v1_1/standin/resources/image/upload",
    "/standin/image/upload/c_fill,w_10,h_10/v1/tea.jpg",
    "/_standin/requests",
    "/",
]
POST = (
    b"POST /v1_1/standin/image/upload HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\n"
)
ODD_TEXTS = [
    "",
    "\0",
    "../" * 40,
    "%",
    "ü" * 300,
    "\ud7ff",
    "[]",
    "null",
    "-1",
    "1e999",
    "x" * 5000,
]
ODD_LENGTHS = ["", "-1", "abc", "0", "7", "9" * 30, "١"]
ODD_TYPES = [
    "",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=ü",
    "multipart/form-data; boundary=" + "x" * 300,
    "application/x-www-form-urlencoded",
    "application/json",
    "text/plain; charset=\xff",
]
ODD_HEADERS = [
    ("Content-Range", "bytes 0-1/2"),
    ("Content-Range", "bytes 9-1/0"),
    ("X-Unique-Upload-Id", "\xff"),
    ("Authorization", "Basic \xff"),
    ("Accept", ";q=x,,image/webp;q="),
    ("If-None-Match", '"'),
    ("Range", "bytes=9-1"),
    ("Transfer-Encoding", "chunked"),
    ("Host", "ü"),
    ("Expect", "something"),
    ("Upgrade", "websocket"),
]


class Fuzz:
    """Requests that were good once, spoilt in ways that a seed decides."""

    def __init__(self, application, signed_form, seed=SEED):
        self.application = application
        self.signed_form = signed_form
        self.random = random.Random(seed)

    def request(self):
        """Return the status of the next request, and what was sent."""
        environ = self._environ()
        for _ in range(self.random.randint(1, 3)):
            self.random.choice([self._bytes, self._cut, self._length, self._type, self._header])(
                environ
            )
        _, status, _ = run_wsgi_app(self.application, environ, buffered=True)
        return int(status.split()[0]), environ

    def _environ(self):
        form = self.signed_form(
            file=self.random.choice([encoded(), upright(), b"words", "data:,x", None]),
            **{
                name: self.random.choice([*ODD_TEXTS, "tea", "tea", "tea"])
                for name in ("public_id", "from_public_id", "to_public_id", "type", "tags")
                if self.random.random() < 0.4
            },
        )
        method = self.random.choice(["POST", "POST", "POST", "GET", "HEAD", "PUT", "OPTIONS", "X"])
        path = self.random.choice([*PATHS, UPLOAD, UPLOAD])
        if self.random.random() < 0.2:
            path += self.random.choice(ODD_TEXTS)
        return EnvironBuilder(path, method=method, data=form).get_environ()

    def _bytes(self, environ):
        body = bytearray(environ["wsgi.input"].read())
        for _ in range(self.random.randint(1, 30)):
            if body:
                body[self.random.randrange(len(body))] = self.random.randrange(256)
        environ["wsgi.input"] = io.BytesIO(body)

    def _cut(self, environ):
        body = environ["wsgi.input"].read()
        environ["wsgi.input"] = io.BytesIO(body[: self.random.randint(0, len(body))])

    def _length(self, environ):
        environ["CONTENT_LENGTH"] = self.random.choice(ODD_LENGTHS)

    def _type(self, environ):
        environ["CONTENT_TYPE"] = self.random.choice(ODD_TYPES)

    def _header(self, environ):
        name, value = self.random.choice(ODD_HEADERS)
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value


def test_spoilt_requests_are_answered_and_leave_it_usable(application, signed_form, post):
    fuzz = Fuzz(application, signed_form)

    for _ in range(300):
        status, environ = fuzz.request()
        assert status < 500, environ

    assert post(file=encoded(), public_id="tea").status_code == 200


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow complains of what it reads
def test_spoilt_pictures_that_are_taken_can_be_transformed(client, post):
    chance = random.Random(SEED)
    for content in (encoded(), upright(), encoded("PNG"), encoded("GIF"), encoded("WEBP")):
        for _ in range(40):
            spoilt = bytearray(content)
            for _ in range(chance.randint(1, 4)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)

            status = post(file=bytes(spoilt), public_id="tea").status_code
            assert status in {200, 400}
            if status == 200:
                delivered = client.get("/standin/image/upload/c_fill,f_webp,w_10,h_10/tea")
                assert delivered.status_code in {200, 400}


@pytest.mark.parametrize(
    "sent",
    [
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET //[ HTTP/1.1\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\n\r\n",
        b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
        POST + b"Content-Length: 99999999999\r\n\r\n--x",
        POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n--x\r\n",
    ],
    ids=lambda sent: repr(sent[:40]),
)
def test_what_is_hardly_http_leaves_it_usable(server, sdk, sent, capfd):
    host, port = server.address.split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert b"Traceback" not in answer
    assert b" 500 " not in answer
    assert capfd.readouterr() == ("", "")
    assert sdk.upload()["bytes"]
