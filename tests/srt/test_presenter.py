"""The conversation on a screen in the room: when it opens, what stands on it, step by step, and what never does."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from srt.charts import draw_radar
from srt.charts.crop import half_of
from srt.models import Wave, WaveNetwork
from srt.services.conversation import conversation_start, reflections_write
from tests.cast import Cast
from tests.srt.chart_cases import picture
from tests.srt.wave_cases import (
    THIRTEEN,
    ClosedWaveWorld,
    answer,
    answers_of,
    close_and_score,
    closed_wave,
    row_of,
    wave_make,
)
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def cast(closed_wave_world: ClosedWaveWorld) -> Cast:
    return closed_wave_world.cast


@pytest.fixture
def row(closed_wave_world: ClosedWaveWorld) -> WaveNetwork:
    return closed_wave_world.row


@pytest.fixture
def talking(cast, row) -> WaveNetwork:
    return conversation_start(wave_network=row, actor=cast["Iris"])


@pytest.fixture
def screen(client, cast):
    """`screen(row, "process", name="Amira")`: the page of a step for somebody."""

    def show(row: WaveNetwork, step: str = "", *, name: str = "Amira"):
        client.force_login(cast[name])
        query = {"step": step} if step else {}
        return client.get(reverse("srt:presenter", args=[row.network_id, row.wave_id]), query)

    return show


def keys(screen, row: WaveNetwork) -> list[str]:
    """Go on from step to step and return their keys."""
    found: list[str] = []
    step = ""
    while True:
        page = screen(row, step).content.decode()
        onward = re.search(r'href="\?step=([\w-]+)"[^>]*data-presenter-after', page, re.DOTALL)
        if onward is None:
            return found
        step = onward[1]
        found.append(step)


# When it opens


def test_the_facilitator_is_asked_to_begin_before_anything_is_on_the_screen(screen, row):
    page = screen(row, name="Iris").content.decode()
    assert "We beginnen: zet het op het digibord" in page
    assert "<svg xmlns" not in page


def test_opening_the_screen_starts_nothing(screen, row):
    screen(row, name="Iris")
    row.refresh_from_db()
    assert row.conversation_at is None


def test_beginning_shows_everyone_the_picture_and_goes_on_to_the_screen(client, cast, row):
    client.force_login(cast["Iris"])
    answer = client.post(reverse("srt:conversation_start", args=[row.network_id, row.wave_id]), {"to": "presenter"})
    assert answer.headers["Location"] == reverse("srt:presenter", args=[row.network_id, row.wave_id])
    row.refresh_from_db()
    assert row.conversation_at is not None


def test_a_participant_is_led_to_the_result_before_the_picture_is_shown(screen, row):
    answer = screen(row)
    assert answer.headers["Location"] == reverse("srt:result", args=[row.network_id, row.wave_id])


def test_on_the_named_date_a_participant_still_waits_for_the_facilitator_to_begin(screen, row):
    Wave.objects.update(shown_on=timezone.localdate())
    page = screen(row).content.decode()
    assert "Als de facilitator begint" in page
    assert "We beginnen" not in page


def test_once_begun_everyone_in_the_network_can_hold_the_clicker(screen, talking):
    assert "Waar willen jullie staan?" in screen(talking, name="Amira").content.decode()


def test_a_round_that_is_open_leads_to_the_result(cast, screen):
    row = row_of(wave_make(cast, study_year=year_make(cast, 1)), cast.burgerschap)
    assert screen(row).status_code == 302


def test_an_outsider_finds_nothing(screen, talking):
    assert screen(talking, name="Otto").status_code == 404


def test_a_coordinator_is_refused_with_a_reason(screen, talking):
    assert screen(talking, name="Nadia").status_code == 403


def test_it_cannot_be_posted_to(client, cast, talking):
    client.force_login(cast["Amira"])
    assert client.post(reverse("srt:presenter", args=[talking.network_id, talking.wave_id])).status_code == 405


@pytest.mark.parametrize("step", ["nowhere", "about-", "about-p01", "\x00", "9" * 400])
def test_a_step_that_there_is_not_does_not_exist(screen, talking, step):
    assert screen(talking, step).status_code == 404


# What stands on it


def test_the_steps_follow_the_running_order(screen, talking):
    assert keys(screen, talking) == [
        "process",
        "product",
        "whole",
        "choose",
        "about-practice_integration",
        "about-long_term_goals",
        "about-identity_equality",
        "about-immediate_value",
        "about-potential_value",
        "about-applied_value",
        "about-realised_value",
        "about-reframed_value",
        "one-thing",
        "words",
    ]


def test_first_there_is_only_a_question(screen, talking):
    page = screen(talking).content.decode()
    assert "<svg xmlns" not in page
    assert "presenter-value" not in page


def test_one_half_says_nothing_of_the_other(screen, talking):
    page = screen(talking, "process").content.decode()
    assert "Praktijkintegratie" in page
    assert page.count('class="presenter-value"') == 3
    [window] = re.findall(r'<svg xmlns[^>]*viewBox="([^"]+)"', page)
    assert float(window.split()[0]) > 200


def test_a_suppressed_dimension_is_said_in_words(cast, screen):
    wave = wave_make(cast, study_year=year_make(cast, 1))
    for number, name in enumerate(THIRTEEN[:11]):
        answer(wave, cast[name], answers_of(number) if number < 4 else answers_of(number)[:-3] + "???")
    row = row_of(close_and_score(wave, cast), cast.burgerschap)
    conversation_start(wave_network=row, actor=cast["Iris"])
    assert "laten we niet zien" in screen(row, "product").content.decode()
    assert "te weinig antwoorden" in screen(row, "about-reframed_value").content.decode()
    assert "te weinig antwoorden" not in screen(row, "about-potential_value").content.decode()


def test_nobody_is_named_and_there_is_no_menu(screen, talking):
    for step in ("", "process", "whole", "choose", "about-applied_value", "words"):
        page = screen(talking, step, name="Iris").content.decode()
        assert "Iris" not in page
        assert "site-header" not in page
        assert "<footer" not in page


def test_a_network_without_a_picture_talks_over_the_cards(cast, screen):
    row = row_of(closed_wave(cast, THIRTEEN[:4], study_year=year_make(cast, 1)), cast.burgerschap)
    conversation_start(wave_network=row, actor=cast["Iris"])
    reflections_write(wave_network=row, reflections={"applied_value": ("We proberen klein.", "")}, actor=cast["Iris"])
    assert "op de kaarten" in screen(row).content.decode()
    assert keys(screen, row)[:3] == ["process", "product", "choose"]
    assert "We proberen klein." in screen(row, "about-applied_value").content.decode()


def test_only_who_writes_the_words_finds_where_to_write_them(screen, talking):
    address = reverse("srt:statement", args=[talking.network_id, talking.wave_id])
    assert address in screen(talking, "words", name="Iris").content.decode()
    assert address not in screen(talking, "words", name="Amira").content.decode()


# One half of a picture


def test_each_half_is_seen_through_a_window_of_its_own_without_the_key():
    svg = draw_radar(picture())
    whole = [float(part) for part in re.findall(r'viewBox="([^"]+)"', svg)[0].split()]
    for side, left in (("process", 258.0), ("product", 0.0)):
        window = [float(part) for part in re.findall(r'viewBox="([^"]+)"', half_of(svg, side))[0].split()]  # type: ignore[arg-type]
        assert window[:3] == [left, 0.0, 282.0]
        assert window[3] < whole[3] - 30


def test_a_picture_that_is_still_being_drawn_stays_empty():
    assert half_of("", "process") == ""
