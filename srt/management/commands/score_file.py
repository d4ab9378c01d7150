"""`manage.py score_file`: score files of answers exactly, without a database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from srt.answer_file import AnswerFileError, AnswerRow, read_answer_files
from srt.definition import InstrumentDefinition, YamlFileError, parse_instrument

FORMATS = ("json", "table")


class Command(BaseCommand):
    """Print all figures of one or more files of answers, each marked as publishable or not."""

    help = "Score files of answers with an instrument file and print every figure. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the instrument, the files, the format and the output."""
        parser.add_argument("files", nargs="+", type=Path, metavar="answers.csv", help="read as one set")
        parser.add_argument("--instrument", required=True, type=Path, metavar="instrument.yaml")
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument("--output", type=Path, help="write to this file instead of standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Score the files and print or write the figures. Raises CommandError with every problem and prints nothing."""
        files: list[Path] = options["files"]
        definition = _instrument(options["instrument"])
        text = _scored(_answers(files, definition), definition, options["format"])
        output: Path | None = options["output"]
        if output is None:
            self.stdout.write(text)
            return
        try:
            output.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(_("Cannot write %(file)s: %(why)s") % _refusal(output, error)) from None


def _refusal(path: Path, error: OSError) -> dict[str, str]:
    return {"file": str(path), "why": error.strerror or str(error)}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(_("Cannot read %(file)s: %(why)s") % _refusal(path, error)) from None


def _instrument(path: Path) -> InstrumentDefinition:
    try:
        return parse_instrument(_bytes(path))
    except YamlFileError as error:
        raise CommandError("\n".join(f"{path.name}: {problem}" for problem in error.problems)) from None


def _answers(paths: list[Path], definition: InstrumentDefinition) -> list[AnswerRow]:
    try:
        return read_answer_files([_bytes(path) for path in paths], definition).rows
    except AnswerFileError as error:
        lines = [f"{paths[problem.file - 1].name}: {problem}" for problem in error.problems]
        raise CommandError("\n".join(lines)) from None


def _scored(rows: list[AnswerRow], definition: InstrumentDefinition, form: str) -> str:
    # Imported here because Django imports every command to list them, and pandas takes a second.
    import pandas as pd  # noqa: PLC0415 - a second to import

    from srt.scoring import programme_scores, score_wave  # noqa: PLC0415 - the same
    from srt.scoring.report import figures_as_data, figures_as_table  # noqa: PLC0415 - the same

    table = pd.DataFrame({"network": [row.network for row in rows], "answers": [row.answers for row in rows]})
    networks = score_wave(table, definition)
    programme = programme_scores(networks, definition)
    if form == "table":
        return figures_as_table(networks, programme)
    return json.dumps(figures_as_data(networks, programme, definition), indent=1, ensure_ascii=False)
