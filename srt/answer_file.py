"""Reading files of answers, CSV or XLSX, with one row per person. Free of pandas, because pages import it too."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import format_names
from accounts.text import line_clean
from networks.worksheets import (
    BadRows,
    Layout,
    RowProblem,
    Worksheet,
    WorksheetError,
    bad_rows,
    header_key,
    rows_read,
    runs_of,
    worksheet_read,
)
from srt.definition import NOT_YET, UNANSWERED, InstrumentDefinition

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
NETWORK_LIMIT = 100
BACKGROUND_LIMIT = 50
_SHOWN = 40
_VALUES_SHOWN = 3
_RUN = 3  # from this many consecutive columns on, the first and the last are enough


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One person: `answers` has one character per item in the order of the instrument; `file` counts from 1."""

    line: int
    network: str
    background: str
    answers: str
    file: int = 1


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The rows of one or more files, in their order."""

    rows: list[AnswerRow]


class AnswerFileError(ValueError):
    """Files that cannot be used at all: `problems` names every bad row, `rows` are the rows that could be read."""

    def __init__(self, problems: Sequence[RowProblem], rows: Sequence[AnswerRow] = ()) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.file, problem.line))
        self.rows = rows
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def of_the_file(self) -> list[str]:
        """The problems of the file as a whole."""
        return [problem.message for problem in self.problems if not problem.line]

    @property
    def bad_rows(self) -> BadRows:
        """The rows of a single file that have problems."""
        contents = {row.line: ", ".join(filter(None, (row.network, row.background))) for row in self.rows}
        return bad_rows(self.problems, contents)


def read_answer_files(files: Sequence[bytes], definition: InstrumentDefinition) -> AnswerFile:
    """Read files with a column `network`, an optional `background`, and a column per item, in any order.

    A cell holds a scale point, `?` where the instrument offers it, or nothing (`-` means the same). The limits apply to
    all files together. Raises AnswerFileError with every problem.
    """
    rows, problems = answer_rows(files, definition)
    if problems:
        raise AnswerFileError(problems, rows)
    return AnswerFile(rows)


def answer_rows(files: Sequence[bytes], definition: InstrumentDefinition) -> tuple[list[AnswerRow], list[RowProblem]]:
    """Return the rows that could be read, bad ones included, and every problem; see `read_answer_files`."""
    layout = layout_of(definition)
    reader = _Reader(definition, layout)
    try:
        layout.check_size(sum(len(content) for content in files))
        for number, content in enumerate(files, start=1):
            reader.read(number, content)
            layout.check_rows(len(reader.rows))
    except WorksheetError as error:
        reader.problems += [RowProblem(0, "", message) for message in error.messages]
    return reader.rows, reader.problems


def layout_of(definition: InstrumentDefinition) -> Layout:
    """Return what a file with answers to a questionnaire may look like."""
    items = definition.item_codes
    return Layout(
        names={header_key(name): name for name in ("network", "background", *items)},
        required=["network", *items],
        numbers=frozenset(items),
        max_bytes=MAX_BYTES,
        max_rows=MAX_ROWS,
    )


def answers_read(content: bytes, definition: InstrumentDefinition) -> Worksheet:
    """Return a file, CSV or XLSX, as text. Raises WorksheetError if it cannot be read."""
    return worksheet_read(content, layout_of(definition))


class _Reader:
    """Collects the rows and the problems of several files."""

    def __init__(self, definition: InstrumentDefinition, layout: Layout) -> None:
        self.definition, self.layout = definition, layout
        self.rows: list[AnswerRow] = []
        self.problems: list[RowProblem] = []
        points = definition.scale.points
        self.meaning = {str(point): str(point) for point in points} | {"": UNANSWERED, "-": UNANSWERED}
        if definition.not_yet:
            self.meaning[NOT_YET] = NOT_YET
        self.range = {"low": points[0], "high": points[-1]}
        self.number = 0

    def read(self, number: int, content: bytes) -> None:
        """Add the rows and the problems of one file."""
        self.number = number
        try:
            columns, rows = rows_read(worksheet_read(content, self.layout).text, self.layout)
            for line, cells in rows:
                if len(cells) == len(columns):
                    self.rows.append(self._row(line, dict(zip(columns, cells, strict=True))))
                else:
                    counts = {"cells": len(cells), "columns": len(columns)}
                    self._wrong(line, "", _("This row has %(cells)d cells; the header has %(columns)d.") % counts)
        except WorksheetError as error:
            for message in error.messages:
                self._wrong(0, "", message)

    def _wrong(self, line: int, column: str, message: str) -> None:
        self.problems.append(RowProblem(line, column, message, file=self.number))

    def _row(self, line: int, cells: dict[str, str]) -> AnswerRow:
        cells = {name: line_clean(cell).text for name, cell in cells.items()}
        network = cells["network"]
        background = cells.get("background", "")
        if not network:
            self._wrong(line, "network", _("The name of the network is missing."))
        elif len(network) > NETWORK_LIMIT or not network.isprintable():
            self._wrong(line, "network", _("“%(value)s” can’t be the name of a network.") % {"value": _shown(network)})
        if len(background) > BACKGROUND_LIMIT or not background.isprintable():
            self._wrong(line, "background", _("“%(value)s” can’t be a role.") % {"value": _shown(background)})
        return AnswerRow(line, network, background, self._answers(line, cells), self.number)

    def _answers(self, line: int, cells: dict[str, str]) -> str:
        codes = self.definition.item_codes
        answers = "".join(self.meaning.get(cells[code], "!") for code in codes)
        if "!" in answers:
            wrong = [number for number, answer in enumerate(answers) if answer == "!"]
            values = list(dict.fromkeys(cells[codes[number]] for number in wrong))
            self._wrong(line, _format_columns(codes, wrong), self._not_answers(values))
        return answers

    def _not_answers(self, values: list[str]) -> str:
        shown = [f"“{_shown(value)}”" for value in values[:_VALUES_SHOWN]]
        named = format_names(shown) if len(values) <= _VALUES_SHOWN else ", ".join([*shown, "…"])
        if self.definition.not_yet:
            sentence = ngettext(
                "%(values)s isn’t an answer. Use %(low)d to %(high)d, ? or leave it empty.",
                "%(values)s aren’t answers. Use %(low)d to %(high)d, ? or leave it empty.",
                len(values),
            )
        else:
            sentence = ngettext(
                "%(values)s isn’t an answer. Use %(low)d to %(high)d or leave it empty.",
                "%(values)s aren’t answers. Use %(low)d to %(high)d or leave it empty.",
                len(values),
            )
        return sentence % {**self.range, "values": named}


def _format_columns(codes: Sequence[str], numbers: Sequence[int]) -> str:
    """Name columns by their ascending numbers: "p01, p04 and p07", "p01–p13 and r02"."""
    named: list[str] = []
    for run in runs_of(numbers):
        named += [f"{codes[run[0]]}–{codes[run[-1]]}"] if len(run) >= _RUN else [codes[number] for number in run]
    return format_names(named)


def _shown(value: str) -> str:
    words = "".join(letter if letter.isprintable() else " " for letter in value)
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
