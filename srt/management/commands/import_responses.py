"""`manage.py import_responses FILE`: import the answers of an earlier year as a closed wave."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.models import Programme
from srt.answer_file import MAX_BYTES, AnswerFileError, answers_read
from srt.models import Instrument
from srt.services.past_answers import past_answers_import


class Command(BaseCommand):
    """Import a file of past answers, completely or not at all."""

    help = "Import the answers of an earlier year. The networks must exist; the year must not have answers yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, the programme, the year and the questionnaire."""
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX")
        parser.add_argument("--programme", required=True, metavar="SLUG")
        parser.add_argument("--year", required=True, type=_first_year, metavar="2024-2025")
        parser.add_argument("--instrument", required=True, metavar="CODE[@VERSION]")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import the file and print what was imported. Raises CommandError with every problem and changes nothing."""
        instrument = _instrument(options["instrument"])
        try:
            sheet = answers_read(_bytes(options["file"]), instrument.definition)
            wave = past_answers_import(
                data=sheet.text.encode(),
                programme=_programme(options["programme"]),
                first_year=options["year"],
                instrument=instrument,
            )
        except AnswerFileError as error:
            raise CommandError("\n".join(str(problem) for problem in error.problems)) from None
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        for note in sheet.notes:
            self.stdout.write(note)
        count = wave.wave_networks.count()
        text = ngettext("%(count)d network, %(year)s: imported.", "%(count)d networks, %(year)s: imported.", count)
        self.stdout.write(text % {"count": count, "year": wave.study_year})


def _first_year(text: str) -> int:
    found = re.fullmatch(r"(\d{4})-(\d{4})", text)
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise ArgumentTypeError(_("Write the year as 2024-2025."))
    return int(found[1])


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CommandError(_("The file is too large: at most 5 MB."))
        return path.read_bytes()
    except OSError as error:
        names = {"file": str(path), "why": error.strerror or str(error)}
        raise CommandError(_("Cannot read %(file)s: %(why)s") % names) from None


def _programme(slug: str) -> Programme:
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None:
        raise CommandError(_("There is no programme “%(slug)s”.") % {"slug": slug})
    return programme


def _instrument(text: str) -> Instrument:
    code, _at, version = text.partition("@")
    instruments = Instrument.objects.filter(code=code).order_by("-version")
    if version:
        instruments = instruments.filter(version=int(version)) if version.isdigit() else instruments.none()
    instrument = instruments.first()
    if instrument is None:
        raise CommandError(_("There is no questionnaire “%(code)s”. Add it first.") % {"code": text})
    return instrument
