"""The lock that answering and closing share: the row of a wave in a network, closing takes them in key order."""

from srt.models import WaveNetwork


def wave_network_lock(pk: int) -> WaveNetwork:
    """Lock and return one row with its wave as it is now. Call inside a transaction, before reading any state."""
    return WaveNetwork.objects.select_for_update(of=("self",)).select_related("wave", "network").get(pk=pk)


def wave_networks_lock(wave_pk: int) -> list[WaveNetwork]:
    """Lock and return every row of a wave, in key order, so that two closings cannot wait for each other."""
    return list(
        WaveNetwork.objects.select_for_update(of=("self",)).select_related("wave", "network").filter(wave=wave_pk).order_by("pk")
    )
