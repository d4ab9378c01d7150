"""Answers about online meetings that are sent at the same moment: each is counted once."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Meeting, OnlineReadinessCount, OnlineReadinessRespondent
from meetings.services.online_readiness import online_readiness_answer
from tests.meetings.online_readiness_cases import ALL_READY, first_online_make

PEOPLE = ["Amira", "Umut", "Olga", "Joep"]


@pytest.fixture
def meeting(beside, cast) -> Meeting:
    return first_online_make(cast)


def test_simultaneous_first_answers_are_all_counted(beside, cast, meeting):
    found = beside.at_once(
        [partial(online_readiness_answer, meeting=meeting, actor=cast[name], answers=ALL_READY) for name in PEOPLE]
    )
    assert found == [None] * len(PEOPLE)
    assert set(OnlineReadinessCount.objects.values_list("ready", "not_yet")) == {(len(PEOPLE), 0)}


def test_one_person_in_two_windows_is_counted_once(beside, cast, meeting):
    answer = partial(online_readiness_answer, meeting=meeting, actor=cast["Amira"], answers=ALL_READY)
    found = beside.at_once([answer, answer])
    assert [type(one) for one in found if one is not None] == [ValidationError]
    assert set(OnlineReadinessCount.objects.values_list("ready", "not_yet")) == {(1, 0)}
    assert OnlineReadinessRespondent.objects.count() == 1
