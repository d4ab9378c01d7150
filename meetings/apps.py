from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        """Register letters, background work and what is kept of people; hear who joins and leaves."""
        from meetings import hooks, letters, personal_data, tasks  # noqa: F401, PLC0415 - registered by import
        from meetings.registry import deadlines_from  # noqa: PLC0415 - needs loaded apps
        from meetings.selectors.feed import task_deadlines  # noqa: PLC0415 - needs loaded apps
        from meetings.services.block_kinds import block_kinds_start  # noqa: PLC0415 - needs loaded apps
        from meetings.services.invitees import invitees_follow, invitees_follow_role  # noqa: PLC0415 - needs loaded apps
        from networks import hooks as places  # noqa: PLC0415 - needs loaded apps

        places.on_participation_change(invitees_follow)
        places.on_role_change(invitees_follow_role)
        deadlines_from(task_deadlines)
        places.on_programme_made(block_kinds_start)
