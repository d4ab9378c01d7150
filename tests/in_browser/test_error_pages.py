"""Pages that stand in the place of others, where no view of the list answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.in_browser.checks import sticks_out, with_large_text

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_while_somebody_works_on_it_the_page_can_be_used_by_everybody(open_page, axe, settings, scheme: str):
    settings.LEERWEB_MAINTENANCE = True
    page = open_page(width=320, height=640, color_scheme=scheme)
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Leerweb is er even niet")
    axe(page)
    assert not sticks_out(page)
    assert not with_large_text(page)
    settings.LEERWEB_MAINTENANCE = False
    page.get_by_role("link", name="Probeer het opnieuw").click()
    page.wait_for_url("**/login/**")
