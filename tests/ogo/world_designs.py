"""The designs of tests/world.py. The function returns the parts of their addresses."""

from __future__ import annotations

from meetings.models import Meeting
from tests.cast import Cast


def designs_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Create them and return the parts of addresses by name."""
    return {}
