"""The emails about meetings, registered on import."""

from meetings.emails import check_in, digest, feed, invitation, left, old_calendar, overview, poll, reminders

__all__ = ["check_in", "digest", "feed", "invitation", "left", "old_calendar", "overview", "poll", "reminders"]
