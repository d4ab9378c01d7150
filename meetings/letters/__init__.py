"""The letters about meetings. Importing the folder registers them."""

from meetings.letters import check_in, digest, invitation, overview, poll, reminders

__all__ = ["check_in", "digest", "invitation", "overview", "poll", "reminders"]
