from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self) -> None:
        """Register jobs, personal data and audit codes, and give coordinators shorter sessions."""
        from accounts.sessions import short_session_for  # noqa: PLC0415 - needs loaded apps
        from networks import tasks  # noqa: F401, PLC0415 - registration happens on import
        from networks.access import is_coordinator  # noqa: PLC0415 - needs loaded apps

        short_session_for(is_coordinator)
