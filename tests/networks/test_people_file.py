"""Reading and writing a file of people, without a database."""

import csv
import io
import string
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.text import line_clean
from networks.people_file import (
    MAX_BYTES,
    OPTIONAL,
    REQUIRED,
    PeopleRow,
    column,
    columns_of,
    date_read,
    layout_of,
    people_read,
    people_rows,
    people_write,
)
from networks.worksheets import WorksheetError

SAMPLE = Path(__file__).resolve().parents[2] / "demo" / "samples" / "people.csv"
HEADER = "programme,network,network_name,first_name,last_name,email,background,role,organisation,from,until"
ROW = "werkplaats,rekenen,Rekenen,Zoë,Çelik,zoe@example.org,teacher,participant,De Rank,2024-09-01,"


@dataclass(frozen=True, kw_only=True)
class RowWithTelephone(PeopleRow):
    """A row of a later version of the file."""

    telephone: str = field(metadata=column("telefoon", str.strip, lambda _one: "", required=False))


def rows_of(*lines: str, header: str = HEADER) -> list[PeopleRow]:
    return people_rows("\n".join([header, *lines]))


def problem_columns(row: str) -> list[str]:
    return [problem.column for problem in rows_of(row)[0].problems]


def test_sample_file_has_no_problems():
    rows = people_rows(people_read(SAMPLE.read_bytes()).text)
    assert len(rows) == 100
    assert [row.problems for row in rows] == [()] * 100
    assert rows[0].full_name == "Iris Zandbergen"
    assert rows[0].line == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_rows_are_equal_for_every_delimiter_and_encoding(delimiter, encoding):
    text = f"{HEADER}\r\n{ROW}\r\n".replace(",", delimiter)
    assert people_rows(people_read(text.encode(encoding)).text) == rows_of(ROW)


def test_columns_may_be_in_any_order_and_case():
    header = "Email;UNTIL;from;organisation;role;background;last name;first_name;network_name;network;programme"
    row = "zoe@example.org;;2024-09-01;De Rank;participant;teacher;Çelik;Zoë;Rekenen;rekenen;werkplaats"
    assert rows_of(row, header=header) == rows_of(ROW)


def test_header_may_be_dutch():
    header = "programma,netwerk,netwerknaam,Voornaam,Achternaam,E-mail,achtergrond,taak,organisatie,vanaf,tot"
    assert rows_of(ROW, header=header) == rows_of(ROW)


@pytest.mark.parametrize("name", ["infix", "tussenvoegsel", "Tussenvoegsel"])
def test_infix_column_is_optional(name):
    (row,) = rows_of(f"{ROW},van der", header=f"{HEADER},{name}")
    assert row.full_name == "Zoë van der Çelik"
    assert rows_of(ROW)[0].full_name == "Zoë Çelik"


def test_file_without_optional_columns_is_valid():
    row = "werkplaats,rekenen,Zoë,Çelik,zoe@example.org,teacher,participant,2024-09-01"
    (read,) = rows_of(row, header=",".join(REQUIRED))
    assert not read.problems
    assert (read.network_name, read.infix, read.organisation, read.until) == ("", "", "", None)
    assert read.absent == set(OPTIONAL)


def test_new_optional_column_leaves_existing_files_valid():
    sample = people_read(SAMPLE.read_bytes()).text
    for text in (sample, f"{HEADER}\n{ROW}"):
        rows = people_rows(text, RowWithTelephone)
        assert [row.problems for row in rows] == [()] * len(rows)
        assert {vars(row)["telephone"] for row in rows} == {""}
        assert all("telephone" in row.absent for row in rows)


def test_new_column_needs_only_its_declaration():
    (row,) = people_rows(f"{HEADER},telefoon\n{ROW},0612345678", RowWithTelephone)
    assert (vars(row)["telephone"], row.problems) == ("0612345678", ())
    assert columns_of(RowWithTelephone)[-1].name == "telephone"
    assert "telefoon" in layout_of(columns_of(RowWithTelephone)).names


def test_separator_line_of_excel_is_skipped_and_counted():
    (row,) = people_rows(f"sep=;\r\n{HEADER}\r\n{ROW}".replace(",", ";"))
    assert row.line == 3


def test_title_above_header_is_skipped_and_counted():
    (row,) = people_rows(f"Deelnemers van de werkplaats\n\n{HEADER}\n{ROW}")
    assert (row.line, row.problems) == (4, ())


def test_repeated_header_between_rows_loses_no_rows():
    rows = rows_of(ROW, HEADER, ROW)
    assert [bool(row.problems) for row in rows] == [False, True, False]


def test_missing_column_is_named():
    with pytest.raises(WorksheetError, match="email"):
        people_rows(HEADER.replace(",email", "") + "\n" + ROW)


def test_unknown_column_is_named():
    with pytest.raises(WorksheetError, match="geboortedatum"):
        people_rows(f"{HEADER},geboortedatum\n{ROW},2000-01-01")


@pytest.mark.parametrize("name", ["email", "e-mail"])
def test_repeated_column_is_named(name):
    with pytest.raises(WorksheetError, match="email"):
        people_rows(f"{HEADER},{name}\n{ROW},a@example.org")


@pytest.mark.parametrize("text", ["", "\n\n", HEADER, HEADER + "\n\n,,,\n"])
def test_file_without_people_is_refused(text):
    with pytest.raises(WorksheetError):
        people_rows(text)


def test_file_with_too_many_rows_is_refused():
    assert len(rows_of(*[ROW] * 5000)) == 5000
    with pytest.raises(WorksheetError, match=r"5[.,]000"):
        rows_of(*[ROW] * 5001)


def test_file_over_size_limit_is_refused():
    assert people_read(b"a" * MAX_BYTES).text
    with pytest.raises(WorksheetError, match="2 MB"):
        people_read(b"a" * (MAX_BYTES + 1))


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", b"Zo\x81\x8d\x8f"])
def test_file_that_is_not_text_is_refused(content):
    with pytest.raises(WorksheetError):
        people_read(content)


def test_open_quotation_mark_names_its_line():
    with pytest.raises(WorksheetError, match="3"):
        rows_of(ROW, '"' + ROW)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("zoe@example.org", "zoe.example.org", "email"),
        ("zoe@example.org", "", "email"),
        ("2024-09-01", "2024-02-30", "from"),
        ("2024-09-01", "", "from"),
        ("2024-09-01,", "2024-09-01,2024-08-31", "until"),
        ("2024-09-01,", "2024-09-01,later", "until"),
        ("participant", "owner", "role"),
        ("Zoë", "", "first_name"),
        ("rekenen,", "Re kenen,", "network"),
        ("De Rank", "x" * 161, "organisation"),
        ("Zoë", "\u200b\u2060", "first_name"),
    ],
)
def test_wrong_cell_names_its_column(old, new, column):
    assert problem_columns(ROW.replace(old, new, 1)) == [column]


def test_row_with_too_many_cells_is_wrong():
    assert problem_columns(ROW + ",extra") == [""]


def test_cell_with_line_break_does_not_shift_line_numbers():
    rows = rows_of(ROW.replace("De Rank", '"De\nRank"'), ROW.replace("zoe@", "zoe2@"))
    assert [row.line for row in rows] == [2, 4]


@pytest.mark.parametrize("text", ["2024-09-01", "1-9-2024", "01/09/2024", "1.9.2024"])
def test_date_is_read_as_spreadsheets_write_it(text):
    assert date_read(text) == date(2024, 9, 1)


@pytest.mark.parametrize("text", ["9/2024", "2024-13-01", "1999-12-31", "2101-01-01", "tomorrow", "2024-09-01T00:00"])
def test_text_that_is_not_a_date_reads_as_none(text):
    assert date_read(text) is None


names = st.text(st.characters(codec="utf-8"), max_size=30).map(lambda text: line_clean(text).text)
prefixes = st.sampled_from(["=", "+", "-", "@", "'=", "''-", "'"])
dangerous = st.builds(str.__add__, prefixes, names).map(lambda text: line_clean(text[:30]).text)
texts = names | dangerous
slugs = st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=20)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@st.composite
def people(draw):
    from_date, until = sorted([draw(days), draw(days)])
    return PeopleRow(
        line=0,
        programme=draw(slugs),
        network=draw(slugs),
        network_name=draw(texts),
        first_name=draw(texts.filter(bool)),
        infix=draw(texts),
        last_name=draw(texts),
        email=f"{draw(slugs).strip('-_') or 'a'}@example.org",
        background=draw(slugs),
        role=draw(st.sampled_from(["participant", "facilitator", "guest"])),
        organisation=draw(texts),
        from_date=from_date,
        until=draw(st.sampled_from([None, until])),
    )


@given(rows=st.lists(people(), min_size=1, max_size=5), delimiter=st.sampled_from([",", ";", "\t"]))
def test_written_rows_read_back_unchanged(rows, delimiter):
    read = people_rows(people_read(people_write(rows, delimiter=delimiter).encode("utf-8-sig")).text)
    expected = [{**vars(row), "line": line} for line, row in enumerate(rows, start=2)]
    assert [vars(row) for row in read] == expected


@given(rows=st.lists(people(), min_size=1, max_size=5))
def test_written_cells_never_run_in_a_spreadsheet(rows):
    written = csv.reader(io.StringIO(people_write(rows), newline=""))
    assert not [cell for row in written for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(content=st.binary(max_size=300))
def test_reader_survives_any_bytes(content):
    with suppress(WorksheetError):
        rows = people_rows(people_read(HEADER.encode() + b"\n" + content).text)
        assert all(row.line >= 2 for row in rows)
