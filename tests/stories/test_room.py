"""Filling in together: a code on the screen, an address entered, a personal link by email."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from mailing.models import Email
from srt.models import DraftResponse
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
    """Return the join link of Burgerschap while a wave is open there, with its emails sent."""
    wave = wave_make(cast)
    run_jobs()
    mailoutbox.clear()
    screen = open_page()
    steps.sign_in(screen, "iris@example.org", PASSWORD)
    screen.goto(reverse("srt:join_code", args=[cast.burgerschap.pk, wave.pk]))
    expect(screen.locator(".join-code svg")).to_be_visible()
    return str(screen.locator("#join-link").input_value())


def ask(page: Any, room_link: str, address: str) -> str:
    """Enter an address on the join page; return the text that the page then shows."""
    page.goto(room_link)
    page.fill("input[name=email]", address)
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**?sent")
    return str(page.locator("main").inner_text())


def test_participants_get_their_links_and_answer_on_their_phones(open_page, room_link, cast, mailoutbox):
    phone = open_page(width=320, height=640)
    ask(phone, room_link, "Amira@Example.org")
    assert steps.fits_the_width(phone)
    run_jobs()
    [email] = mailoutbox
    assert email.to == ["amira@example.org"]
    found = re.search(r"https?://[^/\s]+(/q/\S+)", email.body)
    assert found is not None
    link = found[1]
    phone.goto(link)
    phone.locator(f"form[action='{link}'] button").click()
    phone.wait_for_url(f"**{link}page/1/")
    [first, *_rest] = steps.codes_on(phone)
    phone.locator(f"input[name='{first}'][value='4']").check()
    steps.wait_until_saved(phone)
    assert DraftResponse.objects.get().invitation.person == cast["Amira"]


def test_join_page_answers_every_address_the_same(open_page, room_link, mailoutbox):
    said = {
        address: ask(open_page(javascript=False), room_link, address)
        for address in ("amira@example.org", "otto@example.org", "niemand@elders.example")
    }
    assert len(set(said.values())) == 1
    run_jobs()
    assert [email.to for email in mailoutbox] == [["amira@example.org"]]


def test_fourth_email_within_ten_minutes_is_not_sent_and_not_mentioned(open_page, room_link, mailoutbox):
    page = open_page()
    said = {ask(page, room_link, "amira@example.org") for _time in range(4)}
    run_jobs()
    assert len(mailoutbox) == 3
    assert len(said) == 1


def test_invalid_address_gets_a_message_at_the_field(open_page, room_link):
    page = open_page()
    page.goto(room_link)
    page.fill("input[name=email]", "amira@")
    page.locator("main form button.button-primary").click()
    expect(page.locator(".error-summary")).to_be_focused()


def test_join_page_is_closed_after_closing(open_page, room_link, cast):
    wave_close(wave=cast.werkplaats.waves.get(), actor=cast["Nadia"])
    answer = open_page().goto(room_link)
    assert answer.status == 410
    assert not Email.objects.filter(email_type="srt.join_link").exists()
