"""One page with what a newcomer needs to know, made from what the network has written down elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from meetings.models import Meeting
from meetings.selectors.expectations import expectations_talks
from meetings.selectors.meetings import MeetingLine, lines_of
from networks.models import Network
from ogo.circles import Circle
from ogo.models import Goal, Handover, Question
from ogo.selectors.designs import DesignLine, latest_versions
from ogo.selectors.handover import BuddyLine, buddies_of, handovers_of, own_handover
from ogo.selectors.readers import Reader
from ogo.selectors.reflection import PhaseLook, reflections_of

MAX_QUESTIONS, MAX_MEETINGS = 20, 3
OPEN_STATES = (Question.State.OPEN, Question.State.WORKING)


@dataclass(frozen=True)
class HandoverLine:
    """A handover, with the day until which its writer can be asked if that is still to come."""

    handover: Handover
    ask_until: date | None

    @property
    def name(self) -> str:
        return self.handover.participation.person.first_name


@dataclass(frozen=True)
class GettingStarted:
    """Everything on the page for people who join. An empty list leaves out its part."""

    reader: Reader
    goals: list[Goal]
    phase: PhaseLook | None
    meetings: list[MeetingLine]
    designs: list[DesignLine]
    questions: list[Question]
    agreements: list[Meeting]
    handovers: list[HandoverLine]
    buddies: list[BuddyLine]
    has_handover: bool

    @property
    def is_empty(self) -> bool:
        """Whether the network has not written down anything yet."""
        parts = (self.goals, self.phase, self.meetings, self.designs, self.questions, self.agreements, self.handovers)
        return not any(parts)


def getting_started(network: Network, user: Any) -> GettingStarted:
    """Return the page for people who join, for a reader who may see the work of the network."""
    today = timezone.localdate()
    questions = Question.objects.filter(network=network, circle=Circle.NETWORK, state__in=OPEN_STATES)
    coming = Meeting.objects.visible_to(user).filter(network=network).published().upcoming()
    return GettingStarted(
        reader=Reader.of(user, network),
        goals=list(Goal.objects.filter(network=network, is_collective=True, state=Goal.State.OPEN)),
        phase=next((look for look in reflections_of(network) if look.phase.covers(today)), None),
        meetings=lines_of(coming)[:MAX_MEETINGS],
        designs=[line for line in latest_versions(network) if line.latest],
        questions=list(questions.select_related("owner")[:MAX_QUESTIONS]),
        agreements=expectations_talks(network),
        handovers=[_handover_line(row, today) for row in handovers_of(network)],
        buddies=buddies_of(network, user),
        has_handover=own_handover(network, user) is not None,
    )


def _handover_line(handover: Handover, today: date) -> HandoverLine:
    until = handover.ask_until
    return HandoverLine(handover, until if until and until >= today else None)
