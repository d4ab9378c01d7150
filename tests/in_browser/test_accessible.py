"""Every page in a real browser: axe on a phone and on a desk, light and dark, and what axe does not see."""

from __future__ import annotations

import pytest

from tests.in_browser.checks import moving, sticks_out, walk, with_large_text
from tests.page import Page
from tests.pages import PAGES

pytestmark = pytest.mark.browser

NARROW, WIDE = (320, 640), (1280, 900)
# Tab stops that are walked: more than any page has before its main part ends.
STEPS = 40
# A page of each kind for `make test`; `make test-slow` looks at all.
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
    "conversation no picture (other_facilitator)",
}
WRONG = [page for page in PAGES if page.posts is not None and "wrong" in page.state]
SLOW = pytest.mark.slow(reason="hundreds of pages, each looked at four times")


def cases(language: str) -> list[object]:
    """Return every page, those that are left to `make test-slow` marked."""
    return [
        pytest.param(page, language, id=f"{page}-{language}", marks=[] if few(page, language) else [SLOW])
        for page in PAGES
    ]


def few(page: Page, language: str) -> bool:
    """Return whether a page is looked at by `make test` too."""
    return language == "nl" and str(page) in FEW


@pytest.mark.parametrize(("listed", "language"), [*cases("nl"), *cases("en")])
def test_a_page_can_be_used_by_everybody(look, axe, listed: Page, language: str):
    page = look(listed, language=language, color_scheme="light" if language == "nl" else "dark")
    assert page.evaluate("document.documentElement.lang") == language
    wrong = []
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        axe(page)
        wrong += [f"at {width} px: {one}" for one in sticks_out(page)]
        wrong += [f"at {width} px, large text: {one}" for one in with_large_text(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("listed", "language"), cases("nl"))
def test_the_focus_is_always_seen(look, listed: Page, language: str):
    page = look(listed, width=NARROW[0], height=NARROW[1])
    wrong = walk(page, STEPS)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "listed", [page for page in PAGES if page.posts is not None and "wrong" in page.state], ids=str
)
@SLOW
def test_what_is_wrong_takes_the_focus(look, listed: Page):
    page = look(listed)
    assert page.evaluate("document.activeElement.matches('[data-focus-on-load]')")


@pytest.mark.parametrize("listed", [page for page in PAGES if str(page) in FEW], ids=str)
def test_nothing_moves_for_who_asked_for_less_motion(look, listed: Page):
    assert moving(look(listed, reduced_motion="reduce")) == []
