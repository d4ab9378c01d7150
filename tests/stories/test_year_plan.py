"""A facilitator plans a year: from nothing to a published year of 8 + 4 meetings, in at most 15 clicks and fields."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import Meeting
from meetings.services.calendar import programme_calendar_set
from networks.models import StudyYear
from networks.services.programme import study_year_add
from tests.cast import PASSWORD, Cast
from tests.stories.hand import Hand
from tests.stories.steps import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow("a story in the browser; the whole story and the questionnaire are told every time"),
]

MOST = 15


@pytest.fixture
def year(cast: Cast) -> StudyYear:
    """Create the coming study year, in region Midden: all of it is in the future whenever this test runs."""
    programme_calendar_set(programme=cast.werkplaats, actor=cast["Nadia"], region="midden", zone="Europe/Amsterdam")
    cast.year.delete()
    return study_year_add(programme=cast.werkplaats, actor=cast["Nadia"], first_year=cast.year.first_year + 1)


def modes(state: str) -> list[str]:
    return sorted(Meeting.objects.filter(state=state).values_list("mode", flat=True))


def test_year_of_eight_and_four_takes_fifteen_acts_without_scripts(open_page, cast: Cast, year: StudyYear):
    page = open_page(width=375, height=740, javascript=False)
    sign_in(page, "iris@example.org", PASSWORD)
    page.goto(reverse("meetings:meetings", args=[cast.burgerschap.pk]))
    hand = Hand(page)

    hand.click(page.locator("a[href*='pattern=iselinge']"))
    hand.fill(page.locator("input[name=place]"), "De Rank, lokaal 4")
    hand.click(page.locator("button[name=save]"))
    assert modes("draft") == ["on_site"] * 8 + ["online"] * 4
    draft = Meeting.objects.filter(on_date__isnull=False).order_by("on_date")[3]
    hand.click(page.locator(f"#meeting-{draft.pk} button[value='1']"))
    assert Meeting.objects.get(pk=draft.pk).last_day > draft.last_day
    hand.click(page.locator("a.button-primary[href$='/publish/']"))
    hand.click(page.locator("main form[action$='/publish/'] button"))
    assert modes("published") == ["on_site"] * 8 + ["online"] * 4

    # Everything is there on a phone, and nothing is wider than its screen.
    expect(page.locator(".plan-line")).to_have_count(12)
    expect(page.locator(".year-calendar .year-mark:not(.year-mark-online)")).to_have_count(8)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375

    first = Meeting.objects.filter(on_date__isnull=False).order_by("on_date")[0]
    moved_to = first.last_day + timedelta(days=1)
    hand.click(page.locator(f"#meeting-{first.pk} a[href$='/change/']"))
    hand.fill(page.locator("input[name=on_date]"), moved_to.isoformat())
    hand.click(page.locator("main form button.button-primary"))
    first.refresh_from_db()
    assert (first.on_date, first.sequence) == (moved_to, 1)

    page.goto(reverse("meetings:year", args=[cast.burgerschap.pk, year.pk]))
    hand.click(page.locator(f"#meeting-{first.pk} a[href$='/cancel/']"))
    hand.click(page.locator("main form[action$='/cancel/'] button"))
    first.refresh_from_db()
    assert first.state == "cancelled"
    assert modes("published") == ["on_site"] * 7 + ["online"] * 4
    assert hand.acts <= MOST
