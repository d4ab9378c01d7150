"""The agenda blocks about mutual expectations, offered for the first meeting and half-way through the year."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from meetings.models import Meeting
from meetings.selectors.expectations import is_half_way
from meetings.services.agenda import block_add
from meetings.services.meeting import meeting_cancel, meeting_create
from networks.models import Network
from tests.cast import Cast
from tests.meetings.meeting_cases import meeting_make, undecided_make

FIRST, AGAIN = "Wat verwachten we van elkaar?", "Klopt het nog, wat we van elkaar verwachten?"
ASKED_FIRST = "Twintig minuten voor wat jullie van elkaar verwachten"
ASKED_AGAIN = "Een kwartier om nog eens te kijken"


def year_make(network: Network, months: list[int], **fields: Any) -> list[Meeting]:
    """Create meetings on the tenth of these months in the study year 2030-2031."""
    days = [f"{2030 if month >= 8 else 2031}-{month:02}-10" for month in months]
    given = {"starts_at": "13:30", "minutes": 195, "publish": True, **fields}
    whose: dict[str, Any] = {"programme": network.programme, "network": network, "actor": None}
    made = [meeting_create(**whose, on_date=date.fromisoformat(day), **given) for day in days]
    return [Meeting.objects.get(pk=one.pk) for one in made]


def page_of(as_, meeting: Meeting) -> str:
    return str(as_("Iris").get(reverse("meetings:agenda", args=[meeting.pk])).content.decode())


@pytest.mark.parametrize(
    ("months", "middle"), [([9, 11, 1], 1), ([9, 11, 1, 3], 2), ([9, 11], None), ([9, 10, 11, 12, 1, 2, 3, 4], 4)]
)
def test_middle_meeting_of_a_year_is_half_way(cast: Cast, months: list[int], middle: int | None):
    found = [is_half_way(one) for one in year_make(cast.burgerschap, months)]
    assert found == [number == middle for number in range(len(months))]


def test_half_way_ignores_cancelled_meetings_and_other_kinds_networks_and_years(cast: Cast):
    year = year_make(cast.burgerschap, [9, 10, 11, 1, 3])
    year_make(cast.burgerschap, [4, 5, 6], kind=Meeting.Kind.STUDENTS)
    year_make(cast.rekenen, [4, 5, 6])
    meeting_make(cast.burgerschap, cast["Iris"])
    assert [is_half_way(one) for one in year] == [False, False, True, False, False]
    for one in year[:2]:
        meeting_cancel(meeting=one, actor=cast["Iris"])
    assert is_half_way(year[3])


def test_half_way_counts_drafts_and_undated_meetings(cast: Cast):
    first, last = year_make(cast.burgerschap, [9, 3], publish=False)
    floating = undecided_make(
        cast.burgerschap, cast["Iris"], window_starts=date(2031, 1, 6), window_ends=date(2031, 1, 20)
    )
    assert [is_half_way(one) for one in (first, floating, last)] == [False, True, False]


def test_half_way_block_is_offered_until_it_is_on_the_agenda(cast: Cast, as_):
    _first, middle, last = year_make(cast.burgerschap, [9, 1, 5])
    block_add(meeting=middle, actor=cast["Iris"], title="Kringgesprek")
    assert ASKED_AGAIN in page_of(as_, middle)
    assert ASKED_AGAIN not in page_of(as_, last)
    as_("Iris").post(reverse("meetings:block_expectations", args=[middle.pk]))
    assert list(middle.blocks.values_list("title", "minutes")) == [("Kringgesprek", None), (AGAIN, 15)]
    assert ASKED_AGAIN not in page_of(as_, middle)


def test_first_meeting_gets_the_first_time_wording(cast: Cast, as_):
    first, *_others = year_make(cast.burgerschap, [9, 1, 5])
    assert ASKED_FIRST in page_of(as_, first)
    as_("Iris").post(reverse("meetings:block_expectations", args=[first.pk]))
    assert list(first.blocks.values_list("title", flat=True)) == [FIRST]
    assert ASKED_FIRST not in page_of(as_, first)
