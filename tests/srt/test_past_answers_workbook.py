"""Past answers from workbooks: the same rows as from the CSV file, and refusals with a reason."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from networks.models import Network
from srt.answer_file import AnswerFileError, read_answer_files
from srt.models import Response, Wave
from tests import workbooks
from tests.srt.wave_cases import instrument_make

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).resolve().parents[2] / "demo" / "samples" / "responses-2024-2025.csv").read_text()
LIBREOFFICE = Path(__file__).parent / "data" / "responses-libreoffice.xlsx"


@pytest.fixture
def definition(db):
    return instrument_make().definition


@pytest.fixture
def choose(as_, cast):
    """Return a function that uploads a file as the coordinator and returns the page."""
    instrument = instrument_make()
    for slug in {line.partition(",")[0] for line in TEXT.splitlines()[1:]} - {"burgerschap", "rekenen"}:
        Network.objects.create(programme=cast.werkplaats, slug=slug, name=slug.title())

    def send(content: bytes, years_ago: int = 1):
        file = SimpleUploadedFile("antwoorden.xlsx", content)
        data = {"first_year": cast.year.first_year - years_ago, "instrument": instrument.pk, "file": file}
        return as_("Nadia").post(reverse("srt:past_answers", args=[cast.werkplaats.pk]), data)

    return send


@pytest.fixture
def as_(client, cast):
    def login(name: str):
        client.force_login(cast[name])
        return client

    return login


def confirm(as_, cast, page) -> None:
    address = reverse("srt:past_answers_confirm", args=[cast.werkplaats.pk])
    assert as_("Nadia").post(address, {"sealed": page.context["sealed"]}).status_code == 302


def answers_of(wave: Wave) -> list[tuple[str, str, str]]:
    stored = Response.objects.filter(wave_network__wave=wave)
    return sorted(stored.values_list("wave_network__network__slug", "background", "answers"))


def test_libreoffice_workbook_has_the_rows_of_the_csv(definition):
    read = read_answer_files([LIBREOFFICE.read_bytes()], definition)
    assert read.rows == read_answer_files([TEXT.encode()], definition).rows


@pytest.mark.parametrize("change", [workbooks.real_numbers, workbooks.blanks_around])
def test_excel_workbook_has_the_rows_of_the_csv(definition, change):
    read = read_answer_files([workbooks.workbook_of(TEXT, change)], definition)
    assert read.rows == read_answer_files([TEXT.encode()], definition).rows


@pytest.mark.parametrize("change", [workbooks.title_above, workbooks.two_rows_of_headings])
def test_headings_above_the_columns_only_shift_line_numbers(definition, change):
    rows = read_answer_files([workbooks.workbook_of(TEXT, change)], definition).rows
    expected = read_answer_files([TEXT.encode()], definition).rows
    assert [row.answers for row in rows] == [row.answers for row in expected]
    assert rows[0].line in {3, 4}


def test_answer_outside_the_scale_is_named_by_its_spreadsheet_row(definition):
    def wrong(sheet):
        sheet.cell(7, 3, 9)
        workbooks.title_above(sheet)

    with pytest.raises(AnswerFileError) as raised:
        read_answer_files([workbooks.workbook_of(TEXT, wrong)], definition)
    assert [(problem.line, problem.column) for problem in raised.value.problems] == [(9, "p01")]


def test_pages_store_the_same_answers_for_workbook_and_csv(as_, cast, choose):
    for years_ago, content in ((1, TEXT.encode()), (2, LIBREOFFICE.read_bytes())):
        confirm(as_, cast, choose(content, years_ago))
    first, second = Wave.objects.order_by("pk")
    assert answers_of(first) == answers_of(second)
    assert len(answers_of(first)) == 100


def test_preview_notes_hidden_rows(choose):
    def hide(sheet):
        sheet.row_dimensions[5].hidden = True

    assert "Verborgen rijen tellen mee: 5." in choose(workbooks.workbook_of(TEXT, hide)).content.decode()


def test_formulas_are_refused_at_the_form_field(choose):
    page = choose(workbooks.workbook_of(TEXT, lambda sheet: sheet.cell(4, 5, "=SUM(A1)")))
    assert "E4" in page.context["form"].errors["file"][0]
    assert not Wave.objects.exists()


def test_command_imports_a_workbook(cast, choose, capsys):
    year = cast.year.first_year - 1
    programme = ("--programme", cast.werkplaats.slug, "--year", f"{year}-{year + 1}")
    call_command("import_responses", str(LIBREOFFICE), *programme, "--instrument", "samen-leren")
    assert Response.objects.count() == 100
