"""Writing tables as workbooks: what a cell is, what stays in sight, and that the same rows are the same bytes."""

import io
import time
import zipfile
from datetime import date, datetime

from networks.worksheets import Table, workbook_write
from tests.workbooks import sheet_of

TABLE = Table("Beeld: 2024/2025", ["Onderdeel", "Gemiddelde", "Sinds"], [["Directe waarde", 3.6, date(2024, 9, 1)]])


def test_numbers_and_days_are_numbers_and_days():
    cells = [cell.value for cell in sheet_of(workbook_write(TABLE))[2]]
    assert cells == ["Directe waarde", 3.6, datetime(2024, 9, 1)]  # noqa: DTZ001 - as openpyxl gives a day


def test_the_header_is_bold_and_stays_in_sight():
    sheet = sheet_of(workbook_write(TABLE))
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"


def test_signs_that_a_sheet_may_not_have_in_its_name_are_left_out():
    assert sheet_of(workbook_write(TABLE)).title == "Beeld  2024 2025"


def test_nothing_in_a_cell_runs():
    signs = ["=1+1", "+31612345678", "-x", "@SUM(A1)", "#N/A", "≤ 1,2"]
    cells = sheet_of(workbook_write(Table("x", ["a"], [[sign] for sign in signs])))["A"][1:]
    assert [(cell.value, cell.data_type) for cell in cells] == [(sign, "s") for sign in signs]
    assert [cell.quotePrefix for cell in cells] == [True] * 4 + [False] * 2


def test_notes_stand_under_the_rows():
    sheet = sheet_of(workbook_write(Table("x", ["a"], [["b"]], notes=["Alleen voor jullie."])))
    assert [row[0].value for row in sheet] == ["a", "b", None, "Alleen voor jullie."]


def test_the_same_rows_are_the_same_bytes_whenever_they_are_written():
    first = workbook_write(TABLE)
    time.sleep(1.1)  # a workbook keeps seconds
    assert workbook_write(TABLE) == first


def test_no_part_of_it_says_when_it_was_made():
    with zipfile.ZipFile(io.BytesIO(workbook_write(TABLE))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2
