"""The calendar of a programme: its time zone, its holiday region and the days without meetings."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from networks.models import Programme

DEFAULT_ZONE = "Europe/Amsterdam"


class ProgrammeCalendar(models.Model):
    """The holiday region and time zone of a programme. Without a row, the programme has not chosen a region yet."""

    class Region(models.TextChoices):
        NORTH = "noord", _("North")
        MIDDLE = "midden", _("Central")
        SOUTH = "zuid", _("South")

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="calendar")
    region = models.CharField(_("holiday region"), max_length=8, choices=Region.choices, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default=DEFAULT_ZONE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(region__in=["", "noord", "midden", "zuid"]), name="meetings_programmecalendar_region_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.region or '–'}"


def zone_of(programme: Programme) -> ZoneInfo:
    """Return the time zone of a programme."""
    calendar: ProgrammeCalendar | None = getattr(programme, "calendar", None)
    return ZoneInfo(calendar.zone if calendar else DEFAULT_ZONE)


def today_of(programme: Programme, now: datetime | None = None) -> date:
    """Return the current date in the time zone of a programme."""
    return (now or timezone.now()).astimezone(zone_of(programme)).date()


class BlockedPeriod(models.Model):
    """A range of days without meetings in a programme, both ends included: holidays and days of its own."""

    class Kind(models.TextChoices):
        SCHOOL_HOLIDAY = "school_holiday", _("school holiday")
        PUBLIC_HOLIDAY = "public_holiday", _("public holiday")
        OWN = "own", _("own days")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="blocked_periods")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.OWN)
    name = LineField(_("name"), max_length=80)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        ordering = ["first_day", "last_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="meetings_blockedperiod_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=["school_holiday", "public_holiday", "own"]),
                name="meetings_blockedperiod_kind_known",
            ),
            models.UniqueConstraint(
                fields=["programme", "name", "first_day", "last_day"], name="meetings_blockedperiod_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
