"""Reading files of answers, one row per person, as spreadsheets write them. Free of pandas: pages import it too.

A workbook is read as the CSV that its rows would be (networks/worksheets).
"""

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import names_in_words
from networks.bad_rows import BadRow, corrections_of
from networks.worksheets import Columns, Sheet, SheetError, is_workbook, runs_of, sheet_read
from srt.definition import LEFT_OPEN, NOT_YET, InstrumentDefinition

BYTE_LIMIT = 5_000_000
ROW_LIMIT = 20_000
NETWORK_LIMIT = 100
BACKGROUND_LIMIT = 50
COLUMN_LIMIT = 1_000
_SHOWN = 40
_VALUES_SHOWN = 3
_RUN = 3  # from so many columns in a row the first and the last are enough


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One person: ``answers`` has one character per item in the order of the instrument; ``file`` counts from 1."""

    line: int
    network: str
    background: str
    answers: str
    file: int = 1


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The rows of one or more files, in their order."""

    rows: list[AnswerRow]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong at a line (0: the whole file) and in which columns (empty: the whole row); ``file`` counts from 1.

    ``column`` names them as a sentence does: ``p01``, ``p01 and p04``, ``p01–p13``.
    """

    line: int
    column: str
    message: str
    file: int = 1

    def __str__(self) -> str:
        """Return one sentence with its place."""
        if not self.line:
            return self.message
        if not self.column:
            return _("Line %(line)d: %(message)s") % {"line": self.line, "message": self.message}
        place = {"line": self.line, "columns": self.column, "message": self.message}
        return _("Line %(line)d, %(columns)s: %(message)s") % place


class AnswerFileError(ValueError):
    """Files that cannot be read. ``problems`` names every bad row; nothing of the files may be used.

    ``rows`` are those that were read all the same: what stands in a bad row.
    """

    def __init__(self, problems: Sequence[RowProblem], rows: Sequence[AnswerRow] = ()) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.file, problem.line))
        self.rows = rows
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def of_the_file(self) -> list[str]:
        """What is wrong with the file as a whole."""
        return [problem.message for problem in self.problems if not problem.line]

    @property
    def bad_rows(self) -> list[BadRow]:
        """Every row with something wrong, in the order of one file, with what stands there."""
        found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        for problem in self.problems:
            if problem.line:
                found[problem.line].append((problem.column, "", problem.message))
        says = {row.line: ", ".join(filter(None, (row.network, row.background))) for row in self.rows}
        return [BadRow(line, says.get(line, ""), corrections_of(problems)) for line, problems in found.items()]


def read_answer_files(files: Sequence[bytes], definition: InstrumentDefinition) -> AnswerFile:
    """Read CSV files and workbooks with a column ``network``, perhaps ``background``, and one per item.

    CSV is separated by ``;``, ``,`` or tab; UTF-8 (with or without mark) or Windows-1252; columns in any order. A cell
    holds a scale point, ``?`` where the instrument offers it, or nothing (``-`` says the same). At most 5 MB and 20,000
    rows together. Raises :class:`AnswerFileError` with everything that is wrong.
    """
    rows, problems = answer_rows(files, definition)
    if problems:
        raise AnswerFileError(problems, rows)
    return AnswerFile(rows)


def answer_rows(files: Sequence[bytes], definition: InstrumentDefinition) -> tuple[list[AnswerRow], list[RowProblem]]:
    """Return the rows that could be read, wrong ones too, and everything that is wrong; see ``read_answer_files``."""
    if sum(len(data) for data in files) > BYTE_LIMIT:
        return [], [RowProblem(0, "", _("The file is too large: at most 5 MB."))]
    rows: list[AnswerRow] = []
    problems: list[RowProblem] = []
    for number, data in enumerate(files, start=1):
        try:
            sheet = answer_sheet(data, definition)
        except SheetError as refused:
            problems += [RowProblem(0, "", message, number) for message in refused.messages]
            continue
        rows += _FileReader(number, definition, problems).rows(sheet.text)
        if len(rows) > ROW_LIMIT:
            problems.append(RowProblem(0, "", _("There are too many rows: at most 20,000."), number))
            break
    if not rows and not problems:
        problems.append(RowProblem(0, "", _("There are no answers in the file, only column names.")))
    return rows, problems


def answer_sheet(data: bytes, definition: InstrumentDefinition) -> Sheet:
    """Return a file, CSV or XLSX, as text. Raises SheetError when it is neither."""
    if is_workbook(data):
        items = frozenset(map(Columns.fold, definition.item_codes))
        return sheet_read(data, columns=Columns(items | {"network", "background"}, numbers=items))
    text = _decoded(data)
    if text is None:
        raise SheetError(_("This is not a text file. Save the sheet as CSV (UTF-8)."), code="encoding")
    return Sheet(text)


class _BrokenError(Exception):
    """The record that starts on ``line`` is no CSV."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _FileReader:
    """Reads one file and adds what is wrong with it to a shared list."""

    def __init__(self, number: int, definition: InstrumentDefinition, problems: list[RowProblem]) -> None:
        self.number, self.definition, self.problems = number, definition, problems
        self.meaning = {str(point): str(point) for point in definition.scale.points} | {"": LEFT_OPEN, "-": LEFT_OPEN}
        if definition.not_yet:
            self.meaning[NOT_YET] = NOT_YET
        points = definition.scale.points
        self.range = {"low": points[0], "high": points[-1]}

    def rows(self, text: str) -> list[AnswerRow]:
        records = _records(text)
        try:
            line, header = next(records, (1, []))
            columns = self._columns(line, header)
            return self._read(records, columns) if columns else []
        except _BrokenError as broken:
            self._wrong(broken.line, "", _("Here a quote is opened and never closed, or a cell is too long."))
            return []

    def _wrong(self, line: int, column: str, message: str) -> None:
        self.problems.append(RowProblem(line, column, message, self.number))

    def _columns(self, line: int, header: list[str]) -> list[str]:
        """Return the name of each column as the instrument spells it, or nothing when the header is wrong."""
        if len(header) > COLUMN_LIMIT:
            self._wrong(line, "", _("There are too many columns."))
            return []
        known = {code.lower(): code for code in ("network", "background", *self.definition.item_codes)}
        names = [known.get(cell.lower(), "") for cell in header]
        before = len(self.problems)
        for cell, name in zip(header, names, strict=True):
            if not name:
                self._wrong(line, _shown(cell), _("This column is unknown. Remove it, or check its spelling."))
            elif names.count(name) > 1:
                self._wrong(line, name, _("This column stands in the file more than once."))
        missing = [name for name in ("network", *self.definition.item_codes) if name not in names]
        if missing:
            sentence = ngettext("This column is missing: %s.", "These columns are missing: %s.", len(missing))
            self._wrong(line, "", sentence % ", ".join(missing))
        return names if len(self.problems) == before else []

    def _read(self, records: Iterator[tuple[int, list[str]]], columns: list[str]) -> list[AnswerRow]:
        rows = []
        for line, cells in records:
            if not any(cells):
                continue
            if len(cells) != len(columns):
                counts = {"cells": len(cells), "columns": len(columns)}
                self._wrong(line, "", _("This row has %(cells)d cells; the first row has %(columns)d.") % counts)
                continue
            rows.append(self._row(line, dict(zip(columns, cells, strict=True))))
            if len(rows) > ROW_LIMIT:
                break
        return rows

    def _row(self, line: int, cells: dict[str, str]) -> AnswerRow:
        network = unicodedata.normalize("NFC", cells["network"])
        background = cells.get("background", "")
        if not network:
            self._wrong(line, "network", _("The name of the network is missing."))
        elif len(network) > NETWORK_LIMIT or not network.isprintable():
            self._wrong(line, "network", _("“%(value)s” cannot be the name of a network.") % {"value": _shown(network)})
        if len(background) > BACKGROUND_LIMIT or not background.isprintable():
            self._wrong(line, "background", _("“%(value)s” cannot be a role.") % {"value": _shown(background)})
        return AnswerRow(line, network, background, self._answers(line, cells), self.number)

    def _answers(self, line: int, cells: dict[str, str]) -> str:
        codes = self.definition.item_codes
        answers = "".join(self.meaning.get(cells[code], "!") for code in codes)
        if "!" in answers:
            wrong = [number for number, answer in enumerate(answers) if answer == "!"]
            values = list(dict.fromkeys(cells[codes[number]] for number in wrong))
            self._wrong(line, _columns_in_words(codes, wrong), self._no_answers(values))
        return answers

    def _no_answers(self, values: list[str]) -> str:
        shown = [f"“{_shown(value)}”" for value in values[:_VALUES_SHOWN]]
        named = names_in_words(shown) if len(values) <= _VALUES_SHOWN else ", ".join([*shown, "…"])
        if self.definition.not_yet:
            sentence = ngettext(
                "%(values)s is no answer. Use %(low)d to %(high)d, ? or leave it empty.",
                "%(values)s are no answers. Use %(low)d to %(high)d, ? or leave it empty.",
                len(values),
            )
        else:
            sentence = ngettext(
                "%(values)s is no answer. Use %(low)d to %(high)d or leave it empty.",
                "%(values)s are no answers. Use %(low)d to %(high)d or leave it empty.",
                len(values),
            )
        return sentence % {**self.range, "values": named}


def _columns_in_words(codes: Sequence[str], numbers: Sequence[int]) -> str:
    """Name columns by their ascending numbers: "p01, p04 and p07", "p01–p13 and r02"."""
    named: list[str] = []
    for run in runs_of(numbers):
        named += [f"{codes[run[0]]}–{codes[run[-1]]}"] if len(run) >= _RUN else [codes[number] for number in run]
    return names_in_words(named)


def _shown(value: str) -> str:
    words = "".join(letter if letter.isprintable() else " " for letter in value)
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _decoded(data: bytes) -> str | None:
    """Return the text of a UTF-8 or Windows-1252 file; None for anything else, such as a workbook."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each record starts (from 1) and its trimmed cells. Raises :class:`_BrokenError`."""
    start = 0
    first, _end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):  # Excel's own hint about the separator, not a row
        start, text = 1, rest
    header = text.lstrip("\r\n").partition("\n")[0]
    separator = max(";,\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = start + 1
    header_seen = False
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise _BrokenError(line) from None
        if cells is None:
            return
        trimmed = [cell.strip() for cell in cells]
        header_seen = header_seen or any(trimmed)
        if header_seen:
            yield line, trimmed
        line = start + reader.line_num + 1
