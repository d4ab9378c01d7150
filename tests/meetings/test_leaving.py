"""A person who leaves gets one email about all meetings, and a new invitation is newer than the withdrawal."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from mailing.models import Email
from meetings.models import Meeting, MeetingInvitee
from meetings.services.guests import guest_add, guest_remove
from networks.models import Participation
from networks.services.participation import participation_end, participation_reopen
from tests.cast import Cast
from tests.meetings.calendar_cases import calendar_bytes, event_of, method_of, sent_later
from tests.meetings.meeting_cases import invitee_of, meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

AMIRA, GUEST = "amira@example.org", "rik@example.org"


@pytest.fixture
def meetings(cast: Cast, mail_server):
    """Return four meetings that everyone has been invited to."""
    found = [meeting_make(cast.burgerschap, cast["Iris"], days=7 * week) for week in range(1, 5)]
    sent_later()
    mail_server.mailbox.arrived.clear()
    return found


def leave(cast: Cast) -> Participation:
    participation = Participation.objects.get(person=cast["Amira"])
    participation_end(participation=participation, actor=cast["Iris"])
    return participation


def uids(data: bytes) -> set[str]:
    return {str(event["UID"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def test_person_who_leaves_gets_one_email_that_clears_the_calendar(cast, meetings, mail_server):
    leave(cast)
    sent_later()
    (message,) = mail_server.mailbox.messages_to(AMIRA)
    assert method_of(message) == "CANCEL"
    assert len(uids(calendar_bytes(message))) == len(meetings)
    files = [part for part in message.walk() if part.get_content_type() == "application/ics"]
    assert set.union(*(uids(file.get_payload(decode=True)) for file in files)) == uids(calendar_bytes(message))
    assert all(len(uids(file.get_payload(decode=True))) == 1 for file in files)
    text = next(part for part in message.walk() if part.get_content_type() == "text/plain").get_payload(decode=True)
    assert "Je doet niet meer mee aan Burgerschap" in text.decode()
    assert "Gaat niet door" not in text.decode()
    assert not Email.objects.filter(handled_at=None, due_at__lte=timezone.now()).exists()
    assert not MeetingInvitee.objects.filter(person=cast["Amira"], notified_cancelled=False).exists()


def test_person_who_leaves_and_returns_at_once_gets_no_cancellation(cast, meetings, mail_server):
    participation_reopen(participation=leave(cast), actor=cast["Iris"])
    sent_later()
    assert "CANCEL" not in [method_of(message) for message in mail_server.mailbox.messages_to(AMIRA)]


def test_removed_guest_is_not_told_that_the_meeting_is_cancelled(cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email=GUEST, display_name="Rik")
    sent_later()
    guest_remove(invitee=guest, actor=cast["Iris"])
    sent_later()
    _invitation, message = mail_server.mailbox.messages_to(GUEST)
    subject = str(email_subject(message))
    assert subject.startswith("Niet meer uitgenodigd: Burgerschap")
    assert str(event_of(calendar_bytes(message))["STATUS"]) == "CANCELLED"


def email_subject(message):
    from email.header import decode_header, make_header

    return make_header(decode_header(message["Subject"]))


def test_invitation_after_a_withdrawal_is_newer_than_it(cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    Meeting.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    sent_later()
    participation = leave(cast)
    sent_later()
    participation_reopen(participation=participation, actor=cast["Iris"])
    sent_later()
    events = [event_of(calendar_bytes(message)) for message in mail_server.mailbox.messages_to(AMIRA)]
    stamps = [event["DTSTAMP"].dt for event in events]
    assert len(stamps) == 3
    assert stamps == sorted(stamps)
    assert invitee_of(meeting, cast["Amira"]).in_calendar
