"""Writing tables as workbooks: types of cells, the frozen header, and reproducible bytes."""

import io
import time
import zipfile
from datetime import date, datetime

from networks.worksheets import Table, workbook_write
from tests.workbooks import sheet_of

TABLE = Table("Beeld: 2024/2025", ["Onderdeel", "Gemiddelde", "Sinds"], [["Directe waarde", 3.6, date(2024, 9, 1)]])


def test_numbers_and_dates_are_written_as_such():
    cells = [cell.value for cell in sheet_of(workbook_write(TABLE))[2]]
    assert cells == ["Directe waarde", 3.6, datetime(2024, 9, 1)]  # noqa: DTZ001 - openpyxl returns a date like this


def test_header_is_bold_and_frozen():
    sheet = sheet_of(workbook_write(TABLE))
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"


def test_columns_print_beside_each_other_below_the_header():
    sheet = sheet_of(workbook_write(Table("x", ["Onderdeel"] * 9, [["Wat wij van elkaar leren"] * 9])))
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.print_title_rows == "$1:$1"


def test_forbidden_characters_are_removed_from_the_sheet_name():
    assert sheet_of(workbook_write(TABLE)).title == "Beeld  2024 2025"


def test_cells_never_run():
    signs = ["=1+1", "+31612345678", "-x", "@SUM(A1)", "#N/A", "≤ 1,2"]
    cells = sheet_of(workbook_write(Table("x", ["a"], [[sign] for sign in signs])))["A"][1:]
    assert [(cell.value, cell.data_type) for cell in cells] == [(sign, "s") for sign in signs]
    assert [cell.quotePrefix for cell in cells] == [True] * 4 + [False] * 2


def test_notes_are_written_below_the_rows():
    sheet = sheet_of(workbook_write(Table("x", ["a"], [["b"]], notes=["Alleen voor jullie."])))
    assert [row[0].value for row in sheet] == ["a", "b", None, "Alleen voor jullie."]


def test_same_table_gives_same_bytes_at_any_time():
    first = workbook_write(TABLE)
    time.sleep(1.1)  # a workbook stores seconds
    assert workbook_write(TABLE) == first


def test_no_part_contains_the_time_of_writing():
    with zipfile.ZipFile(io.BytesIO(workbook_write(TABLE))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2
