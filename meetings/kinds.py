"""The meaning of each kind of meeting: one record per kind.

Everything that depends on the kind follows from these records: who is invited, which invitations still grant access,
which roles a person has in a meeting, which lists and forms show it, and the CHECK on network and kind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.models import Participation, ProgrammeRole

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

STUDENT, SCHOOL_LEADER = "student", "school_leader"

_MEMBER = ~Q(role=Participation.Role.GUEST)
_FACILITATOR = Q(role=Participation.Role.FACILITATOR)
_STUDENT = _MEMBER & Q(background__code=STUDENT)
# School leaders often join a network as guests only.
_SCHOOL_LEADER = Q(background__code=SCHOOL_LEADER)


class Kind(models.TextChoices):
    NETWORK = "network", _("meeting")
    STUDENTS = "students", _("students’ preparatory meeting")
    FACILITATORS = "facilitators", _("facilitators’ exchange")
    SCHOOL_LEADERS = "school_leaders", _("school leaders’ meeting")
    MONITORING = "monitoring", _("monitoring conversation")
    INFORMAL = "informal", _("informal get-together")


class Scope(StrEnum):
    """Whether a meeting belongs to one network or to the whole programme."""

    NETWORK = "network"
    PROGRAMME = "programme"
    EITHER = "either"


@dataclass(frozen=True)
class MeetingKind:
    """The rules for one kind of meeting.

    `participations` are those whose people are invited, among the participations in the network of the meeting, or in
    any network of the programme if the meeting has none. `programme_roles` are the roles in the programme whose holders
    are invited as well. An invitation that came from either grants access for as long as that lasts.

    `is_open`: every participant of the network may read the meeting, invited or not.
    `for_team`: the preparation team of the programme may find and plan it; otherwise only coordinators.
    The labels say who is invited; a kind without a label cannot be planned from that page.
    """

    kind: Kind
    scope: Scope
    participations: Q
    programme_roles: tuple[ProgrammeRole.Role, ...] = ()
    is_open: bool = False
    for_team: bool = True
    network_label: "StrPromise | str" = ""
    programme_label: "StrPromise | str" = ""


MEETING_KINDS: dict[str, MeetingKind] = {
    record.kind.value: record
    for record in (
        MeetingKind(
            Kind.NETWORK,
            Scope.NETWORK,
            participations=_MEMBER,
            is_open=True,
            network_label=_("everyone who takes part"),
        ),
        MeetingKind(
            Kind.STUDENTS,
            Scope.NETWORK,
            participations=_STUDENT | _FACILITATOR,
            network_label=_("the students, to prepare"),
        ),
        MeetingKind(
            Kind.FACILITATORS,
            Scope.PROGRAMME,
            participations=_FACILITATOR,
            programme_roles=(ProgrammeRole.Role.COORDINATOR,),
            programme_label=_("facilitators’ exchange: all facilitators and coordinators"),
        ),
        MeetingKind(
            Kind.SCHOOL_LEADERS,
            Scope.PROGRAMME,
            participations=_SCHOOL_LEADER,
            programme_roles=(ProgrammeRole.Role.COORDINATOR,),
            programme_label=_("school leaders: all school leaders in the programme, and the coordinators"),
        ),
        MeetingKind(
            Kind.MONITORING,
            Scope.EITHER,
            participations=_FACILITATOR,
            programme_roles=(ProgrammeRole.Role.RESEARCH_OFFICE,),
            for_team=False,
            programme_label=_("monitoring conversation: facilitators and the research office"),
        ),
        MeetingKind(
            Kind.INFORMAL,
            Scope.EITHER,
            participations=_MEMBER,
            is_open=True,
            network_label=_("everyone, for an informal get-together"),
            programme_label=_("informal get-together: everyone in all networks"),
        ),
    )
}
OPEN_KINDS = tuple(code for code, record in MEETING_KINDS.items() if record.is_open)
KINDS_WITH_PROGRAMME_ROLES = tuple(code for code, record in MEETING_KINDS.items() if record.programme_roles)
COORDINATOR_ONLY_KINDS = tuple(code for code, record in MEETING_KINDS.items() if not record.for_team)
NETWORK_CHOICES = [(code, record.network_label) for code, record in MEETING_KINDS.items() if record.network_label]
PROGRAMME_CHOICES = [(code, record.programme_label) for code, record in MEETING_KINDS.items() if record.programme_label]


def scope_condition() -> Q:
    """Return the condition that a meeting has a network if and only if its kind asks for one, as a CHECK."""
    codes = {scope: [code for code, record in MEETING_KINDS.items() if record.scope == scope] for scope in Scope}
    return (
        Q(kind__in=codes[Scope.NETWORK], network__isnull=False)
        | Q(kind__in=codes[Scope.PROGRAMME], network__isnull=True)
        | Q(kind__in=codes[Scope.EITHER])
    )


def for_each_kind(field: str, rule: Callable[[MeetingKind], Q]) -> Q:
    """Return a condition that applies to each row the rule of the kind in `field`."""
    return reduce(or_, (Q(**{field: code}) & rule(record) for code, record in MEETING_KINDS.items()))
