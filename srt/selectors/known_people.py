"""The people whom a programme knows: only they count towards K and in the brackets (R14)."""

from collections.abc import Sequence

from networks.models import Participation
from srt.models import Wave, WaveNetwork


def known_people(wave: Wave, rows: Sequence[WaveNetwork]) -> dict[int, set[int]]:
    """Return, by row, the people with a participation that was confirmed, or thirty days old when the wave opened."""
    before = wave.opened_at or wave.opens_at
    found = Participation.objects.confirmed(before).filter(network__in=[row.network_id for row in rows])
    people: dict[int, set[int]] = {row.network_id: set() for row in rows}
    for network, person in found.values_list("network_id", "person_id"):
        people[network].add(person)
    return {row.pk: people[row.network_id] for row in rows}
