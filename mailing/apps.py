from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "mailing"

    def ready(self) -> None:
        """Register the job that sends emails, and the health check of the mail server."""
        from mailing import health, tasks  # noqa: F401, PLC0415 - registration happens on import
