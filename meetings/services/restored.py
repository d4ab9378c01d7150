"""After a restored backup: people's calendars know more than we do."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from meetings.models import Meeting
from meetings.services.telling import invitees_tell

# More changes than a meeting ever has between a backup and its return.
GAP = 1000


@transaction.atomic
def calendars_renew(*, gap: int = GAP) -> int:
    """Raise the sequence of every meeting that is to come, tell everybody anew, and return how many meetings.

    What was changed after the backup stands in calendars under higher numbers than ours, and they follow nothing that
    is lower. From here on ours are the highest again. Running it twice is harmless: one letter more at most.
    """
    rows = Meeting.objects.published().coming()
    keys = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    Meeting.objects.filter(pk__in=keys).update(sequence=F("sequence") + gap, changed_at=timezone.now())
    for meeting in Meeting.objects.filter(pk__in=keys).select_related("programme__calendar"):
        invitees_tell(meeting=meeting, at_once=True, again=True)
    return len(keys)
