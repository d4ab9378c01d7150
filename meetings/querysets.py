"""Meetings by what they are and by who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import DateField, DateTimeField, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from networks.models import Network, Programme, ProgrammeRole

if TYPE_CHECKING:
    from meetings.models import Meeting, MeetingInvitee  # noqa: F401 - type arguments of the querysets

# Kinds that everybody of a network sees; of the others only who is invited knows.
OPEN_KINDS = ("network", "informal")
# Kinds that are for who guides a network, and kinds to which a task in the programme invites too.
OF_FACILITATORS = ("facilitators", "monitoring")
BY_TASK = ("facilitators", "school_leaders", "monitoring")
# States of what people heard of.
ANNOUNCED = ("published", "cancelled")


class DayThere(Func):
    """The day that a moment is in a time zone, when which zone is a matter of the row."""

    output_field = DateField()
    template = "((%(expressions)s)::date)"
    arg_joiner = " AT TIME ZONE "

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> Any:
        """Return it for SQLite, to which Django lends a function of its own."""
        template = "django_datetime_cast_date(%(expressions)s, 'UTC')"
        return self.as_sql(compiler, connection, template=template, arg_joiner=", ", **options)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings by state, day and reader."""

    def published(self) -> "MeetingQuerySet":
        """Those that take place or took place."""
        return self.filter(state="published")

    def announced(self) -> "MeetingQuerySet":
        """Those that people heard of: published, or cancelled after that."""
        return self.filter(state__in=ANNOUNCED)

    def coming(self) -> "MeetingQuerySet":
        """Those on a day from today on, and those that still float. Today is that of their programme."""
        today = F("today_there")
        return self._with_today().filter(Q(on_date__gte=today) | Q(on_date__isnull=True, floats_until__gte=today))

    def before(self) -> "MeetingQuerySet":
        """Those on a day before today, and those whose weeks have passed."""
        today = F("today_there")
        return self._with_today().filter(Q(on_date__lt=today) | Q(on_date__isnull=True, floats_until__lt=today))

    def _with_today(self) -> "MeetingQuerySet":
        now = Value(timezone.now(), output_field=DateTimeField())
        return self.alias(today_there=DayThere(now, Coalesce("programme__calendar__zone", Value("Europe/Amsterdam"))))

    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Announced meetings that a person may open: of own networks, of programmes they run, and own invitations."""
        from meetings.models import MeetingInvitee  # noqa: PLC0415 - models import this module

        if not user.is_authenticated:
            return self.none()
        invited = MeetingInvitee.objects.in_force().filter(meeting=OuterRef("pk"), person=user)
        seen = Network.objects.visible_to(user).exclude(participations__in=_as_guest(user))
        runs = Programme.objects.filter(
            roles__in=ProgrammeRole.objects.filter(person=user, role=ProgrammeRole.Role.COORDINATOR)
        )
        return self.announced().filter(
            Exists(invited) | Q(network__in=seen, kind__in=OPEN_KINDS) | Q(programme__in=runs)
        )


class MeetingInviteeQuerySet(models.QuerySet["MeetingInvitee"]):
    """Who is invited."""

    def current(self) -> "MeetingInviteeQuerySet":
        """Those who are invited now; the list of a meeting that is over stays as it was."""
        return self.filter(removed_at__isnull=True)

    def in_force(self, today: date | None = None) -> "MeetingInviteeQuerySet":
        """Those invitations that still open something, which one by kind does as long as what it came from lasts.

        Who does not take part any more reads nothing more, not of meetings that were either. One by hand holds.
        """
        from networks.models import Participation  # noqa: PLC0415 - models import this module

        today = today or timezone.localdate()
        stays = Participation.objects.filter(
            Q(until__isnull=True)
            | Q(until__gte=today)
            | Q(until__gte=F("network__ends_on"), network__ends_on__lt=today),  # was there at the end: reads on
            person=OuterRef("person"),
        )
        guides = stays.filter(role=Participation.Role.FACILITATOR)
        tasks = ProgrammeRole.objects.filter(person=OuterRef("person"), programme=OuterRef("meeting__programme"))
        of_facilitators = Q(meeting__kind__in=OF_FACILITATORS)
        return self.current().filter(
            Q(because="added")
            | ~of_facilitators & _where_the_meeting_is(stays)
            | of_facilitators & _where_the_meeting_is(guides)
            | Q(meeting__kind__in=BY_TASK) & Exists(tasks)
        )


def _where_the_meeting_is(participations: Any) -> Q:
    """Return whether one of these is of the meeting's network, or of its programme when it has none."""
    of_network = participations.exclude(role="guest").filter(network=OuterRef("meeting__network"))
    of_programme = participations.filter(network__programme=OuterRef("meeting__programme"))
    return Q(Exists(of_network)) | Q(meeting__network__isnull=True) & Q(Exists(of_programme))


def _as_guest(user: Any) -> Any:
    """Return how a person takes part as a guest, which shows no meetings but those they are invited to."""
    from networks.models import Participation  # noqa: PLC0415 - beside the one above

    return Participation.objects.active().filter(person=user, role=Participation.Role.GUEST)
