from django.apps import AppConfig


class SrtConfig(AppConfig):
    name = "srt"

    def ready(self) -> None:
        """Register jobs, emails and personal data, and subscribe to changes of participation."""
        from meetings.registry import deadline_source_register  # noqa: PLC0415 - needs loaded apps
        from networks.events import on_participation_change  # noqa: PLC0415 - needs loaded apps
        from ogo.marks import mark_source_register  # noqa: PLC0415 - needs loaded apps
        from srt import emails, health, receivers, tasks  # noqa: F401, PLC0415 - registered by import
        from srt.selectors.deadlines import wave_deadlines  # noqa: PLC0415 - needs loaded apps
        from srt.selectors.marks import wave_marks  # noqa: PLC0415 - needs loaded apps
        from srt.services.invitations import invitations_follow  # noqa: PLC0415 - needs loaded apps

        on_participation_change(invitations_follow)
        deadline_source_register(wave_deadlines)
        mark_source_register(wave_marks)
