"""Phases for the tests of looking back."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from networks.models import Network
from ogo.models import Cycle, Phase, Stage, Track


def phase_make(network: Network, *, days: int = -30, length: int = 60, position: int = 0) -> Phase:
    """Create a phase that begins this many days from today, in the first cycle of the network."""
    track, _made = Track.objects.get_or_create(network=network, defaults={"scheme": "ogo", "fingerprint": "0"})
    cycle, _made = Cycle.objects.get_or_create(track=track, position=1, deleted_at=None)
    first_day = timezone.localdate() + timedelta(days=days)
    return Phase.objects.create(
        cycle=cycle,
        position=position,
        code=f"phase-{position}",
        stage=Stage.EXPLORING,
        name_nl="Verkennen",
        name_en="Exploring",
        first_day=first_day,
        last_day=first_day + timedelta(days=length),
    )
