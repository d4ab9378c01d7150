"""People from LibreOffice and Excel workbooks: the same rows, plan and database as from the CSV file."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from networks import services
from networks.models import Network, Participation, PeopleImport, Programme
from networks.people_file import people_read, people_rows
from networks.people_plan import people_plan
from networks.worksheets import XLSX_TYPE
from tests import workbooks

DATA = Path(__file__).parent / "data"
TEXT = (Path(__file__).resolve().parents[2] / "demo" / "samples" / "people.csv").read_text()


def as_excel_stores_it(sheet):
    """Make a worksheet look like one that a coordinator has edited for a year."""
    workbooks.real_days(sheet)
    workbooks.blanks_around(sheet)
    workbooks.title_above(sheet)


FILES = {
    "libreoffice": (DATA / "people-libreoffice.xlsx").read_bytes(),
    "texts": workbooks.workbook_of(TEXT),
    "days": workbooks.workbook_of(TEXT, workbooks.real_days),
    "numbers": workbooks.workbook_of(TEXT, workbooks.day_numbers),
    "blanks": workbooks.workbook_of(TEXT, workbooks.blanks_around),
}


def participations_of(programme: Programme) -> list[tuple[object, ...]]:
    """Return everything that the import creates, without primary keys."""
    people = Participation.objects.filter(network__programme=programme).order_by("network__slug", "person__email")
    names = ("network__slug", "network__name", "person__email", "person__first_name", "person__infix")
    more = ("person__last_name", "background__code", "organisation__name", "role", "from_date", "until")
    return list(people.values_list(*names, *more))


@pytest.mark.parametrize("name", FILES)
def test_workbook_has_the_rows_of_the_csv(name):
    assert people_rows(people_read(FILES[name]).text) == people_rows(TEXT)


def test_title_above_the_header_only_shifts_line_numbers():
    rows = people_rows(people_read(workbooks.workbook_of(TEXT, as_excel_stores_it)).text)
    assert [row.line for row in rows] == [row.line + 2 for row in people_rows(TEXT)]
    assert [row.email for row in rows] == [row.email for row in people_rows(TEXT)]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["libreoffice", "numbers"])
def test_workbook_import_equals_csv_import(name, settings):
    outcomes = []
    for slug, content in (("een", TEXT.encode()), ("twee", FILES[name])):
        call_command("create_programme", slug, "--coordinator", "nadia.bos@example.org", "--name", "Werkplaats")
        programme = Programme.objects.get(slug=slug)
        rows = people_rows(people_read(content).text.replace("academische-werkplaats", slug))
        plan = people_plan(programme=programme, rows=rows)
        services.people_import_apply(programme=programme, rows=rows, actor=None, invite=False)
        outcomes.append(
            (
                len(plan.created),
                len(plan.wrong),
                plan.new_networks,
                plan.new_organisations,
                participations_of(programme),
            )
        )
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] == 100


@pytest.mark.django_db
def test_command_imports_a_workbook_only_once(capsys):
    call_command("create_programme", "academische-werkplaats", "--coordinator", "nadia.bos@example.org")
    call_command("import_people", str(DATA / "people-libreoffice.xlsx"))
    call_command("import_people", str(DATA / "people-libreoffice.xlsx"))
    assert "0 created, 0 changed, 100 unchanged" in capsys.readouterr().out


@pytest.mark.django_db
def test_command_names_the_sheet_it_read(tmp_path, capsys):
    call_command("create_programme", "academische-werkplaats", "--coordinator", "nadia.bos@example.org")
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbooks.workbook_of(TEXT, lambda sheet: sheet.parent.create_sheet("Oud").append(["los"])))
    call_command("import_people", str(file))
    assert "“Mensen”" in capsys.readouterr().out


@pytest.mark.django_db
def test_command_refuses_formulas_and_names_their_cells(tmp_path):
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbooks.workbook_of(TEXT, lambda sheet: sheet.cell(3, 6, "=A1")))
    with pytest.raises(CommandError, match="F3"):
        call_command("import_people", str(file))


@pytest.fixture
def send(as_, cast):
    """Return a function that uploads a workbook as the coordinator and returns the next page."""

    def upload(text: str, *changes: workbooks.Change):
        page = reverse("networks:people_import", args=[cast.werkplaats.pk])
        file = SimpleUploadedFile(
            "mensen.csv", workbooks.workbook_of(text, *changes)
        )  # the name of the file does not matter
        return as_("Nadia").post(page, {"file": file}, follow=True)

    return upload


def test_workbook_leads_to_the_same_preview(cast, send):
    sent = send(TEXT, as_excel_stores_it)
    assert len(sent.context["plan"].created) == 100
    assert len(sent.context["plan"].wrong) == 0


def test_wrong_row_is_named_by_its_spreadsheet_row_number(cast, send):
    sent = send(TEXT.replace("iris.zandbergen@example.org", "geen adres"), as_excel_stores_it)
    assert [(problem.line, problem.column) for problem in sent.context["plan"].problems] == [(4, "email")]
    assert not Network.objects.filter(slug="historisch-redeneren").exists()


def test_preview_notes_hidden_rows(cast, send):
    def hide(sheet):
        sheet.row_dimensions[5].hidden = True

    assert "Verborgen rijen tellen mee: 5." in send(TEXT, hide).content.decode()


def test_formulas_are_refused_at_the_form_field(cast, send):
    sent = send(TEXT, lambda sheet: sheet.cell(3, 6, "=A1"))
    assert "F3" in sent.context["form"].errors["file"][0]
    assert not PeopleImport.objects.exists()


def test_exported_workbook_imports_as_unchanged(as_, cast):
    page = reverse("networks:people_export", args=[cast.werkplaats.pk])
    response = as_("Nadia").post(page, {"format": "xlsx"})
    assert response["Content-Type"] == XLSX_TYPE
    assert response["Content-Disposition"].endswith('-people.xlsx"')
    plan = people_plan(programme=cast.werkplaats, rows=people_rows(people_read(response.content).text))
    assert len(plan.unchanged) == len(plan.steps) == 20


def test_exported_workbook_has_real_dates(as_, cast):
    page = reverse("networks:people_export", args=[cast.werkplaats.pk])
    sheet = workbooks.sheet_of(as_("Nadia").post(page, {"format": "xlsx"}).content)
    assert {cell.is_date for cell in sheet["K"][1:]} == {True}
