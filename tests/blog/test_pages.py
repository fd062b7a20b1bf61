import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from features.support.factories import PostFactory

pytestmark = pytest.mark.django_db


def test_a_page_lets_browsers_load_nothing_from_elsewhere(client):
    policy = client.get(reverse("post_list")).headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "img-src 'self' https://res.cloudinary.com" in policy
    assert "unsafe" not in policy


def test_a_browser_does_not_remember_where_an_old_address_led(client):
    post = PostFactory(title="Tea")
    post.title = "Coffee"
    post.save()

    response = client.get(reverse("post_detail", kwargs={"slug": "tea"}))

    assert response.status_code == 301
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_failing_view_gives_a_page_of_our_own(client, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("blog.views._page", fail)
    client.raise_request_exception = False

    response = client.get(reverse("post_list"))

    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_a_form_without_its_token_is_explained(client):
    client.handler.enforce_csrf_checks = True

    response = client.post(reverse("login"), {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "Please send the form again" in response.content.decode()


def test_a_forbidden_page_is_explained(client, monkeypatch):
    def forbid(*args):
        raise PermissionDenied

    monkeypatch.setattr("blog.views._page", forbid)

    response = client.get(reverse("post_list"))

    assert response.status_code == 403
    assert "This page is not for you" in response.content.decode()
