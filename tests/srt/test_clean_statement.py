"""A network statement with characters that nobody can see, on pages and in files."""

import io

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from srt.models import WaveNetwork
from srt.services.conversation import conversation_start, reflections_write, statement_write
from tests.srt.wave_cases import ClosedWaveWorld

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

DIRTY = "We \u202edurven\u200b\n\nmeer\x01 te\ufffe vragen."
CLEAN = "We durven meer te vragen."


@pytest.fixture
def row(closed_wave_world: ClosedWaveWorld) -> WaveNetwork:
    conversation_start(wave_network=closed_wave_world.row, actor=closed_wave_world.cast["Iris"])
    return closed_wave_world.row


@pytest.fixture
def iris(closed_wave_world: ClosedWaveWorld):
    return closed_wave_world.cast["Iris"]


def test_statement_and_reflections_are_stored_clean(row, iris):
    written = statement_write(wave_network=row, statement=DIRTY, actor=iris)
    assert written.statement == CLEAN
    reflections_write(
        wave_network=row,
        reflections={row.wave.instrument.definition.dimensions[0].code: (DIRTY, DIRTY)},
        actor=iris,
    )
    reflection = row.reflections.get()
    assert (reflection.here_we_are, reflection.here_we_want) == (CLEAN, CLEAN)


@pytest.mark.parametrize("nothing", ["\u200b", "\u0301", "\U0001d159", "\u202e\u202c", "\ue000"], ids=ascii)
def test_statement_that_nobody_can_see_is_none(client, row, iris, nothing):
    client.force_login(iris)
    client.post(reverse("srt:statement", args=[row.network_id, row.wave_id]), {"words": nothing})
    assert WaveNetwork.objects.get(pk=row.pk).statement == ""
    statement_write(wave_network=row, statement=nothing, actor=iris)
    stored = WaveNetwork.objects.get(pk=row.pk)
    assert (stored.statement, stored.statement_at) == ("", None)


def test_old_statement_leaves_table_and_page_readable(client, row, iris):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE srt_wavenetwork SET statement = %s WHERE id = %s", ["Wij\x01\ufffe durven", row.pk])
    client.force_login(iris)
    content = client.get(reverse("srt:result_table_download", args=[row.network_id, row.wave_id])).content
    texts = [str(cell.value) for line in load_workbook(io.BytesIO(content)).active for cell in line]
    assert any("“Wij durven”" in text for text in texts)
    assert client.get(reverse("srt:result", args=[row.network_id, row.wave_id])).status_code == 200
