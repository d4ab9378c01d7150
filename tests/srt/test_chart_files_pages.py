"""The pages of chart files: requesting, waiting, downloading, and access."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job
from jobs.services import jobs_run_due
from srt.models import ChartFile, ScoreRun, Wave, WaveNetwork
from srt.services.chart_files import FILE_JOB, chart_file_request
from srt.services.closing import wave_close
from srt.services.conversation import conversation_start, statement_write
from tests.cast import Cast
from tests.srt.test_privacy_attacks import scenario, suppressed_in_a_dimension
from tests.srt.wave_cases import (
    THIRTEEN,
    ClosedWaveWorld,
    answer,
    close_and_score,
    closed_wave,
    row_of,
    run_jobs,
    wave_make,
)
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

RADAR = {"kind": "radar", "language": "nl", "file_format": "png"}
# Each kind, language and format once; drawing every combination takes long.
CHOICES = [("radar", "nl", "png"), ("radar", "en", "pdf"), ("dots", "en", "png"), ("dots", "nl", "pdf")]
STARTS = {"png": b"\x89PNG\r\n", "pdf": b"%PDF-"}


@pytest.fixture
def cast(closed_wave_world: ClosedWaveWorld) -> Cast:
    return closed_wave_world.cast


@pytest.fixture
def row(closed_wave_world: ClosedWaveWorld) -> WaveNetwork:
    return closed_wave_world.row


def address(route: str, row: WaveNetwork, **choice: str) -> str:
    return reverse(f"srt:{route}", args=[row.network_id, row.wave_id, *({**RADAR, **choice}).values()])


def request_file(client, row: WaveNetwork, **choice: str):
    return client.post(reverse("srt:chart_file_request", args=[row.network_id, row.wave_id]), {**RADAR, **choice})


def download_file(client, row: WaveNetwork, **choice: str) -> bytes:
    """Request a file, run the jobs and return the download."""
    request_file(client, row, **choice)
    run_jobs()
    response = client.get(address("chart_file_download", row, **choice))
    assert response.status_code == 200
    content: bytes = response.content
    return content


@pytest.fixture
def iris(client, cast):
    client.force_login(cast["Iris"])
    return client


# Request and download


def test_result_page_offers_the_chart_as_a_file(iris, row):
    page = iris.get(reverse("srt:result", args=[row.network_id, row.wave_id])).content.decode()
    assert "Download het beeld" in page
    assert f'action="{reverse("srt:chart_file_request", args=[row.network_id, row.wave_id])}"' in page


def test_request_leads_to_a_waiting_page_that_offers_the_file(iris, row):
    asked = request_file(iris, row)
    assert asked.headers["Location"] == address("chart_file", row)
    waiting = iris.get(asked.headers["Location"]).content.decode()
    assert "Je bestand wordt gemaakt." in waiting
    assert "data-poll" in waiting
    run_jobs()
    ready = iris.get(asked.headers["Location"]).content.decode()
    assert address("chart_file_download", row) in ready
    assert "data-poll" not in ready


def test_poll_keeps_waiting_until_the_file_is_ready(iris, row):
    request_file(iris, row)
    waiting = iris.get(address("chart_file", row), headers={"HX-Request": "true"})
    assert "data-poll" in waiting.content.decode()
    assert "<html" not in waiting.content.decode()
    run_jobs()
    ready = iris.get(address("chart_file", row), headers={"HX-Request": "true"})
    assert ready.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("choice", CHOICES, ids="-".join)
def test_each_choice_gives_a_file_of_that_kind(iris, row, choice):
    kind, language, file_format = choice
    chosen = {"kind": kind, "language": language, "file_format": file_format}
    assert download_file(iris, row, **chosen).startswith(STARTS[file_format])
    response = iris.get(address("chart_file_download", row, **chosen))
    name = f"burgerschap-{row.wave.study_year}-{kind}-{language}.{file_format}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Content-Type"] == {"png": "image/png", "pdf": "application/pdf"}[file_format]
    assert response.headers["Cache-Control"] == "no-store"


def test_existing_file_is_downloaded_at_once(iris, row):
    download_file(iris, row)
    assert request_file(iris, row).headers["Location"] == address("chart_file_download", row)
    assert ChartFile.objects.count() == 1


def test_requesting_twice_creates_one_row_and_one_job(iris, row):
    request_file(iris, row)
    request_file(iris, row)
    assert ChartFile.objects.count() == 1
    assert Job.objects.filter(kind=FILE_JOB).count() == 1


def test_viewing_chart_pages_changes_nothing(iris, row):
    page = iris.get(address("chart_file", row))
    assert "Maak het bestand" in page.content.decode()
    assert iris.get(address("chart_file_download", row)).status_code == 404
    assert not ChartFile.objects.exists()


def test_unfinished_file_cannot_be_downloaded(iris, row):
    request_file(iris, row)
    assert iris.get(address("chart_file_download", row)).status_code == 404


def test_each_language_has_its_own_file(iris, row):
    assert download_file(iris, row, language="nl") != download_file(iris, row, language="en")


# Contents


def test_new_statement_requires_a_new_file(iris, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    before = download_file(iris, row)
    statement_write(wave_network=row, statement="Wij proberen meer dan we vertellen.", actor=cast["Iris"])
    assert "Maak het bestand" in iris.get(address("chart_file", row)).content.decode()
    assert download_file(iris, row) != before


def test_rename_during_drawing_leaves_no_outdated_file(iris, cast, row):
    request_file(iris, row)
    cast.burgerschap.name = "Burgerschap en mediawijsheid"
    cast.burgerschap.save()
    run_jobs()
    assert not ChartFile.objects.exists()
    assert download_file(iris, row).startswith(STARTS["png"])


def files_of(client, cast, answers: dict[str, str]) -> list[bytes]:
    """Return all four files of a network with these answers."""
    wave = wave_make(cast, study_year=year_make(cast, 1))
    for name, given in answers.items():
        answer(wave, cast[name], given)
    row = row_of(close_and_score(wave, cast), cast.burgerschap)
    client.force_login(cast["Iris"])
    files = [
        download_file(client, row, kind=kind, file_format=one) for kind in ("radar", "dots") for one in ("png", "pdf")
    ]
    ChartFile.objects.all().delete()
    return files


@pytest.mark.portable
@pytest.mark.slow(reason="three courses of things, four files each")
def test_answers_in_a_hidden_dimension_change_no_bytes(client, cast):
    """Attack 7 of the privacy rules, for files. The third run differs in a shown value, so the bytes can differ."""
    one, other, shown = (
        _run(client, cast, given)
        for given in (
            suppressed_in_a_dimension("111"),
            suppressed_in_a_dimension("555"),
            {**suppressed_in_a_dimension("111"), "Bram": "5" * 29 + "111"},
        )
    )
    assert one == other
    assert all(now != then for now, then in zip(shown, one, strict=True))


def _run(client, cast, answers: dict[str, str]) -> list[bytes]:
    with scenario():
        return files_of(client, cast, answers)


# Access


def test_participant_can_download_once_the_conversation_starts(client, cast, row):
    client.force_login(cast["Amira"])
    assert request_file(client, row).status_code == 403
    conversation_start(wave_network=row, actor=cast["Iris"])
    assert download_file(client, row).startswith(STARTS["png"])


def test_early_participant_sees_when_the_file_is_available(client, cast, row):
    client.force_login(cast["Amira"])
    refused = client.get(address("chart_file", row))
    assert refused.status_code == 403
    assert "Je ziet het beeld uiterlijk op" in refused.content.decode()


def test_coordinator_can_download_only_with_a_statement(client, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    client.force_login(cast["Nadia"])
    for route in ("chart_file", "chart_file_download"):
        assert client.get(address(route, row)).status_code == 403
    assert request_file(client, row).status_code == 403
    statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
    assert download_file(client, row).startswith(STARTS["png"])


def test_clearing_the_statement_revokes_the_coordinators_file(client, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
    client.force_login(cast["Nadia"])
    download_file(client, row)
    statement_write(wave_network=row, statement="", actor=cast["Iris"])
    assert client.get(address("chart_file_download", row)).status_code == 403


@pytest.mark.parametrize("name", ["Hugo", "Vera", "Rosa", "Abel", "Otto"])
def test_outsiders_get_404_for_chart_files(client, cast, row, name):
    client.force_login(cast[name])
    assert request_file(client, row).status_code == 404
    assert {client.get(address(route, row)).status_code for route in ("chart_file", "chart_file_download")} == {404}


@pytest.mark.parametrize("name", ["Greet", "Wouter"])
def test_members_who_may_not_see_charts_get_403(client, cast, row, name):
    client.force_login(cast[name])
    assert request_file(client, row).status_code == 403
    assert {client.get(address(route, row)).status_code for route in ("chart_file", "chart_file_download")} == {403}


def test_chart_file_request_checks_permission(cast, row):
    with pytest.raises(PermissionDenied):
        chart_file_request(wave_network=row, actor=cast["Amira"], **RADAR)
    assert not ChartFile.objects.exists()


# Files that do not exist


@pytest.mark.parametrize("wrong", [{"kind": "years"}, {"kind": "x"}, {"language": "fr"}, {"file_format": "svg"}])
def test_unknown_kind_language_or_format_is_404(iris, row, wrong):
    assert {iris.get(address(route, row, **wrong)).status_code for route in ("chart_file", "chart_file_download")} == {
        404
    }
    refused = request_file(iris, row, **wrong)
    assert refused.headers["Location"] == reverse("srt:result", args=[row.network_id, row.wave_id])
    assert not ChartFile.objects.exists()


def test_network_without_a_chart_has_no_file(iris, cast):
    row = row_of(closed_wave(cast, THIRTEEN[:4], study_year=year_make(cast, 1)), cast.burgerschap)
    Wave.objects.update(shown_on=timezone.localdate())
    assert request_file(iris, row).status_code == 404


def test_unscored_wave_has_no_file(iris, cast):
    wave = wave_make(cast, study_year=year_make(cast, 1))
    row = row_of(wave_close(wave=wave, actor=cast["Nadia"]), cast.burgerschap)
    assert request_file(iris, row).status_code == 404


def test_withdrawn_release_is_never_served(iris, row):
    download_file(iris, row)
    ScoreRun.objects.update(withdrawn_at=timezone.now())
    assert {iris.get(address(route, row)).status_code for route in ("chart_file", "chart_file_download")} == {404}
    assert request_file(iris, row).status_code == 404


def test_withdrawn_release_is_not_drawn(iris, row):
    request_file(iris, row)
    ScoreRun.objects.update(withdrawn_at=timezone.now())
    jobs_run_due()
    assert ChartFile.objects.get().content is None


def test_two_year_radar_requires_access_to_both_years(client, cast, row):
    """Only people who see last year's chart on the page have it in their file."""
    closed_wave(cast, THIRTEEN[:8], study_year=year_make(cast, 1))
    conversation_start(wave_network=row, actor=cast["Iris"])
    for name, kind in (("Iris", "years"), ("Amira", "radar")):
        client.force_login(cast[name])
        download_file(client, row)
        assert ChartFile.objects.filter(kind=kind, content__isnull=False).count() == 1


def test_chart_file_pages_reject_wrong_methods(iris, row):
    assert iris.get(reverse("srt:chart_file_request", args=[row.network_id, row.wave_id])).status_code == 405
    assert {iris.post(address(route, row)).status_code for route in ("chart_file", "chart_file_download")} == {405}
