"""After restoring a backup: people's calendars are newer than our data."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from meetings.models import Meeting
from meetings.services.notifications import invitees_notify

# More changes than a meeting can have between a backup and its restoration.
SEQUENCE_GAP = 1000


@transaction.atomic
def calendars_resend(*, gap: int = SEQUENCE_GAP) -> int:
    """Raise the sequence of all upcoming meetings, notify everyone, and return the number of meetings.

    Calendars hold higher sequences for changes made after the backup, and ignore lower ones. Running this twice is
    harmless: people get one more email at most.
    """
    rows = Meeting.objects.published().upcoming()
    keys = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    Meeting.objects.filter(pk__in=keys).update(sequence=F("sequence") + gap, changed_at=timezone.now())
    for meeting in Meeting.objects.filter(pk__in=keys).select_related("programme__calendar"):
        invitees_notify(meeting=meeting, at_once=True, again=True)
    return len(keys)
