"""The lock that answering and closing share: the row of a wave in a network, closing takes them in key order."""

from django.db.models import prefetch_related_objects

from srt.models import WaveNetwork


def wave_network_lock(pk: int) -> WaveNetwork:
    """Lock and return one row with its wave as it is now. Call inside a transaction, before reading any state."""
    return _with_state([WaveNetwork.objects.select_for_update(of=("self",)).get(pk=pk)])[0]


def wave_networks_lock(wave_pk: int) -> list[WaveNetwork]:
    """Lock and return every row of a wave, in key order, so that two closings cannot wait for each other."""
    rows = WaveNetwork.objects.select_for_update(of=("self",)).filter(wave=wave_pk).order_by("pk")
    return _with_state(list(rows))


def _with_state(rows: list[WaveNetwork]) -> list[WaveNetwork]:
    """Read wave and network by queries of their own, after the lock is held.

    In one query with the lock, PostgreSQL takes the joined rows as they were before it waited: an answer that waited
    for a closing would still see the wave open.
    """
    prefetch_related_objects(rows, "wave", "network")
    return rows
