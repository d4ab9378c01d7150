"""The letters of the survey. Importing the folder registers them."""

from srt.emails import results, waves

__all__ = ["results", "waves"]
