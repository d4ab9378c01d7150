from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        """Register emails, jobs and personal data, and follow changes to participations and roles."""
        from meetings import emails, receivers, tasks  # noqa: F401, PLC0415 - registered by import
        from meetings.registry import deadline_source_register  # noqa: PLC0415 - needs loaded apps
        from meetings.selectors.feed import task_deadlines  # noqa: PLC0415 - needs loaded apps
        from meetings.services.block_kinds import block_kinds_create_defaults  # noqa: PLC0415 - needs loaded apps
        from meetings.services.invitees import invitees_follow, invitees_follow_role  # noqa: PLC0415 - needs loaded apps
        from networks import events  # noqa: PLC0415 - needs loaded apps

        events.on_participation_change(invitees_follow)
        events.on_role_change(invitees_follow_role)
        deadline_source_register(task_deadlines)
        events.on_programme_created(block_kinds_create_defaults)
