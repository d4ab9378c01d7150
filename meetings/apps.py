from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        """Register letters, background work and what is kept of people; hear who joins and leaves."""
        from meetings import letters, personal_data, receivers, tasks  # noqa: F401, PLC0415 - registered by import
        from meetings.registry import deadlines_from  # noqa: PLC0415 - needs loaded apps
        from meetings.selectors.feed import task_deadlines  # noqa: PLC0415 - needs loaded apps
        from meetings.services.block_kinds import block_kinds_start  # noqa: PLC0415 - needs loaded apps
        from meetings.services.invitees import invitees_follow, invitees_follow_role  # noqa: PLC0415 - needs loaded apps
        from networks import events  # noqa: PLC0415 - needs loaded apps

        events.on_participation_change(invitees_follow)
        events.on_role_change(invitees_follow_role)
        deadlines_from(task_deadlines)
        events.on_programme_made(block_kinds_start)
