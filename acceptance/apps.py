from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    """Run a specification written in feature files."""

    name = "acceptance"
