from django.apps import AppConfig


class SrtConfig(AppConfig):
    name = "srt"

    def ready(self) -> None:
        """Register jobs, letters and what is kept of people, and follow who joins and leaves networks."""
        from meetings.registry import deadlines_from  # noqa: PLC0415 - needs loaded apps
        from networks.events import on_participation_change  # noqa: PLC0415 - needs loaded apps
        from srt import health, letters, personal_data, receivers, tasks  # noqa: F401, PLC0415 - registered by import
        from srt.selectors.deadlines import wave_deadlines  # noqa: PLC0415 - needs loaded apps
        from srt.services.invitations import invitations_follow  # noqa: PLC0415 - needs loaded apps

        on_participation_change(invitations_follow)
        deadlines_from(wave_deadlines)
