from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "mailing"

    def ready(self) -> None:
        """Register the job that sends emails."""
        from mailing import tasks  # noqa: F401, PLC0415 - registration happens on import
