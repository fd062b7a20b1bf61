import os
import time

import pytest
from cloudinary import exceptions

from standin.account import LOCAL_ACCOUNT
from standin.application import Application
from standin.journal import Journal
from standin.serving import Server
from tests.standin.conftest import Sdk, message
from tests.standin.pictures import encoded, noise

HOUR = 3600


@pytest.fixture
def send(post):
    """Send a part of a file."""

    def send_part(content, first, total, upload_id="one", **form):
        last = first + len(content) - 1
        return post(
            file=content,
            headers={
                "X-Unique-Upload-Id": upload_id,
                "Content-Range": f"bytes {first}-{last}/{total}",
            },
            **form,
        )

    return send_part


@pytest.fixture
def leftovers(folder):
    return lambda: list((folder / "chunks").glob("*"))


def test_a_large_file_arrives_in_chunks(sdk, http, server, leftovers):
    content = noise()

    answer = sdk.upload_large(content, chunk_size=len(content) // 3, public_id="tea")

    assert answer["public_id"] == "tea"
    assert answer["bytes"] == len(content)
    assert http("GET", answer["url"].removeprefix(server.url)).data == content
    assert leftovers() == []


def test_all_chunks_without_an_id_get_the_same_one(sdk, control):
    answer = sdk.upload_large(noise(), chunk_size=20_000)

    assert {request["public_id"] for request in control.requests()} == {answer["public_id"]}
    assert len(sdk.resources()["resources"]) == 1


def test_chunks_need_not_repeat_the_id_that_they_got(send):
    content = encoded()

    first = send(content[:100], 0, len(content)).json
    last = send(content[100:], 100, len(content)).json

    assert first["public_id"] == last["public_id"]


def test_a_file_can_come_in_a_single_chunk(sdk):
    assert sdk.upload_large(encoded(), public_id="tea")["public_id"] == "tea"


def test_a_chunk_but_the_last_tells_that_the_file_is_not_done(send):
    content = encoded()

    response = send(content[:100], 0, len(content), public_id="tea")

    assert response.status_code == 200
    assert response.json == {"done": False, "public_id": "tea", "bytes": 100}


def test_two_files_can_arrive_at_once(send):
    first, second = encoded(size=(10, 10)), encoded(size=(20, 20))
    send(first[:100], 0, len(first), "first")
    send(second[:100], 0, len(second), "second")

    answers = [
        send(first[100:], 100, len(first), "first").json,
        send(second[100:], 100, len(second), "second").json,
    ]

    assert [answer["width"] for answer in answers] == [10, 20]


@pytest.mark.parametrize(
    ("first", "reason"),
    [(90, "overlaps"), (110, "leaves a gap"), (0, "begins again")],
)
def test_a_chunk_that_does_not_continue_ends_the_upload(send, sdk, leftovers, first, reason):
    content = encoded()
    send(content[:100], 0, len(content))

    response = send(content[first : first + 50], first, len(content))

    assert response.status_code == 400
    assert message(response) == f"Chunk at {first} does not continue this upload"
    assert leftovers() == []


def test_a_chunk_of_no_known_upload_is_refused(send, leftovers):
    content = encoded()

    assert send(content[100:], 100, len(content)).status_code == 400
    assert leftovers() == []


def test_a_chunk_of_another_length_than_it_says_is_refused(post, leftovers):
    response = post(
        file=b"tea",
        headers={"X-Unique-Upload-Id": "one", "Content-Range": "bytes 0-5/10"},
    )

    assert response.status_code == 400
    assert leftovers() == []


@pytest.mark.parametrize(
    "content_range",
    [
        "",
        "bytes",
        "bytes 0-2/*",
        "bytes -1-2/3",
        "bytes 2-1/3",
        "bytes 0-3/3",
        "bytes 0-2/" + "9" * 99,
    ],
)
def test_a_range_that_makes_no_sense_is_refused(post, content_range):
    response = post(
        file=b"tea", headers={"X-Unique-Upload-Id": "one", "Content-Range": content_range}
    )

    assert response.status_code == 400
    assert message(response) == "Invalid Content-Range or X-Unique-Upload-Id"


def test_a_chunk_has_to_name_its_upload(post):
    response = post(file=b"tea", headers={"Content-Range": "bytes 0-2/5"})

    assert response.status_code == 400


def test_what_is_no_picture_is_refused_with_the_last_chunk(sdk, leftovers):
    with pytest.raises(exceptions.BadRequest, match="Invalid image file"):
        sdk.upload_large(b"words and words", chunk_size=6)

    assert leftovers() == []


def test_a_file_that_will_be_too_large_is_refused_with_the_first_chunk(folder, leftovers):
    small = Application(LOCAL_ACCOUNT, folder, max_bytes=1_000)

    with Server(small) as server, pytest.raises(exceptions.BadRequest, match=r"Got 1001\."):
        Sdk(server.url).upload_large(bytes(1_001), chunk_size=1_000)

    assert leftovers() == []
    assert len(Journal(folder).entries()) == 1


def test_an_abandoned_upload_is_removed_after_an_hour(send, leftovers):
    send(b"tea", 0, 10, "abandoned")
    [abandoned] = leftovers()
    an_hour_ago = time.time() - HOUR - 60
    os.utime(abandoned, (an_hour_ago, an_hour_ago))

    send(b"tea", 0, 10, "later")

    assert abandoned not in leftovers()
    assert len(leftovers()) == 1


def test_an_upload_goes_on_within_the_hour(send, leftovers):
    content = encoded()
    send(content[:100], 0, len(content), "slow")
    [slow] = leftovers()
    nearly_an_hour_ago = time.time() - HOUR + 60
    os.utime(slow, (nearly_an_hour_ago, nearly_an_hour_ago))
    send(b"tea", 0, 10, "other")

    assert send(content[100:], 100, len(content), "slow").json["bytes"] == len(content)
