from unittest import mock

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from lxml import html

from blog.models import Post
from features.support.factories import PostFactory, UserFactory
from features.support.pictures import picture_file

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
    assert "Something went wrong</h1>" in response.content.decode()


def test_a_form_without_its_token_is_explained(client):
    client.handler.enforce_csrf_checks = True

    response = client.post(reverse("login"), {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "Please send the form again</h1>" in response.content.decode()


def test_a_forbidden_page_is_explained(client, monkeypatch):
    def forbid(*args):
        raise PermissionDenied

    monkeypatch.setattr("blog.views._page", forbid)

    response = client.get(reverse("post_list"))

    assert response.status_code == 403
    assert "This page is not for you</h1>" in response.content.decode()


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


def test_the_form_of_a_post_that_never_was_does_not_exist(client):
    client.force_login(UserFactory())

    response = client.get(reverse("post_edit", kwargs={"slug": "never-was"}))

    assert response.status_code == 404
    assert "This page does not exist" in response.content.decode()


def test_another_authors_post_takes_no_words(client):
    post = PostFactory(title="Tea")
    client.force_login(UserFactory())

    response = client.post(reverse("post_edit", kwargs={"slug": post.slug}), {"title": "My words"})

    assert response.status_code == 404
    assert "My words" not in response.content.decode()


def test_the_log_out_page_says_whether_one_is_logged_in(client):
    assert "You are logged out." in client.get(reverse("logout")).content.decode()

    client.force_login(UserFactory())
    assert "You are logged in as" in client.get(reverse("logout")).content.decode()


@pytest.mark.parametrize(
    "name", ["post_list", "post_create", "my_posts", "login", "logout", "signup"]
)
def test_a_page_answers_to_head_as_well(client, name):
    assert client.head(reverse(name)).status_code in {200, 302}


def test_a_post_that_was_taken_back_shows_no_date(client):
    post = PostFactory()
    post.status = "draft"
    post.save()
    client.force_login(post.author)

    assert "<time" not in client.get(post.get_absolute_url()).content.decode()


def test_whoever_chose_to_log_in_is_not_told_why(client):
    assert "Please log in" not in client.get(reverse("login")).content.decode()


def test_a_choice_of_status_begins_at_the_first_page(client):
    author = UserFactory()
    PostFactory.create_batch(11, author=author)
    client.force_login(author)

    page = html.fromstring(client.get(reverse("my_posts"), {"page": 2}).content)

    assert page.xpath("//nav[@class='filter']//a/@href") == [
        reverse("my_posts"),
        "?status=draft",
        "?status=published",
    ]


def test_the_choice_that_is_shown_is_marked(client):
    client.force_login(UserFactory())

    page = html.fromstring(client.get(reverse("my_posts"), {"status": "draft"}).content)

    chosen = page.xpath("//nav[@class='filter']//a[@aria-current='page']/text()")
    assert chosen == ["Draft (0)"]


def test_own_posts_lead_to_a_new_one(client):
    client.force_login(UserFactory())

    page = html.fromstring(client.get(reverse("my_posts")).content)

    assert reverse("post_create") in page.xpath("//main//a/@href")


def test_a_deleted_post_leads_to_the_authors_others(client):
    post = PostFactory()
    client.force_login(post.author)

    response = client.post(reverse("post_delete", kwargs={"slug": post.slug}))

    assert response.url == reverse("my_posts")


def test_a_picture_keeps_its_room_and_offers_widths(client):
    PostFactory(featured_image="image/upload/v1/blog/x.png")

    picture = html.fromstring(client.get(reverse("post_list")).content).xpath("//img")[0]

    assert picture.get("srcset").count("https://") == 3
    assert (picture.get("width"), picture.get("height")) == ("800", "450")
    assert picture.get("loading") == "lazy"


@pytest.mark.parametrize("page", ["post_edit", "post_create"])
def test_a_form_leads_back(client, page):
    post = PostFactory()
    client.force_login(post.author)
    is_edit = page == "post_edit"

    response = client.get(reverse(page, kwargs={"slug": post.slug} if is_edit else {}))

    back = html.fromstring(response.content).xpath("//main//a[text()='Cancel']/@href")
    assert back == [post.get_absolute_url() if is_edit else reverse("my_posts")]


def test_a_new_password_stays_out_of_reports_of_errors(client):
    response = client.post(reverse("signup"), {"username": "bob", "password1": "secret"})

    assert response.wsgi_request.sensitive_post_parameters == "__ALL__"


def test_a_picture_that_was_not_stored_leads_back_to_the_form(client):
    post = PostFactory()
    client.force_login(post.author)
    form = reverse("post_edit", kwargs={"slug": post.slug})

    with mock.patch("cloudinary.uploader.upload", side_effect=OSError):
        response = client.post(
            form, {"title": post.title, "content": "x", "featured_image": picture_file("a.png")}
        )

    assert response.url == form


def test_every_page_has_the_style_sheet(client):
    page = html.fromstring(client.get(reverse("post_list")).content)

    assert page.xpath("//link[@rel='stylesheet']/@href") == ["/static/blog.css"]


def test_no_page_is_shown_in_a_frame(client):
    assert client.get(reverse("post_list")).headers["X-Frame-Options"] == "DENY"


def test_the_mail_names_the_account(client, mailoutbox):
    user = UserFactory(username="carol42", email="carol@example.com")
    user.set_password("kettle-on-the-hob")
    user.save()

    client.post(reverse("password_reset"), {"email": "carol@example.com"})

    assert "Hello carol42," in mailoutbox[0].body


@pytest.mark.parametrize("name", ["post_list", "my_posts"])
def test_of_two_posts_of_one_moment_the_later_is_listed_first(client, name):
    author = UserFactory()
    client.force_login(author)
    with time_machine.travel("2026-05-04T12:00Z", tick=False):
        first, second = PostFactory.create_batch(2, author=author)

    assert list(client.get(reverse(name)).context["page"]) == [second, first]


@pytest.mark.parametrize("name", ["signup", "login"])
def test_a_page_does_not_lead_to_itself(client, name):
    client.force_login(UserFactory())

    response = client.get(reverse(name), {"next": f"{reverse(name)}?next=/create/"})

    assert response.url == reverse("post_list")


@pytest.mark.parametrize(
    ("picture", "told"),
    [("image/upload/v1/blog/x.png", "and its picture are"), (None, "The post is removed")],
)
def test_the_question_says_what_goes(client, picture, told):
    post = PostFactory(featured_image=picture)
    client.force_login(post.author)

    response = client.get(reverse("post_delete", kwargs={"slug": post.slug}))

    assert told in response.content.decode()


def test_a_refused_form_still_wants_to_remove_the_picture(client):
    post = PostFactory(featured_image="image/upload/v1/blog/x.png")
    client.force_login(post.author)

    response = client.post(
        reverse("post_edit", kwargs={"slug": post.slug}),
        {"title": "", "content": "x", "featured_image-clear": "on"},
    )

    box = html.fromstring(response.content).xpath("//input[@type='checkbox']")[0]
    assert box.get("checked") is not None


def test_the_form_offers_fitting_files_only(client):
    client.force_login(UserFactory())

    page = html.fromstring(client.get(reverse("post_create")).content)

    accepted = page.xpath("//input[@type='file']/@accept")
    assert accepted == ["image/jpeg,image/png,image/webp,image/gif"]


def test_a_browser_may_fill_in_the_e_mail_address(client):
    page = html.fromstring(client.get(reverse("signup")).content)

    assert page.xpath("//input[@name='email']/@autocomplete") == ["email"]


def test_a_draft_of_somebody_else_answers_like_no_post_at_all(client):
    PostFactory(title="Moss", status="draft")
    client.force_login(UserFactory())

    answers = [
        client.post(reverse("post_edit", kwargs={"slug": slug}), {"title": "My words"})
        for slug in ("moss", "never-was")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert ["My words" in answer.content.decode() for answer in answers] == [True, True]


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_somebody_elses_password_to_be_hashed(client, monkeypatch):
    hashed_in_transaction = []
    monkeypatch.setattr(
        "django.contrib.auth.base_user.make_password",
        lambda password: hashed_in_transaction.append(connection.in_atomic_block) or "hashed",
    )

    client.post(
        reverse("signup"), {"username": "bob", "password1": "kettle-hob", "password2": "kettle-hob"}
    )

    assert User.objects.get().username == "bob"
    assert hashed_in_transaction == [False]
