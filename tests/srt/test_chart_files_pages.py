"""Pictures to take along, in pages: asked for, waited for, downloaded, and by whom."""

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
from tests.srt.test_privacy_attacks import hidden_in_a_dimension, universe
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
# Every kind, language and format once; drawing them all takes long.
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


def take(client, row: WaveNetwork, **choice: str):
    return client.post(reverse("srt:chart_file_request", args=[row.network_id, row.wave_id]), {**RADAR, **choice})


def taken(client, row: WaveNetwork, **choice: str) -> bytes:
    """Ask, let the work be done, and download."""
    take(client, row, **choice)
    run_jobs()
    response = client.get(address("chart_file_download", row, **choice))
    assert response.status_code == 200
    content: bytes = response.content
    return content


@pytest.fixture
def iris(client, cast):
    client.force_login(cast["Iris"])
    return client


# From asking to having


def test_the_page_of_the_result_offers_to_take_the_picture_along(iris, row):
    page = iris.get(reverse("srt:result", args=[row.network_id, row.wave_id])).content.decode()
    assert "Download het beeld" in page
    assert f'action="{reverse("srt:chart_file_request", args=[row.network_id, row.wave_id])}"' in page


def test_asking_leads_to_a_page_that_waits_and_then_offers_the_file(iris, row):
    asked = take(iris, row)
    assert asked.headers["Location"] == address("chart_file", row)
    waiting = iris.get(asked.headers["Location"]).content.decode()
    assert "Je bestand wordt gemaakt." in waiting
    assert "data-poll" in waiting
    run_jobs()
    ready = iris.get(asked.headers["Location"]).content.decode()
    assert address("chart_file_download", row) in ready
    assert "data-poll" not in ready


def test_the_poll_answers_with_the_same_words_until_the_file_is_there(iris, row):
    take(iris, row)
    waiting = iris.get(address("chart_file", row), headers={"HX-Request": "true"})
    assert "data-poll" in waiting.content.decode()
    assert "<html" not in waiting.content.decode()
    run_jobs()
    ready = iris.get(address("chart_file", row), headers={"HX-Request": "true"})
    assert ready.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("choice", CHOICES, ids="-".join)
def test_every_picture_is_a_file_of_its_kind(iris, row, choice):
    kind, language, file_format = choice
    chosen = {"kind": kind, "language": language, "file_format": file_format}
    assert taken(iris, row, **chosen).startswith(STARTS[file_format])
    response = iris.get(address("chart_file_download", row, **chosen))
    name = f"burgerschap-{row.wave.study_year}-{kind}-{language}.{file_format}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Content-Type"] == {"png": "image/png", "pdf": "application/pdf"}[file_format]
    assert response.headers["Cache-Control"] == "no-store"


def test_a_file_that_is_there_is_downloaded_at_once(iris, row):
    taken(iris, row)
    assert take(iris, row).headers["Location"] == address("chart_file_download", row)
    assert ChartFile.objects.count() == 1


def test_asking_twice_is_one_row_and_one_job(iris, row):
    take(iris, row)
    take(iris, row)
    assert ChartFile.objects.count() == 1
    assert Job.objects.filter(kind=FILE_JOB).count() == 1


def test_looking_changes_nothing(iris, row):
    page = iris.get(address("chart_file", row))
    assert "Maak het bestand" in page.content.decode()
    assert iris.get(address("chart_file_download", row)).status_code == 404
    assert not ChartFile.objects.exists()


def test_a_file_that_is_being_made_cannot_be_downloaded(iris, row):
    take(iris, row)
    assert iris.get(address("chart_file_download", row)).status_code == 404


def test_two_languages_are_two_files(iris, row):
    assert taken(iris, row, language="nl") != taken(iris, row, language="en")


# What is in it


def test_other_own_words_make_another_file(iris, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    before = taken(iris, row)
    statement_write(wave_network=row, statement="Wij proberen meer dan we vertellen.", actor=cast["Iris"])
    assert "Maak het bestand" in iris.get(address("chart_file", row)).content.decode()
    assert taken(iris, row) != before


def test_a_name_that_changes_while_the_file_is_made_leaves_no_old_file(iris, cast, row):
    take(iris, row)
    cast.burgerschap.name = "Burgerschap en mediawijsheid"
    cast.burgerschap.save()
    run_jobs()
    assert not ChartFile.objects.exists()
    assert taken(iris, row).startswith(STARTS["png"])


def files_of(client, cast, answers: dict[str, str]) -> list[bytes]:
    """All four files of a network that answered like this."""
    wave = wave_make(cast, study_year=year_make(cast, 1))
    for name, given in answers.items():
        answer(wave, cast[name], given)
    row = row_of(close_and_score(wave, cast), cast.burgerschap)
    client.force_login(cast["Iris"])
    files = [taken(client, row, kind=kind, file_format=one) for kind in ("radar", "dots") for one in ("png", "pdf")]
    ChartFile.objects.all().delete()
    return files


@pytest.mark.portable
@pytest.mark.slow(reason="three courses of things, four files each")
def test_an_answer_in_a_hidden_dimension_changes_no_byte(client, cast):
    """Attack 7 of the privacy rules, for files. The last of three courses differs where it is shown, so files can."""
    one, other, shown = (
        _course(client, cast, given)
        for given in (
            hidden_in_a_dimension("111"),
            hidden_in_a_dimension("555"),
            {**hidden_in_a_dimension("111"), "Bram": "5" * 29 + "111"},
        )
    )
    assert one == other
    assert all(now != then for now, then in zip(shown, one, strict=True))


def _course(client, cast, answers: dict[str, str]) -> list[bytes]:
    with universe():
        return files_of(client, cast, answers)


# Who may, and when


def test_a_participant_takes_it_along_once_they_talk(client, cast, row):
    client.force_login(cast["Amira"])
    assert take(client, row).status_code == 403
    conversation_start(wave_network=row, actor=cast["Iris"])
    assert taken(client, row).startswith(STARTS["png"])


def test_who_is_too_early_reads_when(client, cast, row):
    client.force_login(cast["Amira"])
    refused = client.get(address("chart_file", row))
    assert refused.status_code == 403
    assert "Je ziet het beeld uiterlijk op" in refused.content.decode()


def test_the_coordinator_takes_it_along_with_the_networks_own_words_only(client, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    client.force_login(cast["Nadia"])
    for route in ("chart_file", "chart_file_download"):
        assert client.get(address(route, row)).status_code == 403
    assert take(client, row).status_code == 403
    statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
    assert taken(client, row).startswith(STARTS["png"])


def test_taking_the_words_back_takes_the_file_back(client, cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
    client.force_login(cast["Nadia"])
    taken(client, row)
    statement_write(wave_network=row, statement="", actor=cast["Iris"])
    assert client.get(address("chart_file_download", row)).status_code == 403


@pytest.mark.parametrize("name", ["Hugo", "Vera", "Rosa", "Abel", "Otto"])
def test_for_outsiders_no_file_exists(client, cast, row, name):
    client.force_login(cast[name])
    assert take(client, row).status_code == 404
    assert {client.get(address(route, row)).status_code for route in ("chart_file", "chart_file_download")} == {404}


@pytest.mark.parametrize("name", ["Greet", "Wouter"])
def test_who_never_sees_a_picture_is_told_no(client, cast, row, name):
    client.force_login(cast[name])
    assert take(client, row).status_code == 403
    assert {client.get(address(route, row)).status_code for route in ("chart_file", "chart_file_download")} == {403}


def test_the_service_asks_for_the_right_itself(cast, row):
    with pytest.raises(PermissionDenied):
        chart_file_request(wave_network=row, actor=cast["Amira"], **RADAR)
    assert not ChartFile.objects.exists()


# What there is not


@pytest.mark.parametrize("wrong", [{"kind": "years"}, {"kind": "x"}, {"language": "fr"}, {"file_format": "svg"}])
def test_there_is_no_other_kind_language_or_format(iris, row, wrong):
    assert {iris.get(address(route, row, **wrong)).status_code for route in ("chart_file", "chart_file_download")} == {
        404
    }
    refused = take(iris, row, **wrong)
    assert refused.headers["Location"] == reverse("srt:result", args=[row.network_id, row.wave_id])
    assert not ChartFile.objects.exists()


def test_a_network_without_a_picture_has_no_file(iris, cast):
    row = row_of(closed_wave(cast, THIRTEEN[:4], study_year=year_make(cast, 1)), cast.burgerschap)
    Wave.objects.update(shown_on=timezone.localdate())
    assert take(iris, row).status_code == 404


def test_a_wave_that_is_not_scored_has_no_file(iris, cast):
    wave = wave_make(cast, study_year=year_make(cast, 1))
    row = row_of(wave_close(wave=wave, actor=cast["Nadia"]), cast.burgerschap)
    assert take(iris, row).status_code == 404


def test_a_withdrawn_release_is_never_served(iris, row):
    taken(iris, row)
    ScoreRun.objects.update(withdrawn_at=timezone.now())
    assert {iris.get(address(route, row)).status_code for route in ("chart_file", "chart_file_download")} == {404}
    assert take(iris, row).status_code == 404


def test_a_withdrawn_release_is_not_drawn(iris, row):
    take(iris, row)
    ScoreRun.objects.update(withdrawn_at=timezone.now())
    jobs_run_due()
    assert ChartFile.objects.get().content is None


def test_the_radar_of_two_years_is_for_who_may_see_both(client, cast, row):
    """The year before stands in the file of whoever sees it in the page, and in nobody else's."""
    closed_wave(cast, THIRTEEN[:8], study_year=year_make(cast, 1))
    conversation_start(wave_network=row, actor=cast["Iris"])
    for name, kind in (("Iris", "years"), ("Amira", "radar")):
        client.force_login(cast[name])
        taken(client, row)
        assert ChartFile.objects.filter(kind=kind, content__isnull=False).count() == 1


def test_wrong_methods_are_refused(iris, row):
    assert iris.get(reverse("srt:chart_file_request", args=[row.network_id, row.wave_id])).status_code == 405
    assert {iris.post(address(route, row)).status_code for route in ("chart_file", "chart_file_download")} == {405}
