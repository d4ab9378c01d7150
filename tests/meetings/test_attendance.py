"""Attendance: recorded by the facilitator, shown to the person, deleted three months after the study year."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.tasks import purge
from meetings.models import Attendance, Meeting
from meetings.retention import last_expired_day
from meetings.services.answers import invitee_answer
from meetings.services.attendance import attendance_record
from networks.study_years import current_first_year
from tests.cast import Cast
from tests.meetings.meeting_cases import invitee_of, meeting_make


def morning_of(day: date) -> datetime:
    """Return the hour of the nightly purge."""
    return timezone.make_aware(datetime.combine(day, time(3)))


@pytest.fixture
def held(cast: Cast) -> Meeting:
    return meeting_make(cast.burgerschap, cast["Iris"], days=-1)


def said(meeting: Meeting, cast: Cast, name: str = "Amira") -> bool | None:
    row = Attendance.objects.filter(invitee=invitee_of(meeting, cast[name])).first()
    return row.was_there if row else None


def address(meeting: Meeting) -> str:
    return reverse("meetings:attendance", args=[meeting.pk])


def field(meeting: Meeting, cast: Cast, name: str = "Amira") -> str:
    return f"said-{invitee_of(meeting, cast[name]).pk}"


def test_facilitator_records_attendance(as_, cast: Cast, held: Meeting):
    form = {field(held, cast): "yes", field(held, cast, "Umut"): "no", field(held, cast, "Bram"): ""}
    as_("Iris").post(address(held), form)
    assert (said(held, cast), said(held, cast, "Umut"), said(held, cast, "Bram")) == (True, False, None)


def test_everyone_else_present_is_one_click(as_, cast: Cast, held: Meeting):
    as_("Iris").post(address(held), {field(held, cast, "Umut"): "no", "the_others": "1"})
    assert (said(held, cast), said(held, cast, "Umut")) == (True, False)


def test_attendance_can_be_withdrawn(cast: Cast, held: Meeting):
    key = invitee_of(held, cast["Amira"]).pk
    attendance_record(meeting=held, actor=cast["Iris"], attendance={key: False})
    attendance_record(meeting=held, actor=cast["Iris"], attendance={key: None})
    assert said(held, cast) is None


def test_attendance_of_another_meeting_is_ignored(cast: Cast, held: Meeting):
    other = meeting_make(cast.rekenen, cast["Hugo"], days=-1)
    key = invitee_of(other, cast["Hugo"]).pk
    attendance_record(meeting=held, actor=cast["Iris"], attendance={key: False})
    assert not Attendance.objects.exists()


def test_unknown_attendance_value_is_refused_and_not_saved(as_, cast: Cast, held: Meeting):
    response = as_("Iris").post(address(held), {field(held, cast): "ziek"})
    assert "data-focus-on-load" in response.content.decode()
    assert said(held, cast) is None


def test_attendance_cannot_be_recorded_before_the_start(as_, cast: Cast):
    coming = meeting_make(cast.burgerschap, cast["Iris"])
    assert "vanaf het begin" in as_("Iris").get(address(coming)).content.decode()
    with pytest.raises(ValidationError):
        attendance_record(meeting=coming, actor=cast["Iris"], attendance={invitee_of(coming, cast["Amira"]).pk: True})


@pytest.mark.parametrize("name", ["Amira", "Nadia", "Wouter"])
def test_attendance_is_denied_to_other_people(as_, cast: Cast, held: Meeting, name: str):
    assert as_(name).get(address(held)).status_code == 403
    with pytest.raises(PermissionDenied):
        attendance_record(meeting=held, actor=cast[name], attendance={})


@pytest.mark.parametrize(("was_there", "words"), [(True, "Je was er {day} bij."), (False, "Je was er {day} niet bij.")])
def test_own_attendance_is_shown_in_words(as_, cast: Cast, held: Meeting, was_there: bool, words: str):
    attendance_record(meeting=held, actor=cast["Iris"], attendance={invitee_of(held, cast["Amira"]).pk: was_there})
    day = date_format(held.last_day, "j F")
    page = reverse("meetings:meeting", args=[held.pk])
    assert words.format(day=day) in as_("Amira").get(page).content.decode()
    assert "Je was er" not in as_("Bram").get(page).content.decode()


@pytest.mark.parametrize(
    ("today", "last_day"),
    [
        (date(2026, 10, 31), date(2025, 7, 31)),
        (date(2026, 11, 1), date(2026, 7, 31)),
        (date(2027, 7, 31), date(2026, 7, 31)),
    ],
)
def test_attendance_expires_three_months_after_the_study_year(clock, today: date, last_day: date):
    clock(morning_of(today))
    assert last_expired_day() == last_day


def test_expired_attendance_and_answers_are_deleted_and_meetings_stay(cast: Cast, held: Meeting, clock):
    coming = meeting_make(cast.burgerschap, cast["Iris"], days=1)
    invitee_answer(meeting=coming, actor=cast["Amira"], answer="yes")
    attendance_record(meeting=held, actor=cast["Iris"], attendance={invitee_of(held, cast["Amira"]).pk: True})
    last_day = date(current_first_year(coming.last_day) + 1, 10, 31)
    clock(morning_of(last_day))
    purge("")
    assert invitee_of(coming, cast["Amira"]).answer == "yes"
    clock(morning_of(last_day + timedelta(days=1)))
    purge("")
    assert not Attendance.objects.exists()
    assert invitee_of(coming, cast["Amira"]).answer == ""
    with pytest.raises(ValidationError):
        attendance_record(meeting=held, actor=cast["Iris"], attendance={})


def test_attendance_of_the_current_study_year_stays(cast: Cast, held: Meeting):
    attendance_record(meeting=held, actor=cast["Iris"], attendance={invitee_of(held, cast["Amira"]).pk: True})
    purge("")
    assert Attendance.objects.exists()
