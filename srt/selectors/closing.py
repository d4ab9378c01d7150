"""Facts that a coordinator may know before closing a wave: brackets, never counts (R10)."""

from dataclasses import dataclass

from srt.formatting import format_number
from srt.models import Wave, WaveNetwork
from srt.release import K
from srt.selectors.waves import Bracket, bracket, invited_known

# The number of answers at which each bracket starts.
STARTS_AT = {
    Bracket.NOT_SHOWN: 0,
    Bracket.FEWER_THAN_FIVE: 0,
    Bracket.FIVE_TO_NINE: 5,
    Bracket.FIVE_OR_MORE: 5,
    Bracket.TEN_OR_MORE: 10,
}


@dataclass(frozen=True)
class WithoutChart:
    """Names of networks that will or may have no chart if the wave closes now.

    `possible` are networks too small for a bracket. `undisclosed` are networks whose bracket does not show whether they
    reach the programme's minimum (`smallest_group`, in words) when that is more than five.
    """

    certain: list[str]
    possible: list[str]
    undisclosed: list[str]
    smallest_group: str


def networks_without_chart(wave: Wave) -> WithoutChart:
    """Return the networks of an open wave that would have no chart if it closed now, ordered by name."""
    rows = list(WaveNetwork.objects.filter(wave=wave).select_related("network").order_by("network__name"))
    invited = invited_known(wave, rows)
    brackets = [(row.network.name, bracket(row.answered_last_night, invited[row.pk])) for row in rows]
    smallest = wave.programme.minimum_group
    certain = [name for name, found in brackets if found is Bracket.FEWER_THAN_FIVE]
    unsure = [name for name, found in brackets if STARTS_AT[found] < smallest and name not in certain]
    return WithoutChart(
        certain=certain,
        possible=unsure if smallest == K else [],
        undisclosed=unsure if smallest > K else [],
        smallest_group=format_number(smallest),
    )
