"""Emails of the survey, registered on import."""

from srt.emails import results, waves

__all__ = ["results", "waves"]
