import logging
from contextlib import nullcontext

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from tests.acceptance.browser.pages import DONE

pytestmark = pytest.mark.django_db


def test_callbacks_run_when_the_request_ends(browser):
    browser.visit("/create-user/")

    assert DONE == ["created"]
    assert get_user_model().objects.get().username == "bob"


def test_callbacks_run_before_the_redirect_is_followed(browser):
    browser.visit("/commit/")

    assert DONE == ["callback", "page /after/"]


@pytest.mark.parametrize("is_in_transaction", [True, False])
def test_callbacks_run_when_the_outermost_transaction_ends(browser, is_in_transaction):
    with transaction.atomic() if is_in_transaction else nullcontext():
        browser.visit("/commit-and-go-on/")

    assert DONE == ["inner transaction ended", "committed", "view goes on"]


def test_callbacks_run_once(browser):
    browser.visit("/create-user/")
    browser.visit("/page/")

    assert DONE == ["created", "page /page/"]
    assert connection.run_on_commit == []


def test_callbacks_of_callbacks_run(browser):
    browser.visit("/commit-twice/")

    assert DONE == ["first", "second"]


def test_callbacks_of_what_was_rolled_back_do_not_run(browser):
    browser.visit("/roll-back/")

    assert browser.sees_heading("Rolled back")
    assert DONE == []


def test_callbacks_from_before_the_request_are_left_alone(browser):
    transaction.on_commit(lambda: DONE.append("of the step"))

    browser.visit("/create-user/")

    assert DONE == ["created"]
    assert len(connection.run_on_commit) == 1


def test_callbacks_run_even_if_the_view_fails_after_its_transaction(browser):
    with pytest.raises(ValueError, match="the view is broken"):
        browser.visit("/commit-fail/")

    assert DONE == ["committed"]


def test_a_failing_callback_fails_its_request(browser):
    with pytest.raises(ValueError, match="the callback is broken"):
        browser.visit("/callback-fails/0/")

    assert browser.describe() == (
        "GET /callback-fails/0/ gave no page: ValueError: the callback is broken"
    )


def test_a_failing_callback_gives_the_page_for_failures(open_browser):
    browser = open_browser(raise_request_exception=False)

    browser.visit("/callback-fails/0/")

    assert browser.status == 500


def test_a_failing_robust_callback_is_only_logged(browser, caplog):
    with caplog.at_level(logging.ERROR, "acceptance.browser"):
        browser.visit("/callback-fails/1/")

    assert browser.sees_heading("Saved")
    assert DONE == ["next"]
    assert "A robust on_commit callback failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_callbacks_run_once_without_a_transaction_around_the_test(browser):
    browser.visit("/create-user/")

    assert DONE == ["created"]
