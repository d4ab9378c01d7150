"""The rounds of the questionnaire on the track of a network."""

from django.utils import timezone
from django.utils.translation import gettext as _

from networks.models import Network
from ogo.track import Mark, MarkKind
from srt.models import WaveNetwork


def wave_marks(network: Network) -> list[Mark]:
    """Return the opened rounds of a network on the day they opened, without anything about answers.

    Imported rounds have no such day.
    """
    rows = WaveNetwork.objects.filter(network=network, wave__opened_at__isnull=False, wave__imported=False)
    return [
        Mark(
            MarkKind.ROUND,
            timezone.localdate(row.wave.opens_at),
            _("The questionnaire of %(year)s") % {"year": row.wave.study_year},
        )
        for row in rows.select_related("wave__study_year").order_by("wave__opens_at", "pk")
    ]
