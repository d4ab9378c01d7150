"""Emails before and after a meeting, on a clock that moves."""

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
    """Move the clock from this morning on by so many days, send what is due, and return what Amira got."""
    this_morning = timezone.localtime().replace(hour=10, minute=0)
    clock(this_morning)

    def move(days: int) -> list[str]:
        clock(this_morning + timedelta(days=days))
        before = len(mailoutbox)
        sent_in_time()
        return [message.subject for message in mailoutbox[before:] if message.to == ["amira@example.org"]]

    return move


def test_without_preparation_the_reminder_comes_two_days_before(cast, days_later):
    meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    assert days_later(7) == []
    (subject,) = days_later(12)
    assert subject.startswith("Binnenkort: Burgerschap")
    assert days_later(13) == []


def test_with_preparation_it_comes_a_week_before_with_the_minutes_and_only_once(cast, days_later, mailoutbox):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    Preparation.objects.create(meeting=meeting, text="Lees het stuk van Noor", minutes=20)
    days_later(0)
    (subject,) = days_later(7)
    assert subject.startswith("Binnenkort")
    assert "Lees het stuk van Noor (20 min)" in mailoutbox[-1].body
    assert days_later(12) == []


def test_who_said_no_is_not_reminded(cast, days_later):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    MeetingInvitee.objects.filter(meeting=meeting, person=cast["Amira"]).update(answer="no")
    assert days_later(12) == []


def test_a_meeting_that_moved_is_reminded_of_on_its_new_day_only(cast, days_later):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    meeting_change(meeting=meeting, actor=cast["Iris"], on_date=meeting.last_day + timedelta(days=16))
    days_later(1)
    assert days_later(12) == []
    assert len(days_later(28)) == 1


def test_a_meeting_that_is_off_is_not_reminded_of(cast, days_later):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    days_later(1)
    assert days_later(12) == days_later(15) == []


def test_the_day_after_there_are_thanks_with_the_notes_and_what_one_picks_up(cast, days_later, mailoutbox):
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


def test_without_notes_and_tasks_there_is_no_email_after_it(cast, days_later):
    meeting_make(cast.burgerschap, cast["Iris"])
    days_later(13)
    assert days_later(15) == []


def test_who_was_not_there_hears_where_to_catch_up(cast, days_later):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    days_later(13)
    Meeting.objects.filter(pk=meeting.pk).update(notes_what="We kozen een les.")
    Attendance.objects.create(invitee=invitee_of(meeting, cast["Amira"]), was_there=False, recorded_by="facilitator")
    assert days_later(15) == ["Dit heb je gemist: Burgerschap"]


def test_who_reads_once_a_week_gets_no_single_reminders(cast, days_later):
    mail_choice_set(person=cast["Amira"], actor=cast["Amira"], frequency="weekly", calendar_by="feed")
    meeting_make(cast.burgerschap, cast["Iris"])
    days_later(0)
    subjects = [subject for day in (7, 12, 13) for subject in days_later(day)]
    assert set(subjects) <= {"Jouw week"}
