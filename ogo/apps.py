from django.apps import AppConfig


class OgoConfig(AppConfig):
    name = "ogo"

    def ready(self) -> None:
        """Register emails, jobs, the marks on the track and deadlines."""
        from meetings.registry import deadline_source_register  # noqa: PLC0415 - needs loaded apps
        from ogo import emails, marks, receivers, tasks  # noqa: F401, PLC0415 - registered by import
        from ogo.selectors.designs import version_marks  # noqa: PLC0415 - needs loaded apps
        from ogo.selectors.goals import goal_deadlines  # noqa: PLC0415 - needs loaded apps
        from ogo.selectors.marks import meeting_marks  # noqa: PLC0415 - needs loaded apps

        deadline_source_register(goal_deadlines)
        marks.mark_source_register(meeting_marks)
        marks.mark_source_register(version_marks)
