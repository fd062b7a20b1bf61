from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    """Run, check and publish a specification written in feature files."""

    name = "acceptance"
