from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        """Register the work that forgets what was noted long ago."""
        from audit import tasks  # noqa: F401, PLC0415 - registration happens on import
