"""The meetings of a programme itself."""

from typing import Any

from django.db.models import Q

from meetings.models import Meeting
from meetings.selectors.meetings import NetworkMeetings, lines_of
from networks.access import Role, roles_in_programme
from networks.models import Programme


def programme_meetings(programme: Programme, user: Any) -> NetworkMeetings:
    """Return the meetings of a programme without a network, and monitoring conversations of one, drafts too.

    Monitoring conversations are not prepared by a team: only coordinators find them here.
    """
    found = Meeting.objects.filter(Q(network=None) | Q(kind=Meeting.Kind.MONITORING), programme=programme)
    if Role.COORDINATOR not in roles_in_programme(user, programme.pk):
        found = found.exclude(kind=Meeting.Kind.MONITORING)
    return NetworkMeetings(coming=lines_of(found.coming()), before=lines_of(found.before())[::-1])
