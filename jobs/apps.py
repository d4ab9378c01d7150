from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"

    def ready(self) -> None:
        """Register the work that forgets finished work."""
        from jobs import retention  # noqa: F401, PLC0415 - registration happens on import
