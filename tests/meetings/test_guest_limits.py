"""The limits on guests and invitations: enough for real meetings, with a clear message above them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from mailing.models import Email
from meetings.models import Meeting, MeetingInvitee
from meetings.services import guests
from meetings.services.guests import guest_add, guest_remove
from meetings.services.informal_meetings import informal_meeting_start
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, meeting_make

SAAR = "saar@example.org"


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """An upcoming meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"])


def add(cast: Cast, meeting: Meeting, email: str = SAAR) -> MeetingInvitee:
    return guest_add(meeting=meeting, actor=cast["Iris"], email=email, display_name="Saar")


def refusal_of(cast: Cast, meeting: Meeting, email: str = SAAR) -> str:
    with pytest.raises(ValidationError) as refusal:
        add(cast, meeting, email)
    return " ".join(refusal.value.messages)


def test_guest_limit_counts_withdrawn_guests(cast, meeting, monkeypatch):
    monkeypatch.setattr(guests, "MAX_GUESTS", 2)
    add(cast, meeting)
    guest_remove(invitee=add(cast, meeting, "teun@example.org"), actor=cast["Iris"])
    assert "al dertig gasten" in refusal_of(cast, meeting, "joost@example.org")
    add(cast, meeting, "teun@example.org")  # already on the list


def test_inviting_one_guest_again_is_limited_per_day(cast, meeting, as_, monkeypatch):
    for _time in range(3):
        guest_remove(invitee=add(cast, meeting), actor=cast["Iris"])
    emails = Email.objects.filter(recipient__email=SAAR).count()
    form = {"display_name": "Saar", "email": SAAR.upper()}
    page = as_("Iris").post(reverse("meetings:guests", args=[meeting.pk]), form).content.decode()
    assert "Dit adres kreeg vandaag al een paar uitnodigingen." in page
    assert Email.objects.filter(recipient__email=SAAR).count() == emails
    tomorrow = timezone.now() + guests.A_DAY
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    add(cast, meeting)


def test_invitations_to_one_address_are_limited_per_day(cast, monkeypatch):
    monkeypatch.setattr(guests, "MAX_PER_ADDRESS", 2)
    first, second, third = (meeting_make(cast.burgerschap, cast["Iris"], days=days) for days in (20, 21, 22))
    for one in (first, second):
        add(cast, one)
    assert "een paar uitnodigingen" in refusal_of(cast, third)
    add(cast, third, "teun@example.org")


def test_guests_per_planner_are_limited_per_day(cast, meeting, monkeypatch):
    monkeypatch.setattr(guests, "MAX_PER_ACTOR", 1)
    add(cast, meeting)
    assert "al zestig gasten" in refusal_of(cast, meeting, "teun@example.org")
    guest_add(meeting=meeting, actor=cast["Wouter"], email="teun@example.org", display_name="Teun")


def test_refused_addresses_do_not_count_towards_limits(cast, meeting, monkeypatch):
    monkeypatch.setattr(guests, "MAX_PER_MEETING", 1)
    for email in ("geen-adres", "amira@example.org"):
        for _time in range(2):
            assert "een paar uitnodigingen" not in refusal_of(cast, meeting, email)


def test_get_togethers_are_limited_to_five_a_day(cast):
    fields: dict[str, Any] = {"starts_at": "12:00", "minutes": 60}
    for number in range(5):
        informal_meeting_start(
            network=cast.burgerschap, actor=cast["Amira"], title="Lunch", on_date=in_days(9 + number), **fields
        )
    with pytest.raises(ValidationError) as refusal:
        informal_meeting_start(
            network=cast.burgerschap, actor=cast["Amira"], title="Lunch", on_date=in_days(20), **fields
        )
    assert "al vijf momenten" in " ".join(refusal.value.messages)
    informal_meeting_start(network=cast.burgerschap, actor=cast["Bram"], title="Lunch", on_date=in_days(20), **fields)
