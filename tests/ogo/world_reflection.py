"""The reflection of tests/world.py. The function returns the parts of their addresses."""

from __future__ import annotations

from meetings.models import Meeting
from ogo.selectors.reflection import reflections_of
from ogo.services.reflection import reflection_line_write, reflection_write
from tests.cast import Cast
from tests.ogo.reflection_cases import phase_make

LEARNED = "Kinderen willen eerst praten en dan pas tekenen."
KIST = "Ik kijk nu anders naar de kist."
LINE = "Ik durf het gesprek langer te laten duren."


def reflection_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Create them and return the parts of addresses by name."""
    looks = reflections_of(cast.burgerschap)
    phase = looks[0].phase if looks else phase_make(cast.burgerschap)
    reflection_line_write(phase=phase, actor=cast["Amira"], text=LINE)
    reflection_write(phase=phase, actor=cast["Iris"], did="We hielden drie kringen.", learned=LEARNED)
    others = reflections_of(cast.talent)
    other = others[0].phase if others else phase_make(cast.talent)
    reflection_line_write(phase=other, actor=cast["Gijs"], text=KIST)
    return {"look_back_phase": phase.pk, "other_look_back_phase": other.pk}
