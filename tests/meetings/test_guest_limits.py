"""How many guests and emails: enough for every real meeting, and a clear word above it."""

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
    """A coming meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"])


def add(cast: Cast, meeting: Meeting, email: str = SAAR) -> MeetingInvitee:
    return guest_add(meeting=meeting, actor=cast["Iris"], email=email, display_name="Saar")


def refusal_of(cast: Cast, meeting: Meeting, email: str = SAAR) -> str:
    with pytest.raises(ValidationError) as refusal:
        add(cast, meeting, email)
    return " ".join(refusal.value.messages)


def test_a_meeting_takes_thirty_guests_and_who_was_taken_off_counts(cast, meeting, monkeypatch):
    monkeypatch.setattr(guests, "MAX_GUESTS", 2)
    add(cast, meeting)
    guest_remove(invitee=add(cast, meeting, "teun@example.org"), actor=cast["Iris"])
    assert "al dertig gasten" in refusal_of(cast, meeting, "joost@example.org")
    add(cast, meeting, "teun@example.org")  # who is on the list already is nobody new


def test_taking_off_and_inviting_again_ends_after_three_times_a_day(cast, meeting, as_, monkeypatch):
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


def test_one_address_gets_a_few_invitations_a_day_over_all_meetings(cast, monkeypatch):
    monkeypatch.setattr(guests, "MAX_PER_ADDRESS", 2)
    first, second, third = (meeting_make(cast.burgerschap, cast["Iris"], days=days) for days in (20, 21, 22))
    for one in (first, second):
        add(cast, one)
    assert "een paar uitnodigingen" in refusal_of(cast, third)
    add(cast, third, "teun@example.org")


def test_one_person_invites_sixty_guests_a_day(cast, meeting, monkeypatch):
    monkeypatch.setattr(guests, "MAX_PER_ACTOR", 1)
    add(cast, meeting)
    assert "al zestig gasten" in refusal_of(cast, meeting, "teun@example.org")
    guest_add(meeting=meeting, actor=cast["Wouter"], email="teun@example.org", display_name="Teun")


def test_an_address_that_is_wrong_or_known_counts_for_nothing(cast, meeting, monkeypatch):
    monkeypatch.setattr(guests, "MAX_PER_MEETING", 1)
    for email in ("geen-adres", "amira@example.org"):
        for _time in range(2):
            assert "een paar uitnodigingen" not in refusal_of(cast, meeting, email)


def test_a_participant_starts_five_moments_a_day(cast):
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
