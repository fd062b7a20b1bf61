import pytest

from tests.acceptance.browser.probes import PROBES


@pytest.mark.parametrize("name", PROBES)
def test_a_form_sends_what_chromium_sends(show, echoed, name):
    html, expected = PROBES[name]

    show(html).press("Go")

    request = echoed()
    if isinstance(expected, dict):
        assert request["post"] == expected
        assert request["files"] == []
    elif request["method"] == "GET":
        assert request["query"] == expected
    else:
        assert request["body"] == expected


def test_a_posted_form_keeps_the_query_of_its_address(show, echoed):
    show(PROBES["a query is kept"].html).press("Go")

    assert echoed()["query"] == "x=1"
