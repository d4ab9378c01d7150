"""The questionnaire in practice: without scripts, in two windows, with double clicks and second thoughts."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from audit.models import AuditEntry
from mailing.models import Email
from srt.models import DraftResponse, Response, Wave
from srt.selectors.questionnaire import link_token
from srt.services.closing import wave_close
from srt.services.reminders import REMINDER_EMAIL, reminder_times, reminders_enqueue
from tests.cast import PASSWORD, Cast
from tests.srt.wave_cases import answer, invitation_of, run_jobs, wave_make
from tests.stories import steps

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NEXT = "button[name=go][value=next]:not([tabindex])"


@pytest.fixture
def wave(cast: Cast) -> Wave:
    """Create an open wave of Burgerschap."""
    return wave_make(cast)


@pytest.fixture
def link(wave: Wave, cast: Cast) -> str:
    """Return Amira's personal link."""
    return reverse("srt:questionnaire_intro", args=[link_token(invitation_of(wave, cast["Amira"]))])


def draft() -> DraftResponse:
    return DraftResponse.objects.get()


def kept(wave: Wave) -> dict[str, str]:
    """Return Amira's stored answers, by code."""
    return dict(zip(wave.instrument.definition.item_codes, draft().answers, strict=True))


def choose(page: Page, code: str, value: str) -> None:
    page.locator(f"input[name='{code}'][value='{value}']").check()


def first_codes(wave: Wave, number: int) -> list[str]:
    return list(wave.instrument.definition.item_codes[:number])


def test_questionnaire_can_be_answered_without_javascript(open_page, wave, link):
    page = open_page(javascript=False, width=320, height=640)
    page.goto(link)
    page.locator("input[name=consent]").check()
    page.locator(f"form[action='{link}'] button").click()
    for number in range(1, 6):
        page.wait_for_url(f"**{link}page/{number}/")
        for place, code in enumerate(steps.codes_on(page)):
            choose(page, code, "12345?"[(place + number) % 6])
        page.locator(NEXT).click()
    page.wait_for_url(f"**{link}review/")
    page.locator(f"form[action='{link}review/'] button").first.click()
    page.wait_for_url(f"**{link}thanks/")
    assert draft().submitted
    assert draft().consent
    assert "-" not in draft().answers
    assert draft().answers.startswith("2345?123" + "345?1")


def test_answer_can_be_cleared_without_javascript(open_page, wave, link):
    [code] = first_codes(wave, 1)
    page = open_page(javascript=False)
    page.goto(f"{link}page/1/")
    choose(page, code, "4")
    page.locator(f"button[name=clear][value='{code}']").click()
    page.wait_for_url(f"**{link}page/1/#{code}")
    assert steps.checked_on(page) == {}


def test_returning_without_javascript_leads_to_the_first_open_page(open_page, wave, link):
    page = open_page(javascript=False)
    page.goto(f"{link}page/1/")
    for code in steps.codes_on(page):
        choose(page, code, "3")
    page.locator(NEXT).click()
    page.wait_for_url(f"**{link}page/2/")
    page.locator("button[name=go][value=later]").click()
    page.wait_for_url(f"**{link}")
    elsewhere = open_page(javascript=False)
    elsewhere.goto(link)
    elsewhere.locator(f"form[action='{link}'] button").click()
    elsewhere.wait_for_url(f"**{link}page/2/")


def test_each_of_two_windows_keeps_its_answers(open_page, wave, cast, link):
    first, second, third = first_codes(wave, 3)
    answer(wave, cast["Amira"], "1" + "-" * 31, submit=False)
    one = open_page()
    one.goto(f"{link}page/1/")
    other = one.context.new_page()
    other.goto(f"{link}page/1/")
    choose(one, first, "5")
    choose(one, second, "4")
    one.locator(NEXT).click()
    one.wait_for_url("**/page/2/")
    choose(other, third, "2")
    other.locator(NEXT).click()
    other.wait_for_url("**/page/2/")
    assert [kept(wave)[code] for code in (first, second, third)] == ["5", "4", "2"]


def test_conflicting_answers_without_javascript_are_offered_as_a_choice(open_page, wave, link):
    [code] = first_codes(wave, 1)
    one = open_page(javascript=False)
    one.goto(f"{link}page/1/")
    other = one.context.new_page()
    other.goto(f"{link}page/1/")
    choose(one, code, "5")
    one.locator(NEXT).click()
    one.wait_for_url("**/page/2/")
    choose(other, code, "2")
    other.locator(NEXT).click()
    expect(other.locator(f".error-summary a[href='#{code}']")).to_be_visible()
    assert kept(wave)[code] == "5"
    assert steps.checked_on(other)[code] == "2"
    other.locator(NEXT).click()
    other.wait_for_url("**/page/2/")
    assert kept(wave)[code] == "2"


def test_continuing_during_autosave_is_not_a_conflict(open_page, wave, link):
    [code] = first_codes(wave, 1)
    page = open_page()
    held = []
    page.route("**/save/", lambda route: held.append((route, route.fetch())))
    page.goto(f"{link}page/1/")
    choose(page, code, "2")
    until = time.monotonic() + 30
    while not held and time.monotonic() < until:
        page.wait_for_timeout(50)
    [(route, response)] = held
    assert kept(wave)[code] == "2"
    choose(page, code, "3")
    page.locator(NEXT).click(no_wait_after=True)
    page.wait_for_timeout(500)
    expect(page.locator("form.questions")).to_be_visible()
    route.fulfill(response=response)
    page.wait_for_url("**/page/2/")
    assert kept(wave)[code] == "3"


def test_double_click_on_submit_submits_once(open_page, wave, cast, link):
    answer(wave, cast["Amira"], "4", submit=False)
    page = open_page()
    page.goto(f"{link}review/")
    page.locator(f"form[action='{link}review/'] button").first.dblclick()
    page.wait_for_url(f"**{link}thanks/")
    assert draft().submitted
    wave_close(wave=wave, actor=cast["Nadia"])
    assert Response.objects.count() == 1


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_late_second_click_hits_no_button(open_page, wave, cast, link, width):
    answer(wave, cast["Amira"], "4", submit=False)
    page = open_page(width=width, height=740)
    page.goto(f"{link}review/")
    send = page.locator(f"form[action='{link}review/'] button").first
    box = send.bounding_box()
    send.click()
    page.wait_for_url(f"**{link}thanks/")
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    hit = "([x, y]) => document.elementFromPoint(x, y).closest('a, button') !== null"
    assert not page.evaluate(hit, middle)


def test_double_click_on_close_closes_once(open_page, wave, cast):
    page = open_page()
    steps.sign_in(page, "nadia@example.org", PASSWORD)
    answers = []
    page.on("response", lambda response: answers.append(response.status))
    page.goto(reverse("srt:wave_close", args=[wave.programme_id, wave.pk]))
    page.locator("input[name=confirm]").check()
    page.locator("main form button.button-primary").dblclick()
    page.wait_for_load_state("networkidle")
    assert AuditEntry.objects.filter(code="srt.wave_closed").count() == 1
    assert max(answers) < 500


def test_withdrawn_answers_can_be_started_again(open_page, wave, cast, link):
    answer(wave, cast["Amira"], "4")
    page = open_page()
    page.goto(link)
    page.locator("main a[href$='/withdraw/']").first.click()
    page.locator(f"form[action='{link}withdraw/'] button").click()
    page.wait_for_url(f"**{link}")
    assert not DraftResponse.objects.exists()
    page.locator(f"form[action='{link}'] button").click()
    page.wait_for_url(f"**{link}page/1/")
    assert steps.checked_on(page) == {}


def test_decline_stops_reminders_and_stays_private(open_page, wave, cast, link, mailoutbox):
    run_jobs()
    pages = {
        "Nadia": [reverse("srt:wave", args=[wave.programme_id, wave.pk]), reverse("overview:home")],
        "Iris": [reverse("overview:network", args=[cast.burgerschap.pk]), reverse("overview:home")],
    }
    windows = {name: open_page() for name in pages}
    for name, window in windows.items():
        steps.sign_in(window, f"{name.lower()}@example.org", PASSWORD)
    before = {name: words_on(windows[name], urls) for name, urls in pages.items()}
    page = open_page()
    page.goto(link)
    page.locator(f"form[action='{link}decline/'] button[value='1']").click()
    page.wait_for_url(f"**{link}")
    expect(page.locator(f"form[action='{link}decline/'] button[value='0']")).to_be_visible()
    assert {name: words_on(windows[name], urls) for name, urls in pages.items()} == before
    mailoutbox.clear()
    remind(wave)
    run_jobs()
    reminded = {email.to[0] for email in mailoutbox}
    assert "amira@example.org" not in reminded
    assert len(reminded) == 12
    assert Email.objects.filter(email_type=REMINDER_EMAIL).count() == 13


def test_personal_link_after_closing_explains_that_the_wave_is_over(open_page, wave, cast, link):
    answer(wave, cast["Amira"], "4")
    wave_close(wave=wave, actor=cast["Nadia"])
    page = open_page(width=320, height=640)
    for path in (link, f"{link}page/1/", f"{link}review/", f"{link}withdraw/", f"{link}thanks/"):
        found = page.goto(path)
        assert found.status == 410
        expect(page.locator("main h1")).to_be_visible()
    assert steps.fits_the_width(page)


def test_page_left_open_during_closing_explains_it_and_changes_nothing(open_page, wave, cast, link):
    answer(wave, cast["Amira"], "4")
    [code] = first_codes(wave, 1)
    page = open_page(javascript=False)
    page.goto(f"{link}page/1/")
    wave_close(wave=wave, actor=cast["Nadia"])
    choose(page, code, "1")
    with page.expect_response(re.compile("/page/1/")) as post_data:
        page.locator(NEXT).click()
    assert post_data.value.status == 410
    assert Response.objects.get().answers == "4" * 32


def test_autosave_reports_that_the_wave_has_closed(open_page, wave, cast, link):
    [code] = first_codes(wave, 1)
    page = open_page()
    page.goto(f"{link}page/1/")
    wave_close(wave=wave, actor=cast["Nadia"])
    choose(page, code, "1")
    page.wait_for_selector("[data-autosave-status][data-state=stopped]")
    assert not DraftResponse.objects.exists()


def remind(wave: Wave) -> None:
    """Let the first reminder come due, as its job does."""
    first = reminder_times(wave.opened_at or wave.opens_at, wave.closes_at)[0]
    reminders_enqueue(key=f"{wave.pk}:1:{first:%Y%m%d%H%M%S}")


def words_on(page: Page, urls: list[str]) -> list[str]:
    """Return all text on these pages."""
    found = []
    for url in urls:
        page.goto(url)
        found.append(page.locator("body").inner_text())
    return found
