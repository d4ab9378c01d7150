"""The marks of meetings on the track of a network."""

from django.urls import reverse

from meetings.kinds import OPEN_KINDS
from meetings.models import Meeting
from meetings.selectors.meetings import title_of
from networks.models import Network
from ogo.track import Mark, MarkKind


def meeting_marks(network: Network) -> list[Mark]:
    """Return the published meetings with a date that everyone in the network may open."""
    rows = Meeting.objects.published().filter(network=network, kind__in=OPEN_KINDS, on_date__isnull=False)
    return [
        Mark(
            MarkKind.ONLINE if row.mode == Meeting.Mode.ONLINE else MarkKind.ON_SITE,
            row.first_day,
            title_of(row),
            reverse("meetings:meeting", args=[row.pk]),
        )
        for row in rows
    ]
