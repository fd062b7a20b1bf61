import io
from functools import partial
from types import SimpleNamespace

import cloudinary.api
import cloudinary.uploader
import cloudinary.utils
import pytest
import urllib3
from werkzeug.test import Client

from standin.account import LOCAL_ACCOUNT
from standin.application import Application
from standin.serving import Server
from tests.standin.pictures import encoded

CREDENTIALS = {
    "cloud_name": LOCAL_ACCOUNT.cloud_name,
    "api_key": LOCAL_ACCOUNT.api_key,
    "api_secret": LOCAL_ACCOUNT.api_secret,
}


class Sdk:
    """The real SDK with the stand-in at the other end."""

    def __init__(self, url, **credentials):
        self.options = {**CREDENTIALS, "upload_prefix": url, "timeout": 10, **credentials}
        self.rename = partial(cloudinary.uploader.rename, **self.options)
        self.explicit = partial(cloudinary.uploader.explicit, **self.options)
        self.destroy = partial(cloudinary.uploader.destroy, **self.options)
        self.resources = partial(cloudinary.api.resources, **self.options)

    def upload(self, content=None, **options):
        file = content if isinstance(content, str) else io.BytesIO(content or encoded())
        return cloudinary.uploader.upload(file, **self.options, **options)

    def upload_large(self, content, **options):
        return cloudinary.uploader.upload_large(
            io.BytesIO(content), resource_type="image", **self.options, **options
        )


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "pictures"


@pytest.fixture
def application(folder):
    return Application(LOCAL_ACCOUNT, folder)


@pytest.fixture
def server(application):
    with Server(application) as server:
        yield server


@pytest.fixture
def sdk(server):
    return Sdk(server.url)


@pytest.fixture
def http(server):
    """Ask the server without the SDK."""

    def ask(method, path, **options):
        return urllib3.request(method, server.url + path, retries=False, timeout=10, **options)

    return ask


@pytest.fixture
def control(http):
    """Get the stand-in into trouble, and look at what it was asked."""
    return SimpleNamespace(
        begin=lambda kind, **wish: http("PUT", "/_standin/trouble", json={"kind": kind, **wish}),
        end=lambda: http("DELETE", "/_standin/trouble"),
        requests=lambda: http("GET", "/_standin/requests").json(),
        reset=lambda: http("DELETE", "/_standin"),
    )


@pytest.fixture
def client(application):
    """Send odd requests, without a network."""
    return Client(application)


@pytest.fixture
def signed_form():
    """Return the form of a request to the Upload API."""

    def fill(*, file=None, **form):
        form.setdefault("timestamp", cloudinary.utils.now())
        form = cloudinary.utils.sign_request(form, CREDENTIALS)
        return form if file is None else {**form, "file": _part(file)}

    return fill


@pytest.fixture
def post(client, signed_form):
    """Send a signed form to the Upload API."""

    def send(action="upload", *, headers=None, **form):
        path = f"/v1_1/standin/image/{action}"
        return client.post(path, data=signed_form(**form), headers=headers)

    return send


def _part(file):
    return (io.BytesIO(file), "tea.jpg") if isinstance(file, bytes) else file


def message(response):
    """Return what an error says."""
    return response.json["error"]["message"]
