"""A facilitator plans a year: from nothing to a published year of 8 + 4 meetings, in at most 15 clicks and fields."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from meetings.models import Meeting
from meetings.services.calendar import programme_calendar_set
from networks.models import StudyYear
from networks.services.programme import study_year_add
from tests.cast import PASSWORD, Cast
from tests.stories.steps import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow("a story in the browser; the whole story and the questionnaire are told every time"),
]

MOST = 15


class Hand:
    """What somebody does on a page, counted: every click, and every field that is filled in."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, selector: str) -> None:
        """Click on the first thing that fits, and wait for the page that follows."""
        self.count += 1
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def fill(self, selector: str, value: str) -> None:
        """Fill in a field."""
        self.count += 1
        self.page.fill(selector, value)


@pytest.fixture
def year(cast: Cast) -> StudyYear:
    """The coming study year, in region Midden: whenever this test runs, all of it is to come."""
    programme_calendar_set(programme=cast.werkplaats, actor=cast["Nadia"], region="midden", zone="Europe/Amsterdam")
    cast.year.delete()
    return study_year_add(programme=cast.werkplaats, actor=cast["Nadia"], first_year=cast.year.first_year + 1)


def modes(state: str) -> list[str]:
    return sorted(Meeting.objects.filter(state=state).values_list("mode", flat=True))


def test_a_year_of_eight_and_four_in_fifteen_clicks_and_fields_without_scripts(open_page, cast: Cast, year: StudyYear):
    page = open_page(width=375, height=740, javascript=False)
    sign_in(page, "iris@example.org", PASSWORD)
    page.goto(reverse("meetings:meetings", args=[cast.burgerschap.pk]))
    hand = Hand(page)

    hand.click("a[href*='pattern=iselinge']")
    hand.fill("input[name=place]", "De Rank, lokaal 4")
    hand.click("button[name=keep]")
    assert modes("draft") == ["on_site"] * 8 + ["online"] * 4
    draft = Meeting.objects.filter(on_date__isnull=False).order_by("on_date")[3]
    hand.click(f"#meeting-{draft.pk} button[value='1']")
    assert Meeting.objects.get(pk=draft.pk).last_day > draft.last_day
    hand.click("a.button-primary[href$='/publish/']")
    hand.click("main form[action$='/publish/'] button")
    assert modes("published") == ["on_site"] * 8 + ["online"] * 4

    # It is all there on a telephone, and nothing sticks out of it.
    assert page.locator(".plan-line").count() == 12
    assert page.locator(".year-calendar .year-mark:not(.year-mark-online)").count() == 8
    assert page.evaluate("document.documentElement.scrollWidth") <= 375

    first = Meeting.objects.filter(on_date__isnull=False).order_by("on_date")[0]
    moved_to = first.last_day + timedelta(days=1)
    hand.click(f"#meeting-{first.pk} a[href$='/change/']")
    hand.fill("input[name=on_date]", moved_to.isoformat())
    hand.click("main form button.button-primary")
    first.refresh_from_db()
    assert (first.on_date, first.sequence) == (moved_to, 1)

    page.goto(reverse("meetings:year", args=[cast.burgerschap.pk, year.pk]))
    hand.click(f"#meeting-{first.pk} a[href$='/cancel/']")
    hand.click("main form[action$='/cancel/'] button")
    first.refresh_from_db()
    assert first.state == "cancelled"
    assert modes("published") == ["on_site"] * 7 + ["online"] * 4
    assert hand.count <= MOST
