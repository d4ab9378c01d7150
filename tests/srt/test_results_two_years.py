"""Last year on the result page, shown only to readers who may see that year's chart."""

import pytest
from django.test import Client
from django.urls import reverse

from srt.models import ReleasedCell, WaveNetwork
from srt.services.conversation import conversation_start, statement_write
from tests.cast import Cast
from tests.srt.wave_cases import THIRTEEN, ClosedWaveWorld, closed_wave, row_of
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

OUTLINE = "chart-series-earlier"
CHANGE = "Met twaalf mensen is hier geen duidelijke verandering te zien."


@pytest.fixture
def cast(closed_wave_world: ClosedWaveWorld) -> Cast:
    return closed_wave_world.cast


@pytest.fixture
def row(closed_wave_world: ClosedWaveWorld) -> WaveNetwork:
    """Return this year's row, discussed and with a statement."""
    row = closed_wave_world.row
    talk(row, closed_wave_world.cast, "We durven elkaar meer te vragen.")
    return row


@pytest.fixture
def before(cast: Cast, row: WaveNetwork) -> WaveNetwork:
    """Return last year's row, which only the facilitator has seen."""
    before = row_of(closed_wave(cast, THIRTEEN, study_year=year_make(cast, 1)), cast.burgerschap)
    # Set the comparison by hand, because last year was scored after this year.
    ReleasedCell.objects.filter(release__wave_network=row, shown=True).update(change="no_clear_change")
    return before


def talk(row: WaveNetwork, cast: Cast, words: str = "") -> None:
    conversation_start(wave_network=row, actor=cast["Iris"])
    if words:
        statement_write(wave_network=row, statement=words, actor=cast["Iris"])


def seen(cast: Cast, name: str, row: WaveNetwork, route: str = "srt:result") -> tuple[bool, bool]:
    """Return whether a person sees last year's outline, and whether they see a sentence about the change."""
    client = Client()
    client.force_login(cast[name])
    page = client.get(reverse(route, args=[row.network_id, row.wave_id])).content.decode()
    assert "chart-series" in page
    return OUTLINE in page, CHANGE in page


def test_facilitator_sees_both_years_at_once(cast: Cast, row: WaveNetwork, before: WaveNetwork):
    assert seen(cast, "Iris", row) == (True, True)


def test_participant_sees_last_year_once_it_was_discussed(cast: Cast, row: WaveNetwork, before: WaveNetwork):
    assert seen(cast, "Amira", row) == (False, False)
    talk(before, cast)
    assert seen(cast, "Amira", row) == (True, True)


def test_coordinator_sees_last_year_with_its_statement(cast: Cast, row: WaveNetwork, before: WaveNetwork):
    talk(before, cast)
    assert seen(cast, "Nadia", row) == (False, False)
    assert seen(cast, "Amira", row, "srt:result_for_coordinator") == (False, False)
    statement_write(wave_network=before, statement="We leerden elkaar kennen.", actor=cast["Iris"])
    assert seen(cast, "Nadia", row) == (True, True)
