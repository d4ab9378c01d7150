"""Fewer emails without missing changes: the year overview, the weekly digest and calendar subscriptions."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from meetings.models import MailChoice, Meeting
from meetings.services.meeting import meeting_cancel, meeting_change
from meetings.services.subscription import mail_choice_set
from tests.meetings.calendar_cases import sent_in_time
from tests.meetings.meeting_cases import in_days, meeting_make, undecided_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

WEDNESDAY = datetime(2027, 1, 13, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def got(clock, mailoutbox):
    """Return a function that moves on from a Wednesday at noon and returns the subjects Amira has received."""
    clock(WEDNESDAY)

    def subjects(days: float = 0) -> list[str]:
        clock(WEDNESDAY + timedelta(days=days))
        before = len(mailoutbox)
        sent_in_time()
        return [message.subject for message in mailoutbox[before:] if message.to == ["amira@example.org"]]

    return subjects


def choose(cast, frequency, calendar_by="mail"):
    mail_choice_set(person=cast["Amira"], actor=cast["Amira"], frequency=frequency, calendar_by=calendar_by)


def year(cast) -> list[Meeting]:
    """Return four meetings with a date and one whose date is undecided."""
    dated = [meeting_make(cast.burgerschap, cast["Iris"], days=days) for days in (20, 40, 60, 80)]
    return [*dated, undecided_make(cast.burgerschap, cast["Iris"])]


def test_year_is_one_overview_and_a_short_email_per_dated_meeting(cast, got, mailoutbox):
    year(cast)
    subjects = got()
    assert subjects[0] == "Je bijeenkomsten van Burgerschap"
    assert len(subjects) == 5
    assert all(subject.startswith("Burgerschap: ") for subject in subjects[1:])
    overview = next(message for message in mailoutbox if message.to == ["amira@example.org"])
    assert overview.body.count("\n- ") == 5
    assert "/calendar/" in overview.body


def test_cancelling_a_meeting_from_the_overview_is_emailed(cast, got):
    undecided = year(cast)[-1]
    got()
    meeting_cancel(meeting=undecided, actor=cast["Iris"])
    (subject,) = got(1)
    assert subject.startswith("Gaat niet door")


def test_one_or_two_new_meetings_send_no_overview(cast, got):
    meeting_make(cast.burgerschap, cast["Iris"], days=20)
    meeting_make(cast.burgerschap, cast["Iris"], days=40)
    assert len(got()) == 2


def test_subscriber_gets_the_year_without_calendar_attachments(cast, got, mailoutbox):
    choose(cast, "at_once", "feed")
    year(cast)
    assert got() == ["Je bijeenkomsten van Burgerschap"]


def test_subscriber_gets_a_change_without_a_calendar_attachment(cast, got, mailoutbox):
    choose(cast, "at_once", "feed")
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=20)
    got()
    meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(9))
    assert len(got(1)) == 1
    (message,) = [
        each for each in mailoutbox if each.subject.startswith("Gewijzigd") and each.to[0].startswith("amira")
    ]
    assert message.attachments == []


def test_meeting_added_by_email_is_updated_by_email(cast, got, mailoutbox):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=20)
    got()
    choose(cast, "at_once", "feed")
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    got(1)
    (message,) = [
        each for each in mailoutbox if each.subject.startswith("Gaat niet") and each.to[0].startswith("amira")
    ]
    assert message.attachments != []


def test_choosing_email_again_sends_the_upcoming_meetings(cast, got):
    choose(cast, "at_once", "feed")
    year(cast)
    got()
    choose(cast, "at_once", "mail")
    assert len([subject for subject in got(1) if subject.startswith("Burgerschap: ")]) == 4


def test_weekly_choice_merges_distant_changes_until_monday(cast, got):
    choose(cast, "weekly")
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=40)
    assert got() == []
    for hour in (9, 10):
        meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(hour))
    assert got(1) == got(4) == []
    (subject,) = got(5)
    assert subject.startswith("Burgerschap: ")
    assert "10.00" in subject


def test_change_within_ten_days_is_emailed_at_once(cast, got):
    choose(cast, "weekly", "feed")
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=9)
    assert len(got()) == 1
    # The meeting moves from a near day to a distant one, so an email must not wait for the near day.
    meeting_change(meeting=meeting, actor=cast["Iris"], on_date=in_days(40))
    (subject,) = got(0.1)
    assert subject.startswith("Gewijzigd")


def test_urgent_email_does_not_wait_for_a_monday_email(cast, got):
    choose(cast, "weekly")
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=40)
    assert got() == []
    meeting_change(meeting=meeting, actor=cast["Iris"], on_date=in_days(5))
    assert len(got(1)) == 1
    assert [subject for subject in got(5) if subject != "Jouw week"] == []


def test_weekly_digest_lists_new_and_cancelled_meetings(cast, got, mailoutbox):
    off = meeting_make(cast.burgerschap, cast["Iris"], days=40)
    choose(cast, "at_once", "feed")
    got()
    choose(cast, "weekly", "feed")
    meeting_cancel(meeting=off, actor=cast["Iris"])
    meeting_make(cast.burgerschap, cast["Iris"], days=50)
    assert got(1) == []
    assert got(5) == ["Jouw week"]
    body = next(message.body for message in mailoutbox if message.subject == "Jouw week")
    assert "Gaat niet door" in body
    assert body.count("Burgerschap: ") == 2
    assert got(12) == []


def test_choosing_emails_at_once_sends_what_waits(cast, got):
    choose(cast, "weekly")
    meeting_make(cast.burgerschap, cast["Iris"], days=40)
    assert got() == []
    choose(cast, "at_once")
    assert len(got(0.1)) == 1


def test_digest_job_recurs_while_the_weekly_choice_stands(cast, got):
    choose(cast, "weekly")
    meeting_make(cast.burgerschap, cast["Iris"], days=25)
    got()
    assert "Jouw week" in [subject for days in (5, 12, 19) for subject in got(days)]
    MailChoice.objects.all().delete()
    assert got(26) == []
