"""Guests of one meeting, invited by email address."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import User
from accounts.services import person_erase
from audit.models import AuditEntry
from mailing.models import Email
from meetings.models import AgendaBlock, Meeting, MeetingInvitee
from meetings.services.guests import guest_add, guest_remove
from meetings.services.notifications import INVITATION
from meetings.services.tasks import task_add
from meetings.tokens import invitee_token
from tests.cast import Cast
from tests.meetings.meeting_cases import invited, invitee_of, meeting_make


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return meeting_make(cast.burgerschap, cast["Iris"])


def test_guest_gets_an_account_and_one_email_with_a_link(as_, cast: Cast, meeting: Meeting):
    address = reverse("meetings:guests", args=[meeting.pk])
    as_("Iris").post(address, {"display_name": "Saar", "email": "saar@example.org"})
    saar = User.objects.get(email="saar@example.org")
    assert not saar.has_usable_password()
    assert [email.email_type for email in Email.objects.filter(recipient=saar)] == [INVITATION]


def test_guest_link_shows_the_meeting_without_answers(client, cast: Cast, meeting: Meeting):
    invitee = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    page = client.get(reverse("meetings:link_meeting", args=[invitee_token(invitee)])).content.decode()
    assert "Ik kom" in page
    assert "Amira" not in page


def test_guest_add_neither_shows_nor_changes_the_account_name(as_, cast: Cast, meeting: Meeting):
    guest_add(meeting=meeting, actor=cast["Iris"], email="GIJS@example.org", display_name="De man van de bieb")
    for name in ("guests", "meeting"):
        page = as_("Iris").get(reverse(f"meetings:{name}", args=[meeting.pk])).content.decode()
        assert "De man van de bieb" in page
        assert "Gijs Voorbeeld" not in page
    assert User.objects.get(email="gijs@example.org").first_name == "Gijs"


def test_invited_person_cannot_be_added_as_guest(as_, cast: Cast, meeting: Meeting):
    address = reverse("meetings:guests", args=[meeting.pk])
    response = as_("Iris").post(address, {"display_name": "Amira", "email": "amira@example.org"})
    assert "Deze persoon is al uitgenodigd." in response.content.decode()


def test_guest_remove_notifies_the_guest_and_revokes_the_link(as_, client, cast: Cast, meeting: Meeting):
    invitee = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    link = reverse("meetings:link_meeting", args=[invitee_token(invitee)])
    as_("Iris").post(reverse("meetings:guest_remove", args=[meeting.pk, invitee.pk]))
    assert client.get(link).status_code == 404
    assert Email.objects.filter(recipient=invitee.person_id, email_type=INVITATION).count() == 2
    guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    assert client.get(link).status_code == 404


def test_participant_cannot_be_removed_as_guest(as_, cast: Cast, meeting: Meeting):
    amira = invitee_of(meeting, cast["Amira"])
    address = reverse("meetings:guest_remove", args=[meeting.pk, amira.pk])
    assert as_("Iris").post(address).status_code == 404
    with pytest.raises(ValidationError):
        guest_remove(invitee=amira, actor=cast["Iris"])
    assert "Amira" in invited(meeting)


def test_guest_add_requires_a_planner_and_an_upcoming_meeting(cast: Cast, meeting: Meeting):
    with pytest.raises(PermissionDenied):
        guest_add(meeting=meeting, actor=cast["Amira"], email="saar@example.org", display_name="Saar")
    for late in (
        meeting_make(cast.burgerschap, cast["Iris"], days=-1),
        meeting_make(cast.burgerschap, cast["Iris"], publish=False),
    ):
        with pytest.raises(ValidationError):
            guest_add(meeting=late, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    assert not User.objects.filter(email="saar@example.org").exists()


def test_invalid_guest_address_shows_a_field_error(as_, cast: Cast, meeting: Meeting):
    response = as_("Iris").post(
        reverse("meetings:guests", args=[meeting.pk]), {"display_name": "Saar", "email": "saar"}
    )
    assert "data-focus-on-load" in response.content.decode()
    assert not MeetingInvitee.objects.filter(source="manual").exists()


def test_leading_guest_is_shown_by_display_name(as_, cast: Cast, meeting: Meeting):
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="gijs@example.org", display_name="De man van de bieb")
    AgendaBlock.objects.create(meeting=meeting, title="Boeken", lead=guest.person, position=1)
    text = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert "De man van de bieb" in text
    assert "Gijs" not in text


def test_guest_with_a_task_is_shown_by_display_name(as_, cast: Cast, meeting: Meeting):
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="gijs@example.org", display_name="De man van de bieb")
    task_add(meeting=meeting, actor=guest.person, owner=guest.person, text="Boeken meenemen")
    text = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert "De man van de bieb" in text
    assert "Gijs" not in text


def test_erasure_removes_a_guest_name_from_the_audit_log(cast: Cast, meeting: Meeting):
    invitee = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar Zomer")
    guest_remove(invitee=invitee, actor=cast["Iris"])
    entries = AuditEntry.objects.filter(code__contains="guest", details__day=meeting.last_day.isoformat())
    assert [entry.details.get("person") for entry in entries] == ["Saar Zomer", "Saar Zomer"]
    person_erase(person=invitee.person, actor=None)
    assert not any("Saar" in str(entry.details) for entry in entries.all())
