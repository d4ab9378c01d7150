"""The questionnaire as people use it: without scripts, in two windows, with impatient fingers and second thoughts."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from audit.models import AuditEntry
from mailing.models import Letter
from srt.models import AnswerSheet, Response, Wave
from srt.selectors.questionnaire import link_token
from srt.services.closing import wave_close
from srt.services.reminders import REMINDER_LETTER, reminder_times, reminders_write
from tests.cast import PASSWORD, Cast
from tests.srt.wave_cases import answer, invitation_of, run_jobs, wave_make
from tests.stories import steps

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NEXT = "button[name=go][value=next]:not([tabindex])"


@pytest.fixture
def wave(cast: Cast) -> Wave:
    """An open wave of Burgerschap."""
    return wave_make(cast)


@pytest.fixture
def link(wave: Wave, cast: Cast) -> str:
    """Amira's own link."""
    return reverse("srt:questionnaire", args=[link_token(invitation_of(wave, cast["Amira"]))])


def sheet() -> AnswerSheet:
    return AnswerSheet.objects.get()


def kept(wave: Wave) -> dict[str, str]:
    """What is kept of Amira's answers, by code."""
    return dict(zip(wave.instrument.definition.item_codes, sheet().answers, strict=True))


def choose(page: Page, code: str, value: str) -> None:
    page.locator(f"input[name='{code}'][value='{value}']").check()


def first_codes(wave: Wave, number: int) -> list[str]:
    return list(wave.instrument.definition.item_codes[:number])


def test_everything_can_be_answered_without_javascript(open_page, wave, link):
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
    assert sheet().submitted
    assert sheet().consent
    assert "-" not in sheet().answers
    assert sheet().answers.startswith("2345?123" + "345?1")


def test_an_answer_can_be_cleared_without_javascript(open_page, wave, link):
    [code] = first_codes(wave, 1)
    page = open_page(javascript=False)
    page.goto(f"{link}page/1/")
    choose(page, code, "4")
    page.locator(f"button[name=clear][value='{code}']").click()
    page.wait_for_url(f"**{link}page/1/#{code}")
    assert steps.checked_on(page) == {}


def test_without_javascript_going_on_later_leads_back_to_the_first_open_page(open_page, wave, link):
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


def test_with_two_windows_each_keeps_what_was_answered_in_it(open_page, wave, cast, link):
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


def test_two_different_answers_in_two_windows_without_javascript_are_shown_and_chosen_from(open_page, wave, link):
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


def test_who_goes_on_while_an_answer_is_on_its_way_does_not_meet_it_as_somebody_elses(open_page, wave, link):
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


def test_a_double_click_on_sending_sends_once(open_page, wave, cast, link):
    answer(wave, cast["Amira"], "4", submit=False)
    page = open_page()
    page.goto(f"{link}review/")
    page.locator(f"form[action='{link}review/'] button").first.dblclick()
    page.wait_for_url(f"**{link}thanks/")
    assert sheet().submitted
    wave_close(wave=wave, actor=cast["Nadia"])
    assert Response.objects.count() == 1


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_a_second_click_that_is_late_lands_on_nothing(open_page, wave, cast, link, width):
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


def test_a_double_click_on_closing_closes_once_and_breaks_nothing(open_page, wave, cast):
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


def test_who_takes_answers_back_can_begin_again(open_page, wave, cast, link):
    answer(wave, cast["Amira"], "4")
    page = open_page()
    page.goto(link)
    page.locator("main a[href$='/withdraw/']").first.click()
    page.locator(f"form[action='{link}withdraw/'] button").click()
    page.wait_for_url(f"**{link}")
    assert not AnswerSheet.objects.exists()
    page.locator(f"form[action='{link}'] button").click()
    page.wait_for_url(f"**{link}page/1/")
    assert steps.checked_on(page) == {}


def test_who_says_no_gets_no_reminder_and_nobody_sees_it(open_page, wave, cast, link, mailoutbox):
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
    reminded = {letter.to[0] for letter in mailoutbox}
    assert "amira@example.org" not in reminded
    assert len(reminded) == 12
    assert Letter.objects.filter(kind=REMINDER_LETTER).count() == 13


def test_the_own_link_after_closing_says_that_nothing_is_left(open_page, wave, cast, link):
    answer(wave, cast["Amira"], "4")
    wave_close(wave=wave, actor=cast["Nadia"])
    page = open_page(width=320, height=640)
    for path in (link, f"{link}page/1/", f"{link}review/", f"{link}withdraw/", f"{link}thanks/"):
        found = page.goto(path)
        assert found.status == 410
        expect(page.locator("main h1")).to_be_visible()
    assert steps.fits_the_width(page)


def test_a_page_that_was_open_while_the_wave_closed_says_so_and_changes_nothing(open_page, wave, cast, link):
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


def test_autosave_says_that_the_wave_has_closed(open_page, wave, cast, link):
    [code] = first_codes(wave, 1)
    page = open_page()
    page.goto(f"{link}page/1/")
    wave_close(wave=wave, actor=cast["Nadia"])
    choose(page, code, "1")
    page.wait_for_selector("[data-autosave-status][data-state=stopped]")
    assert not AnswerSheet.objects.exists()


def remind(wave: Wave) -> None:
    """Let the first reminder come, as its job does."""
    first = reminder_times(wave.opened_at or wave.opens_at, wave.closes_at)[0]
    reminders_write(key=f"{wave.pk}:1:{first:%Y%m%d%H%M%S}")


def words_on(page: Page, urls: list[str]) -> list[str]:
    """Everything that can be read on these pages."""
    found = []
    for url in urls:
        page.goto(url)
        found.append(page.locator("body").inner_text())
    return found
