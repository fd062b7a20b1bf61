from unittest import mock

import pytest
from django.db import OperationalError
from django.urls import reverse

from features.support.factories import UserFactory
from features.support.pictures import picture_file


@pytest.mark.django_db
def test_an_uploaded_picture_is_taken_away_again_when_the_database_fails(client):
    client.force_login(UserFactory())
    sent = {"title": "Tea", "content": "Green", "featured_image": picture_file("cup.png")}

    with (
        mock.patch("blog.writing._show", side_effect=OperationalError),
        mock.patch("cloudinary.uploader.upload", return_value={"public_id": "blog/x"}),
        mock.patch("cloudinary.uploader.destroy", return_value={"result": "ok"}) as destroy,
        pytest.raises(OperationalError),
    ):
        client.post(reverse("post_create"), sent)

    assert destroy.call_args.args == ("blog/x",)
