"""A meeting: when, where, for whom, what for, and what came of it."""

from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.calendar import today_of, zone_of
from meetings.models.plan import YearPlan
from meetings.querysets import MeetingQuerySet
from networks.models import Network, Programme

SHORTEST, LONGEST = 5, 24 * 60
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class Meeting(models.Model):
    """One meeting. It has a day and a time, or floats between two days until it gets them.

    Times are those of the clock on the wall in the programme's time zone: a meeting at three stays at three.
    `sequence` rises with every change that calendars must follow, and is sent along with it.
    """

    class Kind(models.TextChoices):
        NETWORK = "network", _("meeting")
        STUDENTS = "students", _("preparatory meeting of students")
        FACILITATORS = "facilitators", _("exchange of facilitators")
        SCHOOL_LEADERS = "school_leaders", _("meeting of school leaders")
        MONITORING = "monitoring", _("monitoring conversation")
        INFORMAL = "informal", _("informal moment")

    class Mode(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("partly online")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("cancelled")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="meetings")
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="meetings")
    plan = models.ForeignKey(YearPlan, null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings")
    # Who called it, when that is nobody who plans meetings anyway: an informal moment that a participant started.
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.NETWORK)
    mode = models.CharField(_("on site or online"), max_length=8, choices=Mode.choices, default=Mode.ON_SITE)
    mode_reason = models.CharField(_("why on site or online"), max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=120, blank=True)
    purpose = models.TextField(_("what for"), max_length=1000, blank=True)
    # What should happen, as codes of meetings/selectors/nudge.py: they say whether on site or online fits.
    aims = models.JSONField(default=list, blank=True)
    on_date = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=195)
    floats_from = models.DateField(_("not before"), null=True, blank=True)
    floats_until = models.DateField(_("not after"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    link = models.URLField(_("link to join"), max_length=500, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    notes_what = models.TextField(_("what we did"), max_length=4000, blank=True)
    notes_how = models.TextField(_("how we did it"), max_length=4000, blank=True)
    notes_why = models.TextField(_("why we did it this way"), max_length=4000, blank=True)

    objects: ClassVar[models.Manager["Meeting"]] = MeetingQuerySet.as_manager()

    class Meta:
        ordering = [F("on_date").asc(nulls_last=True), "starts_at", "floats_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    on_date__isnull=False, starts_at__isnull=False, floats_from__isnull=True, floats_until__isnull=True
                )
                | Q(
                    on_date__isnull=True,
                    starts_at__isnull=True,
                    floats_from__isnull=False,
                    floats_until__isnull=False,
                    floats_from__lte=F("floats_until"),
                ),
                name="meetings_meeting_has_a_day_or_floats",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="meetings_meeting_length_plausible"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["on_site", "online", "hybrid"]), name="meetings_meeting_mode_known"
            ),
            models.CheckConstraint(
                condition=Q(on_date__isnull=True) | Q(on_date__gte=EARLIEST, on_date__lte=LATEST),
                name="meetings_meeting_day_plausible",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True, cancelled_at__isnull=True)
                | Q(state="published", published_at__isnull=False, cancelled_at__isnull=True)
                | Q(state="cancelled", published_at__isnull=False, cancelled_at__isnull=False),
                name="meetings_meeting_state_has_its_moments",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["network", "students"], network__isnull=False)
                | Q(kind__in=["facilitators", "school_leaders"], network__isnull=True)
                | Q(kind__in=["monitoring", "informal"]),
                name="meetings_meeting_kind_knows_its_place",
            ),
        ]
        indexes = [models.Index(fields=["network", "on_date"], name="meetings_meeting_by_day")]

    def __str__(self) -> str:
        return self.title or f"{self.get_kind_display()} {self.on_date or self.floats_from}"

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of its programme."""
        return zone_of(self.programme)

    @property
    def today(self) -> date:
        """The day it is now where its programme lives."""
        return today_of(self.programme)

    @property
    def where(self) -> str:
        """Whose meeting it is: the name of its network, or of the programme."""
        return self.network.name if self.network else self.programme.name

    @property
    def call(self) -> str:
        """Where people join online: its own link, else the standing one of its network when it is online; or ""."""
        if self.link or self.mode == self.Mode.ON_SITE or self.network is None:
            return self.link
        # A network without places has no such attribute.
        return getattr(getattr(self.network, "places", None), "call", "")

    @property
    def begins(self) -> datetime | None:
        """The moment it begins, with its zone; None while it floats."""
        return _moment(self.on_date, self.starts_at, self.zone)

    @property
    def ends(self) -> datetime | None:
        """The moment it ends, counted on the clock on the wall; None while it floats."""
        if self.on_date is None or self.starts_at is None:
            return None
        end = datetime.combine(self.on_date, self.starts_at) + timedelta(minutes=self.minutes)
        return end.replace(tzinfo=self.zone)

    @property
    def ends_at(self) -> time | None:
        """The time of the clock at which it ends; None while it floats."""
        return self.ends.time() if self.ends else None

    @property
    def last_day(self) -> date:
        """The last day on which it can be: its own, or the end of the weeks in which it floats."""
        day = self.on_date or self.floats_until
        assert day is not None  # noqa: S101  # nosec - a named constraint of the database
        return day

    @property
    def place_in_lists(self) -> tuple[date, time, int]:
        """What lists put meetings in order by: the first day it can be, the clock (a floating one first), the key."""
        return self.on_date or self.floats_from or self.last_day, self.starts_at or time.min, self.pk or 0

    @property
    def is_floating(self) -> bool:
        """Whether it has no day yet."""
        return self.on_date is None

    @property
    def is_draft(self) -> bool:
        """Whether only those who plan see it."""
        return self.state == self.State.DRAFT

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.state == self.State.CANCELLED

    def is_over(self, now: datetime | None = None) -> bool:
        """Return whether it has ended; a floating one when its weeks have passed."""
        now = now or timezone.now()
        return self.ends <= now if self.ends else self.last_day < today_of(self.programme, now)


def _moment(day: date | None, clock: time | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, clock, tzinfo=zone) if day and clock else None
