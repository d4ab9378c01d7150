"""Single people at one meeting, by mail address."""

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


def test_a_guest_gets_an_account_silently_and_one_email_with_a_link(as_, cast: Cast, meeting: Meeting):
    address = reverse("meetings:guests", args=[meeting.pk])
    as_("Iris").post(address, {"display_name": "Saar", "email": "saar@example.org"})
    saar = User.objects.get(email="saar@example.org")
    assert not saar.has_usable_password()
    assert [email.email_type for email in Email.objects.filter(recipient=saar)] == [INVITATION]


def test_the_link_of_a_guest_shows_the_meeting_and_nobody_s_answers(client, cast: Cast, meeting: Meeting):
    invitee = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    page = client.get(reverse("meetings:link_meeting", args=[invitee_token(invitee)])).content.decode()
    assert "Ik kom" in page
    assert "Amira" not in page


def test_the_name_of_an_account_is_neither_shown_nor_changed(as_, cast: Cast, meeting: Meeting):
    guest_add(meeting=meeting, actor=cast["Iris"], email="GIJS@example.org", display_name="De man van de bieb")
    for name in ("guests", "meeting"):
        page = as_("Iris").get(reverse(f"meetings:{name}", args=[meeting.pk])).content.decode()
        assert "De man van de bieb" in page
        assert "Gijs Voorbeeld" not in page
    assert User.objects.get(email="gijs@example.org").first_name == "Gijs"


def test_who_is_invited_already_is_not_invited_twice(as_, cast: Cast, meeting: Meeting):
    address = reverse("meetings:guests", args=[meeting.pk])
    response = as_("Iris").post(address, {"display_name": "Amira", "email": "amira@example.org"})
    assert "Deze persoon is al uitgenodigd." in response.content.decode()


def test_taking_off_tells_the_guest_and_ends_the_link(as_, client, cast: Cast, meeting: Meeting):
    invitee = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    link = reverse("meetings:link_meeting", args=[invitee_token(invitee)])
    as_("Iris").post(reverse("meetings:guest_remove", args=[meeting.pk, invitee.pk]))
    assert client.get(link).status_code == 404
    assert Email.objects.filter(recipient=invitee.person_id, email_type=INVITATION).count() == 2
    guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    assert client.get(link).status_code == 404


def test_who_takes_part_cannot_be_taken_off_as_a_guest(as_, cast: Cast, meeting: Meeting):
    amira = invitee_of(meeting, cast["Amira"])
    address = reverse("meetings:guest_remove", args=[meeting.pk, amira.pk])
    assert as_("Iris").post(address).status_code == 404
    with pytest.raises(ValidationError):
        guest_remove(invitee=amira, actor=cast["Iris"])
    assert "Amira" in invited(meeting)


def test_only_who_plans_invites_guests_and_only_to_what_comes(cast: Cast, meeting: Meeting):
    with pytest.raises(PermissionDenied):
        guest_add(meeting=meeting, actor=cast["Amira"], email="saar@example.org", display_name="Saar")
    for late in (
        meeting_make(cast.burgerschap, cast["Iris"], days=-1),
        meeting_make(cast.burgerschap, cast["Iris"], publish=False),
    ):
        with pytest.raises(ValidationError):
            guest_add(meeting=late, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    assert not User.objects.filter(email="saar@example.org").exists()


def test_an_address_that_is_none_is_refused_at_the_field(as_, cast: Cast, meeting: Meeting):
    response = as_("Iris").post(
        reverse("meetings:guests", args=[meeting.pk]), {"display_name": "Saar", "email": "saar"}
    )
    assert "data-focus-on-load" in response.content.decode()
    assert not MeetingInvitee.objects.filter(source="manual").exists()


def test_a_guest_who_leads_a_part_is_called_what_was_typed(as_, cast: Cast, meeting: Meeting):
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="gijs@example.org", display_name="De man van de bieb")
    AgendaBlock.objects.create(meeting=meeting, title="Boeken", lead=guest.person, position=1)
    text = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert "De man van de bieb" in text
    assert "Gijs" not in text


def test_a_guest_who_picks_something_up_is_called_what_was_typed(as_, cast: Cast, meeting: Meeting):
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="gijs@example.org", display_name="De man van de bieb")
    task_add(meeting=meeting, actor=guest.person, owner=guest.person, text="Boeken meenemen")
    text = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert "De man van de bieb" in text
    assert "Gijs" not in text


def test_an_erasure_takes_the_name_of_a_guest_out_of_the_log(cast: Cast, meeting: Meeting):
    invitee = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar Zomer")
    guest_remove(invitee=invitee, actor=cast["Iris"])
    entries = AuditEntry.objects.filter(code__contains="guest", details__day=meeting.last_day.isoformat())
    assert [entry.details.get("person") for entry in entries] == ["Saar Zomer", "Saar Zomer"]
    person_erase(person=invitee.person, actor=None)
    assert not any("Saar" in str(entry.details) for entry in entries.all())
