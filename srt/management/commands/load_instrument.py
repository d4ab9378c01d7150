"""`manage.py load_instrument [FILE]`: load a questionnaire, by default the provisional one that is included."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from srt.definition import YamlFileError, provisional_instrument_bytes
from srt.services.instruments import instrument_load


class Command(BaseCommand):
    """Load one instrument file as a new version."""

    help = "Load a questionnaire from a YAML file; without FILE, the provisional questionnaire that is included."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="instrument file (YAML, UTF-8)")

    def handle(self, *_args: Any, file: Path | None, **_options: Any) -> None:
        """Load the file. Raises CommandError with every problem in it."""
        try:
            loaded = instrument_load(data=file.read_bytes() if file else provisional_instrument_bytes())
        except OSError as error:
            what = {"file": str(file), "why": error.strerror or str(error)}
            raise CommandError(_("Cannot read %(file)s: %(why)s") % what) from None
        except YamlFileError as error:
            raise CommandError("\n".join(error.problems)) from None
        if loaded.is_new:
            self.stdout.write(_("Loaded: %(instrument)s.") % {"instrument": loaded.instrument})
        else:
            sentence = _("Nothing changed: %(instrument)s already exists.")
            self.stdout.write(sentence % {"instrument": loaded.instrument})
