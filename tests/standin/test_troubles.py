import json
import threading

import pytest
import urllib3
from cloudinary import exceptions
from urllib3 import Timeout
from werkzeug.test import EnvironBuilder

from standin.account import LOCAL_ACCOUNT
from standin.application import Application
from standin.journal import Journal
from standin.serving import Server
from standin.troubles import Trouble
from tests.standin.conftest import Sdk, message
from tests.standin.pictures import encoded


def ids(sdk):
    return [asset["public_id"] for asset in sdk.resources()["resources"]]


@pytest.mark.parametrize(
    ("kind", "error", "text"),
    [
        (Trouble.DOWN, exceptions.Error, "closed connection without response"),
        (Trouble.ERROR, exceptions.GeneralError, "General Error"),
        (Trouble.UNAVAILABLE, exceptions.GeneralError, "unavailable"),
        (Trouble.RATE_LIMIT, exceptions.RateLimited, "Rate Limit Exceeded"),
        (Trouble.HTML, exceptions.Error, "502 Bad Gateway"),
        (Trouble.REFUSED, exceptions.BadRequest, "Invalid image file"),
        (Trouble.GARBAGE, TypeError, "NoneType"),
    ],
)
def test_in_trouble_nothing_is_uploaded(sdk, control, kind, error, text):
    control.begin(kind)

    with pytest.raises(error, match=text):
        sdk.upload()

    assert ids(sdk) == []


@pytest.mark.parametrize(
    ("kind", "answer"), [(Trouble.EMPTY, set()), (Trouble.PENDING, {"status", "batch_id"})]
)
def test_an_answer_can_tell_nothing_of_a_picture(sdk, control, kind, answer):
    control.begin(kind)

    assert set(sdk.upload()) == answer
    assert ids(sdk) == []


def test_a_lost_reply_leaves_the_picture(sdk, control):
    control.begin(Trouble.LOST_REPLY)

    with pytest.raises(exceptions.Error, match="closed connection"):
        sdk.upload(public_id="tea")

    assert ids(sdk) == ["tea"]


def test_a_lost_reply_to_destroy_leaves_nothing(sdk, control):
    sdk.upload(public_id="tea")
    control.begin(Trouble.LOST_REPLY)

    with pytest.raises(exceptions.Error, match="closed connection"):
        sdk.destroy("tea")

    assert ids(sdk) == []


def test_a_lost_reply_may_have_been_a_refusal(sdk, control):
    control.begin(Trouble.LOST_REPLY)

    with pytest.raises(exceptions.Error, match="closed connection"):
        sdk.upload(b"words")


def test_a_brief_answer_has_what_must_be_known(sdk, control):
    control.begin(Trouble.BRIEF)

    assert sdk.upload(public_id="tea") == {"public_id": "tea"}
    assert ids(sdk) == ["tea"]
    assert sdk.destroy("tea") == {"result": "ok"}


def test_a_slow_answer_comes_in_the_end(sdk, control):
    control.begin(Trouble.SLOW, seconds=0.1)

    assert sdk.upload(public_id="tea")["public_id"] == "tea"


@pytest.fixture
def waiting(application, control, sdk, monkeypatch):
    """Begin an upload that is made to wait for longer than a test takes."""
    waits = threading.Event()
    wait = application.closing.wait
    monkeypatch.setattr(application.closing, "wait", lambda pause: waits.set() or wait(pause))
    results = []

    def upload():
        try:
            results.append(sdk.upload(public_id="tea"))
        except exceptions.Error as error:
            results.append(error)

    def result():
        thread.join(10)
        assert not thread.is_alive()
        return results[0]

    control.begin(Trouble.SLOW, seconds=60)
    thread = threading.Thread(target=upload)
    thread.start()
    assert waits.wait(10)
    return result


def test_a_client_can_give_up_on_a_slow_answer(server, control):
    control.begin(Trouble.SLOW)

    with pytest.raises(exceptions.Error, match="timed out"):
        Sdk(server.url, timeout=Timeout(connect=5, read=0.1)).upload()


def test_the_end_of_the_trouble_lets_a_slow_answer_go(control, waiting):
    control.end()

    assert waiting()["public_id"] == "tea"


def test_the_end_of_the_server_lets_a_slow_answer_go_undone(server, waiting, folder):
    server.stop()

    assert [entry["status"] for entry in Journal(folder).entries()] == [None]
    assert not list(folder.rglob("*.asset"))
    assert isinstance(waiting(), exceptions.Error)


def test_a_reset_leaves_nothing_of_a_slow_upload(control, waiting, sdk):
    control.reset()

    waiting()
    assert ids(sdk) == []
    assert control.requests() == []


def test_an_answer_can_be_slow_when_an_application_is_served_again(application):
    with Server(application):
        pass
    with Server(application) as server:
        url = f"{server.url}/_standin/trouble"
        urllib3.request("PUT", url, json={"kind": "slow", "seconds": 0.1})

        assert Sdk(server.url).upload()["bytes"]


def test_trouble_can_concern_some_actions_only(sdk, control):
    control.begin(Trouble.ERROR, actions=["destroy"])

    sdk.upload(public_id="tea")
    with pytest.raises(exceptions.GeneralError):
        sdk.destroy("tea")

    assert ids(sdk) == ["tea"]


@pytest.mark.parametrize("kind", [Trouble.DOWN, Trouble.ERROR])
def test_what_is_kept_can_be_looked_at_in_any_trouble(sdk, control, http, kind):
    sdk.upload(encoded(), public_id="tea")
    control.begin(kind)

    assert ids(sdk) == ["tea"]
    assert http("GET", "/standin/image/upload/tea.jpg").data == encoded()
    assert len(control.requests()) == 1


def test_trouble_ends(sdk, control):
    control.begin(Trouble.DOWN)
    control.end()
    control.end()

    assert sdk.upload()["bytes"]


def test_the_last_trouble_counts(sdk, control):
    control.begin(Trouble.DOWN)
    control.begin(Trouble.EMPTY)

    assert sdk.upload() == {}


def test_a_rate_limit_tells_its_numbers(http, control):
    control.begin(Trouble.RATE_LIMIT)

    response = http("POST", "/v1_1/standin/image/upload")

    assert response.status == 420
    assert response.headers["X-FeatureRateLimit-Remaining"] == "0"


@pytest.mark.parametrize("wish", [{"kind": "flood"}, {}, [], None, "down", {"kind": ["down"]}])
def test_an_unknown_trouble_is_refused_with_those_that_there_are(client, wish):
    response = client.put(
        "/_standin/trouble", data=json.dumps(wish), content_type="application/json"
    )

    assert response.status_code == 400
    assert "down, slow, error" in message(response)


@pytest.mark.parametrize(
    "wish",
    [
        {"actions": ["list"]},
        {"actions": "upload"},
        {"actions": [[]]},
        {"actions": None},
        {"seconds": -1},
        {"seconds": "1"},
        {"seconds": None},
        {"seconds": float("nan")},
        {"seconds": 1e9},
    ],
    ids=str,
)
def test_a_wish_that_makes_no_sense_is_refused(control, wish):
    assert control.begin(Trouble.SLOW, **wish).status == 400


def test_requests_are_told_in_order(sdk, control):
    sdk.upload(public_id="tea", filename="Tea.jpg")
    sdk.rename("tea", "coffee")
    sdk.destroy("coffee")
    with pytest.raises(exceptions.BadRequest):
        sdk.upload(b"words", public_id="words")
    control.begin(Trouble.DOWN)
    with pytest.raises(exceptions.Error):
        sdk.upload(public_id="lost")

    assert control.requests() == [
        {"action": "upload", "public_id": "tea", "filename": "Tea.jpg", "status": 200},
        {"action": "rename", "public_id": "tea", "filename": None, "status": 200},
        {"action": "destroy", "public_id": "coffee", "filename": None, "status": 200},
        {"action": "upload", "public_id": "words", "filename": "stream", "status": 400},
        {"action": "upload", "public_id": "lost", "filename": "stream", "status": None},
    ]


def test_listing_and_delivery_are_not_among_the_requests(sdk, control, http):
    sdk.resources()
    http("GET", "/standin/image/upload/tea")

    assert control.requests() == []


def test_a_reset_forgets_everything(sdk, control, http, folder):
    sdk.upload(public_id="tea")
    http("GET", "/standin/image/upload/w_10/tea")
    control.begin(Trouble.DOWN)

    control.reset()

    assert control.requests() == []
    assert not [path for path in folder.rglob("*") if path.is_file()]
    assert sdk.upload()["bytes"]


class HeldBody:
    """The body of a request, which arrives when the test says so."""

    def __init__(self, body):
        self.body = body
        self.awaited = threading.Event()
        self.arrives = threading.Event()

    def read(self, size=-1):
        self.awaited.set()
        self.arrives.wait(10)
        return self.body.read(size)


def test_a_reset_waits_for_an_upload_that_is_at_work(client, signed_form, sdk):
    environ = EnvironBuilder(
        "/v1_1/standin/image/upload", method="POST", data=signed_form(file=encoded())
    ).get_environ()
    body = environ["wsgi.input"] = HeldBody(environ["wsgi.input"])
    upload = threading.Thread(target=lambda: client.run_wsgi_app(environ))
    reset = threading.Thread(target=lambda: client.delete("/_standin"))

    upload.start()
    body.awaited.wait(10)
    reset.start()
    reset.join(0.1)
    assert reset.is_alive()

    body.arrives.set()
    upload.join(10)
    reset.join(10)
    assert ids(sdk) == []


def test_two_servers_share_pictures_trouble_and_requests(folder, sdk, control):
    with Server(Application(LOCAL_ACCOUNT, folder)) as other:
        sdk_there = Sdk(other.url)
        sdk.upload(public_id="tea")
        assert ids(sdk_there) == ["tea"]

        control.begin(Trouble.EMPTY)
        assert sdk_there.destroy("tea") == {}

        assert [request["action"] for request in control.requests()] == ["upload", "destroy"]


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("path", ["/_standin", "/_standin/trouble"])
def test_no_page_of_another_site_can_make_trouble(client, method, path):
    """Browsers send these methods without asking; the others they ask for, and get no leave."""
    response = client.open(
        path,
        method=method,
        headers={"Origin": "http://example.com", "Access-Control-Request-Method": "PUT"},
    )

    assert response.status_code == 405
    assert "Access-Control" not in str(response.headers)


def test_no_page_of_another_site_can_read_the_requests(client):
    response = client.get("/_standin/requests", headers={"Origin": "http://example.com"})

    assert "Access-Control" not in str(response.headers)


def test_trouble_is_wished_for_in_json_only(client):
    response = client.put("/_standin/trouble", data='{"kind": "down"}', content_type="text/plain")

    assert response.status_code == 415


def test_a_foreign_name_for_this_machine_is_refused(client):
    response = client.delete("/_standin", headers={"Host": "example.com"})

    assert response.status_code == 400


def test_a_closed_connection_is_an_exception_for_the_server(client):
    client.put("/_standin/trouble", json={"kind": "down"})

    with pytest.raises(ConnectionError):
        client.post("/v1_1/standin/image/upload")
