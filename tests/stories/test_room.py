"""Filling in together: a code on the screen, an address typed, the own link in the mail."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from mailing.models import Letter
from srt.models import AnswerSheet
from srt.services.closing import wave_close
from tests.cast import PASSWORD, Cast
from tests.srt.wave_cases import run_jobs, wave_make
from tests.stories import steps

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow("a story in the browser; the whole story and the questionnaire are told every time"),
]


@pytest.fixture
def room_link(cast: Cast, open_page: Any, mailoutbox: Any) -> str:
    """The link on the screen of Burgerschap, while a wave is open there and its letters are out."""
    wave = wave_make(cast)
    run_jobs()
    mailoutbox.clear()
    screen = open_page()
    steps.sign_in(screen, "iris@example.org", PASSWORD)
    screen.goto(reverse("srt:room", args=[cast.burgerschap.pk, wave.pk]))
    expect(screen.locator(".room-code svg")).to_be_visible()
    return str(screen.locator("#room-link").input_value())


def ask(page: Any, room_link: str, address: str) -> str:
    """Type an address on the page of the room; return what the page then says."""
    page.goto(room_link)
    page.fill("input[name=email]", address)
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**?sent")
    return str(page.locator("main").inner_text())


def test_in_the_room_everyone_gets_the_own_link_and_answers_on_the_own_phone(open_page, room_link, cast, mailoutbox):
    phone = open_page(width=320, height=640)
    ask(phone, room_link, "Amira@Example.org")
    assert steps.fits_the_width(phone)
    run_jobs()
    [letter] = mailoutbox
    assert letter.to == ["amira@example.org"]
    found = re.search(r"https?://[^/\s]+(/q/\S+)", letter.body)
    assert found is not None
    link = found[1]
    phone.goto(link)
    phone.locator(f"form[action='{link}'] button").click()
    phone.wait_for_url(f"**{link}page/1/")
    [first, *_rest] = steps.codes_on(phone)
    phone.locator(f"input[name='{first}'][value='4']").check()
    steps.wait_until_saved(phone)
    assert AnswerSheet.objects.get().invitation.person == cast["Amira"]


def test_the_page_says_the_same_to_every_address(open_page, room_link, mailoutbox):
    said = {
        address: ask(open_page(javascript=False), room_link, address)
        for address in ("amira@example.org", "otto@example.org", "niemand@elders.example")
    }
    assert len(set(said.values())) == 1
    run_jobs()
    assert [letter.to for letter in mailoutbox] == [["amira@example.org"]]


def test_a_fourth_letter_within_ten_minutes_is_not_sent_and_the_page_does_not_tell(open_page, room_link, mailoutbox):
    page = open_page()
    said = {ask(page, room_link, "amira@example.org") for _time in range(4)}
    run_jobs()
    assert len(mailoutbox) == 3
    assert len(said) == 1


def test_a_bad_address_gets_words_at_the_field(open_page, room_link):
    page = open_page()
    page.goto(room_link)
    page.fill("input[name=email]", "amira@")
    page.locator("main form button.button-primary").click()
    expect(page.locator(".error-summary")).to_be_focused()


def test_after_closing_the_room_is_closed(open_page, room_link, cast):
    wave_close(wave=cast.werkplaats.waves.get(), actor=cast["Nadia"])
    answer = open_page().goto(room_link)
    assert answer.status == 410
    assert not Letter.objects.filter(kind="srt.room_link").exists()
