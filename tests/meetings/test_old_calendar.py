"""After a change of address, the calendar of the old address gets a cancellation."""

import icalendar
import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed

from accounts.models import User
from jobs.services import jobs_run_due
from meetings.models import MeetingInvitee
from meetings.tokens import invitee_token
from tests.meetings.meeting_cases import invitee_of, meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

NEW = "amira@nieuwedomein.example"


@pytest.fixture
def meeting(cast, mailoutbox):
    """Return a meeting that is in Amira's calendar."""
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    jobs_run_due()
    mailoutbox.clear()
    assert invitee_of(meeting, cast["Amira"]).in_calendar
    return meeting


def move(person: User) -> None:
    old = EmailAddress.objects.get(user=person)
    User.objects.filter(pk=person.pk).update(email=NEW)
    person.refresh_from_db()
    email_changed.send(sender=User, request=None, user=person, from_email_address=old, to_email_address=None)
    jobs_run_due()


def event_in(message):
    part = next(part for part in message.message().walk() if part.get_content_type() == "text/calendar")
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def test_old_address_gets_a_cancel_and_new_address_an_invitation(cast, meeting, mailoutbox):
    move(cast["Amira"])
    found = {message.to[0]: event_in(message) for message in mailoutbox}
    assert {address: method for address, (method, _event) in found.items()} == {
        "amira@example.org": "CANCEL",
        NEW: "REQUEST",
    }
    cancel, request = found["amira@example.org"][1], found[NEW][1]
    assert cancel["UID"] == request["UID"]
    assert cancel["SEQUENCE"] < request["SEQUENCE"]
    assert "amira@example.org" in cancel["ATTENDEE"]


def test_email_to_the_old_address_has_no_personal_link(cast, meeting, mailoutbox):
    move(cast["Amira"])
    [old] = [message for message in mailoutbox if message.to == ["amira@example.org"]]
    assert invitee_token(invitee_of(meeting, cast["Amira"])) not in str(old.message())
    assert NEW not in str(old.message())
    assert "gewoon door" in old.body


def test_meeting_outside_the_old_calendar_gets_no_cancel(cast, meeting, mailoutbox):
    MeetingInvitee.objects.filter(person=cast["Amira"]).update(in_calendar=False)
    move(cast["Amira"])
    assert [message.to for message in mailoutbox] == [[NEW]]
