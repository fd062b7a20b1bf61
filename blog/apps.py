from django.apps import AppConfig


class BlogConfig(AppConfig):
    """Let authors write and illustrate posts, and everybody read them."""

    name = "blog"

    def ready(self):
        from blog import checks, discarding  # noqa: F401 (registers checks and a signal's receiver)
