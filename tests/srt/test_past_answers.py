"""Importing the answers of earlier years as closed waves: service, command and page."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from networks.models import Network, StudyYear
from networks.worksheets.problems import ROWS_SHOWN
from srt.answer_file import AnswerFileError
from srt.models import Instrument, Release, Response, Wave
from srt.services.conversation import statement_write
from srt.services.past_answers import past_answers_import
from tests.cast import Cast
from tests.srt.wave_cases import ITEMS, answers_of, instrument_make, row_of, run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
SAMPLES = Path(__file__).resolve().parents[2] / "demo" / "samples"


@pytest.fixture
def instrument(db) -> Instrument:
    return instrument_make()


@pytest.fixture
def year(cast: Cast) -> int:
    return cast.year.first_year - 1


def file_of(instrument: Instrument, rows: list[tuple[str, str]]) -> bytes:
    """Return a file with these (network, role) rows, each with different answers."""
    lines = [",".join(["network", "background", *instrument.definition.item_codes])]
    for number, (network, background) in enumerate(rows):
        lines.append(",".join([network, background, *answers_of(number)]))
    return "\n".join(lines).encode()


def burgerschap(number: int, role: str = "teacher") -> list[tuple[str, str]]:
    return [("burgerschap", role)] * number


def import_rows(cast, instrument, year, rows, **fields) -> Wave:
    data = file_of(instrument, rows)
    return past_answers_import(data=data, programme=cast.werkplaats, first_year=year, instrument=instrument, **fields)


def test_imported_wave_is_closed_and_discussed(cast, instrument, year):
    wave = import_rows(cast, instrument, year, burgerschap(12))
    row = row_of(wave, cast.burgerschap)
    assert wave.imported
    assert timezone.localtime(wave.closed_at).date().isoformat() == f"{year + 1}-07-01"
    assert row.conversation_at == wave.closed_at
    assert (row.members, row.respondents, row.statement) == (None, 12, "")


def test_import_for_the_current_year_closes_no_later_than_now(cast, instrument):
    wave = import_rows(cast, instrument, cast.year.first_year, burgerschap(6))
    assert wave.closed_at is not None
    assert wave.closed_at <= timezone.now()


def test_imported_wave_is_scored_like_any_other(cast, instrument, year):
    wave = import_rows(cast, instrument, year, burgerschap(12))
    run_jobs()
    release = Release.objects.get(run__wave=wave)
    assert (release.respondents, release.members, release.cells.count()) == (12, None, 8)


def test_page_states_the_minimum_group_of_the_programme(cast, client):
    cast.werkplaats.minimum_group = 8
    cast.werkplaats.save(update_fields=["minimum_group"])
    client.force_login(cast["Nadia"])
    page = client.get(reverse("srt:past_answers", args=[cast.werkplaats.pk])).content.decode()
    assert "Antwoorden van minder dan acht mensen" in page


def test_import_sends_no_emails(cast, instrument, year, mailoutbox):
    import_rows(cast, instrument, year, burgerschap(12))
    run_jobs()
    assert mailoutbox == []


def test_current_participants_see_the_chart_and_the_number_of_answers(client, cast, instrument, year):
    wave = import_rows(cast, instrument, year, burgerschap(12))
    run_jobs()
    client.force_login(cast["Amira"])
    page = client.get(reverse("srt:result", args=[cast.burgerschap.pk, wave.pk])).content.decode()
    assert "ingevuld door 12" in page
    assert "ingevuld door 12 van" not in page
    assert "<svg xmlns" in page


def test_coordinator_sees_the_chart_after_the_statement_is_written(client, cast, instrument, year):
    wave = import_rows(cast, instrument, year, burgerschap(12))
    run_jobs()
    client.force_login(cast["Nadia"])
    address = reverse("srt:result", args=[cast.burgerschap.pk, wave.pk])
    assert "Er staan nog geen eigen woorden bij." in client.get(address).content.decode()
    statement_write(wave_network=row_of(wave, cast.burgerschap), statement="Toen al.", actor=cast["Iris"])
    assert "<svg xmlns" in client.get(address).content.decode()


def test_backgrounds_are_coarsened_as_at_closing(cast, instrument, year):
    import_rows(cast, instrument, year, [*burgerschap(5, "student"), *burgerschap(6), *[("rekenen", "student")] * 6])
    found = set(Response.objects.values_list("wave_network__network__slug", "background"))
    assert found == {("burgerschap", "student"), ("burgerschap", "other"), ("rekenen", "")}


def test_imported_answers_have_no_consent_to_research(cast, instrument, year):
    import_rows(cast, instrument, year, burgerschap(6))
    assert not Response.objects.filter(consent=True).exists()


def test_year_that_already_has_answers_is_refused(cast, instrument, year):
    import_rows(cast, instrument, year, burgerschap(6))
    with pytest.raises(ValidationError):
        import_rows(cast, instrument, year, burgerschap(7))
    assert Response.objects.count() == 6


def test_year_that_has_not_started_is_refused(cast, instrument):
    with pytest.raises(ValidationError):
        import_rows(cast, instrument, cast.year.first_year + 1, burgerschap(6))
    assert not StudyYear.objects.filter(first_year=cast.year.first_year + 1).exists()


def test_every_invalid_row_is_reported_and_nothing_is_stored(cast, instrument, year):
    rows = [("burgerschap", "teacher"), ("onbekend", "teacher"), ("burgerschap", "tovenaar"), ("talent", "teacher")]
    with pytest.raises(AnswerFileError) as refused:
        import_rows(cast, instrument, year, rows)
    assert [(problem.line, problem.column) for problem in refused.value.problems] == [
        (3, "network"),
        (4, "background"),
        (5, "network"),
    ]
    assert not Wave.objects.exists()
    assert not StudyYear.objects.filter(first_year=year).exists()


def test_row_with_several_problems_is_reported_with_all_of_them(cast, instrument, year):
    data = file_of(instrument, [("onbekend", "teacher")]).replace(b"teacher,1", b"teacher,9")
    with pytest.raises(AnswerFileError) as refused:
        past_answers_import(data=data, programme=cast.werkplaats, first_year=year, instrument=instrument)
    bad = refused.value.bad_rows.rows
    assert [(row.line, row.says, [correction.columns for correction in row.corrections]) for row in bad] == [
        (2, "onbekend, teacher", ["network", "p01"])
    ]


@pytest.mark.parametrize("network", ["", "x" * 101])
def test_invalid_network_name_is_reported_once(cast, instrument, year, network):
    with pytest.raises(AnswerFileError) as refused:
        import_rows(cast, instrument, year, [(network, "teacher")])
    assert [problem.column for problem in refused.value.problems] == ["network"]


def test_import_is_recorded_in_the_audit_log_without_numbers(cast, instrument, year):
    import_rows(cast, instrument, year, burgerschap(6), actor=cast["Nadia"])
    assert AuditEntry.objects.get(code="srt.answers_imported").details == {"year": f"{year}-{year + 1}"}


# The command


def command(cast, tmp_path, data: bytes, **changes: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(data)
    options = {"programme": "academische-werkplaats", "year": "2020-2021", "instrument": "samen-leren", **changes}
    call_command("import_responses", str(path), *(f"--{name}={value}" for name, value in options.items()))


def test_command_imports_a_file(cast, instrument, tmp_path, capsys):
    command(cast, tmp_path, file_of(instrument, burgerschap(6)))
    assert Wave.objects.get().imported
    assert "1 netwerk, 2020-2021" in capsys.readouterr().out


def test_command_accepts_an_instrument_version(cast, instrument, tmp_path):
    command(cast, tmp_path, file_of(instrument, burgerschap(6)), instrument="samen-leren@1")
    assert Wave.objects.get().instrument == instrument


@pytest.mark.parametrize(
    "changes",
    [
        {"programme": "bestaat-niet"},
        {"instrument": "bestaat-niet"},
        {"instrument": "samen-leren@9"},
        {"instrument": "samen-leren@x"},
        {"year": "2020-2022"},
        {"year": "1990-1991"},
        {"year": "2098-2099"},
    ],
)
def test_command_refuses_unknown_arguments(cast, instrument, tmp_path, changes):
    with pytest.raises(CommandError):
        command(cast, tmp_path, file_of(instrument, burgerschap(6)), **changes)
    assert not Wave.objects.exists()


def test_samples_of_both_years_can_be_imported(cast, tmp_path):
    call_command("load_instrument", str(SAMPLES / "instrument.yaml"))
    for slug in ("begaafdheid", "buiten", "digitaal", "historisch-redeneren", "kunst", "lezen"):
        Network.objects.create(programme=cast.werkplaats, slug=slug, name=slug)
    for year in ("2024-2025", "2025-2026"):
        data = (SAMPLES / f"responses-{year}.csv").read_bytes()
        command(cast, tmp_path, data, year=year, instrument="srt-sample")
    assert Response.objects.count() == 191


# The page


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast["Nadia"])
    return client


def choose(client, cast, instrument, year, data: bytes):
    fields = {"first_year": year, "instrument": instrument.pk, "file": SimpleUploadedFile("antwoorden.csv", data)}
    return client.post(reverse("srt:past_answers", args=[cast.werkplaats.pk]), fields)


def test_page_previews_a_file_without_importing_it(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(6))).content.decode()
    assert "Burgerschap" in page
    assert "<td>6</td>" in page
    assert not Wave.objects.exists()


def test_confirmation_imports_what_was_previewed(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(6)))
    confirm = reverse("srt:past_answers_confirm", args=[cast.werkplaats.pk])
    assert coordinator.post(confirm, {"sealed": page.context["sealed"]}).status_code == 302
    assert Response.objects.count() == 6


def test_second_confirmation_imports_nothing(coordinator, cast, instrument, year):
    sealed = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(6))).context["sealed"]
    confirm = reverse("srt:past_answers_confirm", args=[cast.werkplaats.pk])
    coordinator.post(confirm, {"sealed": sealed})
    page = coordinator.post(confirm, {"sealed": sealed}, follow=True).content.decode()
    assert "heeft al antwoorden" in page
    assert Response.objects.count() == 6


@pytest.mark.parametrize("sealed", ["", "no:seal:at-all"])
def test_confirmation_without_a_seal_is_refused(coordinator, cast, instrument, sealed):
    confirm = reverse("srt:past_answers_confirm", args=[cast.werkplaats.pk])
    assert coordinator.post(confirm, {"sealed": sealed}).status_code == 302
    assert not Wave.objects.exists()


def test_seal_of_another_programme_is_refused(client, cast, instrument, year):
    client.force_login(cast["Nadia"])
    sealed = choose(client, cast, instrument, year, file_of(instrument, burgerschap(6))).context["sealed"]
    client.force_login(cast["Pieter"])
    client.post(reverse("srt:past_answers_confirm", args=[cast.point.pk]), {"sealed": sealed})
    assert not Wave.objects.exists()


def test_page_lists_every_invalid_row(coordinator, cast, instrument, year):
    data = file_of(instrument, [("onbekend", "teacher"), ("burgerschap", "tovenaar")])
    page = choose(coordinator, cast, instrument, year, data).content.decode()
    assert "Regel 2" in page
    assert "Regel 3" in page


def test_many_invalid_rows_are_shown_in_part_and_can_be_downloaded(coordinator, cast, instrument, year):
    data = file_of(instrument, [("=onbekend", "teacher")] * (ROWS_SHOWN + 3))
    page = choose(coordinator, cast, instrument, year, data)
    assert "En nog 3 rijen." in page.content.decode()
    address = reverse("srt:past_answers_bad_rows", args=[cast.werkplaats.pk])
    assert address in page.content.decode()
    response = coordinator.post(address, {"sealed": page.context["sealed"]})
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + ROWS_SHOWN + 3
    assert lines[1].startswith("2;'=onbekend, teacher;network;;")


def test_few_invalid_rows_offer_no_download(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(2, "tovenaar")))
    assert reverse("srt:past_answers_bad_rows", args=[cast.werkplaats.pk]) not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 0])
def test_download_requires_a_seal_and_invalid_rows(coordinator, cast, instrument, year, rows):
    sealed = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(rows))).context["sealed"]
    address = reverse("srt:past_answers_bad_rows", args=[cast.werkplaats.pk])
    assert coordinator.post(address, {"sealed": sealed}).url == reverse("srt:past_answers", args=[cast.werkplaats.pk])


def test_file_that_is_too_large_is_refused_with_a_message(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, b"x" * 5_000_001).content.decode()
    assert "5 MB" in page


def test_file_with_a_wrong_header_is_refused_with_a_message(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, b"naam,antwoord\nJan,5\n").content.decode()
    assert "error-summary" in page
    assert not Wave.objects.exists()


def test_page_is_404_for_outsiders_and_403_for_members(client, cast, instrument):
    expected = {"Iris": 404, "Amira": 404, "Otto": 404, "Pieter": 404, "Wouter": 403, "Rosa": 403, "Abel": 403}
    for name, status in expected.items():
        client.force_login(cast[name])
        assert client.get(reverse("srt:past_answers", args=[cast.werkplaats.pk])).status_code == status
        for route in ("srt:past_answers_confirm", "srt:past_answers_bad_rows"):
            assert client.post(reverse(route, args=[cast.werkplaats.pk])).status_code == status


def test_page_refuses_other_methods(coordinator, cast):
    assert coordinator.put(reverse("srt:past_answers", args=[cast.werkplaats.pk])).status_code == 405
    for route in ("srt:past_answers_confirm", "srt:past_answers_bad_rows"):
        assert coordinator.get(reverse(route, args=[cast.werkplaats.pk])).status_code == 405


def test_instrument_has_as_many_items_as_the_test_answers(instrument):
    assert len(instrument.definition.item_codes) == ITEMS


def test_year_with_a_wave_of_another_version_is_refused(cast, instrument, year):
    import_rows(cast, instrument, year, burgerschap(12))
    newer = Instrument.objects.create(
        code=instrument.code, version=instrument.version + 1, sha256="0" * 64, source=instrument.source
    )
    with pytest.raises(ValidationError) as refused:
        import_rows(cast, newer, year, burgerschap(11))
    assert refused.value.code == "exists"
    assert Wave.objects.count() == 1
