"""What a coordinator may know of an open wave before closing it: bands, never numbers (R10)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from srt.models import AnswerSheet, Wave, WaveNetwork
from srt.selectors.waves import Band, band
from srt.services.responses import is_respondent


@dataclass(frozen=True)
class WithoutPicture:
    """Names of networks that get no picture when the wave closes now, and of those where that cannot be told."""

    surely: list[str]
    perhaps: list[str]


def networks_without_picture(wave: Wave) -> WithoutPicture:
    """Return the networks of an open wave that closing now would leave without a picture, in order of name."""
    sheets = AnswerSheet.objects.filter(invitation__wave_network__wave=wave, submitted=True)
    pairs = sheets.values_list("invitation__wave_network_id", "answers")
    answered = Counter(row for row, answers in pairs if is_respondent(answers))
    rows = WaveNetwork.objects.filter(wave=wave).annotate(invited=Count("invitations"))
    named = rows.order_by("network__name").values_list("pk", "network__name", "invited")
    bands = [(name, band(answered[pk], invited)) for pk, name, invited in named]
    return WithoutPicture(
        surely=[name for name, found in bands if found is Band.FEWER_THAN_FIVE],
        perhaps=[name for name, found in bands if found is Band.NOT_TOLD],
    )
