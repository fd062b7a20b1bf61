import signal
import time
from collections import Counter
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Event, Thread, get_ident, main_thread

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from acceptance.browser.chromium.site import VISITOR_HEADER, Site, Turns
from tests.acceptance.browser.pages import DONE, HTML, MEANWHILE

SECONDS_AT_MOST = 10


def get(site, path, token="", accepted="text/html"):
    """Return the status and the text of an answer."""
    connection = HTTPConnection(site.host, timeout=SECONDS_AT_MOST)
    try:
        headers = {VISITOR_HEADER: token, "Accept": accepted}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def get_meanwhile(site, path, token="", accepted="text/html"):
    """Do the same, and give the turn away until the answer is there."""
    with site.turns.given_away():
        return get(site, path, token, accepted)


@contextmanager
def running(*acts):
    """Do all this in threads of their own, and wait for them at the end of the block."""
    threads = [Thread(target=act, daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join(SECONDS_AT_MOST)
        assert not thread.is_alive()


def wait_until(check):
    deadline = time.monotonic() + SECONDS_AT_MOST
    while not check():
        assert time.monotonic() < deadline


@pytest.fixture
def site():
    with Site() as site:
        yield site


@pytest.fixture
def visitor(site):
    return site.admit()


@pytest.fixture
def file_database(tmp_path, django_db_blocker):
    """The alias of a database in a file: SQLite never closes one in memory."""
    connections.databases["file"] = connections.databases["default"] | {
        "NAME": str(tmp_path / "database.sqlite3")
    }
    with django_db_blocker.unblock():
        yield "file"
        connections["file"].close()
    del connections["file"]
    del connections.databases["file"]


# Turns


def test_turns_are_taken_in_the_order_in_which_they_were_asked_for():
    turns, taken = Turns(), []

    def take(name):
        turns.take()
        taken.append(name)
        turns.end()

    turns.take()
    with running(lambda: take("first")):
        wait_until(lambda: len(turns._waiting) == 2)
        with running(lambda: take("second")):
            wait_until(lambda: len(turns._waiting) == 3)
            assert taken == []
            turns.end()

    assert taken == ["first", "second"]


def test_a_turn_comes_back_when_it_was_given_away():
    turns, taken = Turns(), []

    def take():
        turns.take()
        taken.append("meanwhile")
        turns.end()

    turns.take()
    with turns.given_away(), running(take):
        pass
    taken.append("afterwards")

    assert taken == ["meanwhile", "afterwards"]


def test_ctrl_c_while_waiting_leaves_the_queue_to_the_others():
    turns, has_turn, is_interrupted = Turns(), Event(), Event()

    def hold():
        turns.take()
        has_turn.set()
        wait_until(lambda: len(turns._waiting) == 2)
        signal.pthread_kill(main_thread().ident, signal.SIGINT)
        is_interrupted.wait(SECONDS_AT_MOST)
        turns.end()

    def take():
        turns.take()
        turns.end()

    with running(hold):
        has_turn.wait(SECONDS_AT_MOST)
        with pytest.raises(KeyboardInterrupt):
            turns.take()
        turns.end()  # which is not ours to end
        is_interrupted.set()
    with running(take):
        pass


# Requests


def test_a_request_waits_while_the_scenario_has_its_turn(site, visitor):
    answers = []

    with running(lambda: answers.append(get(site, "/page/", visitor.token))):
        wait_until(lambda: len(site.turns._waiting) == 2)
        HTML["/page/"] = "<p>changed in time"
        assert DONE == []
        site.turns.end()
    site.turns.take()

    assert answers == [(200, "<p>changed in time")]


def test_a_stranger_never_reaches_a_view(site):
    assert get_meanwhile(site, "/page/") == (403, "")
    assert get_meanwhile(site, "/page/", "made-up") == (403, "")
    assert DONE == []


def test_a_dismissed_visitor_never_reaches_a_view(site, visitor):
    site.dismiss(visitor)

    assert get_meanwhile(site, "/page/", visitor.token) == (403, "")
    assert DONE == []


def test_a_request_that_waits_is_turned_away_when_its_visitor_is_dismissed(site, visitor):
    answers = []

    with running(lambda: answers.append(get(site, "/page/", visitor.token))):
        wait_until(lambda: len(site.turns._waiting) == 2)
        site.dismiss(visitor)
        site.turns.end()
    site.turns.take()

    assert answers == [(403, "")]
    assert DONE == []


def test_views_do_not_see_how_visitors_are_told_apart(site, visitor):
    _, text = get_meanwhile(site, "/echo/", visitor.token)

    assert visitor.token not in text


def test_a_request_can_be_awaited(site, visitor):
    with running(lambda: get(site, "/page/", visitor.token)):
        with visitor.awaited(SECONDS_AT_MOST):
            pass
        site.turns.end()
    site.turns.take()


def test_a_request_that_does_not_come_is_not_awaited_for_ever(visitor):
    with pytest.raises(TimeoutError, match="no request came in 0 seconds"), visitor.awaited(0):
        pass


def test_what_a_view_raises_reaches_its_visitor_once(site, visitor):
    other = site.admit()

    status, _ = get_meanwhile(site, "/fail/", visitor.token)

    assert status == 500
    assert other.take_failure() is None
    assert str(visitor.take_failure()) == "the view is broken"
    assert visitor.take_failure() is None


# The database


@pytest.mark.django_db
def test_requests_and_scenario_see_the_same_transaction(site, visitor):
    assert get_meanwhile(site, "/create-user/bob/", visitor.token)[0] == 200

    assert get_user_model().objects.get().username == "bob"


@pytest.mark.django_db
def test_an_answer_may_ask_the_database_while_it_is_streamed(site, visitor):
    get_user_model().objects.create_user("bob")

    assert get_meanwhile(site, "/stream-from-database/", visitor.token) == (200, "1 users")


@pytest.mark.django_db
def test_an_answer_has_its_turn_until_all_of_it_is_streamed(site, visitor):
    has_turn = []
    MEANWHILE.append(lambda: has_turn.append([*site.turns._waiting] == [get_ident()]))

    get_meanwhile(site, "/stream-from-database/", visitor.token)

    assert has_turn == [True]


@pytest.mark.django_db
def test_many_requests_at_once_do_not_disturb_each_other(site, visitor):
    statuses = Counter()

    def create(name):
        statuses[get(site, f"/create-user/{name}/", visitor.token)[0]] += 1

    acts = [lambda name=f"user{number}": create(name) for number in range(120)]
    with site.turns.given_away(), running(*acts):
        pass

    assert statuses == {200: 120}
    assert get_user_model().objects.count() == 120


def test_connections_stay_open_after_a_request(file_database):
    with Site() as site:
        connections[file_database].ensure_connection()
        opened = connections[file_database].connection
        token = site.admit().token

        get_meanwhile(site, "/page/", token)
        assert connections[file_database].connection is opened

        Client().get("/page/")  # which connects Django's signals again
        connections[file_database].ensure_connection()
        opened = connections[file_database].connection
        get_meanwhile(site, "/page/", token)
        assert connections[file_database].connection is opened


def test_only_a_request_for_a_page_is_awaited(site, visitor):
    with pytest.raises(TimeoutError), visitor.awaited(0):
        get_meanwhile(site, "/page/", visitor.token, accepted="image/png")


def test_ctrl_c_while_a_turn_is_taken_back_does_not_lose_it():
    turns = Turns()

    def request():
        turns.take()
        wait_until(lambda: len(turns._waiting) == 2)  # the scenario wants its turn back
        signal.pthread_kill(main_thread().ident, signal.SIGINT)
        turns.end()

    turns.take()
    with running(request), pytest.raises(KeyboardInterrupt), turns.given_away():
        wait_until(lambda: turns._waiting)

    assert list(turns._waiting) == [get_ident()]
