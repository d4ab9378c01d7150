from django.apps import AppConfig


class OgoConfig(AppConfig):
    name = "ogo"

    def ready(self) -> None:
        """Register emails, jobs and the marks on the track."""
        from ogo import emails, marks, tasks  # noqa: F401, PLC0415 - registered by import
        from ogo.selectors.designs import version_marks  # noqa: PLC0415 - models are loaded now

        marks.mark_source_register(version_marks)
