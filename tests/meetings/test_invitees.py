"""Who is invited to a meeting, and how the list follows who joins and leaves."""

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
from tests.meetings.calendar_cases import told_before
from tests.meetings.meeting_cases import in_days, invited, invitee_of, meeting_make, undecided_make

MEMBERS = {name for name, _background, role in BURGERSCHAP if role != "guest"}


def test_a_meeting_of_a_network_invites_who_takes_part_and_no_guest(cast: Cast):
    assert invited(meeting_make(cast.burgerschap, cast["Iris"])) == MEMBERS


def test_a_meeting_of_students_invites_students_and_facilitators(cast: Cast):
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
def test_a_meeting_of_a_programme_invites_by_its_kind(cast: Cast, kind: str, people: set[str]):
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


def test_an_informal_moment_of_a_programme_invites_all_its_networks_and_no_other_programme(cast: Cast):
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


def test_a_draft_invites_nobody(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], publish=False)
    assert invited(meeting) == set()
    assert not Email.objects.filter(email_type=INVITATION).exists()


def test_who_joins_is_invited_to_what_comes(cast: Cast):
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


def test_who_leaves_is_off_the_list_is_told_and_the_own_link_ends(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    before = invitee_of(meeting, cast["Amira"]).link_version
    participation_end(participation=Participation.objects.get(person=cast["Amira"]), actor=cast["Iris"])
    assert "Amira" not in invited(meeting)
    assert invitee_of(meeting, cast["Amira"]).link_version > before
    assert Email.objects.filter(email_type=INVITATION, recipient=cast["Amira"]).count() == 2


def test_who_leaves_after_the_day_stays_on_the_list(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=14)
    participation = Participation.objects.get(person=cast["Amira"])
    participation_end(participation=participation, actor=cast["Iris"], last_day=in_days(15))
    assert "Amira" in invited(meeting)


def test_who_comes_back_is_invited_again_without_the_old_answer(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    MeetingInvitee.objects.filter(meeting=meeting, person=cast["Amira"]).update(answer="yes")
    participation = Participation.objects.get(person=cast["Amira"])
    participation_end(participation=participation, actor=cast["Iris"])
    participation_reopen(participation=participation, actor=cast["Iris"])
    assert "Amira" in invited(meeting)
    assert invitee_of(meeting, cast["Amira"]).answer == ""


def test_who_was_added_by_hand_stays(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    MeetingInvitee.objects.create(meeting=meeting, person=cast["Otto"], source=MeetingInvitee.Source.MANUAL)
    invitees_sync(meeting=meeting)
    assert "Otto" in invited(meeting)


def test_a_guest_who_joins_the_network_is_on_the_list_like_everybody_else(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    guest_add(meeting=meeting, actor=cast["Iris"], email="otto@example.org", display_name="De man van de bieb")
    participation = participation_add(
        network=cast.burgerschap,
        actor=cast["Iris"],
        email="otto@example.org",
        first_name="Otto",
        background=cast.werkplaats.backgrounds.get(code="teacher"),
        from_date=timezone.localdate(),
    )
    assert (invitee_of(meeting, cast["Otto"]).source, invitee_of(meeting, cast["Otto"]).display_name) == ("kind", "")
    participation_end(participation=participation, actor=cast["Iris"])
    assert "Otto" not in invited(meeting)


def test_syncing_twice_changes_nothing_and_writes_nobody_again(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    emails = Email.objects.count()
    change = invitees_sync(meeting=meeting)
    assert (change.added, change.removed, Email.objects.count()) == ((), (), emails)


def test_the_list_of_a_meeting_that_is_over_stays_as_it_was(cast: Cast):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-1)
    participation = Participation.objects.get(person=cast["Amira"])
    Participation.objects.filter(pk=participation.pk).update(until=timezone.localdate() - timedelta(days=3))
    invitees_sync(meeting=held)
    assert "Amira" in invited(held)


def test_who_gets_a_task_in_the_programme_is_invited_to_what_comes_by_it_and_off_again_without_it(cast: Cast):
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
        role="research_office",
    )
    assert "Otto" in invited(meeting)
    programme_role_revoke(role=granted, actor=cast["Nadia"])
    assert "Otto" not in invited(meeting)


def test_a_new_address_gets_new_links_and_what_comes(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-5)
    told = told_before(meeting, cast["Amira"], 0)
    email_changed.send(sender=None, request=None, user=cast["Amira"], from_email_address=None, to_email_address=None)
    invitee = invitee_of(meeting, cast["Amira"])
    assert (invitee.link_version, invitee.notified_sequence) == (told.link_version + 1, None)
    assert invitee_of(held, cast["Amira"]).link_version == 1
    assert (
        Email.objects.filter(email_type=INVITATION, recipient=cast["Amira"], idempotency_key__contains=":1:2").count()
        == 1
    )


def test_a_meeting_that_floats_invites_who_takes_part_when_its_weeks_begin(cast: Cast):
    Participation.objects.filter(person=cast["Umut"]).update(from_date=in_days(20))
    Participation.objects.filter(person=cast["Olga"]).update(until=in_days(20))
    meeting = undecided_make(cast.burgerschap, cast["Iris"])
    assert invited(meeting) == MEMBERS - {"Olga"}
