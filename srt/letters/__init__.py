"""The letters of the survey. Importing the folder registers them."""

from srt.letters import results, waves

__all__ = ["results", "waves"]
