"""Answers of earlier years: a wave that is born closed, all of the file or nothing."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from networks.worksheets.problems import ROWS_SHOWN
from networks.models import Network, StudyYear
from srt.answer_file import AnswerFileError
from srt.models import BreakdownSum, Instrument, Release, Response, Wave
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
    """A file with these networks and roles, each row with other answers."""
    lines = [",".join(["network", "background", *instrument.definition.item_codes])]
    for number, (network, background) in enumerate(rows):
        lines.append(",".join([network, background, *answers_of(number)]))
    return "\n".join(lines).encode()


def burgerschap(number: int, role: str = "teacher") -> list[tuple[str, str]]:
    return [("burgerschap", role)] * number


def take_in(cast, instrument, year, rows, **fields) -> Wave:
    data = file_of(instrument, rows)
    return past_answers_import(data=data, programme=cast.werkplaats, first_year=year, instrument=instrument, **fields)


def test_the_wave_is_born_closed_and_talked_about(cast, instrument, year):
    wave = take_in(cast, instrument, year, burgerschap(12))
    row = row_of(wave, cast.burgerschap)
    assert wave.imported
    assert timezone.localtime(wave.closed_at).date().isoformat() == f"{year + 1}-07-01"
    assert row.conversation_at == wave.closed_at
    assert (row.members, row.respondents, row.statement) == (None, 12, "")


def test_a_running_year_closes_no_later_than_now(cast, instrument):
    wave = take_in(cast, instrument, cast.year.first_year, burgerschap(6))
    assert wave.closed_at is not None
    assert wave.closed_at <= timezone.now()


def test_it_is_scored_like_any_other_wave(cast, instrument, year):
    wave = take_in(cast, instrument, year, burgerschap(12))
    run_jobs()
    release = Release.objects.get(run__wave=wave)
    assert (release.respondents, release.members, release.cells.count()) == (12, None, 8)


def test_the_page_says_from_how_many_answers_this_programme_shows_a_picture(cast, client):
    cast.werkplaats.minimum_group = 8
    cast.werkplaats.save(update_fields=["minimum_group"])
    client.force_login(cast["Nadia"])
    page = client.get(reverse("srt:past_answers", args=[cast.werkplaats.pk])).content.decode()
    assert "Antwoorden van minder dan acht mensen" in page


def test_nobody_gets_an_email_about_past_answers(cast, instrument, year, mailoutbox):
    take_in(cast, instrument, year, burgerschap(12))
    run_jobs()
    assert mailoutbox == []


def test_people_who_take_part_now_see_the_picture_and_the_number_of_answers(client, cast, instrument, year):
    wave = take_in(cast, instrument, year, burgerschap(12))
    run_jobs()
    client.force_login(cast["Amira"])
    page = client.get(reverse("srt:result", args=[cast.burgerschap.pk, wave.pk])).content.decode()
    assert "ingevuld door 12" in page
    assert "ingevuld door 12 van" not in page
    assert "<svg xmlns" in page


def test_the_coordinator_sees_it_after_the_network_wrote_its_sentence(client, cast, instrument, year):
    wave = take_in(cast, instrument, year, burgerschap(12))
    run_jobs()
    client.force_login(cast["Nadia"])
    address = reverse("srt:result", args=[cast.burgerschap.pk, wave.pk])
    assert "Er staan nog geen eigen woorden bij." in client.get(address).content.decode()
    statement_write(wave_network=row_of(wave, cast.burgerschap), statement="Toen al.", actor=cast["Iris"])
    assert "<svg xmlns" in client.get(address).content.decode()


def test_roles_are_coarsened_as_at_closing(cast, instrument, year):
    take_in(cast, instrument, year, [*burgerschap(5, "student"), *burgerschap(6), *[("rekenen", "student")] * 6])
    found = set(Response.objects.values_list("wave_network__network__slug", "background"))
    assert found == {("burgerschap", "student"), ("burgerschap", "other"), ("rekenen", "")}


def test_the_sums_of_the_breakdown_leave_out_networks_with_unknown_roles(cast, instrument, year):
    take_in(cast, instrument, year, [*burgerschap(6, "student"), *burgerschap(6), *[("rekenen", "")] * 6])
    assert set(BreakdownSum.objects.values_list("n", "networks")) == {(6, 1)}


def test_nobody_consented_to_research(cast, instrument, year):
    take_in(cast, instrument, year, burgerschap(6))
    assert not Response.objects.filter(consent=True).exists()


def test_a_year_that_is_here_already_is_refused(cast, instrument, year):
    take_in(cast, instrument, year, burgerschap(6))
    with pytest.raises(ValidationError):
        take_in(cast, instrument, year, burgerschap(7))
    assert Response.objects.count() == 6


def test_a_year_that_is_still_to_come_is_refused(cast, instrument):
    with pytest.raises(ValidationError):
        take_in(cast, instrument, cast.year.first_year + 1, burgerschap(6))
    assert not StudyYear.objects.filter(first_year=cast.year.first_year + 1).exists()


def test_every_bad_row_is_named_and_nothing_is_kept(cast, instrument, year):
    rows = [("burgerschap", "teacher"), ("onbekend", "teacher"), ("burgerschap", "tovenaar"), ("talent", "teacher")]
    with pytest.raises(AnswerFileError) as refused:
        take_in(cast, instrument, year, rows)
    assert [(problem.line, problem.column) for problem in refused.value.problems] == [
        (3, "network"),
        (4, "background"),
        (5, "network"),
    ]
    assert not Wave.objects.exists()
    assert not StudyYear.objects.filter(first_year=year).exists()


def test_a_row_with_an_unknown_network_and_wrong_answers_is_told_about_both_at_once(cast, instrument, year):
    data = file_of(instrument, [("onbekend", "teacher")]).replace(b"teacher,1", b"teacher,9")
    with pytest.raises(AnswerFileError) as refused:
        past_answers_import(data=data, programme=cast.werkplaats, first_year=year, instrument=instrument)
    bad = refused.value.bad_rows
    assert [(row.line, row.says, [mend.columns for mend in row.corrections]) for row in bad] == [
        (2, "onbekend, teacher", ["network", "p01"])
    ]


@pytest.mark.parametrize("network", ["", "x" * 101])
def test_a_name_that_cannot_be_one_is_told_once(cast, instrument, year, network):
    with pytest.raises(AnswerFileError) as refused:
        take_in(cast, instrument, year, [(network, "teacher")])
    assert [problem.column for problem in refused.value.problems] == ["network"]


def test_the_log_says_that_answers_came_in_without_counting_them(cast, instrument, year):
    take_in(cast, instrument, year, burgerschap(6), actor=cast["Nadia"])
    assert AuditEntry.objects.get(code="srt.answers_imported").details == {"year": f"{year}-{year + 1}"}


# The command


def command(cast, tmp_path, data: bytes, **changes: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(data)
    options = {"programme": "academische-werkplaats", "year": "2020-2021", "instrument": "samen-leren", **changes}
    call_command("import_responses", str(path), *(f"--{name}={value}" for name, value in options.items()))


def test_the_command_takes_in_a_file(cast, instrument, tmp_path, capsys):
    command(cast, tmp_path, file_of(instrument, burgerschap(6)))
    assert Wave.objects.get().imported
    assert "1 netwerk, 2020-2021" in capsys.readouterr().out


def test_the_command_takes_a_version(cast, instrument, tmp_path):
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
def test_the_command_refuses_what_does_not_exist(cast, instrument, tmp_path, changes):
    with pytest.raises(CommandError):
        command(cast, tmp_path, file_of(instrument, burgerschap(6)), **changes)
    assert not Wave.objects.exists()


def test_the_samples_of_both_years_come_in(cast, tmp_path):
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


def test_the_page_shows_what_a_file_holds_and_imports_nothing(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(6))).content.decode()
    assert "Burgerschap" in page
    assert "<td>6</td>" in page
    assert not Wave.objects.exists()


def test_confirming_imports_what_was_shown(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(6)))
    confirm = reverse("srt:past_answers_confirm", args=[cast.werkplaats.pk])
    assert coordinator.post(confirm, {"sealed": page.context["sealed"]}).status_code == 302
    assert Response.objects.count() == 6


def test_a_second_confirmation_imports_nothing(coordinator, cast, instrument, year):
    sealed = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(6))).context["sealed"]
    confirm = reverse("srt:past_answers_confirm", args=[cast.werkplaats.pk])
    coordinator.post(confirm, {"sealed": sealed})
    page = coordinator.post(confirm, {"sealed": sealed}, follow=True).content.decode()
    assert "heeft al antwoorden" in page
    assert Response.objects.count() == 6


@pytest.mark.parametrize("sealed", ["", "no:seal:at-all"])
def test_a_confirmation_without_a_seal_is_refused(coordinator, cast, instrument, sealed):
    confirm = reverse("srt:past_answers_confirm", args=[cast.werkplaats.pk])
    assert coordinator.post(confirm, {"sealed": sealed}).status_code == 302
    assert not Wave.objects.exists()


def test_a_seal_of_another_programme_is_refused(client, cast, instrument, year):
    client.force_login(cast["Nadia"])
    sealed = choose(client, cast, instrument, year, file_of(instrument, burgerschap(6))).context["sealed"]
    client.force_login(cast["Pieter"])
    client.post(reverse("srt:past_answers_confirm", args=[cast.point.pk]), {"sealed": sealed})
    assert not Wave.objects.exists()


def test_the_page_names_every_bad_row(coordinator, cast, instrument, year):
    data = file_of(instrument, [("onbekend", "teacher"), ("burgerschap", "tovenaar")])
    page = choose(coordinator, cast, instrument, year, data).content.decode()
    assert "Regel 2" in page
    assert "Regel 3" in page


def test_of_many_bad_rows_the_first_are_shown_and_all_can_be_taken_along(coordinator, cast, instrument, year):
    data = file_of(instrument, [("=onbekend", "teacher")] * (ROWS_SHOWN + 3))
    page = choose(coordinator, cast, instrument, year, data)
    assert "En nog 3 rijen." in page.content.decode()
    address = reverse("srt:past_answers_bad_rows", args=[cast.werkplaats.pk])
    assert address in page.content.decode()
    response = coordinator.post(address, {"sealed": page.context["sealed"]})
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + ROWS_SHOWN + 3
    assert lines[1].startswith("2;'=onbekend, teacher;network;;")


def test_few_bad_rows_are_all_on_the_page(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(2, "tovenaar")))
    assert reverse("srt:past_answers_bad_rows", args=[cast.werkplaats.pk]) not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 0])
def test_without_a_seal_or_bad_rows_there_is_nothing_to_take_along(coordinator, cast, instrument, year, rows):
    sealed = choose(coordinator, cast, instrument, year, file_of(instrument, burgerschap(rows))).context["sealed"]
    address = reverse("srt:past_answers_bad_rows", args=[cast.werkplaats.pk])
    assert coordinator.post(address, {"sealed": sealed}).url == reverse("srt:past_answers", args=[cast.werkplaats.pk])


def test_a_file_that_is_too_large_gets_a_message(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, b"x" * 5_000_001).content.decode()
    assert "5 MB" in page


def test_a_file_with_a_wrong_header_gets_a_message(coordinator, cast, instrument, year):
    page = choose(coordinator, cast, instrument, year, b"naam,antwoord\nJan,5\n").content.decode()
    assert "error-summary" in page
    assert not Wave.objects.exists()


def test_others_are_refused(client, cast, instrument):
    expected = {"Iris": 404, "Amira": 404, "Otto": 404, "Pieter": 404, "Wouter": 403, "Rosa": 403, "Abel": 403}
    for name, status in expected.items():
        client.force_login(cast[name])
        assert client.get(reverse("srt:past_answers", args=[cast.werkplaats.pk])).status_code == status
        for route in ("srt:past_answers_confirm", "srt:past_answers_bad_rows"):
            assert client.post(reverse(route, args=[cast.werkplaats.pk])).status_code == status


def test_other_methods_are_refused(coordinator, cast):
    assert coordinator.put(reverse("srt:past_answers", args=[cast.werkplaats.pk])).status_code == 405
    for route in ("srt:past_answers_confirm", "srt:past_answers_bad_rows"):
        assert coordinator.get(reverse(route, args=[cast.werkplaats.pk])).status_code == 405


def test_the_file_has_a_column_per_statement(instrument):
    assert len(instrument.definition.item_codes) == ITEMS
