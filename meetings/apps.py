from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        """Register letters, background work and what is kept of people; hear who joins and leaves."""
        from meetings import letters, personal_data, tasks  # noqa: F401, PLC0415 - registered by import
        from meetings.registry import deadlines_from  # noqa: PLC0415 - needs loaded apps
        from meetings.selectors.feed import task_deadlines  # noqa: PLC0415 - needs loaded apps
        from meetings.services.block_kinds import block_kinds_start  # noqa: PLC0415 - needs loaded apps
        from meetings.services.invitees import invitees_follow  # noqa: PLC0415 - needs loaded apps
        from networks.hooks import on_participation_change, on_programme_made  # noqa: PLC0415 - needs loaded apps

        on_participation_change(invitees_follow)
        deadlines_from(task_deadlines)
        on_programme_made(block_kinds_start)
