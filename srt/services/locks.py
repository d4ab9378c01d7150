"""The locks that answering and closing share: one row per wave and network."""

from django.db.models import prefetch_related_objects

from srt.models import WaveNetwork


def wave_network_lock(pk: int) -> WaveNetwork:
    """Lock and return one row with its wave. Call inside a transaction, before reading any state."""
    return _with_state([WaveNetwork.objects.select_for_update(of=("self",)).get(pk=pk)])[0]


def wave_networks_lock(wave_pk: int) -> list[WaveNetwork]:
    """Lock and return all rows of a wave, in key order so that concurrent closings cannot deadlock."""
    rows = WaveNetwork.objects.select_for_update(of=("self",)).filter(wave=wave_pk).order_by("pk")
    return _with_state(list(rows))


def _with_state(rows: list[WaveNetwork]) -> list[WaveNetwork]:
    """Load wave, key and network in separate queries, after the lock is held.

    In a single query, PostgreSQL would return the joined rows as they were before it waited for the lock, so an answer
    that waited for a closing would still see an open wave.
    """
    prefetch_related_objects(rows, "wave__draft_key", "network")
    return rows
