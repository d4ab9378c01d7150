"""The online readiness check: who may answer it and what is shown of the answers."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from meetings.access import Visit
from meetings.models import (
    Meeting,
    MeetingInvitee,
    OnlineReadinessCheck,
    OnlineReadinessCount,
    OnlineReadinessRespondent,
    SupportNeed,
)
from meetings.online_readiness import Question, Tally, questions_to_show
from networks.access import Permission
from networks.models import Network
from networks.study_years import current_first_year

OPEN_FOR = timedelta(weeks=4)
TOLD_BEFORE = timedelta(days=2)
ONLINE = (Meeting.Mode.ONLINE, Meeting.Mode.HYBRID)
BY_KIND = MeetingInvitee.Source.KIND


@dataclass(frozen=True)
class OnlineReadiness:
    """The check of one study year as of today: it takes answers from `opens_on` and shows results from `closes_on`."""

    meeting: Meeting
    check: OnlineReadinessCheck | None
    today: date
    opens_on: date
    closes_on: date

    @property
    def is_open(self) -> bool:
        """Whether the check takes answers."""
        return self.opens_on <= self.today < self.closes_on and not self.meeting.is_over()

    @property
    def is_closed(self) -> bool:
        """Whether the check no longer takes answers, so that results may be shown."""
        return self.today >= self.closes_on


@dataclass(frozen=True)
class OnlineReadinessPart:
    """The check on the page of a meeting, for one person."""

    online_readiness: OnlineReadiness
    has_answered: bool
    missing: list[Question]

    @property
    def can_answer(self) -> bool:
        """Whether this person can answer now."""
        return self.online_readiness.is_open and not self.has_answered

    @property
    def shows_results(self) -> bool:
        """Whether results may be shown, which is not before answers are closed."""
        return self.online_readiness.is_closed and self.online_readiness.check is not None

    @cached_property
    def needs(self) -> list[SupportNeed]:
        return list(support_needs_of(self.online_readiness.meeting).select_related("owner"))

    @property
    def last_day(self) -> date:
        """The last day for answering."""
        return self.online_readiness.closes_on - timedelta(days=1)


def online_readiness_of(meeting: Meeting) -> OnlineReadiness | None:
    """Return the check for a meeting; None unless it is the first online meeting of its study year."""
    if meeting.network_id is None or meeting.on_date is None or meeting.mode not in ONLINE:
        return None
    first = current_first_year(meeting.on_date)
    year = (date(first, 8, 1), date(first + 1, 7, 31))
    found = _online().filter(network=meeting.network_id, on_date__range=year).order_by("on_date", "starts_at", "pk")
    return _online_readiness(meeting) if found.values_list("pk", flat=True).first() == meeting.pk else None


def _online() -> Any:
    """Return the published network meetings that are at least partly online."""
    return Meeting.objects.published().filter(kind=Meeting.Kind.NETWORK, mode__in=ONLINE)


def _online_readiness(meeting: Meeting) -> OnlineReadiness:
    day = meeting.last_day
    check = OnlineReadinessCheck.objects.filter(network=meeting.network_id, first_year=current_first_year(day)).first()
    return OnlineReadiness(
        meeting=meeting,
        check=check,
        today=meeting.today,
        opens_on=day - OPEN_FOR,
        closes_on=check.closes_on if check else day - TOLD_BEFORE,
    )


def has_answered(check: OnlineReadinessCheck | None, person: Any) -> bool:
    """Return whether the person has answered."""
    return check is not None and OnlineReadinessRespondent.objects.filter(readiness_check=check, person=person).exists()


def online_readiness_part(visit: Visit) -> OnlineReadinessPart | None:
    """Return the check as the page of a meeting shows it; None for people who are not asked and at any other meeting.

    Guests of the meeting are not asked, because a guest may be the employer of a participant.
    """
    asked = visit.may(Permission.JOIN_MEETING) and visit.invitee is not None and visit.invitee.source == BY_KIND
    online_readiness = online_readiness_of(visit.meeting) if asked else None
    if online_readiness is None:
        return None
    return OnlineReadinessPart(
        online_readiness=online_readiness,
        has_answered=has_answered(online_readiness.check, visit.person),
        missing=_missing(online_readiness) if online_readiness.is_closed else [],
    )


def _missing(online_readiness: OnlineReadiness) -> list[Question]:
    rows = OnlineReadinessCount.objects.filter(readiness_check=online_readiness.check)
    return questions_to_show(Tally(row.question, row.ready, row.not_yet) for row in rows)


def pending_online_readiness(network: Network, user: Any) -> OnlineReadiness | None:
    """Return the check that a person can answer now and has not, or None."""
    soon = _online().upcoming().filter(network=network, on_date__isnull=False)
    meeting = soon.select_related("programme__calendar").order_by("on_date", "starts_at", "pk").first()
    online_readiness = online_readiness_of(meeting) if meeting else None
    if online_readiness is None or not online_readiness.is_open:
        return None
    invited = MeetingInvitee.objects.current().filter(meeting=online_readiness.meeting, person=user)
    return online_readiness if invited.exists() and not has_answered(online_readiness.check, user) else None


def support_needs_of(meeting: Meeting) -> "QuerySet[SupportNeed]":
    """Return the support needs of a meeting and the network's open ones from earlier meetings."""
    return SupportNeed.objects.filter(Q(meeting=meeting) | Q(network=meeting.network_id, done_at=None))


def support_need_at(meeting: Meeting, pk: int) -> SupportNeed:
    """Return a support need shown at this meeting. Raises Http404 for any other."""
    need = support_needs_of(meeting).filter(pk=pk).first() if meeting.network_id else None
    if need is None or online_readiness_of(meeting) is None:
        raise Http404
    return need
