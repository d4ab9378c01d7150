"""The handover of tests/world.py. The function returns the parts of their addresses."""

from __future__ import annotations

from meetings.models import Meeting
from networks.models import Participation
from ogo.services.handover import buddy_set, handover_write
from tests.cast import Cast

HANDED_OVER = "De foto’s van het muurtje staan in onze map."


def handover_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Create them and return the parts of addresses by name."""
    handover_write(network=cast.burgerschap, actor=cast["Amira"], worked_on=HANDED_OVER, stands="Nog drie foto’s.")
    handover_write(network=cast.talent, actor=cast["Gijs"], worked_on="De kist is halfvol.")
    bram, amira, mila, gijs = (
        Participation.objects.get(person=cast[name]) for name in ("Bram", "Amira", "Mila", "Gijs")
    )
    buddy_set(newcomer=bram, actor=cast["Iris"], buddy=amira)
    buddy_set(newcomer=mila, actor=cast["Vera"], buddy=gijs)
    return {"bram_takes_part": bram.pk, "mila_takes_part": mila.pk}
