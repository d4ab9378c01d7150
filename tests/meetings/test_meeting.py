"""Creating, changing, publishing and cancelling a meeting."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEntry
from mailing.models import Email
from meetings.models import Meeting
from meetings.services.meeting import meeting_cancel, meeting_change, meeting_create, meeting_publish
from meetings.services.notifications import INVITATION
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, meeting_make, undecided_make


def emails(name: str, cast: Cast) -> int:
    return Email.objects.filter(email_type=INVITATION, recipient=cast[name]).count()


def test_publish_emails_every_invitee_once(cast: Cast):
    meeting_make(cast.burgerschap, cast["Iris"])
    assert (emails("Amira", cast), emails("Iris", cast), emails("Greet", cast)) == (1, 1, 0)


def test_new_time_raises_the_sequence_and_notifies_invitees(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    changed = meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(14))
    assert (changed.sequence, emails("Amira", cast)) == (1, 2)


def test_new_title_notifies_no_one(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    changed = meeting_change(meeting=meeting, actor=cast["Iris"], purpose="We kiezen.", title="Kiezen")
    assert (changed.sequence, emails("Amira", cast)) == (0, 1)
    assert changed.changed_at > meeting.changed_at


def test_unchanged_meeting_notifies_no_one(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    changed = meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(13, 30))
    assert (changed.sequence, emails("Amira", cast)) == (0, 1)


def test_cancel_notifies_invitees_and_freezes_the_meeting(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence, emails("Amira", cast)) == ("cancelled", 1, 2)
    for act in (meeting_cancel, meeting_change, meeting_publish):
        with pytest.raises(ValidationError):
            act(meeting=meeting, actor=cast["Iris"])


def test_cancelled_draft_is_deleted(cast: Cast):
    meeting_cancel(meeting=meeting_make(cast.burgerschap, cast["Iris"], publish=False), actor=cast["Iris"])
    assert not Meeting.objects.exists()


def test_past_meeting_can_be_renamed_but_not_moved(cast: Cast):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-1)
    with pytest.raises(ValidationError):
        meeting_change(meeting=held, actor=cast["Iris"], starts_at=time(9))
    with pytest.raises(ValidationError):
        meeting_cancel(meeting=held, actor=cast["Iris"])
    assert meeting_change(meeting=held, actor=cast["Iris"], title="Kiezen").title == "Kiezen"


def test_undecided_date_can_be_set(cast: Cast):
    meeting = undecided_make(cast.burgerschap, cast["Iris"])
    changed = meeting_change(
        meeting=meeting,
        actor=cast["Iris"],
        on_date=in_days(40),
        starts_at=time(16),
        window_starts=None,
        window_ends=None,
    )
    assert not changed.is_date_undecided
    assert emails("Amira", cast) == 2


@pytest.mark.parametrize("name", ["Amira", "Greet", "Hugo", "Pieter", "Otto"])
def test_planning_by_a_non_planner_is_refused(cast: Cast, name: str):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    with pytest.raises(PermissionDenied):
        meeting_change(meeting=meeting, actor=cast[name], title="Anders")
    with pytest.raises(PermissionDenied):
        meeting_make(cast.burgerschap, cast[name])


def test_preparation_team_can_plan(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Wouter"])
    assert meeting_change(meeting=meeting, actor=cast["Wouter"], title="Anders").title == "Anders"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"on_date": None}, "on_date"),
        ({"on_date": in_days(9), "starts_at": None}, "starts_at"),
        ({"on_date": None, "window_starts": in_days(9), "window_ends": in_days(2)}, "window_ends"),
        ({"on_date": in_days(40_000)}, "on_date"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"title": "x" * 121}, "title"),
    ],
)
def test_invalid_value_is_refused_at_its_field(cast: Cast, fields: dict[str, Any], wrong: str):
    with pytest.raises(ValidationError) as refusal:
        meeting_make(cast.burgerschap, cast["Iris"], **fields)
    assert wrong in refusal.value.error_dict
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"on_date": None},
        {"minutes": 0},
        {"state": "published", "published_at": None},
        {"kind": "facilitators"},
        {"mode": "pigeon"},
        {"on_date": date(1999, 12, 31)},
    ],
)
def test_database_refuses_an_invalid_meeting(cast: Cast, values: dict[str, object]):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**values)


def test_planning_is_recorded_in_the_audit_log(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    codes = list(AuditEntry.objects.filter(code__startswith="meetings.").order_by("pk").values_list("code", flat=True))
    assert codes == ["meetings.published", "meetings.cancelled"]


def test_programme_meeting_is_planned_only_by_its_own_coordinator(cast: Cast):
    with pytest.raises(PermissionDenied):
        meeting_create(
            programme=cast.werkplaats,
            network=None,
            actor=cast["Pieter"],
            kind=Meeting.Kind.FACILITATORS,
            on_date=in_days(9),
            starts_at=time(9),
        )


def test_meeting_cannot_move_into_the_past(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    with pytest.raises(ValidationError) as refusal:
        meeting_change(meeting=meeting, actor=cast["Iris"], on_date=in_days(-1))
    assert "on_date" in refusal.value.error_dict
    draft = meeting_make(cast.burgerschap, cast["Iris"], publish=False)
    assert meeting_change(meeting=draft, actor=cast["Iris"], on_date=in_days(-1)).on_date == in_days(-1)


def test_stale_form_does_not_silently_move_the_meeting_back(as_, cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    address = reverse("meetings:meeting_edit", args=[meeting.pk])
    form = {"on_date": str(meeting.on_date), "starts_at": "13:30", "ends_at": "16:45", "mode": "on_site"}
    form |= {"place": meeting.place, "title": "Kiezen"}
    assert 'action="?seen=0"' in as_("Iris").get(address).content.decode()
    meeting_change(meeting=meeting, actor=cast["Nadia"], on_date=in_days(30))
    page = as_("Iris").post(f"{address}?seen=0", form).content.decode()
    assert "Iemand heeft deze bijeenkomst net gewijzigd" in page
    assert 'action="?seen=1"' in page
    meeting.refresh_from_db()
    assert (meeting.on_date, meeting.title) == (in_days(30), "")
    as_("Iris").post(f"{address}?seen=1", form)
    meeting.refresh_from_db()
    assert (meeting.on_date, meeting.title) == (in_days(14), "Kiezen")


@pytest.mark.parametrize(("starts_at", "minutes"), [(time(22), 150), (time(8), 20 * 60), (time(9), 24 * 60)])
def test_meeting_past_midnight_can_be_edited(as_, cast: Cast, starts_at, minutes):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], starts_at=starts_at, minutes=minutes)
    form = {"on_date": str(meeting.on_date), "starts_at": str(starts_at), "ends_at": str(meeting.ends_at)}
    form |= {"mode": "on_site", "place": meeting.place, "title": "Nachtwandeling"}
    as_("Iris").post(reverse("meetings:meeting_edit", args=[meeting.pk]), form)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.starts_at, meeting.minutes) == ("Nachtwandeling", starts_at, minutes)


@pytest.mark.parametrize(("starts_at", "ends_at"), [("23:59", "00:00"), ("13:30", "13:34")])
def test_meeting_of_a_minute_is_refused(as_, cast: Cast, starts_at, ends_at):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    form = {"on_date": str(meeting.on_date), "starts_at": starts_at, "ends_at": ends_at, "mode": "on_site"}
    pages = ("meetings:meeting_edit", meeting.pk), ("meetings:meeting_add", cast.burgerschap.pk)
    for name, key in pages:
        response = as_("Iris").post(reverse(name, args=[key]), {**form, "kind": "network", "place": "Lokaal 4"})
        assert "minstens vijf minuten" in str(response.context["form"].errors["ends_at"])


@pytest.mark.parametrize(("ends_at", "minutes"), [("00:30", 660), ("13:00", 195), ("13:30", 195)])
def test_end_before_the_start_is_on_the_next_day_unless_that_is_far(as_, cast: Cast, ends_at, minutes):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    form = {"on_date": str(meeting.on_date), "starts_at": "13:30", "ends_at": ends_at, "mode": "on_site"}
    as_("Iris").post(reverse("meetings:meeting_edit", args=[meeting.pk]), {**form, "place": meeting.place})
    meeting.refresh_from_db()
    assert meeting.minutes == minutes


def test_surrounding_spaces_are_stripped(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    assert meeting_change(meeting=meeting, actor=cast["Iris"], place=" Zaal 3 ").place == "Zaal 3"


def test_second_click_creates_no_second_meeting(as_, cast: Cast):
    address = reverse("meetings:meeting_add", args=[cast.burgerschap.pk])
    form = {"kind": "network", "on_date": str(in_days(20)), "starts_at": "13:30", "ends_at": "16:45", "mode": "on_site"}
    assert [as_("Iris").post(address, form).status_code for _click in range(2)] == [302, 302]
    assert (Meeting.objects.count(), emails("Amira", cast)) == (1, 1)
    longer = as_("Iris").post(address, {**form, "ends_at": "17:00"}).content.decode()
    assert "Deze bijeenkomst is zojuist al gepland." in longer
    as_("Iris").post(address, {**form, "title": "Met de andere helft"})
    assert Meeting.objects.count() == 2
