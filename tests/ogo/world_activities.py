"""The activities of tests/world.py. The function returns the parts of their addresses."""

from __future__ import annotations

from meetings.models import Meeting
from networks.models import Network
from ogo.models import Activity, ActivityUse
from ogo.selectors.activities import card_of
from ogo.services.activities import activity_add
from ogo.services.activity_notes import activity_note_share, activity_note_write, note_fingerprint
from ogo.services.activity_uses import activity_schedule
from tests.cast import Cast

WORKED = "Na twee minuten stilte schreef iedereen."
SHARED = "Op rollen behang paste veel meer."


def activities_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Create an activity in each programme, and notes: two of Burgerschap, one that Rekenen shared, one elsewhere."""
    own = own_make(cast.burgerschap, cast, "Iris", "Kleuren kiezen")
    elsewhere = own_make(cast.talent, cast, "Vera", "Elders")
    held = schedule(cast.burgerschap, meetings["held"], cast, "Iris", "silent-discussion")
    noted = activity_note_write(use=held, actor=cast["Iris"], worked=WORKED, change="Meer stiften.")
    chosen = schedule(cast.burgerschap, meetings["coming"], cast, "Iris", f"own-{own.pk}")
    shared = schedule(cast.rekenen, meetings["ready"], cast, "Hugo", "silent-discussion")
    shared = activity_note_write(use=shared, actor=cast["Hugo"], worked=SHARED)
    activity_note_share(use=shared, actor=cast["Hugo"], expected_fingerprint=note_fingerprint(shared))
    used_elsewhere = schedule(cast.talent, meetings["elsewhere"], cast, "Vera", "five-whys")
    return {
        "own_activity": f"own-{own.pk}",
        "activity_elsewhere": f"own-{elsewhere.pk}",
        "noted_use": noted.pk,
        "chosen_use": chosen.pk,
        "use_elsewhere": used_elsewhere.pk,
        "use_in_rekenen": shared.pk,
    }


def own_make(network: Network, cast: Cast, name: str, title: str) -> Activity:
    """Add an activity to the library of a programme."""
    return activity_add(
        network=network,
        actor=cast[name],
        title=title,
        aim="Zien waar ieder staat",
        steps="Leg de kaarten neer.\nKies een kleur.",
        minutes=15,
        place="both",
        stages=["exploring"],
    )


def schedule(network: Network, meeting: Meeting, cast: Cast, name: str, key: str) -> ActivityUse:
    """Put an activity on the agenda of a meeting."""
    return activity_schedule(network=network, meeting=meeting, card=card_of(network, key), actor=cast[name])
