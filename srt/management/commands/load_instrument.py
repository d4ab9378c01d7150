"""`manage.py load_instrument [FILE]`: takes in a questionnaire; without FILE the provisional one that is shipped."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from srt.definition import InstrumentError, provisional_instrument_bytes
from srt.services.instruments import instrument_load


class Command(BaseCommand):
    """Loads one instrument file."""

    help = "Load a questionnaire from a YAML file; without FILE the provisional one that is shipped."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="instrument file (YAML, UTF-8)")

    def handle(self, *_args: Any, file: Path | None, **_options: Any) -> None:
        """Load the file, or say everything that is wrong with it."""
        try:
            loaded = instrument_load(data=file.read_bytes() if file else provisional_instrument_bytes())
        except OSError as error:
            what = {"file": str(file), "why": error.strerror or str(error)}
            raise CommandError(_("%(file)s cannot be read: %(why)s") % what) from None
        except InstrumentError as error:
            raise CommandError("\n".join(error.problems)) from None
        if loaded.is_new:
            self.stdout.write(_("Loaded: %(instrument)s.") % {"instrument": loaded.instrument})
        else:
            sentence = _("Nothing changed: %(instrument)s is there already.")
            self.stdout.write(sentence % {"instrument": loaded.instrument})
