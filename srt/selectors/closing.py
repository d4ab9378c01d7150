"""What a coordinator may know of an open wave before closing it: bands, never numbers (R10)."""

from dataclasses import dataclass

from django.db.models import Count

from srt.models import Wave, WaveNetwork
from srt.selectors.waves import Band, band


@dataclass(frozen=True)
class WithoutPicture:
    """Names of networks that get no picture when the wave closes now, and of those where that cannot be told."""

    surely: list[str]
    perhaps: list[str]


def networks_without_picture(wave: Wave) -> WithoutPicture:
    """Return the networks of an open wave that closing now would leave without a picture, in order of name."""
    rows = WaveNetwork.objects.filter(wave=wave).annotate(invited=Count("invitations"))
    named = rows.order_by("network__name").values_list("network__name", "most_answered", "invited")
    bands = [(name, band(answered, invited)) for name, answered, invited in named]
    return WithoutPicture(
        surely=[name for name, found in bands if found is Band.FEWER_THAN_FIVE],
        perhaps=[name for name, found in bands if found is Band.NOT_TOLD],
    )
