"""Every page in a real browser: axe on a phone and a desktop, light and dark, and checks that axe does not have."""

from __future__ import annotations

import pytest

from tests.in_browser.checks import moving, sticks_out, walk, with_large_text
from tests.page import Page
from tests.pages import PAGES

pytestmark = pytest.mark.browser

NARROW, WIDE = (320, 640), (1280, 900)
# Number of times Tab is pressed: more than any page has stops before the end of its main part.
STEPS = 40
# A page of each kind for `make test`; `make test-slow` opens all.
FEW = {
    "sign-in wrong (anonymous)",
    "home filled (coordinator)",
    "network filled (facilitator)",
    "network long (long_participant)",
    "people filled (coordinator)",
    "new round wrong (coordinator)",
    "round open (coordinator)",
    "questionnaire new (anonymous)",
    "statements 1 filled (anonymous)",
    "review half (anonymous)",
    "result suppressed, to prepare (facilitator)",
    "result long (long_participant)",
    "conversation no chart (other_facilitator)",
}
SLOW = pytest.mark.slow(reason="hundreds of pages, each in both languages and at two widths")


def cases() -> list[object]:
    """Return every page in both languages; those that `make test` leaves out are marked as slow."""
    return [
        pytest.param(page, language, id=f"{page}-{language}", marks=[] if few(page, language) else [SLOW])
        for language in ("nl", "en")
        for page in PAGES
    ]


def few(page: Page, language: str) -> bool:
    """Return whether `make test` opens a page; `make test-slow` opens them all."""
    return language == "nl" and str(page) in FEW


@pytest.mark.parametrize(("listed", "language"), cases())
def test_page_is_accessible(look, axe, listed: Page, language: str):
    """English is checked in dark; the checks by keyboard depend on neither, so they are done in Dutch."""
    page = look(listed, language=language, color_scheme="light" if language == "nl" else "dark")
    assert page.evaluate("document.documentElement.lang") == language
    wrong = []
    if listed.posts is not None and "wrong" in listed.state:
        focused = page.evaluate("document.activeElement.matches('[data-focus-on-load]')")
        wrong += [] if focused else ["the summary of errors does not have the focus"]
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        axe(page)
        wrong += [f"at {width} px: {one}" for one in sticks_out(page)]
        wrong += [f"at {width} px, large text: {one}" for one in with_large_text(page)]
    if language == "nl":
        wrong += walk(page, STEPS)
        page.emulate_media(reduced_motion="reduce")
        wrong += [f"moves despite reduced motion: {one}" for one in moving(page)]
    assert not wrong, "\n".join(wrong)


def test_pages_of_the_quick_suite_are_in_the_list():
    assert {str(page) for page in PAGES} >= FEW
