"""Calendar messages over a real mail server: their methods and order, and that none is sent twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from mailing.services import email_mark_handled
from meetings.ics import CANCEL, message_write
from meetings.models import Meeting, MeetingInvitee
from meetings.selectors.calendar import entry_of
from meetings.services.meeting import meeting_cancel, meeting_change
from meetings.services.notifications import INVITATION, person_notify_again
from meetings.services.subscription import mail_choice_set
from networks.models import Participation
from networks.services.participation import participation_add, participation_end, participation_reopen
from tests.cast import Cast
from tests.meetings.calendar_cases import (
    calendar_bytes,
    calendar_part,
    event_of,
    method_of,
    sent_later,
    utc,
    zone_bytes,
)
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make, undecided_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

AMIRA = "amira@example.org"


def methods(mail_server, address: str = AMIRA) -> list[str]:
    return [method_of(message) for message in mail_server.mailbox.messages_to(address)]


def leave(cast: Cast, name: str = "Amira") -> Participation:
    participation = Participation.objects.get(person=cast[name])
    participation_end(participation=participation, actor=cast["Iris"])
    return participation


def test_invitation_has_a_calendar_part_and_an_attachment(cast, mail_server):
    meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    (message,) = mail_server.mailbox.messages_to(AMIRA)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    part = calendar_part(message)
    assert part is not None
    assert (part.get_param("method"), part.get_content_charset()) == ("REQUEST", "utf-8")
    attached = message.get_payload()[1]
    assert attached.get_filename() == "invite.ics"
    assert attached.get_payload(decode=True) == calendar_bytes(message)


def test_changes_and_cancellation_update_one_calendar_event(cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(14))
    sent_later()
    meeting_change(meeting=meeting, actor=cast["Iris"], place="De Rank, aula")
    sent_later()
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    sent_later()
    for name in ("Amira", "Bram", "Iris"):
        messages = mail_server.mailbox.messages_to(f"{name.lower()}@example.org")
        events = [event_of(calendar_bytes(message)) for message in messages]
        assert [method_of(message) for message in messages] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
        assert {str(event["UID"]) for event in events} == {f"meeting-{meeting.pk}@localhost"}
        assert [event["SEQUENCE"] for event in events] == [0, 1, 2, 3]
        assert [str(event["STATUS"]) for event in events] == ["CONFIRMED"] * 3 + ["CANCELLED"]
        assert len({zone_bytes(calendar_bytes(message)) for message in messages}) == 1
        assert len({message["Message-ID"] for message in messages}) == 4


def test_message_names_only_its_recipient_and_sender(cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    (message,) = mail_server.mailbox.messages_to(AMIRA)
    event = event_of(calendar_bytes(message))
    assert str(event["ATTENDEE"]) == f"mailto:{AMIRA}"
    assert str(event["ORGANIZER"]) == "mailto:leerweb@localhost"
    assert event["ORGANIZER"].params["CN"] == "Burgerschap"
    assert f"/m/{invitee_of(meeting, cast['Amira']).pk}-" in str(event["DESCRIPTION"])
    assert "iris@example.org" not in calendar_bytes(message).decode()


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2026, 3, 27), datetime(2026, 3, 27, 14, tzinfo=UTC)),
        (date(2026, 3, 30), datetime(2026, 3, 30, 13, tzinfo=UTC)),
        (date(2026, 10, 23), datetime(2026, 10, 23, 13, tzinfo=UTC)),
        (date(2026, 10, 26), datetime(2026, 10, 26, 14, tzinfo=UTC)),
    ],
)
def test_local_time_stays_across_daylight_saving(cast, day, starts):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], starts_at=time(15))
    Meeting.objects.filter(pk=meeting.pk).update(on_date=day)
    entry = entry_of(invitee_of(meeting, cast["Amira"]))
    event = event_of(message_write(entry, method="REQUEST", zone=meeting.zone))
    assert utc(event["DTSTART"].dt) == starts
    assert utc(event["DTEND"].dt) == starts + timedelta(minutes=195)


def test_changes_during_smtp_outage_arrive_as_one_email(cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    mail_server.stop()
    for hour in (9, 10, 11):
        meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(hour))
        sent_later()
    mail_server.come_back()
    sent_later()
    messages = mail_server.mailbox.messages_to(AMIRA)
    events = [event_of(calendar_bytes(message)) for message in messages]
    assert [(event["SEQUENCE"], event["DTSTART"].dt.hour) for event in events] == [(0, 13), (3, 11)]


def test_cancel_during_smtp_outage_sends_nothing(cast, mail_server):
    mail_server.stop()
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    sent_later()
    mail_server.come_back()
    sent_later()
    assert mail_server.mailbox.arrived == []


def test_removed_person_gets_a_cancel_and_later_an_invitation(cast, mail_server):
    meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    participation = leave(cast)
    sent_later()
    assert (methods(mail_server), methods(mail_server, "bram@example.org")) == (["REQUEST", "CANCEL"], ["REQUEST"])
    participation_reopen(participation=participation, actor=cast["Iris"])
    sent_later()
    events = [event_of(calendar_bytes(message)) for message in mail_server.mailbox.messages_to(AMIRA)]
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert str(events[1]["STATUS"]) == "CANCELLED"


def test_only_the_cancel_is_sent_to_a_person_who_left(cast, mail_server):
    told = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    mail_server.stop()
    meeting_make(cast.burgerschap, cast["Iris"], days=20)
    meeting_change(meeting=told, actor=cast["Iris"], starts_at=time(9))
    sent_later()
    leave(cast)
    mail_server.come_back()
    sent_later()
    assert methods(mail_server) == ["REQUEST", "CANCEL"]
    assert methods(mail_server, "bram@example.org") == ["REQUEST", "REQUEST", "REQUEST"]


def test_new_participant_is_notified_of_upcoming_meetings_only(cast, mail_server):
    meeting_make(cast.burgerschap, cast["Iris"], days=-5)
    meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    participation_add(
        network=cast.burgerschap,
        actor=cast["Iris"],
        email="jet@example.org",
        first_name="Jet",
        background=cast.werkplaats.backgrounds.get(code="teacher"),
        from_date=in_days(0),
    )
    sent_later()
    calendars = [method for method in methods(mail_server, "jet@example.org") if method != "no calendar"]
    assert calendars == ["REQUEST"]


def test_undated_meeting_is_emailed_without_calendar_message(cast, mail_server):
    meeting = undecided_make(cast.burgerschap, cast["Iris"])
    sent_later()
    day: dict[str, Any] = {"on_date": in_days(40), "starts_at": time(16), "window_starts": None, "window_ends": None}
    meeting_change(meeting=meeting, actor=cast["Iris"], **day)
    sent_later()
    again: dict[str, Any] = {
        "on_date": None,
        "starts_at": None,
        "window_starts": in_days(42),
        "window_ends": in_days(49),
    }
    meeting_change(meeting=meeting, actor=cast["Iris"], **again)
    sent_later()
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    sent_later()
    assert methods(mail_server) == ["no calendar", "REQUEST", "CANCEL", "no calendar"]
    request, cancel = (event_of(calendar_bytes(message)) for message in mail_server.mailbox.messages_to(AMIRA)[1:3])
    assert [cancel[name].dt for name in ("DTSTART", "DTEND")] == [request[name].dt for name in ("DTSTART", "DTEND")]


def test_cancellation_of_a_meeting_that_never_had_a_date_has_a_start(cast):
    meeting = undecided_make(cast.burgerschap, cast["Iris"])
    invitee = invitee_of(meeting, cast["Amira"])
    cancel = event_of(message_write(entry_of(invitee), method=CANCEL, zone=meeting.zone))
    assert cancel["DTSTART"].dt.date() == meeting.window_starts


def test_sync_after_kind_change_notifies_the_people_concerned(cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    Meeting.objects.filter(pk=meeting.pk).update(kind=Meeting.Kind.STUDENTS)
    meeting.refresh_from_db()
    meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(10))
    sent_later()
    assert methods(mail_server) == ["REQUEST", "CANCEL"]
    assert methods(mail_server, "bram@example.org") == ["REQUEST", "REQUEST"]


def test_text_changes_and_past_meetings_send_nothing(cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    meeting_change(meeting=meeting, actor=cast["Iris"], title="Kiezen")
    Meeting.objects.filter(pk=meeting.pk).update(on_date=in_days(-1))
    leave(cast)
    sent_later()
    assert methods(mail_server) == ["REQUEST"]


def test_invitation_is_not_sent_after_the_meeting(cast, mail_server):
    mail_server.stop()
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    Meeting.objects.filter(pk=meeting.pk).update(on_date=in_days(-1))
    mail_server.come_back()
    sent_later()
    assert mail_server.mailbox.arrived == []


def test_cancellation_is_sent_after_an_email_that_may_have_arrived(cast, mail_server, monkeypatch):
    """The worker dies after the server accepted the email, before that is saved."""
    meeting = meeting_make(cast.burgerschap, cast["Iris"])

    def crash(*, email, content):
        if email.email_type == INVITATION:
            raise RuntimeError
        email_mark_handled(email=email, content=content)

    with monkeypatch.context() as patched:
        patched.setattr("mailing.tasks.email_mark_handled", crash)
        sent_later()
    assert MeetingInvitee.objects.filter(meeting=meeting, notified_sequence__isnull=False).count() == 0
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    sent_later()
    # Retries are one message; the cancel is another.
    messages = {message["Message-ID"]: method_of(message) for message in mail_server.mailbox.messages_to(AMIRA)}
    assert list(messages.values()) == ["REQUEST", "CANCEL"]


def test_undeliverable_email_does_not_block_later_ones(cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    mail_server.mailbox.refuse = {AMIRA}
    sent_later()
    meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(9))
    sent_later()
    assert mail_server.mailbox.messages_to(AMIRA) == []
    invitee = invitee_of(meeting, cast["Amira"])
    first, second = invitee.person.emails.filter(email_type=INVITATION).order_by("pk")
    first.due_at -= timedelta(days=4)
    first.save(update_fields=["due_at"])
    sent_later()
    mail_server.mailbox.refuse = set()
    sent_later()
    event = event_of(calendar_bytes(mail_server.mailbox.messages_to(AMIRA)[0]))
    assert event["SEQUENCE"] == 1
    second.refresh_from_db()
    assert second.handled_at is not None


def test_cancel_reaches_a_new_address_without_earlier_email(cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    person_notify_again(person=cast["Amira"], new_links=True)
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    sent_later()
    assert methods(mail_server) == ["REQUEST", "CANCEL"]


def test_new_address_keeps_emailed_meetings_up_to_date(cast, mail_server):
    for days in (14, 21, 28):
        meeting_make(cast.burgerschap, cast["Iris"], days=days)
    sent_later()
    mail_choice_set(person=cast["Amira"], actor=cast["Amira"], frequency="at_once", calendar_by="feed")
    before = len(methods(mail_server))
    person_notify_again(person=cast["Amira"], new_links=True)
    sent_later()
    assert methods(mail_server)[before:].count("REQUEST") == 3
