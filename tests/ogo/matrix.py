"""The access matrix of goals and design-based research, written by hand: a list per subject, combined in OGO."""

from __future__ import annotations

from tests.ogo.matrix_activities import ACTIVITIES
from tests.ogo.matrix_asks import ASKS
from tests.ogo.matrix_designs import DESIGNS
from tests.ogo.matrix_goals import GOALS
from tests.ogo.matrix_handover import HANDOVER
from tests.ogo.matrix_questions import QUESTIONS
from tests.ogo.matrix_reflection import REFLECTION
from tests.ogo.matrix_tracks import TRACKS

OGO = [*TRACKS, *ACTIVITIES, *QUESTIONS, *GOALS, *ASKS, *DESIGNS, *REFLECTION, *HANDOVER]
