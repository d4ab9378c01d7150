"""The meetings of a programme."""

from typing import Any

from django.db.models import Q

from meetings.kinds import COORDINATOR_ONLY_KINDS
from meetings.models import Meeting
from meetings.selectors.meetings import NetworkMeetings, lines_of
from networks.access import Role, roles_in_programme
from networks.models import Programme


def programme_meetings(programme: Programme, user: Any) -> NetworkMeetings:
    """Return the meetings of a programme that belong to no network, and its monitoring conversations, drafts included.

    Only coordinators see monitoring conversations here, because the preparation team does not prepare those.
    """
    found = Meeting.objects.filter(Q(network=None) | Q(kind__in=COORDINATOR_ONLY_KINDS), programme=programme)
    if Role.COORDINATOR not in roles_in_programme(user, programme.pk):
        found = found.exclude(kind__in=COORDINATOR_ONLY_KINDS)
    return NetworkMeetings(upcoming=lines_of(found.upcoming()), past=lines_of(found.past())[::-1])
