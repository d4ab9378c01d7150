"""Reading workbooks as the CSV that their rows would be, and refusing what is none, in words."""

import io
import zipfile
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH

from networks.worksheets import Columns, Sheet, SheetError, is_workbook, sheet_read
from tests import workbooks

CSV = "name,from,points\nZoë,2024-09-01,4\nJet,2024-10-01,5\n"
COLUMNS = Columns(frozenset({"name", "from", "points"}), days=frozenset({"from"}), numbers=frozenset({"points"}))


def read(content: bytes) -> Sheet:
    with translation.override("en"):
        return sheet_read(content, columns=COLUMNS)


def refusal(content: bytes) -> str:
    with pytest.raises(SheetError) as raised:
        read(content)
    return " ".join(raised.value.messages)


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """A workbook with other bytes in a part of it, named without folder and ending; None leaves the part out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            data = parts.get(name.rpartition("/")[2].partition(".")[0], source.read(name))
            if data is not None:
                made.writestr(name, data)
    return target.getvalue()


def test_a_workbook_reads_as_the_csv_of_its_rows():
    assert read(workbooks.workbook_of(CSV)) == Sheet(CSV)


@pytest.mark.parametrize(
    "change", [workbooks.real_days, workbooks.day_numbers, workbooks.real_numbers, workbooks.blanks_around]
)
def test_what_excel_makes_of_cells_is_what_they_were(change):
    assert read(workbooks.workbook_of(CSV, change)).text == CSV


def test_the_numbers_of_days_count_from_the_year_that_the_workbook_says():
    def from_1904(sheet):
        sheet.parent.epoch = MAC_EPOCH
        workbooks.real_days(sheet)

    assert read(workbooks.workbook_of(CSV, from_1904)).text == CSV


def test_a_title_above_the_header_keeps_the_row_numbers():
    assert read(workbooks.workbook_of(CSV, workbooks.title_above)).text == f"\n\n{CSV}"


def test_a_heading_merged_over_two_rows_belongs_to_the_header():
    assert read(workbooks.workbook_of(CSV, workbooks.two_rows_of_headings)).text == f"\n{CSV}"


def test_a_title_that_is_the_name_of_a_column_is_no_header():
    assert read(workbooks.workbook_of(f"name,,\n{CSV}")).text == f"\n{CSV}"


def test_an_empty_row_keeps_its_number():
    assert read(workbooks.workbook_of(CSV.replace("\nJet", "\n\n\nJet"))).text == CSV.replace("\nJet", "\n\n\nJet")


def test_an_empty_column_between_is_left_out():
    assert read(workbooks.workbook_of(CSV, lambda sheet: sheet.insert_cols(2))).text == CSV


def test_a_cell_beside_the_columns_is_not_left_out():
    assert read(workbooks.workbook_of(CSV, lambda sheet: sheet.cell(3, 4, "los"))).text.splitlines()[2].endswith(",los")


@pytest.mark.parametrize(("typed", "meant"), [("4.0", "4"), ("4,0", "4"), (" 4 ", "4"), (4.5, "4.5"), (True, "TRUE")])
def test_numbers_may_be_texts_and_texts_numbers(typed, meant):
    content = workbooks.workbook_of(CSV, lambda sheet: sheet.cell(2, 3, typed))
    assert read(content).text.splitlines()[1] == f"Zoë,2024-09-01,{meant}"


def test_a_line_break_in_a_cell_does_not_become_a_row():
    content = workbooks.workbook_of(CSV, lambda sheet: sheet.cell(2, 1, "Zoë\nÇelik"))
    assert len(read(content).text.splitlines(keepends=True)) == 4  # \u2028 splits here, and not in a reader of CSV
    assert read(content).text.count("\n") == 3


def test_a_text_that_starts_with_a_sign_is_a_text():
    def quoted(sheet):
        sheet.cell(2, 1, "=1+1").data_type = "s"

    assert read(workbooks.workbook_of(CSV, quoted)).text.splitlines()[1] == "=1+1,2024-09-01,4"


def test_formulas_are_refused_and_every_cell_is_named():
    def formulas(sheet):
        for place in ("C2", "C3", "A3"):
            sheet[place] = "=1+1"

    assert refusal(workbooks.workbook_of(CSV, formulas)).endswith("A3, C2:C3.")


def test_a_formula_above_the_header_is_no_harm():
    content = workbooks.workbook_of(f",,\n{CSV}", lambda sheet: sheet.cell(1, 1, "=TODAY()"))
    assert read(content).text == f"\n{CSV}"


def test_an_error_of_the_spreadsheet_is_refused_with_its_cell():
    assert "B2" in refusal(workbooks.workbook_of(CSV, lambda sheet: sheet.cell(2, 2, "#N/A")))


def test_hidden_rows_are_read_and_told():
    def hide(sheet):
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True

    assert read(workbooks.workbook_of(CSV, hide)) == Sheet(CSV, ("Hidden rows are read too: 2–3.",))


def test_the_first_of_several_sheets_is_read_and_told():
    content = workbooks.workbook_of(CSV, lambda sheet: sheet.parent.create_sheet("Oud").append(["los"]))
    assert read(content) == Sheet(CSV, ("There are several sheets in this file. This is the first: “Mensen”.",))


def test_hidden_and_empty_sheets_are_passed_over_in_silence():
    def others(sheet):
        sheet.parent.create_sheet("Leeg", 0)
        hidden = sheet.parent.create_sheet("Lijst", 0)
        hidden.append(["teacher"])
        hidden.sheet_state = "hidden"

    assert read(workbooks.workbook_of(CSV, others)) == Sheet(CSV)


def test_an_empty_workbook_says_so():
    assert refusal(workbooks.bytes_of(Workbook())) == "This workbook is empty."


def test_without_any_known_name_the_first_row_is_the_header():
    assert read(workbooks.workbook_of("\nvoornaam,adres\nZoë,x\n")).text == "\nvoornaam,adres\nZoë,x\n"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 and no more", "cannot be opened"),
    ],
)
def test_old_locked_and_broken_files_are_refused_with_words(content, word):
    assert is_workbook(content)
    assert word in refusal(content)


@pytest.mark.parametrize(
    ("name", "word"),
    [("content.xml", "OpenDocument"), ("xl/workbook.bin", "xlsb"), ("word/document.xml", "whatever its name says")],
)
def test_another_kind_of_file_with_another_name_is_refused_with_words(name, word):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "<a/>")
    assert word in refusal(target.getvalue())


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    content = repacked(workbooks.workbook_of(CSV), sheet1=b" " * (41 * 1024 * 1024))
    assert len(content) < 100_000
    assert "far more than its rows" in refusal(content)


def test_a_row_with_more_cells_than_a_sheet_has_columns_is_refused():
    rows = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    content = repacked(workbooks.workbook_of(CSV), sheet1=rows + b"<c/>" * 20_000 + b"</row></sheetData></worksheet>")
    assert "too long" in refusal(content)


def test_something_far_below_the_rows_is_refused():
    content = workbooks.workbook_of(CSV, lambda sheet: sheet.cell(100_001, 1, "los"))
    assert "below row 100,000" in refusal(content)


def test_entities_are_never_expanded():
    entity = b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 100 + b'">]><worksheet>&b;&b;</worksheet>'
    assert "cannot be opened" in refusal(repacked(workbooks.workbook_of(CSV), sheet1=entity))


PARTS = ["sheet1", "sharedStrings", "styles", "workbook", "[Content_Types]"]
LIBREOFFICE = (Path(__file__).parent / "data" / "people-libreoffice.xlsx").read_bytes()
BYTES = st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), min_size=1, max_size=8)


def outcome(content: bytes) -> str:
    """Return what was read, or the words of the refusal; anything else is a crash."""
    try:
        return f"read: {read(content).text}"
    except SheetError as refused:
        return " ".join(refused.messages)


def changed(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    new = bytearray(content)
    for place, value in changes:
        new[place % len(new)] = value
    return bytes(new)


@settings(max_examples=30)
@given(changes=BYTES)
@example(changes=[(9787, 64)])  # asks for a version of zip that is still to come
def test_a_broken_file_is_refused_or_read_and_never_crashes(changes):
    assert outcome(b"PK\x03\x04" + changed(LIBREOFFICE, changes)[4:])


@settings(max_examples=60)
@given(changes=BYTES, part=st.sampled_from(PARTS))
def test_a_broken_part_is_refused_or_read_and_never_crashes(changes, part):
    with zipfile.ZipFile(io.BytesIO(LIBREOFFICE)) as archive:
        whole = next(archive.read(name) for name in archive.namelist() if f"/{name}".endswith(f"/{part}.xml"))
    assert outcome(repacked(LIBREOFFICE, **{part: changed(whole, changes)}))
