"""The calendar of a programme: its holiday region, time zone and days without meetings."""

from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.holidays import holidays_of, known_years, public_holidays
from meetings.models import BlockedPeriod, Meeting, ProgrammeCalendar
from meetings.models.meeting import EARLIEST, LATEST
from meetings.services.locks import lock_or_stale
from meetings.services.meeting import meeting_lock
from meetings.services.notifications import invitees_notify
from networks.models import Programme
from networks.services.locks import programme_lock
from networks.services.rights import require_programme

SET = audit_code("meetings.calendar_set", gettext_lazy("changed the holiday region and time zone"))
HOLIDAYS_IMPORTED = audit_code("meetings.holidays_taken_over", gettext_lazy("imported the published holidays"))
ADDED = audit_code("meetings.period_added", gettext_lazy("added days without meetings: %(name)s"))
CHANGED = audit_code("meetings.period_changed", gettext_lazy("changed days without meetings: %(name)s"))
REMOVED = audit_code("meetings.period_removed", gettext_lazy("removed days without meetings: %(name)s"))

MAX_PERIOD_DAYS = 100  # days


@transaction.atomic
def programme_calendar_set(*, programme: Programme, actor: Any | None, region: str, zone: str) -> ProgrammeCalendar:
    """Set the holiday region and time zone of a programme. Raises ValidationError by field.

    A new region imports its holidays. In a new zone, a meeting at three stays at three, which is another moment, so
    the invitees of upcoming meetings are notified.
    """
    require_programme(actor=actor, programme=programme)
    programme_lock(programme)
    if zone not in available_timezones():
        raise ValidationError({"zone": _("Choose a time zone from the list.")})
    calendar, made = ProgrammeCalendar.objects.get_or_create(programme=programme)
    before = (calendar.region, calendar.zone)
    calendar.region, calendar.zone = region, zone
    calendar.clean_fields(exclude=["programme"])
    calendar.save(update_fields=["region", "zone"])
    if made or region != before[0]:
        _import(programme, region)
    if zone != before[1]:
        _notify_new_zone(programme, before[1])
    if made or before != (region, zone):
        audit_write(SET, actor=actor, programme_key=programme.pk)
    return calendar


@transaction.atomic
def holidays_import(*, programme: Programme, actor: Any | None) -> int:
    """Import the published holidays of the region again and return their number. The programme's own days stay."""
    require_programme(actor=actor, programme=programme)
    programme_lock(programme)
    calendar = ProgrammeCalendar.objects.filter(programme=programme).first()
    count = _import(programme, calendar.region if calendar else "")
    audit_write(HOLIDAYS_IMPORTED, actor=actor, programme_key=programme.pk)
    return count


def _import(programme: Programme, region: str) -> int:
    """Replace the imported holidays. Their names are in the language of the programme."""
    kinds = BlockedPeriod.Kind
    BlockedPeriod.objects.filter(programme=programme).exclude(kind=kinds.OWN).delete()
    years = {*known_years(), *programme.study_years.values_list("first_year", flat=True)}
    rows = []
    with translation.override(programme.language):
        for year in sorted(years):
            rows += [(kinds.PUBLIC_HOLIDAY, _(name), day, day) for name, day in public_holidays(year)]
            school = holidays_of(year)
            if region and school:
                rows += [
                    (kinds.SCHOOL_HOLIDAY, _(name), span.first, span.last) for name, span in school.regions[region]
                ]
    made = [
        BlockedPeriod(programme=programme, kind=kind, name=name, first_day=first, last_day=last)
        for kind, name, first, last in rows
    ]
    BlockedPeriod.objects.bulk_create(
        made, ignore_conflicts=True
    )  # the programme may have added the same period itself
    return len(made)


def _notify_new_zone(programme: Programme, zone_before: str) -> None:
    coming = Meeting.objects.published().upcoming().filter(programme=programme, on_date__isnull=False)
    for key in coming.values_list("pk", flat=True):
        # Lock one by one, because a change at this moment raises the sequence too.
        meeting = meeting_lock(Meeting(pk=key))
        meeting.sequence += 1
        meeting.changed_at = timezone.now()
        meeting.save(update_fields=["sequence", "changed_at"])
        invitees_notify(meeting=meeting, zone_before=zone_before)


@transaction.atomic
def blocked_period_add(
    *, programme: Programme, actor: Any | None, name: str, first_day: date, last_day: date
) -> BlockedPeriod:
    """Add days without meetings. Raises ValidationError by field."""
    require_programme(actor=actor, programme=programme)
    programme_lock(programme)
    period = BlockedPeriod(programme=programme, name=name.strip(), first_day=first_day, last_day=last_day)
    _check(period)
    period.save()
    audit_write(ADDED, actor=actor, programme_key=programme.pk, name=period.name)
    return period


@transaction.atomic
def blocked_period_change(
    *, period: BlockedPeriod, actor: Any | None, name: str, first_day: date, last_day: date
) -> BlockedPeriod:
    """Change days without meetings, imported ones included. Raises ValidationError by field."""
    require_programme(actor=actor, programme=period.programme)
    programme_lock(period.programme)
    period = lock_or_stale(period.programme.blocked_periods, period)
    period.name, period.first_day, period.last_day = name.strip(), first_day, last_day
    _check(period)
    period.save(update_fields=["name", "first_day", "last_day"])
    audit_write(CHANGED, actor=actor, programme_key=period.programme_id, name=period.name)
    return period


@transaction.atomic
def blocked_period_remove(*, period: BlockedPeriod, actor: Any | None) -> None:
    """Remove days without meetings, so that they can be planned. Existing meetings do not change."""
    require_programme(actor=actor, programme=period.programme)
    period.delete()
    audit_write(REMOVED, actor=actor, programme_key=period.programme_id, name=period.name)


def _check(period: BlockedPeriod) -> None:
    if period.last_day < period.first_day:
        raise ValidationError({"last_day": _("This day is before the first day.")})
    if not EARLIEST <= period.first_day <= LATEST:
        raise ValidationError({"first_day": _("Choose a day between 2000 and 2100.")})
    if (period.last_day - period.first_day).days >= MAX_PERIOD_DAYS:
        raise ValidationError({"last_day": _("This is more than a hundred days. Is the year correct?")})
    same = BlockedPeriod.objects.filter(
        programme=period.programme_id, name=period.name, first_day=period.first_day, last_day=period.last_day
    )
    if same.exclude(pk=period.pk).exists():
        raise ValidationError({"name": _("These days are already in the list.")})
    period.clean_fields(exclude=["programme"])
