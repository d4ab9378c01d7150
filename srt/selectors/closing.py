"""What a coordinator may know of an open wave before closing it: bands, never numbers (R10)."""

from dataclasses import dataclass

from django.db.models import Count

from srt.formatting import format_number
from srt.models import Wave, WaveNetwork
from srt.release import K
from srt.selectors.waves import Bracket, band

# From how many answers on a band is told.
FROM = {
    Bracket.NOT_TOLD: 0,
    Bracket.FEWER_THAN_FIVE: 0,
    Bracket.FIVE_TO_NINE: 5,
    Bracket.FIVE_OR_MORE: 5,
    Bracket.TEN_OR_MORE: 10,
}


@dataclass(frozen=True)
class WithoutChart:
    """Names of networks that get no picture when the wave closes now, and of those where that cannot be told.

    `perhaps` are networks of five; `untold` those of a programme that asks for more (`smallest_group`, in words), where
    the band does not say whether there are so many.
    """

    surely: list[str]
    perhaps: list[str]
    undisclosed: list[str]
    smallest_group: str


def networks_without_chart(wave: Wave) -> WithoutChart:
    """Return the networks of an open wave that closing now would leave without a picture, in order of name."""
    rows = WaveNetwork.objects.filter(wave=wave).annotate(invited=Count("invitations"))
    named = rows.order_by("network__name").values_list("network__name", "most_answered", "invited")
    bands = [(name, band(answered, invited)) for name, answered, invited in named]
    smallest = wave.programme.minimum_group
    surely = [name for name, found in bands if found is Bracket.FEWER_THAN_FIVE]
    unsure = [name for name, found in bands if FROM[found] < smallest and name not in surely]
    return WithoutChart(
        surely=surely,
        perhaps=unsure if smallest == K else [],
        undisclosed=unsure if smallest > K else [],
        smallest_group=format_number(smallest),
    )
