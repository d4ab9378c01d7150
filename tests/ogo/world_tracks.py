"""The tracks of tests/world.py. The function returns the parts of their addresses."""

from __future__ import annotations

from meetings.models import Meeting
from ogo.models import Cycle
from ogo.schemes import parse_scheme, scheme_to_yaml, shipped_schemes
from ogo.selectors.tracks import current_phase, phases_of
from ogo.services.cycles import cycle_delete
from ogo.services.schemes import scheme_add
from ogo.services.tracks import track_choose
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days

OWN_SCHEME = scheme_to_yaml(shipped_schemes()["ogo"]).replace(b"Ontwerpgericht onderzoek", b"Onze eigen fasen")


def tracks_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Give each programme a scheme, and Burgerschap phases, of which the second runs, and a deleted cycle."""
    scheme = parse_scheme(OWN_SCHEME)
    own = scheme_add(programme=cast.werkplaats, actor=cast["Nadia"], scheme=scheme)
    elsewhere = scheme_add(programme=cast.point, actor=cast["Pieter"], scheme=scheme)
    track_choose(network=cast.burgerschap, actor=cast["Iris"], key="ogo", cycles=3, today=in_days(-100))
    track_choose(network=cast.talent, actor=cast["Vera"], key="point", cycles=1)
    first, _second, last = Cycle.objects.filter(track__network=cast.burgerschap)
    cycle_delete(cycle=last, actor=cast["Iris"])
    foreign = phases_of(cast.talent)[0]
    deleted_elsewhere = track_choose_and_delete(cast)
    current = current_phase(cast.burgerschap)
    assert current is not None
    return {
        "cycle": first.pk,
        "deleted_cycle": last.pk,
        "cycle_elsewhere": foreign.cycle_id,
        "deleted_cycle_elsewhere": deleted_elsewhere.pk,
        "phase": current.pk,
        "phase_elsewhere": foreign.pk,
        "scheme": own.pk,
        "scheme_elsewhere": elsewhere.pk,
    }


def track_choose_and_delete(cast: Cast) -> Cycle:
    """Give Rekenen phases, delete its second cycle, and return that."""
    track_choose(network=cast.rekenen, actor=cast["Hugo"], key="ogo", cycles=2)
    cycle = Cycle.objects.filter(track__network=cast.rekenen).last()
    assert cycle is not None
    cycle_delete(cycle=cycle, actor=cast["Hugo"])
    return cycle
