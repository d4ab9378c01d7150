"""Two people who plan at the same moment: no meeting is lost, and every change is notified."""

from __future__ import annotations

from datetime import time
from functools import partial

import pytest

from meetings.models import Meeting, MeetingInvitee, YearPlan
from meetings.services.calendar import programme_calendar_set
from meetings.services.meeting import meeting_change, meeting_publish
from meetings.services.year_plan import year_plan_add, year_plan_discard, year_plan_publish
from tests.meetings.meeting_cases import in_days, meeting_make

pytestmark = pytest.mark.postgresql("SQLite has one writer at a time")


@pytest.fixture
def drafts(beside, cast) -> list[Meeting]:
    """Create two drafts in the plan of a year."""
    add = partial(year_plan_add, network=cast.burgerschap, study_year=cast.year, actor=cast["Iris"])
    return [add(on_date=in_days(days), starts_at=time(13, 30)) for days in (20, 40)]


def test_discarding_drafts_spares_one_published_at_that_moment(beside, cast, drafts):
    first = beside.hold(partial(meeting_publish, meeting=drafts[0], actor=cast["Iris"]))
    discard = partial(year_plan_discard, plan=YearPlan.objects.get(), actor=cast["Nadia"])
    second = beside.start_blocked(discard)
    first.commit()
    assert second.result() == 1
    assert Meeting.objects.get().state == "published"
    assert MeetingInvitee.objects.filter(meeting=drafts[0]).exists()


def test_publishing_a_year_skips_a_draft_published_at_that_moment(beside, cast, drafts):
    first = beside.hold(partial(meeting_publish, meeting=drafts[0], actor=cast["Iris"]))
    publish = partial(year_plan_publish, plan=YearPlan.objects.get(), actor=cast["Nadia"])
    second = beside.start_blocked(publish)
    first.commit()
    assert second.result() == 1
    assert set(Meeting.objects.values_list("state", flat=True)) == {"published"}


def test_invitees_are_notified_of_a_move_and_a_simultaneous_time_zone_change(beside, cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    programme_calendar_set(programme=cast.werkplaats, actor=cast["Nadia"], region="", zone="Europe/Amsterdam")
    first = beside.hold(partial(meeting_change, meeting=meeting, actor=cast["Iris"], starts_at=time(9)))
    zone = partial(
        programme_calendar_set, programme=cast.werkplaats, actor=cast["Nadia"], region="", zone="Europe/London"
    )
    second = beside.start_blocked(zone)
    first.commit()
    second.result()
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.starts_at) == (2, time(9))


def test_two_simultaneous_clicks_plan_one_meeting(beside, cast):
    found = beside.at_once([partial(meeting_make, cast.burgerschap, cast["Iris"])] * 2)
    assert found == [Meeting.objects.get()] * 2
