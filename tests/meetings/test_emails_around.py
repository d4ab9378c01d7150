"""Emails before and after a meeting, on a moving clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Attendance, Meeting, MeetingInvitee, Preparation, Task
from meetings.services.meeting import meeting_cancel, meeting_change
from meetings.services.subscription import mail_choice_set
from tests.meetings.calendar_cases import sent_in_time
from tests.meetings.meeting_cases import invitee_of, meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def days_later(clock, mailoutbox):
    """Move the clock on by a number of days, send the due emails, and return those to Amira."""
    this_morning = timezone.localtime().replace(hour=10, minute=0)
    clock(this_morning)

    def move(days: int) -> list[str]:
        clock(this_morning + timedelta(days=days))
        before = len(mailoutbox)
        sent_in_time()
        return [message.subject for message in mailoutbox[before:] if message.to == ["amira@example.org"]]

    return move


def test_reminder_without_preparation_comes_two_days_before(cast, days_later):
    meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    assert days_later(7) == []
    (subject,) = days_later(12)
    assert subject.startswith("Binnenkort: Burgerschap")
    assert days_later(13) == []


def test_reminder_with_preparation_comes_a_week_before(cast, days_later, mailoutbox):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    Preparation.objects.create(meeting=meeting, text="Lees het stuk van Noor", minutes=20)
    days_later(0)
    (subject,) = days_later(7)
    assert subject.startswith("Binnenkort")
    assert "Lees het stuk van Noor (20 min)" in mailoutbox[-1].body
    assert days_later(12) == []


def test_declined_invitee_gets_no_reminder(cast, days_later):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    MeetingInvitee.objects.filter(meeting=meeting, person=cast["Amira"]).update(answer="no")
    assert days_later(12) == []


def test_moved_meeting_is_reminded_for_its_new_date_only(cast, days_later):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    meeting_change(meeting=meeting, actor=cast["Iris"], on_date=meeting.last_day + timedelta(days=16))
    days_later(1)
    assert days_later(12) == []
    assert len(days_later(28)) == 1


def test_cancelled_meeting_gets_no_reminder(cast, days_later):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    days_later(1)
    assert days_later(12) == days_later(15) == []


def test_thanks_email_has_the_notes_and_own_tasks(cast, days_later, mailoutbox):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    days_later(13)
    Meeting.objects.filter(pk=meeting.pk).update(notes_what="We kozen een les.")
    Task.objects.create(network=cast.burgerschap, text="Foto’s maken", owner=cast["Amira"])
    Task.objects.create(network=cast.burgerschap, text="Al gedaan", owner=cast["Amira"], done_at=timezone.now())
    assert days_later(15) == ["Na de bijeenkomst: Burgerschap"]
    body = next(
        message.body for message in mailoutbox if message.subject.startswith("Na de") and "Amira" in message.body
    )
    assert "Foto’s maken" in body
    assert "Al gedaan" not in body


def test_thanks_email_is_skipped_without_notes_and_tasks(cast, days_later):
    meeting_make(cast.burgerschap, cast["Iris"])
    days_later(13)
    assert days_later(15) == []


def test_absent_invitee_gets_the_catch_up_email(cast, days_later):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    days_later(13)
    Meeting.objects.filter(pk=meeting.pk).update(notes_what="We kozen een les.")
    Attendance.objects.create(invitee=invitee_of(meeting, cast["Amira"]), was_there=False, recorded_by="facilitator")
    assert days_later(15) == ["Dit heb je gemist: Burgerschap"]


def test_weekly_reader_gets_no_single_reminder(cast, days_later):
    mail_choice_set(person=cast["Amira"], actor=cast["Amira"], frequency="weekly", calendar_by="feed")
    meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    subjects = [subject for day in (7, 12, 13) for subject in days_later(day)]
    assert set(subjects) <= {"Jouw week"}
