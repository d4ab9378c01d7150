"""Meetings: date, place, purpose and notes."""

from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, LinkField, ProseField
from meetings.kinds import Kind, scope_condition
from meetings.models.calendar import today_of, zone_of
from meetings.models.plan import YearPlan
from meetings.querysets import MeetingQuerySet
from networks.models import Network, Programme

MIN_MINUTES, MAX_MINUTES = 5, 24 * 60
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class Meeting(models.Model):
    """One meeting. It has a date and time or, while the date is undecided, a window of days.

    Times are local times in the time zone of the programme: a meeting at three stays at three. `sequence` is raised
    with every change that calendars must follow (RFC 5545).
    """

    Kind = Kind

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
    # The participant who started an informal get-together.
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.NETWORK)
    mode = models.CharField(_("on site or online"), max_length=8, choices=Mode.choices, default=Mode.ON_SITE)
    mode_reason = LineField(_("why on site or online"), max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title = LineField(_("title"), max_length=120, blank=True)
    purpose = ProseField(_("what for"), max_length=1000, blank=True)
    # Codes of what should happen (meetings/selectors/mode_suggestion.py): they suggest on site or online.
    aims = models.JSONField(default=list, blank=True)
    on_date = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=195)
    # The start that was last announced, while the date is undecided again.
    last_begins = models.DateTimeField(null=True, blank=True)
    window_starts = models.DateField(_("not before"), null=True, blank=True)
    window_ends = models.DateField(_("not after"), null=True, blank=True)
    place = LineField(_("place"), max_length=160, blank=True)
    link = LinkField(_("link to join"), max_length=500, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    notes_what = ProseField(_("what we did"), max_length=4000, blank=True)
    notes_how = ProseField(_("how we did it"), max_length=4000, blank=True)
    notes_why = ProseField(_("why we did it this way"), max_length=4000, blank=True)

    objects: ClassVar[models.Manager["Meeting"]] = MeetingQuerySet.as_manager()

    class Meta:
        ordering = [F("on_date").asc(nulls_last=True), "starts_at", "window_starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    on_date__isnull=False, starts_at__isnull=False, window_starts__isnull=True, window_ends__isnull=True
                )
                | Q(
                    on_date__isnull=True,
                    starts_at__isnull=True,
                    window_starts__isnull=False,
                    window_ends__isnull=False,
                    window_starts__lte=F("window_ends"),
                ),
                name="meetings_meeting_has_a_day_or_a_window",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=MIN_MINUTES, minutes__lte=MAX_MINUTES),
                name="meetings_meeting_length_plausible",
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
            models.CheckConstraint(condition=scope_condition(), name="meetings_meeting_network_fits_kind"),
        ]
        indexes = [models.Index(fields=["network", "on_date"], name="meetings_meeting_by_day")]

    def __str__(self) -> str:
        return self.title or f"{self.get_kind_display()} {self.on_date or self.window_starts}"

    @cached_property
    def zone(self) -> ZoneInfo:
        return zone_of(self.programme)

    @property
    def today(self) -> date:
        """The current date in its programme's time zone."""
        return today_of(self.programme)

    @property
    def where(self) -> str:
        """The name of the network or, for a programme meeting, of the programme."""
        return self.network.name if self.network else self.programme.name

    @property
    def call(self) -> str:
        """The link to join online: its own or, if it is online, the video call of its network; "" if there is none."""
        if self.link or self.mode == self.Mode.ON_SITE or self.network is None:
            return self.link
        # A network without links has no such attribute.
        return getattr(getattr(self.network, "links", None), "call", "")

    @property
    def begins(self) -> datetime | None:
        """The start as an aware datetime, or None while the date is undecided."""
        return _moment(self.on_date, self.starts_at, self.zone)

    @property
    def ends(self) -> datetime | None:
        """The end as an aware datetime, counted in local time, or None while the date is undecided."""
        if self.on_date is None or self.starts_at is None:
            return None
        return _after(datetime.combine(self.on_date, self.starts_at, tzinfo=self.zone), self.minutes)

    @property
    def last_known_span(self) -> tuple[datetime, datetime]:
        """The start and end or, while the date is undecided, those announced last, or else from the first day on."""
        last = self.last_begins.astimezone(self.zone) if self.last_begins else None
        begins = self.begins or last or datetime.combine(self.first_day, time(), tzinfo=self.zone)
        return begins, _after(begins, self.minutes)

    @property
    def ends_at(self) -> time | None:
        """The local time of the end, or None while the date is undecided."""
        return self.ends.time() if self.ends else None

    @property
    def first_day(self) -> date:
        """The date or, while it is undecided, the first day of the window."""
        day = self.on_date or self.window_starts
        assert day is not None  # noqa: S101  # nosec - a named constraint of the database
        return day

    @property
    def last_day(self) -> date:
        """The date or, while it is undecided, the last day of the window."""
        day = self.on_date or self.window_ends
        assert day is not None  # noqa: S101  # nosec - a named constraint of the database
        return day

    @property
    def sort_key(self) -> tuple[date, time, int]:
        """The order in lists: first possible day, start time (undecided ones first), key."""
        return self.first_day, self.starts_at or time.min, self.pk or 0

    @property
    def is_date_undecided(self) -> bool:
        return self.on_date is None

    @property
    def is_draft(self) -> bool:
        """Whether only planners can see it."""
        return self.state == self.State.DRAFT

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    def is_over(self, now: datetime | None = None) -> bool:
        """Return whether it has ended or, while the date is undecided, whether its window has passed."""
        now = now or timezone.now()
        return self.ends <= now if self.ends else self.last_day < today_of(self.programme, now)


def _after(begins: datetime, minutes: int) -> datetime:
    """Return the moment some minutes later, counted in local time."""
    return (begins.replace(tzinfo=None) + timedelta(minutes=minutes)).replace(tzinfo=begins.tzinfo)


def _moment(day: date | None, clock: time | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, clock, tzinfo=zone) if day and clock else None
