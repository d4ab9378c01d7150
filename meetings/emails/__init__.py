"""The emails about meetings, registered on import."""

from meetings.emails import check_in, digest, feed, invitation, old_calendar, overview, poll, reminders

__all__ = ["check_in", "digest", "feed", "invitation", "old_calendar", "overview", "poll", "reminders"]
