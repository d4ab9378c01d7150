"""The emails about meetings. Importing the folder registers them."""

from meetings.emails import check_in, digest, invitation, overview, poll, reminders

__all__ = ["check_in", "digest", "invitation", "overview", "poll", "reminders"]
