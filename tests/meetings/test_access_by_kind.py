"""Access follows the kind of the meeting: the people its kind invites can read it, for as long as the reason lasts."""

import pytest
from django.urls import reverse

from meetings.kinds import MEETING_KINDS, Kind, Scope
from meetings.models import Meeting, MeetingInvitee
from meetings.services.meeting import meeting_create
from meetings.tokens import invitee_token
from networks.models import Participation, ProgrammeRole
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of


def past_meeting_make(cast: Cast, kind: str, *, of_network: bool) -> Meeting:
    """Create a meeting of a kind, nine days ago. Its invitations no longer follow roles and participations."""
    meeting = meeting_create(
        programme=cast.werkplaats,
        network=cast.burgerschap if of_network else None,
        actor=cast["Nadia"],
        kind=kind,
        on_date=in_days(9),
        starts_at="15:00",
        publish=True,
    )
    Meeting.objects.filter(pk=meeting.pk).update(on_date=in_days(-9))
    return meeting


def statuses(as_, cast: Cast, meeting: Meeting, name: str) -> set[int]:
    """Return the status codes of the meeting page, signed in and by personal link."""
    page = reverse("meetings:meeting", args=[meeting.pk])
    link = reverse("meetings:link_meeting", args=[invitee_token(invitee_of(meeting, cast[name]))])
    return {as_(name).get(page).status_code, as_(None).get(link).status_code}


@pytest.mark.parametrize("of_network", [True, False])
@pytest.mark.parametrize("role", [ProgrammeRole.Role.ASSESSOR, ProgrammeRole.Role.PREPARATION_TEAM])
def test_former_research_office_cannot_read_a_monitoring_conversation(as_, cast: Cast, role: str, of_network: bool):
    conversation = past_meeting_make(cast, Kind.MONITORING, of_network=of_network)
    assert statuses(as_, cast, conversation, "Rosa") == {200}
    ProgrammeRole.objects.filter(person=cast["Rosa"]).update(role=role)
    assert statuses(as_, cast, conversation, "Rosa") == {404}
    assert not Meeting.objects.visible_to(cast["Rosa"]).exists()


def test_research_office_with_a_second_role_can_read_a_monitoring_conversation(as_, cast: Cast):
    conversation = past_meeting_make(cast, Kind.MONITORING, of_network=True)
    ProgrammeRole.objects.create(
        person=cast["Rosa"], programme=cast.werkplaats, role=ProgrammeRole.Role.PREPARATION_TEAM
    )
    assert statuses(as_, cast, conversation, "Rosa") == {200}


def test_research_office_of_another_programme_cannot_read_a_monitoring_conversation(as_, cast: Cast):
    conversation = past_meeting_make(cast, Kind.MONITORING, of_network=True)
    ProgrammeRole.objects.filter(person=cast["Rosa"]).update(programme=cast.point)
    assert statuses(as_, cast, conversation, "Rosa") == {404}


@pytest.mark.parametrize("kind", [Kind.FACILITATORS, Kind.SCHOOL_LEADERS])
def test_former_coordinator_cannot_read_programme_meetings(as_, cast: Cast, kind: str):
    meeting = past_meeting_make(cast, kind, of_network=False)
    assert statuses(as_, cast, meeting, "Nadia") == {200}
    ProgrammeRole.objects.filter(person=cast["Nadia"]).update(role=ProgrammeRole.Role.ASSESSOR)
    assert statuses(as_, cast, meeting, "Nadia") == {404}


def test_former_facilitator_cannot_read_a_students_meeting(as_, cast: Cast):
    meeting = past_meeting_make(cast, Kind.STUDENTS, of_network=True)
    Participation.objects.filter(person=cast["Iris"]).update(role=Participation.Role.PARTICIPANT)
    assert statuses(as_, cast, meeting, "Iris") == {404}


@pytest.mark.parametrize("kind", Kind)
def test_every_invitation_by_kind_grants_access(cast: Cast, kind: Kind):
    for of_network in (True, False):
        if MEETING_KINDS[kind].scope == (Scope.PROGRAMME if of_network else Scope.NETWORK):
            continue
        meeting = past_meeting_make(cast, kind, of_network=of_network)
        invited = MeetingInvitee.objects.filter(meeting=meeting)
        assert set(invited.granting_access()) == set(invited) != set()
