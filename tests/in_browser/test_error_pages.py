"""Pages shown instead of a view."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.in_browser.checks import sticks_out, with_large_text

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_maintenance_page_is_accessible(open_page, axe, settings, scheme: str):
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
