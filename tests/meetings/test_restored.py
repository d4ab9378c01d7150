"""After a backup is restored, calendars are updated again and no sequence number or key is reused."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from mailing.models import Email
from meetings.models import Meeting, MeetingInvitee
from meetings.services.meeting import meeting_cancel, meeting_change
from meetings.services.restore import calendars_resend
from meetings.services.subscription import mail_choice_set
from meetings.tokens import invitee_token
from tests.cast import Cast
from tests.meetings.calendar_cases import calendar_bytes, event_of, method_of, sent_later
from tests.meetings.meeting_cases import invitee_of, meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

AMIRA = "amira@example.org"

NO_CLOSINGS = Path(os.devnull)


def restored(meeting: Meeting) -> None:
    """Reset the rows to their state after the invitation, as a restored backup would."""
    Email.objects.filter(idempotency_key__startswith=f"{meeting.pk}:").exclude(
        idempotency_key=f"{meeting.pk}:0:1"
    ).delete()
    Meeting.objects.filter(pk=meeting.pk).update(
        sequence=0, starts_at=time(13, 30), state=Meeting.State.PUBLISHED, cancelled_at=None
    )
    MeetingInvitee.objects.filter(meeting=meeting).update(
        notified_sequence=0, notified_cancelled=False, in_calendar=True
    )


def test_calendars_ahead_of_the_backup_are_updated_again(cast: Cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    for hour in (9, 10):
        meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(hour))
        sent_later()
    restored(meeting)
    call_command("after_restore", closings=NO_CLOSINGS)
    sent_later()
    messages = mail_server.mailbox.messages_to(AMIRA)
    events = [event_of(calendar_bytes(message)) for message in messages]
    assert [(event["SEQUENCE"], event["DTSTART"].dt.hour) for event in events] == [(0, 13), (1, 9), (2, 10), (1000, 13)]
    assert [method_of(message) for message in messages] == ["REQUEST"] * 4
    assert len({str(event["UID"]) for event in events}) == 1
    assert len({message["Message-ID"] for message in messages}) == 4


def test_later_change_and_cancellation_reach_calendars(cast: Cast, mail_server):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    sent_later()
    restored(meeting)
    calendars_resend()
    sent_later()
    meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(11))
    sent_later()
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    sent_later()
    messages = mail_server.mailbox.messages_to(AMIRA)
    assert [method_of(message) for message in messages] == ["REQUEST", "CANCEL", "REQUEST", "REQUEST", "CANCEL"]
    sequences = [event_of(calendar_bytes(message))["SEQUENCE"] for message in messages]
    assert sequences == sorted(set(sequences))


def test_restore_email_explains_the_earlier_copy(cast: Cast, mailoutbox):
    meeting_make(cast.burgerschap, cast["Iris"])
    sent_later()
    mailoutbox.clear()
    calendars_resend()
    sent_later()
    (email,) = [message for message in mailoutbox if message.to == [AMIRA]]
    assert "We moesten een eerdere kopie van onze gegevens terugzetten" in email.body
    assert not email.subject.startswith("Gewijzigd")


def test_restore_skips_past_cancelled_and_draft_meetings(cast: Cast, mailoutbox):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-3)
    off = meeting_make(cast.burgerschap, cast["Iris"])
    draft = meeting_make(cast.burgerschap, cast["Iris"], publish=False)
    meeting_cancel(meeting=off, actor=cast["Iris"])
    sent_later()
    mailoutbox.clear()
    assert calendars_resend() == 0
    sent_later()
    assert mailoutbox == []
    assert [Meeting.objects.get(pk=one.pk).sequence for one in (held, off, draft)] == [0, 1, 0]


def test_restore_email_ignores_the_weekly_choice(cast: Cast, mailoutbox):
    meeting_make(cast.burgerschap, cast["Iris"], days=60)
    sent_later()
    mail_choice_set(person=cast["Amira"], actor=cast["Amira"], frequency="weekly", calendar_by="mail")
    before = set(Email.objects.values_list("pk", flat=True))
    calendars_resend()
    (email,) = Email.objects.filter(recipient=cast["Amira"]).exclude(pk__in=before)
    assert email.due_at <= timezone.now()


def test_link_to_a_lost_row_does_not_open_a_later_row(cast: Cast, client):
    lost = meeting_make(cast.burgerschap, cast["Iris"])
    invitee = invitee_of(lost, cast["Amira"])
    link, number = f"/m/{invitee_token(invitee)}/", lost.pk
    everything: Any = MeetingInvitee.objects.filter(meeting=lost)
    everything.delete()
    Meeting.objects.filter(pk=number).delete()
    call_command("after_restore", closings=NO_CLOSINGS, gap=50)
    later = meeting_make(cast.rekenen, cast["Hugo"])
    assert later.pk > number + 50
    assert later.invitees.earliest("pk").pk > invitee.pk + 50
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("gap", [0, -1, 10_000_000])
def test_impossible_sequence_gap_is_refused(gap: int):
    with pytest.raises(CommandError):
        call_command("after_restore", closings=NO_CLOSINGS, gap=gap)
