"""Querysets of meetings and invitations, by state, date and access."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from meetings.kinds import OPEN_KINDS, for_each_kind
from networks.models import Network, Participation, Programme, ProgrammeRole

if TYPE_CHECKING:
    from meetings.models import Meeting, MeetingInvitee  # noqa: F401 - type arguments of the querysets

# The states of meetings that people were notified of.
ANNOUNCED = ("published", "cancelled")


class LocalDate(Func):
    """The date of a moment in a time zone that differs per row."""

    output_field = DateField()
    template = "((%(expressions)s)::date)"
    arg_joiner = " AT TIME ZONE "

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> Any:
        """Return the SQL for SQLite, which has a function of Django's for this."""
        template = "django_datetime_cast_date(%(expressions)s, 'UTC')"
        return self.as_sql(compiler, connection, template=template, arg_joiner=", ", **options)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def published(self) -> "MeetingQuerySet":
        """Return the published meetings, past and upcoming."""
        return self.filter(state="published")

    def announced(self) -> "MeetingQuerySet":
        """Return the meetings that people were notified of: published, or cancelled after that."""
        return self.filter(state__in=ANNOUNCED)

    def upcoming(self) -> "MeetingQuerySet":
        """Return the meetings from today on, in their programme's time zone, and those with an open window."""
        today = F("today_in_programme")
        return self._with_today().filter(Q(on_date__gte=today) | Q(on_date__isnull=True, window_ends__gte=today))

    def past(self) -> "MeetingQuerySet":
        """Return the meetings before today, and those whose window passed without a date."""
        today = F("today_in_programme")
        return self._with_today().filter(Q(on_date__lt=today) | Q(on_date__isnull=True, window_ends__lt=today))

    def _with_today(self) -> "MeetingQuerySet":
        now = Value(timezone.now(), output_field=DateTimeField())
        return self.alias(
            today_in_programme=LocalDate(now, Coalesce("programme__calendar__zone", Value("Europe/Amsterdam")))
        )

    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Return the announced meetings that a person may open.

        These are the open meetings of their networks, all meetings of programmes that they coordinate, and the meetings
        they are invited to.
        """
        from meetings.models import MeetingInvitee  # noqa: PLC0415 - models import this module

        if not user.is_authenticated:
            return self.none()
        invited = MeetingInvitee.objects.granting_access().filter(meeting=OuterRef("pk"), person=user)
        seen = Network.objects.visible_to(user).exclude(participations__in=_as_guest(user))
        runs = Programme.objects.filter(
            roles__in=ProgrammeRole.objects.filter(person=user, role=ProgrammeRole.Role.COORDINATOR)
        )
        return self.announced().filter(
            Exists(invited) | Q(network__in=seen, kind__in=OPEN_KINDS) | Q(programme__in=runs)
        )


class MeetingInviteeQuerySet(models.QuerySet["MeetingInvitee"]):
    def current(self) -> "MeetingInviteeQuerySet":
        """Return the invitations that were not withdrawn. The list of a past meeting stays as it was."""
        return self.filter(removed_at__isnull=True)

    def granting_access(self, today: date | None = None) -> "MeetingInviteeQuerySet":
        """Return the invitations that still grant access.

        One added by hand does until it is withdrawn. One created from the meeting kind does as long as the
        participation or programme role it came from lasts, even after the meeting.
        """
        today = today or timezone.localdate()
        at_the_end = Q(until__gte=F("network__ends_on"), network__ends_on__lt=today)
        lasting = Participation.objects.filter(Q(until__isnull=True) | Q(until__gte=today) | at_the_end)
        participations = _of_the_meeting(lasting, "network__programme").filter(
            Q(meeting_network__isnull=True) | Q(network=F("meeting_network")),
            for_each_kind("meeting_kind", lambda kind: kind.participations),
        )
        roles = _of_the_meeting(ProgrammeRole.objects.all(), "programme").filter(
            for_each_kind("meeting_kind", lambda kind: Q(role__in=kind.programme_roles))
        )
        return self.current().filter(Q(source="manual") | Exists(participations) | Exists(roles))


def _of_the_meeting(rows: Any, programme: str) -> Any:
    """Return an invitee's rows in the programme of the meeting, with the kind and network of the meeting as aliases."""
    mine = rows.filter(person=OuterRef("person"), **{programme: OuterRef("meeting__programme")})
    return mine.alias(
        meeting_kind=ExpressionWrapper(OuterRef("meeting__kind"), output_field=CharField()),
        meeting_network=ExpressionWrapper(OuterRef("meeting__network"), output_field=BigIntegerField()),
    )


def _as_guest(user: Any) -> Any:
    """Return the guest participations of a person. Guests see only the meetings they are invited to."""
    return Participation.objects.active().filter(person=user, role=Participation.Role.GUEST)
