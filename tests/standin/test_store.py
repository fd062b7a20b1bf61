import threading

import pytest
from cloudinary import exceptions

from tests.standin.pictures import decoded, encoded

SIZES = range(10, 18)


def test_of_two_uploads_under_one_id_at_once_one_is_left_whole(sdk, http):
    contents = [encoded("PNG", size=(size, size)) for size in SIZES]
    together(lambda content: sdk.upload(content, public_id="tea"), contents)

    [asset] = sdk.resources()["resources"]
    content = http("GET", "/standin/image/upload/tea.png").data
    assert content in contents
    assert decoded(content).width == asset["width"]
    assert len(content) == asset["bytes"]


def test_of_uploads_that_may_not_overwrite_the_first_stays(sdk, http):
    answers = together(
        lambda size: sdk.upload(encoded(size=(size, size)), public_id="tea", overwrite=False),
        SIZES,
    )

    [stored] = [answer for answer in answers if "existing" not in answer]
    assert {answer["etag"] for answer in answers} == {stored["etag"]}


def test_a_picture_is_destroyed_once_however_many_try(sdk):
    sdk.upload(public_id="tea")

    answers = together(lambda _: sdk.destroy("tea")["result"], range(8))

    assert sorted(answers) == ["not found"] * 7 + ["ok"]


def test_nothing_temporary_is_left(sdk, folder):
    together(lambda number: sdk.upload(public_id=str(number % 2), overwrite=number < 4), range(8))

    assert len([path for path in folder.rglob("*") if path.is_file()]) == 3  # one of requests


def test_a_folder_can_vanish(sdk, folder):
    sdk.upload(public_id="tea")
    for path in (folder / "assets").iterdir():
        path.unlink()
    (folder / "assets").rmdir()

    assert sdk.resources()["resources"] == []
    assert sdk.upload(public_id="tea")["bytes"]


def test_a_disk_that_cannot_be_written_is_a_failure_of_the_service(sdk, folder, caplog):
    folder.mkdir()
    (folder / "assets").write_text("in the way")

    with pytest.raises(exceptions.GeneralError, match="General Error"):
        sdk.upload()

    assert "The stand-in failed" in caplog.text


@pytest.mark.parametrize("public_id", ["a/b", "tea", "ü"])
def test_no_id_becomes_a_path(sdk, folder, public_id):
    sdk.upload(public_id=public_id)

    [asset] = (folder / "assets").iterdir()
    assert public_id not in asset.name


def together(work, items):
    """Do `work` with all items at once; return the results in any order."""
    start = threading.Barrier(len(items))
    results = []

    def run(item):
        start.wait(10)
        results.append(work(item))

    threads = [threading.Thread(target=run, args=[item]) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(results) == len(items)
    return results
