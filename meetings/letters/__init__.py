"""The letters about meetings. Importing the folder registers them."""

from meetings.letters import invitation

__all__ = ["invitation"]
