"""The calendar of a programme: its holiday region and time zone, and the days on which it plans no meetings."""

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
from meetings.services.meeting import meeting_lock
from meetings.services.rows import lock_or_stale
from meetings.services.telling import invitees_tell
from networks.models import Programme
from networks.services.locks import programme_lock
from networks.services.rights import require_programme

SET = audit_code("meetings.calendar_set", gettext_lazy("chose the holiday region and the time zone"))
TAKEN_OVER = audit_code("meetings.holidays_taken_over", gettext_lazy("took over the published holidays"))
ADDED = audit_code("meetings.period_added", gettext_lazy("added days without meetings: %(name)s"))
CHANGED = audit_code("meetings.period_changed", gettext_lazy("changed days without meetings: %(name)s"))
REMOVED = audit_code("meetings.period_removed", gettext_lazy("removed days without meetings: %(name)s"))

LONGEST_PERIOD = 100  # days


@transaction.atomic
def programme_calendar_set(*, programme: Programme, actor: Any | None, region: str, zone: str) -> ProgrammeCalendar:
    """Choose region and time zone. Another region takes its holidays over; another zone moves what is still to come.

    A meeting at three stays at three, which is another moment in another zone: calendars are told. Raises
    ValidationError by field.
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
        _take_over(programme, region)
    if zone != before[1]:
        _tell_new_moments(programme)
    if made or before != (region, zone):
        audit_write(SET, actor=actor, programme_key=programme.pk)
    return calendar


@transaction.atomic
def holidays_take_over(*, programme: Programme, actor: Any | None) -> int:
    """Write the published holidays of the region again, and return how many; own days stay. Safe to repeat."""
    require_programme(actor=actor, programme=programme)
    programme_lock(programme)
    calendar = ProgrammeCalendar.objects.filter(programme=programme).first()
    count = _take_over(programme, calendar.region if calendar else "")
    audit_write(TAKEN_OVER, actor=actor, programme_key=programme.pk)
    return count


def _take_over(programme: Programme, region: str) -> int:
    """Replace what was taken over before. Names are in the language of the programme."""
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
    BlockedPeriod.objects.bulk_create(made, ignore_conflicts=True)  # an own period may say the same
    return len(made)


def _tell_new_moments(programme: Programme) -> None:
    coming = Meeting.objects.published().coming().filter(programme=programme, on_date__isnull=False)
    for key in coming.values_list("pk", flat=True):
        # Locked one by one: who moves a meeting at this moment raises its sequence too.
        meeting = meeting_lock(Meeting(pk=key))
        meeting.sequence += 1
        meeting.changed_at = timezone.now()
        meeting.save(update_fields=["sequence", "changed_at"])
        invitees_tell(meeting=meeting)


@transaction.atomic
def blocked_period_add(
    *, programme: Programme, actor: Any | None, name: str, first_day: date, last_day: date
) -> BlockedPeriod:
    """Add days of the programme's own. Raises ValidationError by field."""
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
    """Change days without meetings, also those that were taken over. Raises ValidationError by field."""
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
    """Remove days without meetings: from now on they can be planned. Meetings stay as they are."""
    require_programme(actor=actor, programme=period.programme)
    period.delete()
    audit_write(REMOVED, actor=actor, programme_key=period.programme_id, name=period.name)


def _check(period: BlockedPeriod) -> None:
    if period.last_day < period.first_day:
        raise ValidationError({"last_day": _("This day is before the first day.")})
    if not EARLIEST <= period.first_day <= LATEST:
        raise ValidationError({"first_day": _("Choose a day between 2000 and 2100.")})
    if (period.last_day - period.first_day).days >= LONGEST_PERIOD:
        raise ValidationError({"last_day": _("This is more than a hundred days. Is the year right?")})
    same = BlockedPeriod.objects.filter(
        programme=period.programme_id, name=period.name, first_day=period.first_day, last_day=period.last_day
    )
    if same.exclude(pk=period.pk).exists():
        raise ValidationError({"name": _("These days are in the list already.")})
    period.clean_fields(exclude=["programme"])
