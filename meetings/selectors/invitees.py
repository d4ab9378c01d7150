"""The people whom the kind of a meeting invites."""

from typing import TYPE_CHECKING

from django.utils import timezone

from meetings.kinds import MEETING_KINDS
from meetings.models import Meeting
from networks.models import Participation, ProgrammeRole

if TYPE_CHECKING:
    from django.db.models import QuerySet


def people_invited_by_kind(meeting: Meeting) -> "QuerySet[Participation, int]":
    """Return the keys of the people whom the kind of a meeting invites, on its day or the first day of its window."""
    kind = MEETING_KINDS[meeting.kind]
    day = max(meeting.first_day, timezone.localdate())
    here = Participation.objects.active(day).filter(kind.participations, network__programme=meeting.programme_id)
    if meeting.network_id is not None:
        here = here.filter(network=meeting.network_id)
    roles = ProgrammeRole.objects.filter(programme=meeting.programme_id, role__in=kind.programme_roles)
    people = here.order_by().values_list("person_id", flat=True)
    return people.union(roles.order_by().values_list("person_id", flat=True)) if kind.programme_roles else people
