from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self) -> None:
        """Register the background work and, through the services, the audit codes of this app."""
        from networks import tasks  # noqa: F401, PLC0415 - registration happens on import
