"""Taking in instruments: files become rows that never change."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from srt.definition import InstrumentDefinition, InstrumentError, parse_instrument
from srt.models import Instrument
from srt.models.answers import LONGEST_ANSWERS

INSTRUMENT_LOADED = audit_code("srt.instrument_loaded", gettext_lazy("loaded the questionnaire %(instrument)s"))


@dataclass(frozen=True)
class LoadedInstrument:
    """An instrument, and whether it is new; the same file again changes nothing."""

    instrument: Instrument
    is_new: bool


def instrument_load(*, data: bytes, actor: Any | None = None) -> LoadedInstrument:
    """Store an instrument file (UTF-8 YAML) as a new version.

    Raises InstrumentError, whose `problems` are sentences, for a file that is wrong, too long to store, or that says
    something else under a code and version that exist already.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    known = Instrument.objects.filter(sha256=sha256).first()
    if known is not None:
        return LoadedInstrument(known, is_new=False)
    definition = parse_instrument(data)
    if len(definition.items) > LONGEST_ANSWERS:
        sentence = _("A questionnaire has at most %(limit)d statements; this one has %(number)d.")
        raise InstrumentError([sentence % {"limit": LONGEST_ANSWERS, "number": len(definition.items)}])
    return LoadedInstrument(_store(definition, data, actor), is_new=True)


def _store(definition: InstrumentDefinition, data: bytes, actor: Any | None) -> Instrument:
    try:
        with transaction.atomic():
            instrument = Instrument.objects.create(
                code=definition.code,
                version=definition.version,
                sha256=definition.sha256,
                # With its byte order mark, if it had one: the hash is of these very bytes.
                source=data.decode(),
                provisional=definition.provisional,
            )
            audit_write(INSTRUMENT_LOADED, actor=actor, instrument=str(instrument))
    except IntegrityError:
        sentence = _("“%(code)s” version %(version)d exists already, with other contents. Give the file a new version.")
        raise InstrumentError([sentence % {"version": definition.version, "code": definition.code}]) from None
    return instrument
