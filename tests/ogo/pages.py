"""The pages of goals and design-based research in every state, for tests/pages.py, collected in OGO."""

from __future__ import annotations

from tests.ogo.pages_activities import ACTIVITIES
from tests.ogo.pages_asks import ASKS
from tests.ogo.pages_designs import DESIGNS
from tests.ogo.pages_goals import GOALS
from tests.ogo.pages_handover import HANDOVER
from tests.ogo.pages_questions import QUESTIONS
from tests.ogo.pages_reflection import REFLECTION
from tests.ogo.pages_tracks import TRACKS

OGO = [*TRACKS, *ACTIVITIES, *QUESTIONS, *GOALS, *ASKS, *DESIGNS, *REFLECTION, *HANDOVER]
