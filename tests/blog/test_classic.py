"""Tests as tutorials write them, against the names that are fixed: they must pass unchanged.

Only the pictures that they send have to be pictures: the blog looks into them.
"""

from unittest.mock import patch

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse

from blog.models import Post
from features.support.pictures import encoded

FULL_RESULT = {
    "public_id": "sample",
    "version": 1571218330,
    "signature": "63bfbca643baa9c86b7d2921d776628ac83a1b6e",
    "width": 864,
    "height": 576,
    "format": "jpg",
    "resource_type": "image",
    "type": "upload",
    "url": "http://res.cloudinary.com/demo/image/upload/v1571218330/sample.jpg",
    "secure_url": "https://res.cloudinary.com/demo/image/upload/v1571218330/sample.jpg",
}
PARTIAL_RESULT = {"public_id": "sample", "url": "http://res.cloudinary.com/demo/sample.jpg"}


class AccountTests(TestCase):
    def test_signup_creates_a_user_and_logs_in(self):
        response = self.client.post(
            reverse("signup"),
            {"username": "newuser", "password1": "testpass123!", "password2": "testpass123!"},
        )

        self.assertRedirects(response, reverse("post_list"))
        user = self.client.get(reverse("post_list")).context["user"]
        assert user.is_authenticated
        assert user.username == "newuser"

    def test_signup_with_mismatch_shows_the_form_again(self):
        response = self.client.post(
            reverse("signup"), {"username": "newuser", "password1": "a", "password2": "b"}
        )

        assert response.status_code == 200
        assert response.context["form"].errors
        assert not User.objects.exists()

    def test_login_and_logout(self):
        User.objects.create_user("testuser", password="testpass123")

        response = self.client.post(
            reverse("login"), {"username": "testuser", "password": "testpass123"}
        )
        self.assertRedirects(response, reverse("post_list"))

        self.assertRedirects(self.client.post(reverse("logout")), reverse("post_list"))
        assert not self.client.get(reverse("post_list")).context["user"].is_authenticated


class PostTests(TestCase):
    def setUp(self):
        self.user = User.objects.create_user("testuser", password="testpass123")
        self.client.login(username="testuser", password="testpass123")

    def picture(self):
        return SimpleUploadedFile("test.jpg", encoded("JPEG"), content_type="image/jpeg")

    def test_create_without_a_picture(self):
        response = self.client.post(
            reverse("post_create"), {"title": "New", "content": "Words", "status": "published"}
        )

        assert response.status_code == 302
        post = Post.objects.get()
        assert (post.title, post.status, post.author) == ("New", "published", self.user)

    def test_create_needs_a_login(self):
        self.client.logout()

        response = self.client.get(reverse("post_create"))

        self.assertRedirects(response, f"{reverse('login')}?next={reverse('post_create')}")

    def test_a_refused_form_is_shown_again(self):
        response = self.client.post(reverse("post_create"), {"title": "", "content": "Words"})

        assert response.status_code == 200
        assert "title" in response.context["form"].errors

    def test_an_empty_form_is_refused(self):
        response = self.client.post(reverse("post_create"), {})

        assert response.status_code == 200
        assert not Post.objects.exists()

    def test_create_with_a_picture(self):
        for result in (FULL_RESULT, PARTIAL_RESULT):
            with self.subTest(result), patch("cloudinary.uploader.upload") as mock_upload:
                mock_upload.return_value = result
                response = self.client.post(
                    reverse("post_create"),
                    {
                        "title": "Illustrated",
                        "content": "Words",
                        "status": "published",
                        "featured_image": self.picture(),
                    },
                )

                assert response.status_code == 302
                mock_upload.assert_called_once()
                post = Post.objects.latest("pk")
                assert post.status == "published"
                assert post.featured_image.public_id == "sample"
                assert "sample" in post.featured_image.url

    @patch("cloudinary.uploader.upload", return_value=PARTIAL_RESULT)
    def test_edit_replaces_the_picture(self, mock_upload):
        post = Post.objects.create(
            title="Old",
            slug="old",
            content="Words",
            author=self.user,
            featured_image="image/upload/v1/before.jpg",
        )

        response = self.client.post(
            reverse("post_edit", kwargs={"slug": post.slug}),
            {"title": "Old", "content": "New words", "featured_image": self.picture()},
        )

        assert response.status_code == 302
        post.refresh_from_db()
        assert post.content == "New words"
        assert post.featured_image.public_id == "sample"

    @patch("cloudinary.uploader.upload")
    def test_edit_without_a_picture_uploads_nothing(self, mock_upload):
        post = Post.objects.create(title="Old", content="Words", author=self.user)

        self.client.post(
            reverse("post_edit", kwargs={"slug": post.slug}),
            {"title": "Old", "content": "New words", "status": "published"},
        )

        mock_upload.assert_not_called()
        post.refresh_from_db()
        assert post.is_published

    def test_a_client_that_sends_no_version_is_accepted(self):
        post = Post.objects.create(title="Old", content="Words", author=self.user)
        Post.objects.filter(pk=post.pk).update(content="Newer words")

        response = self.client.post(
            reverse("post_edit", kwargs={"slug": post.slug}),
            {"title": "Old", "content": "Last words", "status": "draft"},
        )

        assert response.status_code == 302

    def test_delete(self):
        post = Post.objects.create(title="Old", content="Words", author=self.user)
        address = reverse("post_delete", kwargs={"slug": post.slug})

        assert self.client.get(address).status_code == 200
        assert Post.objects.exists()
        assert self.client.post(address).status_code == 302
        assert not Post.objects.exists()

    def test_others_get_404(self):
        other = User.objects.create_user("other")
        post = Post.objects.create(title="Theirs", content="Words", author=other)

        for name in ("post_detail", "post_edit", "post_delete"):
            address = reverse(name, kwargs={"slug": post.slug})
            assert self.client.get(address).status_code == 404
