"""Goals and design-based research in tests/world.py. Each part returns the values for its URLs."""

from __future__ import annotations

from meetings.models import Meeting
from tests.cast import Cast
from tests.ogo.world_activities import activities_make
from tests.ogo.world_asks import asks_make
from tests.ogo.world_designs import designs_make
from tests.ogo.world_goals import goals_make
from tests.ogo.world_handover import handover_make
from tests.ogo.world_questions import questions_make
from tests.ogo.world_reflection import reflection_make
from tests.ogo.world_tracks import tracks_make

# In this order: a reflection needs a phase, a version may be based on a card.
PARTS = (
    tracks_make,
    activities_make,
    questions_make,
    goals_make,
    asks_make,
    designs_make,
    reflection_make,
    handover_make,
)


def ogo_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Create goals, phases and work, and return the parts of their addresses."""
    parts: dict[str, object] = {}
    for make in PARTS:
        parts |= make(cast, meetings)
    return parts
