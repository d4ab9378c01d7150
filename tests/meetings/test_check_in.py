"""Check-in by code: early, late, wrong codes, and attendance recorded by the facilitator."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from meetings.models import Attendance, Meeting, NetworkCheckIn
from meetings.services.attendance import attendance_record
from meetings.services.check_in import check_in, check_in_set
from meetings.services.guests import guest_add, guest_remove
from meetings.services.meeting import meeting_cancel
from meetings.tokens import code_at, invitee_token
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make

HALF_HOUR, HOUR, MINUTE = timedelta(minutes=30), timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def empty_limits(db):
    cache.clear()


@pytest.fixture
def coming(cast: Cast) -> Meeting:
    check_in_set(network=cast.burgerschap, actor=cast["Iris"], is_on=True)
    return meeting_make(cast.burgerschap, cast["Iris"], days=1)


@pytest.fixture
def meeting(coming: Meeting, clock) -> Meeting:
    """A meeting that began ten minutes ago, on a frozen clock."""
    clock(begins(coming) + timedelta(minutes=10))
    return coming


def begins(meeting: Meeting) -> datetime:
    assert meeting.begins is not None
    return meeting.begins


def ends(meeting: Meeting) -> datetime:
    assert meeting.ends is not None
    return meeting.ends


def code(meeting: Meeting) -> str:
    return code_at(meeting, timezone.now())


def wrong_code(meeting: Meeting) -> str:
    return f"{(int(code(meeting)) + 1) % 10**6:06d}"


def said(meeting: Meeting, cast: Cast, name: str = "Amira") -> tuple[bool, str] | None:
    return (
        Attendance.objects.filter(invitee=invitee_of(meeting, cast[name]))
        .values_list("was_there", "recorded_by")
        .first()
    )


def address(meeting: Meeting, name: str = "check_in") -> str:
    return reverse(f"meetings:{name}", args=[meeting.pk])


def link(meeting: Meeting, cast: Cast, name: str = "link_check_in") -> str:
    return reverse(f"meetings:{name}", args=[invitee_token(invitee_of(meeting, cast["Amira"]))])


def test_correct_code_checks_in(as_, cast: Cast, meeting: Meeting):
    response = as_("Amira").post(address(meeting), {"code": code(meeting)}, follow=True)
    assert said(meeting, cast) == (True, "person")
    assert "Je bent aangemeld." in response.content.decode()


def test_check_in_works_by_personal_link(as_, cast: Cast, meeting: Meeting):
    response = as_(None).post(link(meeting, cast), {"code": code(meeting)})
    assert response["Location"] == link(meeting, cast, "link_meeting")
    assert said(meeting, cast) == (True, "person")


def test_meeting_page_offers_check_in_until_checked_in(as_, cast: Cast, meeting: Meeting):
    page = address(meeting, "meeting")
    assert address(meeting) in as_("Amira").get(page).content.decode()
    check_in(meeting=meeting, actor=cast["Amira"], code=code(meeting))
    assert address(meeting) not in as_("Amira").get(page).content.decode()


def test_code_with_a_space_is_accepted(cast: Cast, meeting: Meeting):
    right = code(meeting)
    check_in(meeting=meeting, actor=cast["Amira"], code=f" {right[:3]} {right[3:]} ")
    assert said(meeting, cast) == (True, "person")


def test_previous_code_is_accepted_and_older_ones_are_not(cast: Cast, meeting: Meeting):
    now = timezone.now()
    check_in(meeting=meeting, actor=cast["Amira"], code=code_at(meeting, now - MINUTE))
    with pytest.raises(ValidationError):
        check_in(meeting=meeting, actor=cast["Bram"], code=code_at(meeting, now - 2 * MINUTE))
    assert said(meeting, cast, "Bram") is None


def test_code_of_another_meeting_is_refused(cast: Cast, meeting: Meeting):
    other = meeting_make(cast.burgerschap, cast["Iris"], days=1)
    with pytest.raises(ValidationError):
        check_in(meeting=meeting, actor=cast["Amira"], code=code(other))


@pytest.mark.parametrize("typed", ["", "abc", "١٢٣٤٥٦", "9" * 40])
def test_wrong_code_shows_a_field_error_and_saves_nothing(as_, cast: Cast, meeting: Meeting, typed: str):
    text = as_("Amira").post(address(meeting), {"code": typed}).content.decode()
    assert "data-focus-on-load" in text
    assert said(meeting, cast) is None


def test_wrong_code_message_points_to_the_screen(as_, meeting: Meeting):
    text = as_("Amira").post(address(meeting), {"code": wrong_code(meeting)}).content.decode()
    assert "Op het scherm staat" in text


def test_sixth_try_is_refused_for_a_minute(as_, cast: Cast, meeting: Meeting, clock):
    for _time in range(5):
        as_("Amira").post(address(meeting), {"code": wrong_code(meeting)})
    assert "Wacht een minuut" in as_("Amira").post(address(meeting), {"code": code(meeting)}).content.decode()
    check_in(meeting=meeting, actor=cast["Bram"], code=code(meeting))
    clock(timezone.now() + MINUTE)
    check_in(meeting=meeting, actor=cast["Amira"], code=code(meeting))
    assert said(meeting, cast) == (True, "person")


def test_early_check_in_counts_from_the_start(as_, cast: Cast, coming: Meeting, clock):
    clock(begins(coming) - HOUR)
    early = as_("Amira").post(address(coming), {"code": code(coming)}, follow=True).content.decode()
    assert "vanaf het begin" in early
    assert "Het telt vanaf 13.30" in early
    assert "Je was er" not in early
    clock(begins(coming) + MINUTE)
    assert "Je was er" in as_("Amira").get(address(coming, "meeting")).content.decode()


def test_check_in_before_the_last_hour_says_when_it_opens(as_, cast: Cast, coming: Meeting, clock):
    clock(begins(coming) - HOUR - MINUTE)
    assert "vanaf een uur voor" in as_("Amira").get(address(coming)).content.decode()
    with pytest.raises(ValidationError):
        check_in(meeting=coming, actor=cast["Amira"], code=code(coming))


def test_check_in_is_refused_after_the_end(as_, cast: Cast, coming: Meeting, clock):
    clock(ends(coming))
    text = as_("Amira").post(address(coming), {"code": code(coming)}).content.decode()
    assert "De bijeenkomst is voorbij" in text
    assert said(coming, cast) is None


@pytest.mark.parametrize("was_there", [True, False])
def test_facilitator_overrides_check_in(as_, cast: Cast, meeting: Meeting, was_there: bool):
    attendance_record(
        meeting=meeting, actor=cast["Iris"], attendance={invitee_of(meeting, cast["Amira"]).pk: was_there}
    )
    text = as_("Amira").post(address(meeting), {"code": code(meeting)}, follow=True).content.decode()
    assert said(meeting, cast) == (was_there, "facilitator")
    assert ("aangegeven dat je er niet bent" in text) is not was_there


def test_facilitator_record_replaces_a_check_in(cast: Cast, meeting: Meeting):
    check_in(meeting=meeting, actor=cast["Amira"], code=code(meeting))
    attendance_record(meeting=meeting, actor=cast["Iris"], attendance={invitee_of(meeting, cast["Amira"]).pk: False})
    assert said(meeting, cast) == (False, "facilitator")


def test_unset_row_keeps_a_check_in_made_meanwhile(cast: Cast, meeting: Meeting):
    check_in(meeting=meeting, actor=cast["Amira"], code=code(meeting))
    attendance_record(meeting=meeting, actor=cast["Iris"], attendance={invitee_of(meeting, cast["Amira"]).pk: None})
    assert said(meeting, cast) == (True, "person")


@pytest.mark.parametrize("name", ["Nadia", "Wouter", "Greet", "Otto", "Hugo"])
def test_check_in_is_denied_without_invitation(cast: Cast, meeting: Meeting, name: str):
    with pytest.raises(PermissionDenied):
        check_in(meeting=meeting, actor=cast[name], code=code(meeting))


def test_a_guest_of_the_meeting_can_until_they_are_taken_off(cast: Cast, coming: Meeting, clock):
    guest = guest_add(meeting=coming, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    clock(begins(coming) - HALF_HOUR)
    check_in(meeting=coming, actor=guest.person, code=code(coming))
    assert Attendance.objects.filter(invitee=guest, recorded_by="person").exists()
    guest_remove(invitee=guest, actor=cast["Iris"])
    with pytest.raises(PermissionDenied):
        check_in(meeting=coming, actor=guest.person, code=code(coming))


@pytest.mark.parametrize("name", ["check_in", "check_in_screen"])
def test_check_in_is_off_unless_the_network_turned_it_on(as_, cast: Cast, meeting: Meeting, name: str):
    check_in_set(network=cast.burgerschap, actor=cast["Iris"], is_on=False)
    assert as_("Iris").get(address(meeting, name)).status_code == 404
    assert as_(None).get(link(meeting, cast)).status_code == 404
    assert "Ik ben er" not in as_("Amira").get(address(meeting, "meeting")).content.decode()
    with pytest.raises(ValidationError):
        check_in(meeting=meeting, actor=cast["Amira"], code=code(meeting))


def test_cancelled_meeting_has_no_code(as_, cast: Cast, coming: Meeting, clock):
    meeting_cancel(meeting=coming, actor=cast["Iris"])
    clock(begins(coming))
    assert as_("Iris").get(address(coming, "check_in_screen")).status_code == 404
    assert as_("Amira").post(address(coming), {"code": code(coming)}).status_code == 404


def test_facilitator_enables_and_disables_check_in(as_, cast: Cast):
    setting = reverse("meetings:check_in_setting", args=[cast.burgerschap.pk])
    as_("Iris").post(setting, {"is_on": "on"})
    assert NetworkCheckIn.objects.filter(network=cast.burgerschap).exists()
    as_("Iris").post(setting, {})
    assert not NetworkCheckIn.objects.exists()


def test_enabling_check_in_is_denied_to_other_people(cast: Cast):
    with pytest.raises(PermissionDenied):
        check_in_set(network=cast.burgerschap, actor=cast["Amira"], is_on=True)


def test_new_date_deletes_early_check_ins(as_, cast: Cast, coming: Meeting, clock):
    clock(begins(coming) - HALF_HOUR)
    check_in(meeting=coming, actor=cast["Amira"], code=code(coming))
    form = {"on_date": in_days(7).isoformat(), "starts_at": "13:30", "ends_at": "16:45", "mode": "on_site"}
    as_("Iris").post(address(coming, "meeting_edit"), form)
    coming.refresh_from_db()
    assert (coming.on_date, said(coming, cast)) == (in_days(7), None)
