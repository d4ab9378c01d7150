"""Is everything ready for online? What somebody is asked, and what is told about the answers of all."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from meetings.access import Visit
from meetings.conditions import Question, Tally, told
from meetings.models import ConditionsAnswered, ConditionsCheck, ConditionsCount, Meeting, MeetingInvitee, SupportNeed
from networks.access import Permission
from networks.models import Network
from networks.services.programme import first_year_now

OPEN_FOR = timedelta(weeks=4)
TOLD_BEFORE = timedelta(days=2)
ONLINE = (Meeting.Mode.ONLINE, Meeting.Mode.HYBRID)
BY_KIND = MeetingInvitee.Because.KIND


@dataclass(frozen=True)
class Conditions:
    """The questions of one study year, on a day: answers are taken from `opens_on` and told from `closes_on`."""

    meeting: Meeting
    check: ConditionsCheck | None
    today: date
    opens_on: date
    closes_on: date

    @property
    def is_open(self) -> bool:
        """Whether answers are taken."""
        return self.opens_on <= self.today < self.closes_on and not self.meeting.is_over()

    @property
    def is_closed(self) -> bool:
        """Whether answers are not taken any more, and may be told."""
        return self.today >= self.closes_on


@dataclass(frozen=True)
class ConditionsPart:
    """What the page of a meeting says about it, to one person."""

    conditions: Conditions
    has_answered: bool
    missing: list[Question]

    @property
    def asks(self) -> bool:
        """Whether this person can answer now."""
        return self.conditions.is_open and not self.has_answered

    @property
    def tells(self) -> bool:
        """Whether what people said may be read: once, when no answer is taken any more."""
        return self.conditions.is_closed and self.conditions.check is not None

    @cached_property
    def needs(self) -> list[SupportNeed]:
        """What is arranged."""
        return list(support_needs_of(self.conditions.meeting).select_related("owner"))

    @property
    def last_day(self) -> date:
        """The last day on which answers are taken."""
        return self.conditions.closes_on - timedelta(days=1)


def conditions_of(meeting: Meeting) -> Conditions | None:
    """Return the questions that belong to a meeting; None unless it is the first one online of its study year."""
    if meeting.network_id is None or meeting.on_date is None or meeting.mode not in ONLINE:
        return None
    first = first_year_now(meeting.on_date)
    year = (date(first, 8, 1), date(first + 1, 7, 31))
    found = _online().filter(network=meeting.network_id, on_date__range=year).order_by("on_date", "starts_at", "pk")
    return _conditions(meeting) if found.values_list("pk", flat=True).first() == meeting.pk else None


def _online() -> Any:
    """Return the meetings of networks that take place online, or partly."""
    return Meeting.objects.published().filter(kind=Meeting.Kind.NETWORK, mode__in=ONLINE)


def _conditions(meeting: Meeting) -> Conditions:
    day = meeting.last_day
    check = ConditionsCheck.objects.filter(network=meeting.network_id, first_year=first_year_now(day)).first()
    return Conditions(
        meeting=meeting,
        check=check,
        today=meeting.today,
        opens_on=day - OPEN_FOR,
        closes_on=check.closes_on if check else day - TOLD_BEFORE,
    )


def has_answered(check: ConditionsCheck | None, person: Any) -> bool:
    """Return whether somebody answered already."""
    return check is not None and ConditionsAnswered.objects.filter(check_of=check, person=person).exists()


def conditions_part(visit: Visit) -> ConditionsPart | None:
    """Return what the page of a meeting asks and tells; None for who is not asked, and at any other meeting.

    A guest of the meeting is not of the network, and is not asked: it may be the employer of who is.
    """
    asked = visit.may(Permission.JOIN_MEETING) and visit.invitee is not None and visit.invitee.because == BY_KIND
    conditions = conditions_of(visit.meeting) if asked else None
    if conditions is None:
        return None
    return ConditionsPart(
        conditions=conditions,
        has_answered=has_answered(conditions.check, visit.person),
        missing=_missing(conditions) if conditions.is_closed else [],
    )


def _missing(conditions: Conditions) -> list[Question]:
    rows = ConditionsCount.objects.filter(check_of=conditions.check)
    return told(Tally(row.question, row.ready, row.not_yet) for row in rows)


def conditions_waiting(network: Network, user: Any) -> Conditions | None:
    """Return the questions that a person can answer now and has not; None when nothing waits."""
    soon = _online().coming().filter(network=network, on_date__isnull=False)
    meeting = soon.select_related("programme__calendar").order_by("on_date", "starts_at", "pk").first()
    conditions = conditions_of(meeting) if meeting else None
    if conditions is None or not conditions.is_open:
        return None
    invited = MeetingInvitee.objects.current().filter(meeting=conditions.meeting, person=user)
    return conditions if invited.exists() and not has_answered(conditions.check, user) else None


def support_needs_of(meeting: Meeting) -> "QuerySet[SupportNeed]":
    """Return what is arranged before a meeting, and what is still open from before."""
    return SupportNeed.objects.filter(Q(meeting=meeting) | Q(network=meeting.network_id, done_at=None))


def support_need_at(meeting: Meeting, pk: int) -> SupportNeed:
    """Return what is arranged before a meeting. Raises Http404 for anything else."""
    need = support_needs_of(meeting).filter(pk=pk).first() if meeting.network_id else None
    if need is None or conditions_of(meeting) is None:
        raise Http404
    return need
