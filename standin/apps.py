from django.apps import AppConfig


class StandinConfig(AppConfig):
    """Stand in for Cloudinary on this machine."""

    name = "standin"
