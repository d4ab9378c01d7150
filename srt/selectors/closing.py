"""What a coordinator may know of an open wave before closing it: bands, never numbers (R10)."""

from django.db.models import Count, Q

from networks.models import Network
from srt.models import Wave, WaveNetwork
from srt.release import K


def networks_with_few_answers(wave: Wave) -> list[Network]:
    """Return the networks of an open wave with fewer than five answers, by name: closing now gives them no picture."""
    answered = Count("invitations__sheet", filter=Q(invitations__sheet__submitted=True))
    rows = WaveNetwork.objects.filter(wave=wave).select_related("network").annotate(answered=answered)
    return [row.network for row in rows.filter(answered__lt=K).order_by("network__name")]
