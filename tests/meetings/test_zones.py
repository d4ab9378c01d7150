"""The current day depends on the time zone of the programme."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from mailing.models import Email
from meetings.models import Meeting
from meetings.selectors.email_times import is_soon
from meetings.selectors.home import next_meeting
from meetings.selectors.meetings import network_meetings
from meetings.services.calendar import programme_calendar_set
from meetings.services.notifications import INVITATION, OVERVIEW
from meetings.services.poll import poll_open
from srt.services.invitations import INVITATION_EMAIL
from tests.cast import Cast
from tests.meetings.calendar_cases import notified_before
from tests.meetings.meeting_cases import meeting_make
from tests.rendered import email_message
from tests.srt.wave_cases import wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

# 03:00 on the twelfth in Amsterdam is 22:00 the evening before on Bonaire and the afternoon in Auckland.
NIGHT = datetime(2027, 1, 12, 2, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 12, tzinfo=UTC)
ELEVENTH, TWELFTH = date(2027, 1, 11), date(2027, 1, 12)


@pytest.fixture
def in_the_night(cast: Cast, clock):
    """Make evening and undecided meetings of Burgerschap for the eleventh, and set the clock to that night."""

    def make(zone: str, **fields: Any) -> Meeting:
        clock(DECEMBER)
        programme_calendar_set(programme=cast.werkplaats, actor=cast["Nadia"], region="", zone=zone)
        given = {"on_date": ELEVENTH, "starts_at": time(21), "minutes": 120, **fields}
        meeting = meeting_make(cast.burgerschap, cast["Iris"], **given)
        clock(NIGHT)
        return Meeting.objects.select_related("programme__calendar").get(pk=meeting.pk)

    return make


UNDECIDED = {"on_date": None, "starts_at": None, "window_starts": date(2027, 1, 4), "window_ends": ELEVENTH}


@pytest.mark.parametrize("fields", [{}, UNDECIDED])
def test_meeting_overseas_is_upcoming_on_its_own_evening(cast: Cast, in_the_night, fields):
    meeting = in_the_night("America/Kralendijk", **fields)
    found = network_meetings(cast.burgerschap, cast["Amira"], with_drafts=False)
    assert ([line.meeting for line in found.upcoming], found.past) == ([meeting], [])
    assert not meeting.is_over()


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Pacific/Auckland"])
@pytest.mark.parametrize("fields", [{}, UNDECIDED])
def test_meeting_here_and_further_east_was_yesterday(cast: Cast, in_the_night, zone, fields):
    meeting = in_the_night(zone, **fields)
    found = network_meetings(cast.burgerschap, cast["Amira"], with_drafts=False)
    assert (found.upcoming, [line.meeting for line in found.past]) == ([], [meeting])
    assert meeting.is_over()


def test_programme_without_a_time_zone_uses_amsterdam(cast: Cast, clock):
    clock(DECEMBER)
    meeting_make(cast.burgerschap, cast["Iris"], on_date=ELEVENTH)
    meeting_make(cast.burgerschap, cast["Iris"], on_date=TWELFTH)
    clock(NIGHT)
    assert list(Meeting.objects.upcoming().values_list("on_date", flat=True)) == [TWELFTH]
    assert list(Meeting.objects.past().values_list("on_date", flat=True)) == [ELEVENTH]


def test_network_page_overseas_shows_the_meeting_in_progress(cast: Cast, in_the_night):
    meeting = in_the_night("America/Kralendijk")
    found = next_meeting(cast.burgerschap, cast["Amira"])
    assert found is not None
    assert (found.meeting, found.meeting.today) == (meeting, ELEVENTH)


def test_is_soon_counts_from_the_local_day(in_the_night):
    assert is_soon(in_the_night("America/Kralendijk", on_date=date(2027, 1, 21)))
    assert not is_soon(in_the_night("America/Kralendijk", on_date=date(2027, 1, 22)))


def test_poll_accepts_tomorrow_in_the_local_time_zone(cast: Cast, in_the_night):
    in_the_night("America/Kralendijk")
    moments = [(TWELFTH, time(15)), (date(2027, 1, 13), time(15))]
    asked = poll_open(network=cast.burgerschap, actor=cast["Iris"], moments=moments, minutes=60)
    assert asked.window_starts == TWELFTH


def messages_to_amira(cast: Cast) -> list[Any]:
    Email.objects.filter(email_type=OVERVIEW).delete()  # it would come first
    emails = Email.objects.filter(recipient=cast["Amira"], email_type=INVITATION).order_by("pk")
    return [message for email in emails if (message := email_message(email=email)) is not None]


def test_email_names_the_time_zone_of_a_programme_elsewhere(cast: Cast):
    programme_calendar_set(programme=cast.werkplaats, actor=cast["Nadia"], region="", zone="America/Curacao")
    meeting_make(cast.burgerschap, cast["Iris"])
    (message,) = messages_to_amira(cast)
    assert "(tijd in Curacao)" in message.subject
    assert "(tijd in Curacao)" in message.body


def test_email_names_no_time_zone_where_all_is_in_one(cast: Cast):
    meeting_make(cast.burgerschap, cast["Iris"])
    (message,) = messages_to_amira(cast)
    assert "tijd in" not in message.body


def test_change_of_time_zone_says_so(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    notified_before(meeting, cast["Amira"], meeting.sequence)
    programme_calendar_set(programme=cast.werkplaats, actor=cast["Nadia"], region="", zone="America/Curacao")
    message = messages_to_amira(cast)[-1]
    assert message.subject.startswith("Andere tijdzone: Burgerschap")
    assert "was Amsterdam en is nu Curacao" in message.body
    assert "(tijd in Curacao)" in message.body


@pytest.mark.parametrize("zone", ["America/Curacao", "Europe/Amsterdam"])
def test_closing_time_of_a_questionnaire_names_its_time_zone_elsewhere(cast: Cast, zone):
    programme_calendar_set(programme=cast.werkplaats, actor=cast["Nadia"], region="", zone=zone)
    wave_make(cast, cast.burgerschap)
    email = Email.objects.get(recipient=cast["Amira"], email_type=INVITATION_EMAIL)
    message = email_message(email=email)
    assert message is not None
    assert ("uur (tijd in Amsterdam)" in message.body) is (zone == "America/Curacao")
