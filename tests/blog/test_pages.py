import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from lxml import html

from blog.models import Post
from features.support.factories import PostFactory, UserFactory

pytestmark = pytest.mark.django_db


def pages_of_an_author(client):
    """Return the pages that an author sees, the refused form among them."""
    post = PostFactory()
    client.force_login(post.author)
    own = {"slug": post.slug}
    yield client.get(reverse("post_list"))
    yield client.get(reverse("my_posts"))
    yield client.get(reverse("post_create"))
    yield client.post(reverse("post_create"), {"title": ""})
    for name in ("post_detail", "post_edit", "post_delete"):
        yield client.get(reverse(name, kwargs=own))
    client.logout()
    yield client.get(reverse("signup"))
    yield client.post(reverse("login"), {"username": "", "password": ""})


def test_every_reference_on_a_page_leads_to_something(client):
    for response in pages_of_an_author(client):
        document = html.fromstring(response.content)
        ids = set(document.xpath("//@id"))
        named = " ".join(document.xpath("//@aria-describedby | //@aria-labelledby | //label/@for"))
        assert set(named.split()) <= ids
        assert {link[1:] for link in document.xpath("//a/@href") if link[0] == "#"} <= ids


def test_every_page_has_one_main_part_one_main_heading_and_fits_narrow_screens(client):
    for response in pages_of_an_author(client):
        document = html.fromstring(response.content)
        assert len(document.xpath("//main[@id='main']")) == 1
        assert len(document.xpath("//h1")) == 1
        assert document.xpath("//meta[@name='viewport']")


def test_a_member_page_is_not_kept_by_the_browser(client):
    client.force_login(UserFactory())

    assert "no-store" in client.get(reverse("my_posts")).headers["Cache-Control"]


def test_a_draft_is_not_kept_by_the_browser(client):
    post = PostFactory(status="draft")
    client.force_login(post.author)

    assert "no-store" in client.get(post.get_absolute_url()).headers["Cache-Control"]


@pytest.mark.parametrize("name", ["signup", "login"])
@pytest.mark.parametrize("target", ["foo", "//evil.example", "https://evil.example", "here", ""])
def test_whoever_is_logged_in_goes_on_within_the_blog(client, name, target):
    client.force_login(UserFactory())
    target = reverse(name) if target == "here" else target

    response = client.get(reverse(name), {"next": target})

    assert response.status_code == 302
    assert response.url in {"foo", reverse("post_list")}


def test_two_sign_ups_at_once_make_one_account(client, monkeypatch):
    UserFactory(username="bob")
    monkeypatch.setattr("blog.forms.SignUpForm.clean_username", lambda form: "bob")
    monkeypatch.setattr("blog.forms.SignUpForm.validate_unique", lambda form: None)
    typed = {"username": "bob", "password1": "kettle-on-the-hob", "password2": "kettle-on-the-hob"}

    response = client.post(reverse("signup"), typed)

    assert response.status_code == 200
    assert "username" in response.context["form"].errors


@pytest.mark.parametrize("name", ["post_list", "post_create", "my_posts"])
def test_a_page_answers_only_to_what_it_is_for(client, name):
    assert client.delete(reverse(name)).status_code == 405


def test_a_strange_status_shows_all_posts(client):
    post = PostFactory(status="draft")
    client.force_login(post.author)

    response = client.get(reverse("my_posts"), {"status": "bogus"})

    assert list(response.context["page"]) == [post]
    assert response.context["status"] is None


def test_a_request_that_makes_no_sense_gets_a_page_of_our_own(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1

    response = client.post(reverse("login"), {"username": "a", "password": "b"})

    assert response.status_code == 400
    assert "This request makes no sense" in response.content.decode()


def test_a_page_lets_browsers_load_nothing_from_elsewhere(client):
    policy = client.get(reverse("post_list")).headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "img-src 'self' https://res.cloudinary.com" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


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


def test_a_post_that_goes_while_it_is_saved_leaves_the_words_in_the_form(client, monkeypatch):
    post = PostFactory()
    client.force_login(post.author)

    def be_too_late(*args, **kwargs):
        raise Post.DoesNotExist

    monkeypatch.setattr("blog.views.save_post", be_too_late)
    address = reverse("post_edit", kwargs={"slug": post.slug})

    response = client.post(address, {"title": "Tea", "content": "My words"})

    assert response.status_code == 404
    assert "My words" in response.content.decode()
    assert f'action="{reverse("post_create")}"' in response.content.decode()
