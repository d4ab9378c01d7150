"""The agenda block about the goals, offered at the first two meetings and halfway through the year."""

import pytest
from django.urls import reverse

from meetings.models import AgendaBlock, Meeting
from meetings.services.meeting import meeting_cancel
from tests.cast import Cast
from tests.meetings.test_expectations import page_of, year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

OFFER, TITLE = "Twintig minuten voor wat jullie doel", "Wat betekent ons doel voor ieder van ons?"


def test_goal_talk_is_offered_at_the_first_two_meetings_and_halfway(cast: Cast, as_):
    year = year_make(cast.rekenen, [9, 10, 11, 12, 1, 3])
    Meeting.objects.exclude(pk__in=[one.pk for one in year]).filter(network=cast.rekenen).delete()
    client = as_("Hugo")
    offered = [OFFER in client.get(reverse("meetings:agenda", args=[one.pk])).content.decode() for one in year]
    assert offered == [True, True, False, True, False, False]


def test_added_goal_talk_is_on_the_agenda_and_offered_no_longer(cast: Cast, as_):
    meeting = year_make(cast.burgerschap, [9])[0]
    assert OFFER in page_of(as_, meeting)
    as_("Iris").post(reverse("meetings:block_goal_talk", args=[meeting.pk]))
    block = AgendaBlock.objects.get(meeting=meeting)
    assert (block.title, block.minutes) == (TITLE, 20)
    assert OFFER not in page_of(as_, meeting)


def test_goal_talk_is_not_offered_for_a_cancelled_or_other_kind_of_meeting(cast: Cast, as_):
    students = year_make(cast.burgerschap, [9], kind=Meeting.Kind.STUDENTS)[0]
    cancelled = year_make(cast.burgerschap, [10])[0]
    meeting_cancel(meeting=cancelled, actor=cast["Iris"])
    assert OFFER not in page_of(as_, students) + page_of(as_, cancelled)
