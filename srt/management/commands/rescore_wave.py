"""`manage.py rescore_wave --wave ID`: recalculate the results of a closed wave, e.g. after a fix in the scorer."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from srt.models import Wave
from srt.services.scoring import wave_rescore


class Command(BaseCommand):
    """Queue a new score run of one wave."""

    help = "Recalculate the results of a closed wave from the same answers. The new version replaces the current one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the wave."""
        parser.add_argument("--wave", required=True, type=int, metavar="ID", help="shown in the address of its page")

    def handle(self, *_args: Any, wave: int, **_options: Any) -> None:
        """Queue the run and print its version. Raises CommandError if the wave cannot be scored again."""
        found = Wave.objects.select_related("programme", "instrument", "study_year").filter(pk=wave).first()
        if found is None:
            raise CommandError(_missing(wave))
        try:
            version = wave_rescore(wave=found)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        sentence = _("%(wave)s: version %(version)d of the results is queued. It replaces version %(current)d.")
        self.stdout.write(sentence % {"wave": _label(found), "version": version, "current": version - 1})


def _missing(pk: int) -> str:
    waves = Wave.objects.filter(closed_at__isnull=False).select_related("programme", "instrument", "study_year")
    lines = [f"{wave.pk}: {_label(wave)}" for wave in waves]
    return "\n".join([_("There is no round with ID %(pk)d. Closed rounds:") % {"pk": pk}, *lines])


def _label(wave: Wave) -> str:
    return f"{wave.programme.name}, {wave}"
