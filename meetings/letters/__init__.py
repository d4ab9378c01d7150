"""The letters about meetings. Importing the folder registers them."""

from meetings.letters import digest, invitation, overview, reminders

__all__ = ["digest", "invitation", "overview", "reminders"]
