"""The invitations to a meeting, and how they follow participations and roles."""

from datetime import time, timedelta

import pytest
from allauth.account.signals import email_changed
from django.utils import timezone

from mailing.models import Email
from meetings.models import Meeting, MeetingInvitee
from meetings.services.guests import guest_add
from meetings.services.invitees import invitees_sync
from meetings.services.meeting import meeting_create
from meetings.services.notifications import INVITATION
from networks.models import Participation
from networks.services.participation import participation_add, participation_end, participation_reopen
from networks.services.role import programme_role_grant, programme_role_revoke
from tests.cast import BURGERSCHAP, Cast
from tests.meetings.calendar_cases import notified_before
from tests.meetings.meeting_cases import in_days, invited, invitee_of, meeting_make, undecided_make

MEMBERS = {name for name, _background, role in BURGERSCHAP if role != "guest"}


def test_network_meeting_invites_members_without_guests(cast: Cast):
    assert invited(meeting_make(cast.burgerschap, cast["Iris"])) == MEMBERS


def test_students_meeting_invites_students_and_facilitators(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], kind=Meeting.Kind.STUDENTS)
    assert invited(meeting) == {"Floris", "Bram", "Lars", "Maud", "Sem", "Iris"}


@pytest.mark.parametrize(
    ("kind", "people"),
    [
        (Meeting.Kind.FACILITATORS, {"Iris", "Hugo", "Nadia"}),
        (Meeting.Kind.SCHOOL_LEADERS, {"Greet", "Nadia"}),
        (Meeting.Kind.MONITORING, {"Iris", "Hugo", "Rosa"}),
    ],
)
def test_programme_meeting_invites_by_kind(cast: Cast, kind: str, people: set[str]):
    meeting = meeting_create(
        programme=cast.werkplaats,
        network=None,
        actor=cast["Nadia"],
        kind=kind,
        on_date=in_days(20),
        starts_at=time(15),
        publish=True,
    )
    assert invited(meeting) == people


def test_programme_get_together_invites_all_its_networks(cast: Cast):
    meeting = meeting_create(
        programme=cast.werkplaats,
        network=None,
        actor=cast["Nadia"],
        kind=Meeting.Kind.INFORMAL,
        on_date=in_days(20),
        starts_at=time(15),
        publish=True,
    )
    assert {"Amira", "Hugo"} <= invited(meeting)
    assert not {"Vera", "Greet"} & invited(meeting)


def test_draft_has_no_invitees(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], publish=False)
    assert invited(meeting) == set()
    assert not Email.objects.filter(email_type=INVITATION).exists()


def test_new_participant_is_invited_to_upcoming_meetings(cast: Cast):
    coming, held = meeting_make(cast.burgerschap, cast["Iris"]), meeting_make(cast.burgerschap, cast["Iris"], days=-5)
    participation_add(
        network=cast.burgerschap,
        actor=cast["Iris"],
        email="jet@example.org",
        first_name="Jet",
        background=cast.werkplaats.backgrounds.get(code="teacher"),
        from_date=timezone.localdate(),
    )
    assert "Jet" in invited(coming)
    assert "Jet" not in invited(held)


def test_leaving_withdraws_invitation_and_link_with_an_email(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    before = invitee_of(meeting, cast["Amira"]).link_version
    participation_end(participation=Participation.objects.get(person=cast["Amira"]), actor=cast["Iris"])
    assert "Amira" not in invited(meeting)
    assert invitee_of(meeting, cast["Amira"]).link_version > before
    assert Email.objects.filter(email_type=INVITATION, recipient=cast["Amira"]).count() == 2


def test_leaving_after_the_date_keeps_the_invitation(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=14)
    participation = Participation.objects.get(person=cast["Amira"])
    participation_end(participation=participation, actor=cast["Iris"], last_day=in_days(15))
    assert "Amira" in invited(meeting)


def test_returning_participant_is_invited_without_old_answer(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    MeetingInvitee.objects.filter(meeting=meeting, person=cast["Amira"]).update(answer="yes")
    participation = Participation.objects.get(person=cast["Amira"])
    participation_end(participation=participation, actor=cast["Iris"])
    participation_reopen(participation=participation, actor=cast["Iris"])
    assert "Amira" in invited(meeting)
    assert invitee_of(meeting, cast["Amira"]).answer == ""


def test_sync_keeps_guests(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    MeetingInvitee.objects.create(meeting=meeting, person=cast["Otto"], source=MeetingInvitee.Source.MANUAL)
    invitees_sync(meeting=meeting)
    assert "Otto" in invited(meeting)


def test_guest_who_joins_becomes_a_regular_invitee(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    guest_add(meeting=meeting, actor=cast["Iris"], email="otto@example.org", display_name="De man van de bieb")
    participation = participation_add(
        network=cast.burgerschap,
        actor=cast["Iris"],
        email="otto@example.org",
        first_name="Otto",
        last_name="Voorbeeld",
        background=cast.werkplaats.backgrounds.get(code="teacher"),
        from_date=timezone.localdate(),
    )
    assert (invitee_of(meeting, cast["Otto"]).source, invitee_of(meeting, cast["Otto"]).display_name) == ("kind", "")
    participation_end(participation=participation, actor=cast["Iris"])
    assert "Otto" not in invited(meeting)


def test_second_sync_changes_and_sends_nothing(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    emails = Email.objects.count()
    change = invitees_sync(meeting=meeting)
    assert (change.added, change.removed, Email.objects.count()) == ((), (), emails)


def test_sync_does_not_change_a_past_meeting(cast: Cast):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-1)
    participation = Participation.objects.get(person=cast["Amira"])
    Participation.objects.filter(pk=participation.pk).update(until=timezone.localdate() - timedelta(days=3))
    invitees_sync(meeting=held)
    assert "Amira" in invited(held)


def test_programme_role_adds_and_withdraws_invitations(cast: Cast):
    meeting = meeting_create(
        programme=cast.werkplaats,
        network=None,
        actor=cast["Nadia"],
        kind=Meeting.Kind.MONITORING,
        on_date=in_days(20),
        starts_at=time(15),
        publish=True,
    )
    granted = programme_role_grant(
        programme=cast.werkplaats,
        actor=cast["Nadia"],
        email="otto@example.org",
        first_name="Otto",
        last_name="Voorbeeld",
        role="research_office",
    )
    assert "Otto" in invited(meeting)
    programme_role_revoke(role=granted, actor=cast["Nadia"])
    assert "Otto" not in invited(meeting)


def test_new_address_gets_new_links_and_upcoming_meetings(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-5)
    told = notified_before(meeting, cast["Amira"], 0)
    email_changed.send(sender=None, request=None, user=cast["Amira"], from_email_address=None, to_email_address=None)
    invitee = invitee_of(meeting, cast["Amira"])
    assert (invitee.link_version, invitee.notified_sequence) == (told.link_version + 1, None)
    assert invitee_of(held, cast["Amira"]).link_version == 2
    assert (
        Email.objects.filter(email_type=INVITATION, recipient=cast["Amira"], idempotency_key__contains=":1:2").count()
        == 1
    )


def test_undated_meeting_invites_by_the_start_of_its_window(cast: Cast):
    Participation.objects.filter(person=cast["Umut"]).update(from_date=in_days(20))
    Participation.objects.filter(person=cast["Olga"]).update(until=in_days(20))
    meeting = undecided_make(cast.burgerschap, cast["Iris"])
    assert invited(meeting) == MEMBERS - {"Olga"}
