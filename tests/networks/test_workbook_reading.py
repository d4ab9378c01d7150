"""Reading workbooks as the CSV that their rows would give, and refusing files that are not workbooks."""

import io
import zipfile
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH

from networks.worksheets import Layout, Worksheet, WorksheetError, is_workbook, worksheet_read
from tests import workbooks

CSV = "name,from,points\nZoë,2024-09-01,4\nJet,2024-10-01,5\n"
COLUMNS = ("name", "from", "points")
LAYOUT = Layout(
    names=dict(zip(COLUMNS, COLUMNS, strict=True)),
    required=COLUMNS,
    days=frozenset({"from"}),
    numbers=frozenset({"points"}),
    max_bytes=1_000_000,
    max_rows=100,
)


def read(content: bytes) -> Worksheet:
    with translation.override("en"):
        return worksheet_read(content, LAYOUT)


def refusal(content: bytes) -> str:
    with pytest.raises(WorksheetError) as raised:
        read(content)
    return " ".join(raised.value.messages)


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """Return a workbook with some parts replaced, named without folder and suffix; None removes a part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            data = parts.get(name.rpartition("/")[2].partition(".")[0], source.read(name))
            if data is not None:
                packed.writestr(name, data)
    return target.getvalue()


def test_workbook_reads_as_the_csv_of_its_rows():
    assert read(workbooks.workbook_of(CSV)) == Worksheet(CSV)


@pytest.mark.parametrize(
    "change", [workbooks.real_days, workbooks.day_numbers, workbooks.real_numbers, workbooks.blanks_around]
)
def test_typed_cells_of_excel_read_as_their_original_text(change):
    assert read(workbooks.workbook_of(CSV, change)).text == CSV


def test_date_numbers_count_from_the_epoch_of_the_workbook():
    def from_1904(sheet):
        sheet.parent.epoch = MAC_EPOCH
        workbooks.real_days(sheet)

    assert read(workbooks.workbook_of(CSV, from_1904)).text == CSV


def test_title_above_header_keeps_row_numbers():
    assert read(workbooks.workbook_of(CSV, workbooks.title_above)).text == f"\n\n{CSV}"


def test_heading_merged_over_two_rows_belongs_to_the_header():
    assert read(workbooks.workbook_of(CSV, workbooks.two_rows_of_headings)).text == f"\n{CSV}"


def test_title_equal_to_a_column_name_is_not_the_header():
    assert read(workbooks.workbook_of(f"name,,\n{CSV}")).text == f"\n{CSV}"


def test_empty_row_keeps_its_number():
    assert read(workbooks.workbook_of(CSV.replace("\nJet", "\n\n\nJet"))).text == CSV.replace("\nJet", "\n\n\nJet")


def test_empty_column_is_left_out():
    assert read(workbooks.workbook_of(CSV, lambda sheet: sheet.insert_cols(2))).text == CSV


def test_cell_beside_the_columns_is_included():
    assert read(workbooks.workbook_of(CSV, lambda sheet: sheet.cell(3, 4, "los"))).text.splitlines()[2].endswith(",los")


@pytest.mark.parametrize(("typed", "meant"), [("4.0", "4"), ("4,0", "4"), (" 4 ", "4"), (4.5, "4.5"), (True, "TRUE")])
def test_numbers_and_texts_are_interchangeable(typed, meant):
    content = workbooks.workbook_of(CSV, lambda sheet: sheet.cell(2, 3, typed))
    assert read(content).text.splitlines()[1] == f"Zoë,2024-09-01,{meant}"


def test_line_break_in_a_cell_does_not_start_a_row():
    content = workbooks.workbook_of(CSV, lambda sheet: sheet.cell(2, 1, "Zoë\nÇelik"))
    assert len(read(content).text.splitlines(keepends=True)) == 4  # splitlines splits at \u2028, a CSV reader does not
    assert read(content).text.count("\n") == 3


def test_quoted_text_that_starts_with_a_sign_is_text():
    def quoted(sheet):
        sheet.cell(2, 1, "=1+1").data_type = "s"

    assert read(workbooks.workbook_of(CSV, quoted)).text.splitlines()[1] == "=1+1,2024-09-01,4"


def test_formulas_are_refused_and_every_cell_is_named():
    def formulas(sheet):
        for place in ("C2", "C3", "A3"):
            sheet[place] = "=1+1"

    assert refusal(workbooks.workbook_of(CSV, formulas)).endswith("A3, C2:C3.")


def test_formula_above_the_header_is_ignored():
    content = workbooks.workbook_of(f",,\n{CSV}", lambda sheet: sheet.cell(1, 1, "=TODAY()"))
    assert read(content).text == f"\n{CSV}"


def test_spreadsheet_error_is_refused_and_its_cell_named():
    assert "B2" in refusal(workbooks.workbook_of(CSV, lambda sheet: sheet.cell(2, 2, "#N/A")))


def test_hidden_rows_are_included_and_noted():
    def hide(sheet):
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True

    assert read(workbooks.workbook_of(CSV, hide)) == Worksheet(CSV, ("Hidden rows are included: 2–3.",))


def test_first_of_several_sheets_is_read_and_noted():
    content = workbooks.workbook_of(CSV, lambda sheet: sheet.parent.create_sheet("Oud").append(["los"]))
    assert read(content) == Worksheet(CSV, ("This file has several sheets. We read the first one: “Mensen”.",))


def test_hidden_and_empty_sheets_are_skipped_without_a_note():
    def others(sheet):
        sheet.parent.create_sheet("Leeg", 0)
        hidden = sheet.parent.create_sheet("Lijst", 0)
        hidden.append(["teacher"])
        hidden.sheet_state = "hidden"

    assert read(workbooks.workbook_of(CSV, others)) == Worksheet(CSV)


def test_empty_workbook_is_refused():
    assert refusal(workbooks.bytes_of(Workbook())) == "This workbook is empty."


def test_first_row_is_the_header_if_no_column_is_known():
    assert read(workbooks.workbook_of("\nvoornaam,adres\nZoë,x\n")).text == "\nvoornaam,adres\nZoë,x\n"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 and no more", "can’t be opened"),
    ],
)
def test_old_locked_and_broken_files_are_refused_with_a_reason(content, word):
    assert is_workbook(content)
    assert word in refusal(content)


@pytest.mark.parametrize(
    ("name", "word"),
    [("content.xml", "OpenDocument"), ("xl/workbook.bin", "xlsb"), ("word/document.xml", "even if its name says so")],
)
def test_other_zip_formats_are_refused_with_a_reason(name, word):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "<a/>")
    assert word in refusal(target.getvalue())


def test_zip_bomb_is_refused_before_it_is_unpacked():
    content = repacked(workbooks.workbook_of(CSV), sheet1=b" " * (41 * 1024 * 1024))
    assert len(content) < 100_000
    assert "far more than its rows" in refusal(content)


def test_row_with_more_cells_than_a_sheet_has_columns_is_refused():
    rows = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    content = repacked(workbooks.workbook_of(CSV), sheet1=rows + b"<c/>" * 20_000 + b"</row></sheetData></worksheet>")
    assert "too long" in refusal(content)


def test_content_far_below_the_rows_is_refused():
    content = workbooks.workbook_of(CSV, lambda sheet: sheet.cell(100_001, 1, "los"))
    assert "below row 100,000" in refusal(content)


def test_xml_entities_are_never_expanded():
    entity = b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 100 + b'">]><worksheet>&b;&b;</worksheet>'
    assert "can’t be opened" in refusal(repacked(workbooks.workbook_of(CSV), sheet1=entity))


PARTS = ["sheet1", "sharedStrings", "styles", "workbook", "[Content_Types]"]
LIBREOFFICE = (Path(__file__).parent / "data" / "people-libreoffice.xlsx").read_bytes()
BYTES = st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), min_size=1, max_size=8)


def outcome(content: bytes) -> str:
    """Return the text that was read or the reason of the refusal; any other exception is a crash."""
    try:
        return f"read: {read(content).text}"
    except WorksheetError as refused:
        return " ".join(refused.messages)


def changed(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    new = bytearray(content)
    for place, value in changes:
        new[place % len(new)] = value
    return bytes(new)


@settings(max_examples=30)
@given(changes=BYTES)
@example(changes=[(9787, 64)])  # declares a future version of zip
def test_broken_file_never_crashes_the_reader(changes):
    assert outcome(b"PK\x03\x04" + changed(LIBREOFFICE, changes)[4:])


@settings(max_examples=60)
@given(changes=BYTES, part=st.sampled_from(PARTS))
def test_broken_part_never_crashes_the_reader(changes, part):
    with zipfile.ZipFile(io.BytesIO(LIBREOFFICE)) as archive:
        whole = next(archive.read(name) for name in archive.namelist() if f"/{name}".endswith(f"/{part}.xml"))
    assert outcome(repacked(LIBREOFFICE, **{part: changed(whole, changes)}))
