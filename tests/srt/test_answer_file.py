"""Reading files of answers as spreadsheet programs write them; every bad row is named."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from networks.worksheets import RowProblem
from srt.answer_file import MAX_BYTES, AnswerFileError, AnswerRow, read_answer_files
from srt.definition import parse_instrument
from tests.srt.definitions import as_file, built, minimal

DEFINITION = built([3])
HEADER = "network,background,d0i0,d0i1,d0i2\n"


def rows_of(*files: str | bytes) -> list[AnswerRow]:
    data = [file.encode() if isinstance(file, str) else file for file in files]
    return read_answer_files(data, DEFINITION).rows


def problems_of(*files: str | bytes) -> list[str]:
    with translation.override("en"), pytest.raises(AnswerFileError) as raised:
        rows_of(*files)
    with translation.override("en"):
        return [str(problem) for problem in raised.value.problems]


def test_row_has_line_network_background_and_answers() -> None:
    assert rows_of(HEADER + "lezen,student,4,?,\n") == [AnswerRow(2, "lezen", "student", "4?-", 1)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_detected(separator: str) -> None:
    assert rows_of((HEADER + "lezen,student,1,2,3\n").replace(",", separator))[0].answers == "123"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encoding_is_detected(encoding: str) -> None:
    assert rows_of((HEADER + "één,student,1,2,3\n").encode(encoding))[0].network == "één"


def test_separator_line_of_excel_is_skipped_and_counted() -> None:
    assert rows_of("sep=;\n" + (HEADER + "a,b,1,2,3\n").replace(",", ";"))[0].line == 3


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_of_other_systems_are_read(ending: str) -> None:
    assert rows_of((HEADER + "a,b,1,2,3\n").replace("\n", ending))[0] == AnswerRow(2, "a", "b", "123", 1)


def test_columns_may_be_in_any_order_and_case() -> None:
    assert rows_of("D0I2,Network,d0i0,d0i1\n3,a,1,2\n")[0].answers == "123"


def test_background_column_is_optional() -> None:
    assert rows_of("network,d0i0,d0i1,d0i2\na,1,2,3\n")[0].background == ""


def test_title_and_empty_lines_are_skipped_and_counted() -> None:
    assert [row.line for row in rows_of("Antwoorden\n" + HEADER + "a,b,1,2,3\n\n,,,,\na,b,1,2,3\n")] == [3, 6]


def test_cell_with_line_break_does_not_shift_line_numbers() -> None:
    found = problems_of(HEADER + '"a\nb",c,1,2,3\nx,y,9,2,3\n')
    assert found[0].startswith("Line 4, d0i0")


def test_spaces_around_cells_are_ignored() -> None:
    assert rows_of(HEADER + " a , b , 1 ,2,\u00a03\n")[0] == AnswerRow(2, "a", "b", "123", 1)


def test_invisible_characters_are_dropped() -> None:
    assert rows_of(HEADER + "a\u202eb,b\u200b,1\ufeff,2,3\n")[0] == AnswerRow(2, "ab", "b", "123", 1)


def test_several_files_are_read_in_order() -> None:
    found = rows_of(HEADER + "a,b,1,2,3\n", HEADER + "c,d,3,2,1\n")
    assert [(row.file, row.line, row.network) for row in found] == [(1, 2, "a"), (2, 2, "c")]


def test_composed_and_decomposed_accents_are_one_network() -> None:
    found = rows_of(HEADER + "caf\u00e9,b,1,2,3\ncafe\u0301,b,1,2,3\n")
    assert found[0].network == found[1].network


@pytest.mark.parametrize("value", ["0", "6", "8", "9", "4.0", "4,0", "x", "44", "!", "²", "=1+1", "<script>"])
def test_wrong_answer_is_named_with_line_column_and_value(value: str) -> None:
    found = problems_of((HEADER + f"a;b;1;{value};3\n").replace(",", ";", 4))
    assert found == [f"Line 2, d0i1: “{value}” isn’t an answer. Use 1 to 5, ? or leave it empty."]


def test_not_yet_is_refused_where_it_was_not_offered() -> None:
    with translation.override("en"), pytest.raises(AnswerFileError, match="Use 1 to 3 or leave it empty"):
        read_answer_files([b"network,a1,b1\nx,?,1\n"], parse_instrument(as_file(minimal())))


def test_every_bad_row_is_named() -> None:
    found = problems_of(HEADER + "a,b,9,2,3\na,b,1,2,3\n,b,1,2,7\n")
    assert [line.split(":")[0] for line in found] == [
        "Line 2, d0i0",
        "Line 4, network",
        "Line 4, d0i2",
    ]


WRONG_CELLS = {
    "9,2,9": "Line 2, d0i0 and d0i2: “9” isn’t an answer. Use 1 to 5, ? or leave it empty.",
    "9,9,9": "Line 2, d0i0–d0i2: “9” isn’t an answer. Use 1 to 5, ? or leave it empty.",
    "9,x,2": "Line 2, d0i0 and d0i1: “9” and “x” aren’t answers. Use 1 to 5, ? or leave it empty.",
}


@pytest.mark.parametrize(("cells", "problem"), WRONG_CELLS.items())
def test_row_with_several_wrong_answers_is_named_once_with_its_columns(cells: str, problem: str) -> None:
    assert problems_of(HEADER + f"a,b,{cells}\n") == [problem]


def test_only_the_first_of_many_different_wrong_answers_are_named() -> None:
    header = "network," + ",".join(f"d0i{number}" for number in range(5)) + "\n"
    with translation.override("en"), pytest.raises(AnswerFileError, match="d0i0–d0i4: “6”, “7”, “8”, … aren’t answers"):
        read_answer_files([(header + "a,6,7,8,9,x\n").encode()], built([5]))


def test_bad_row_is_one_entry_with_all_its_corrections() -> None:
    with pytest.raises(AnswerFileError) as raised:
        rows_of(HEADER + "a,b,1,2,3\n" + f"lezen,{'x' * 51},9,2,3\n" + "lezen,b,1\n")
    assert [
        (row.line, row.says[:7], [one.columns for one in row.corrections]) for row in raised.value.bad_rows.rows
    ] == [
        (3, "lezen, ", ["background", "d0i0"]),
        (4, "", [""]),
    ]
    assert raised.value.of_the_file == []


def test_thousands_of_bad_rows_are_each_named() -> None:
    found = problems_of(HEADER + "a,b,9,9,9\n" * 5_000)
    assert len({line.split(",")[0] for line in found}) == 5_000


def test_row_with_more_cells_than_columns_is_named() -> None:
    assert problems_of(HEADER + "a,b,1,2,3,4\n") == ["Line 2: This row has 6 cells; the header has 5."]


HEADERS = {
    "network,d0i0,d0i1\n": "This column is missing: d0i2.",
    "d0i0\n": "These columns are missing: network, d0i1, d0i2.",
    "network,d0i0,d0i1,d0i2,name\n": "This column is unknown: name.",
}


@pytest.mark.parametrize(("header", "problem"), HEADERS.items())
def test_wrong_header_is_the_only_problem(header: str, problem: str) -> None:
    assert problems_of(header + "a,9,9,9,9\n") == [problem]


def test_repeated_column_is_named() -> None:
    assert problems_of("network,d0i0,d0i1,d0i2,d0i2\n") == ["The file has this column more than once: d0i2."]


UNREADABLE = {
    "nothing": (b"", "is empty"),
    "only a header": (HEADER.encode(), "no rows"),
    "a broken workbook": (b"PK\x03\x04\x00\x81", "can’t be opened"),
    "binary": (b"a\0b", "not a text file"),
    "an unclear encoding": (b"Zo\x81\x8d\x8f", "CSV UTF-8"),
    "an open quote": ((HEADER + 'a,"b,1,2,3\nc,d,1,2,3\n').encode(), "Line 2 can’t be read"),
    "too many columns": (b"x," * 2_000, "too many columns"),
    "too large": (b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
    "too many rows": ((HEADER + "a,b,1,2,3\n" * 20_001).encode(), "more than 20,000 rows"),
    "a long name": ((HEADER + "x" * 101 + ",b,1,2,3\n").encode(), "can’t be the name of a network"),
    "a long role": ((HEADER + "a," + "x" * 51 + ",1,2,3\n").encode(), "can’t be a role"),
}


@pytest.mark.parametrize(("data", "problem"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable_file_has_one_problem(data: bytes, problem: str) -> None:
    found = problems_of(data)
    assert len(found) == 1
    assert problem in found[0]


def test_problem_has_the_number_of_its_file() -> None:
    with pytest.raises(AnswerFileError) as raised:
        rows_of(HEADER + "a,b,1,2,3\n", HEADER + "a,b,1,2,9\n")
    assert [(problem.file, problem.line, problem.column) for problem in raised.value.problems] == [(2, 2, "d0i2")]


def test_problem_of_the_whole_file_has_no_place() -> None:
    assert str(RowProblem(0, "", "Te groot.")) == "Te groot."


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_give_rows_or_problems(data: bytes) -> None:
    try:
        assert rows_of(HEADER.encode() + data)
    except AnswerFileError as error:
        assert error.problems  # noqa: PT017 - either of the two may happen; both are checked
