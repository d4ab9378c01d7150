"""The calendar feed: its contents and its link."""

from __future__ import annotations

from datetime import time

import icalendar
import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import Meeting, Task
from meetings.selectors.feed import feed_link
from meetings.services.meeting import meeting_cancel, meeting_change, meeting_publish
from meetings.services.subscription import feed_renew, feed_stop
from networks.models import Participation
from networks.services.participation import participation_end
from srt.models import WaveInvitation
from tests.cast import Cast
from tests.meetings.calendar_cases import notified_before
from tests.meetings.meeting_cases import in_days, meeting_make, undecided_make
from tests.srt.wave_cases import wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def path(person) -> str:
    return "/calendar/" + feed_link(person).url.rpartition("/")[2]


def events(client, person):
    content = client.get(path(person)).content
    list(vobject.readComponents(content.decode()))
    return {
        str(event["UID"]).partition("@")[0]: event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")
    }


def test_feed_contains_upcoming_meetings_and_two_past_months(client, cast):
    coming, past, long_ago = (meeting_make(cast.burgerschap, cast["Iris"], days=days) for days in (14, -50, -70))
    undecided_make(cast.burgerschap, cast["Iris"])
    meeting_make(cast.burgerschap, cast["Iris"], publish=False)
    meeting_make(cast.rekenen, cast["Hugo"])
    assert set(events(client, cast["Amira"])) == {f"meeting-{coming.pk}", f"meeting-{past.pk}"}
    assert long_ago.pk


def test_feed_has_a_refresh_interval_and_no_attendees(client, cast):
    meeting_make(cast.burgerschap, cast["Iris"], link="https://video.example.org/1")
    response = client.get(path(cast["Amira"]))
    calendar = icalendar.Calendar.from_ical(response.content)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert calendar["METHOD"] == "PUBLISH"
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in response.content.decode()
    assert "X-PUBLISHED-TTL:PT6H" in response.content.decode()
    assert "ATTENDEE" not in response.content.decode()


def test_feed_uses_the_uid_and_sequence_of_the_email(client, cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    meeting_change(meeting=meeting, actor=cast["Iris"], starts_at=time(9))
    assert events(client, cast["Amira"])[f"meeting-{meeting.pk}"]["SEQUENCE"] == 1


def test_feed_has_no_uid_outside_its_events(client, cast):
    meeting_make(cast.burgerschap, cast["Iris"])
    meeting_make(cast.burgerschap, cast["Iris"], days=21)
    assert "UID" not in icalendar.Calendar.from_ical(client.get(path(cast["Amira"])).content)


@pytest.mark.parametrize(
    ("language", "title"),
    [("nl", "Gaat niet door: Burgerschap · Bijeenkomst"), ("en", "Cancelled: Burgerschap · Meeting")],
)
def test_feed_keeps_cancelled_meetings_and_says_so_in_the_title(client, cast, language, title):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    cast["Amira"].language = language
    cast["Amira"].save(update_fields=["language"])
    event = events(client, cast["Amira"])[f"meeting-{meeting.pk}"]
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CANCELLED", title)


def test_feed_is_empty_after_leaving(client, cast):
    meeting_make(cast.burgerschap, cast["Iris"])
    participation_end(participation=Participation.objects.get(person=cast["Amira"]), actor=cast["Iris"])
    assert events(client, cast["Amira"]) == {}


def test_feed_contains_all_networks_and_the_programme(client, cast):
    of_network = meeting_make(cast.rekenen, cast["Hugo"])
    exchange = meeting_make(cast.burgerschap, cast["Iris"], publish=False)
    Meeting.objects.filter(pk=exchange.pk).update(network=None, kind=Meeting.Kind.FACILITATORS)
    exchange.refresh_from_db()
    meeting_publish(meeting=exchange, actor=cast["Nadia"])
    assert set(events(client, cast["Hugo"])) == {f"meeting-{of_network.pk}", f"meeting-{exchange.pk}"}


def test_feed_contains_task_and_questionnaire_deadlines(client, cast):
    task = Task.objects.create(network=cast.burgerschap, text="Foto’s maken", owner=cast["Amira"], due_on=in_days(5))
    Task.objects.create(network=cast.burgerschap, text="Ooit", owner=cast["Amira"])
    Task.objects.create(network=cast.rekenen, text="Van elders", owner=cast["Amira"], due_on=in_days(5))
    wave = wave_make(cast, cast.burgerschap)
    invitation = WaveInvitation.objects.get(person=cast["Amira"])
    found = events(client, cast["Amira"])
    assert set(found) == {f"task-{task.pk}", f"questionnaire-{invitation.pk}"}
    assert found[f"task-{task.pk}"]["DTSTART"].dt == in_days(5)
    assert found[f"questionnaire-{invitation.pk}"]["DTEND"].dt == wave.closes_at.replace(microsecond=0)


def test_feed_does_not_reveal_declined_questionnaires(client, cast):
    wave_make(cast, cast.burgerschap)
    before = client.get(path(cast["Amira"])).content
    assert b"questionnaire-" in before
    WaveInvitation.objects.filter(person=cast["Amira"]).update(declined=True)
    assert client.get(path(cast["Amira"])).content == before


def test_unchanged_feed_answers_not_modified(client, cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    first = client.get(path(cast["Amira"]))
    again = client.get(path(cast["Amira"]), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path(cast["Amira"])).content == first.content
    meeting_change(meeting=meeting, actor=cast["Iris"], title="Kiezen")
    assert client.get(path(cast["Amira"]), headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_feed_is_unchanged_by_other_answers_and_emails(client, cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    before = client.get(path(cast["Amira"])).content
    notified_before(meeting, cast["Amira"], 0)
    notified_before(meeting, cast["Bram"], 0)
    assert client.get(path(cast["Amira"])).content == before


@pytest.mark.parametrize("end", [feed_stop, feed_renew])
def test_revoked_feed_link_answers_410(client, cast, end):
    meeting_make(cast.burgerschap, cast["Iris"])
    old = path(cast["Amira"])
    end(person=cast["Amira"], actor=cast["Amira"])
    response = client.get(old)
    assert (response.status_code, response.content) == (410, b"")
    if end is feed_renew:
        assert client.get(path(cast["Amira"])).status_code == 200


def test_feed_of_closed_account_answers_410(client, cast):
    cast["Amira"].is_active = False
    cast["Amira"].save(update_fields=["is_active"])
    assert client.get(path(cast["Amira"])).status_code == 410


@pytest.mark.parametrize("wrong", ["1-AAAAAAAAAAAAAAAAAAAAAA", "x", "999999-AAAAAAAAAAAAAAAAAAAAAA", "-"])
def test_wrong_feed_link_is_not_found(client, cast, wrong):
    response = client.get(f"/calendar/{wrong}.ics")
    assert (response.status_code, response.content) == (404, b"")
    assert client.post(path(cast["Amira"])).status_code == 405


def test_feed_uses_the_language_of_its_owner(client, cast):
    meeting_make(cast.burgerschap, cast["Iris"])
    cast["Amira"].language = "en"
    cast["Amira"].save(update_fields=["language"])
    (event,) = events(client, cast["Amira"]).values()
    assert str(event["SUMMARY"]) == "Burgerschap · Meeting"


def many(cast: Cast, number: int) -> None:
    """Create a number of meetings to which Amira is invited."""
    first = meeting_make(cast.burgerschap, cast["Iris"], title=f"De eerste van {number}")
    row = first.invitees.get(person=cast["Amira"])
    fields = {
        field.attname: getattr(first, field.attname) for field in Meeting._meta.concrete_fields if not field.primary_key
    }
    made = Meeting.objects.bulk_create(Meeting(**{**fields, "on_date": in_days(14 + day)}) for day in range(1, number))
    type(row).objects.bulk_create(type(row)(meeting=meeting, person=cast["Amira"]) for meeting in made)


def queries(client, person) -> int:
    with CaptureQueriesContext(connection) as taken:
        assert client.get(path(person)).status_code == 200
    return len(taken)


def test_feed_query_count_does_not_grow_with_meetings(client, cast):
    many(cast, 20)
    few = queries(client, cast["Amira"])
    many(cast, 180)
    assert len(events(client, cast["Amira"])) == 200
    assert queries(client, cast["Amira"]) == few


def test_feed_contains_all_meetings_of_today(client, cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    Meeting.objects.filter(pk=meeting.pk).update(on_date=timezone.localdate(), starts_at=time(0, 5))
    assert f"meeting-{meeting.pk}" in events(client, cast["Amira"])
