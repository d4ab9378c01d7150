"""The presenter view of the conversation: keys and clicker, with and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.cast import PASSWORD, Cast
from tests.srt.wave_cases import THIRTEEN, closed_wave
from tests.stories import steps

pytestmark = pytest.mark.browser


@pytest.fixture
def begin(cast: Cast) -> Any:
    """Return `begin(page)`: sign in as the facilitator of a network with a chart and open the presenter view."""
    wave = closed_wave(cast, THIRTEEN)

    def act(page: Any) -> None:
        steps.sign_in(page, "iris@example.org", PASSWORD)
        page.goto(reverse("srt:presenter", args=[cast.burgerschap.pk, wave.pk]))
        page.get_by_role("button", name="We beginnen: zet het op het digibord").click()
        page.locator("#presenter h1").wait_for()
        page.wait_for_load_state()  # the keys work from here on

    return act


def press(page: Any, key: str, expected: str) -> None:
    """Press a key and wait for the heading that it leads to."""
    page.keyboard.press(key)
    page.locator("#presenter h1", has_text=expected).wait_for()


def test_keys_and_clicker_lead_through_the_conversation(open_page, begin, axe):
    page = open_page(width=1280, height=720)
    begin(page)
    press(page, "PageDown", "Hoe jullie samenwerken")
    axe(page)
    press(page, "ArrowRight", "Wat het jullie brengt")
    press(page, " ", "Wat herken je?")
    press(page, "PageUp", "Wat het jullie brengt")
    press(page, "ArrowLeft", "Hoe jullie samenwerken")
    page.locator("#presenter:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator("h1", has_text="Zo zien jullie het nu").wait_for()


def test_every_step_fits_on_a_projector(open_page, begin):
    page = open_page(width=1280, height=720)
    begin(page)
    for number in range(1, 16):
        page.locator(".presenter-count", has_text=f"{number} van 15").wait_for()
        heights = page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
        assert heights[0] <= heights[1], page.url
        page.keyboard.press("ArrowRight")


def test_links_lead_on_and_back_without_javascript(open_page, begin):
    page = open_page(javascript=False)
    begin(page)
    page.get_by_role("link", name="Verder", exact=True).click()
    expect(page.locator("#presenter h1")).to_have_text("Hoe jullie samenwerken")
    page.get_by_role("link", name="Terug", exact=True).click()
    expect(page.locator("#presenter h1")).to_have_text("Waar willen jullie staan?")
