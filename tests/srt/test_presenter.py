"""The presenter view: when it opens, what each step shows, and what it never shows."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from srt.charts import draw_radar
from srt.charts.crop import half_of
from srt.models import Wave, WaveNetwork
from srt.services.conversation import conversation_start, reflections_write
from tests.cast import Cast
from tests.srt.chart_cases import chart
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
def present(client, cast):
    """Return `show(row, "process", name="Amira")`, which opens a step as a person."""

    def show(row: WaveNetwork, step: str = "", *, name: str = "Amira"):
        client.force_login(cast[name])
        query = {"step": step} if step else {}
        return client.get(reverse("srt:presenter", args=[row.network_id, row.wave_id]), query)

    return show


def keys(present, row: WaveNetwork) -> list[str]:
    """Follow the links from step to step and return their keys."""
    found: list[str] = []
    step = ""
    while True:
        page = present(row, step).content.decode()
        onward = re.search(r'href="\?step=([\w-]+)"[^>]*data-presenter-after', page, re.DOTALL)
        if onward is None:
            return found
        step = onward[1]
        found.append(step)


# Opening


def test_facilitator_is_asked_to_start_first(present, row):
    page = present(row, name="Iris").content.decode()
    assert "We beginnen: zet het op het digibord" in page
    assert "<svg xmlns" not in page


def test_opening_the_presenter_view_starts_nothing(present, row):
    present(row, name="Iris")
    row.refresh_from_db()
    assert row.conversation_at is None


def test_start_shows_the_chart_to_all_and_opens_the_presenter_view(client, cast, row):
    client.force_login(cast["Iris"])
    answer = client.post(reverse("srt:conversation_start", args=[row.network_id, row.wave_id]), {"to": "presenter"})
    assert answer.headers["Location"] == reverse("srt:presenter", args=[row.network_id, row.wave_id])
    row.refresh_from_db()
    assert row.conversation_at is not None


def test_participant_is_redirected_before_the_chart_is_shown(present, row):
    answer = present(row)
    assert answer.headers["Location"] == reverse("srt:result", args=[row.network_id, row.wave_id])


def test_participant_waits_for_the_start_even_on_the_promised_date(present, row):
    Wave.objects.update(shown_on=timezone.localdate())
    page = present(row).content.decode()
    assert "Als de facilitator begint" in page
    assert "We beginnen" not in page


def test_every_member_can_present_once_started(present, talking):
    assert "Waar willen jullie staan?" in present(talking, name="Amira").content.decode()


def test_open_wave_redirects_to_the_result(cast, present):
    row = row_of(wave_make(cast, study_year=year_make(cast, 1)), cast.burgerschap)
    assert present(row).status_code == 302


def test_presenter_view_is_404_for_outsiders(present, talking):
    assert present(talking, name="Otto").status_code == 404


def test_presenter_view_is_403_for_coordinators(present, talking):
    assert present(talking, name="Nadia").status_code == 403


def test_presenter_view_rejects_post(client, cast, talking):
    client.force_login(cast["Amira"])
    assert client.post(reverse("srt:presenter", args=[talking.network_id, talking.wave_id])).status_code == 405


@pytest.mark.parametrize("step", ["nowhere", "about-", "about-p01", "\x00", "9" * 400])
def test_unknown_step_is_404(present, talking, step):
    assert present(talking, step).status_code == 404


# Steps


def test_steps_follow_the_running_order(present, talking):
    assert keys(present, talking) == [
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


def test_first_step_shows_only_a_question(present, talking):
    page = present(talking).content.decode()
    assert "<svg xmlns" not in page
    assert "presenter-value" not in page


def test_half_step_shows_only_that_half(present, talking):
    page = present(talking, "process").content.decode()
    assert "Praktijkintegratie" in page
    assert page.count('class="presenter-value"') == 3
    [window] = re.findall(r'<svg xmlns[^>]*viewBox="([^"]+)"', page)
    assert float(window.split()[0]) > 200


def test_suppressed_dimension_is_explained(cast, present):
    wave = wave_make(cast, study_year=year_make(cast, 1))
    for number, name in enumerate(THIRTEEN[:11]):
        answer(wave, cast[name], answers_of(number) if number < 4 else answers_of(number)[:-3] + "???")
    row = row_of(close_and_score(wave, cast), cast.burgerschap)
    conversation_start(wave_network=row, actor=cast["Iris"])
    assert "laten we niet zien" in present(row, "product").content.decode()
    assert "te weinig antwoorden" in present(row, "about-reframed_value").content.decode()
    assert "te weinig antwoorden" not in present(row, "about-potential_value").content.decode()


def test_presenter_view_has_no_names_and_no_menu(present, talking):
    for step in ("", "process", "whole", "choose", "about-applied_value", "words"):
        page = present(talking, step, name="Iris").content.decode()
        assert "Iris" not in page
        assert "site-header" not in page
        assert "<footer" not in page


def test_network_without_a_chart_gets_steps_with_reflections(cast, present):
    row = row_of(closed_wave(cast, THIRTEEN[:4], study_year=year_make(cast, 1)), cast.burgerschap)
    conversation_start(wave_network=row, actor=cast["Iris"])
    reflections_write(wave_network=row, reflections={"applied_value": ("We proberen klein.", "")}, actor=cast["Iris"])
    assert "op de kaarten" in present(row).content.decode()
    assert keys(present, row)[:3] == ["process", "product", "choose"]
    assert "We proberen klein." in present(row, "about-applied_value").content.decode()


def test_only_facilitators_see_the_link_to_the_statement(present, talking):
    address = reverse("srt:statement", args=[talking.network_id, talking.wave_id])
    assert address in present(talking, "words", name="Iris").content.decode()
    assert address not in present(talking, "words", name="Amira").content.decode()


# One half of a chart


def test_half_of_crops_each_half_without_the_key():
    svg = draw_radar(chart())
    whole = [float(part) for part in re.findall(r'viewBox="([^"]+)"', svg)[0].split()]
    for side, left in (("process", 258.0), ("product", 0.0)):
        window = [float(part) for part in re.findall(r'viewBox="([^"]+)"', half_of(svg, side))[0].split()]  # type: ignore[arg-type]
        assert window[:3] == [left, 0.0, 282.0]
        assert window[3] < whole[3] - 30


def test_half_of_leaves_an_empty_string_unchanged():
    assert half_of("", "process") == ""
