import cloudinary.uploader
import cloudinary.utils
import pytest
from cloudinary import exceptions

from standin.account import LOCAL_ACCOUNT
from tests.standin.conftest import CREDENTIALS, Sdk, message
from tests.standin.pictures import encoded

HOUR = 3600
UPLOAD = "/v1_1/standin/image/upload"


def seconds_ago(seconds):
    return str(int(cloudinary.utils.now()) - seconds)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"overwrite": False, "invalidate": True},
        {"tags": ["tea", "cup"], "allowed_formats": ["jpg", "png"]},
        {"context": {"alt": "milk & sugar"}},
        {"public_id": "żółć/茶", "eager": [{"width": 100}]},
        {"signature_algorithm": "sha256"},
    ],
    ids=str,
)
def test_what_the_sdk_signs_is_taken(sdk, options):
    assert sdk.upload(**options)["bytes"]


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_an_answer_is_signed_as_the_sdk_expects_it(sdk, monkeypatch, algorithm):
    monkeypatch.setattr(cloudinary.config(), "api_secret", CREDENTIALS["api_secret"], raising=False)
    answer = sdk.upload(public_id="milk/tea", signature_algorithm=algorithm)

    assert cloudinary.utils.verify_api_response_signature(
        answer["public_id"], answer["version"], answer["signature"], algorithm
    )


@pytest.mark.parametrize("action", ["upload", "destroy", "rename", "explicit"])
def test_a_call_with_a_wrong_secret_is_refused(server, sdk, action):
    sdk.upload(public_id="tea")
    stranger = Sdk(server.url, api_secret="guess")
    calls = {
        "upload": stranger.upload,
        "destroy": lambda: stranger.destroy("tea"),
        "rename": lambda: stranger.rename("tea", "coffee"),
        "explicit": lambda: stranger.explicit("tea", type="upload"),
    }

    with pytest.raises(exceptions.AuthorizationRequired, match="Invalid Signature"):
        calls[action]()

    assert [asset["public_id"] for asset in sdk.resources()["resources"]] == ["tea"]


def test_a_refused_signature_tells_what_should_have_been_signed(client, signed_form):
    form = signed_form(file=encoded(), public_id="tea") | {"public_id": "coffee"}

    response = client.post(UPLOAD, data=form)

    assert response.status_code == 401
    assert "String to sign - 'public_id=coffee&timestamp=" in message(response)
    assert CREDENTIALS["api_secret"] not in response.text


def test_an_ampersand_cannot_pass_two_parameters_off_as_one(client, signed_form):
    form = signed_form(file=encoded(), context="milk", public_id="tea")
    del form["public_id"]

    response = client.post(UPLOAD, data=form | {"context": "milk&public_id=tea"})

    assert response.status_code == 401


def test_what_is_empty_need_not_be_signed(client, signed_form):
    form = signed_form(file=encoded(), public_id="tea")

    assert client.post(UPLOAD, data=form | {"tags": ""}).status_code == 200


def test_an_account_does_not_show_its_secret():
    assert LOCAL_ACCOUNT.api_secret not in repr(LOCAL_ACCOUNT)


def test_an_unknown_key_is_refused(server):
    stranger = Sdk(server.url, api_key="somebody")

    with pytest.raises(exceptions.AuthorizationRequired, match="Unknown API key somebody"):
        stranger.upload()


def test_another_cloud_is_refused(server):
    stranger = Sdk(server.url, cloud_name="elsewhere")

    with pytest.raises(exceptions.AuthorizationRequired, match="cloud_name mismatch"):
        stranger.upload()


def test_an_unsigned_upload_is_refused(server):
    with pytest.raises(exceptions.BadRequest, match="Missing required parameter - api_key"):
        cloudinary.uploader.unsigned_upload(
            "data:image/gif;base64,R0lG", "preset", cloud_name="standin", upload_prefix=server.url
        )


@pytest.mark.parametrize("missing", ["api_key", "timestamp", "signature"])
def test_what_is_missing_is_named(client, signed_form, missing):
    form = signed_form(file=encoded())
    del form[missing]

    response = client.post(UPLOAD, data=form)

    assert response.status_code == 400
    assert message(response) == f"Missing required parameter - {missing}"


def test_a_request_may_be_nearly_an_hour_old(post):
    assert post(file=encoded(), timestamp=seconds_ago(HOUR - 60)).status_code == 200


@pytest.mark.parametrize("timestamp", ["0", "1000000000", seconds_ago(HOUR + 60)])
def test_an_older_request_is_stale(post, timestamp):
    response = post(file=encoded(), timestamp=timestamp)

    assert response.status_code == 400
    assert message(response).startswith("Stale request - reported time is ")


@pytest.mark.parametrize("timestamp", ["-5", "now", "1e9", "9" * 400, "١٢٣"])
def test_a_timestamp_has_to_be_a_number(post, timestamp):
    response = post(file=encoded(), timestamp=timestamp)

    assert response.status_code == 400
    assert message(response).startswith("Invalid timestamp")
