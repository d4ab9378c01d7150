"""The questionnaire deadlines in a person's own calendar."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.ics import Deadline
from meetings.selectors.calendar import calendar_uid
from srt.models import WaveInvitation


def wave_deadlines(person: User) -> list[Deadline]:
    """Return the deadlines of a person's open questionnaires.

    Deadlines are listed whether or not the person answered or declined, because a shared calendar would reveal that.
    They do not contain the personal link, because a calendar is seen by more people than an email.
    """
    is_open = Q(wave_network__wave__opened_at__isnull=False, wave_network__wave__closed_at__isnull=True)
    mine = WaveInvitation.objects.filter(is_open, person=person)
    rows = mine.filter(wave_network__wave__closes_at__gt=timezone.now()).select_related("wave_network__wave")
    return [_deadline(row) for row in rows.select_related("wave_network__network").order_by("pk")]


def _deadline(row: WaveInvitation) -> Deadline:
    wave = row.wave_network.wave
    return Deadline(
        uid=calendar_uid("questionnaire", row.pk),
        changed_at=wave.opened_at or wave.opens_at,
        until=wave.closes_at.astimezone(ZoneInfo(settings.TIME_ZONE)),
        summary=_("The questionnaire of %(network)s closes") % {"network": row.wave_network.network.name},
        description=_("Your own link is in the message you received."),
    )
