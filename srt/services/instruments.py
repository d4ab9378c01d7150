"""Taking in instruments: files become rows that never change."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from jobs.services import job_enqueue
from srt.definition import InstrumentDefinition, InstrumentError, parse_instrument
from srt.models import Instrument, InstrumentUpload
from srt.models.answers import LONGEST_ANSWERS

INSTRUMENT_LOADED = audit_code("srt.instrument_loaded", gettext_lazy("loaded the questionnaire %(instrument)s"))

KEPT_FOR = timedelta(days=1)
FORGET_JOB = "srt.forget_instrument_upload"


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
    known = instrument_known(data)
    if known is not None:
        return LoadedInstrument(known, is_new=False)
    definition = instrument_check(data)
    return LoadedInstrument(_store(definition, data, actor), is_new=True)


def instrument_known(data: bytes) -> Instrument | None:
    """Return the version that was loaded from this very file."""
    return Instrument.objects.filter(sha256=hashlib.sha256(data).hexdigest()).first()


def instrument_check(data: bytes) -> InstrumentDefinition:
    """Return what a file defines, if it can be a new version. Raises InstrumentError like `instrument_load`."""
    definition = parse_instrument(data)
    if len(definition.items) > LONGEST_ANSWERS:
        sentence = _("A questionnaire has at most %(limit)d statements; this one has %(number)d.")
        raise InstrumentError([sentence % {"limit": LONGEST_ANSWERS, "number": len(definition.items)}])
    if Instrument.objects.filter(code=definition.code, version=definition.version).exists():
        raise _taken(definition)
    return definition


def _taken(definition: InstrumentDefinition) -> InstrumentError:
    sentence = _("“%(code)s” version %(version)d exists already, with other contents. Give the file a new version.")
    return InstrumentError([sentence % {"version": definition.version, "code": definition.code}])


@transaction.atomic
def instrument_upload_keep(*, data: bytes, file_name: str, actor: Any) -> InstrumentUpload:
    """Keep a file for staff to look at, a day at most. Raises InstrumentError when it cannot be a new version."""
    _require_staff(actor)
    instrument_check(data)
    kept = InstrumentUpload.objects.create(by=actor, file_name=file_name[:120], source=data.decode())
    job_enqueue(kind=FORGET_JOB, key=str(kept.pk), due_at=timezone.now() + KEPT_FOR)
    return kept


@transaction.atomic
def instrument_upload_confirm(*, kept: InstrumentUpload, actor: Any) -> LoadedInstrument:
    """Make a version of a kept file and forget the file. Raises InstrumentError when its number was taken meanwhile."""
    _require_staff(actor)
    loaded = instrument_load(data=kept.source.encode(), actor=actor)
    kept.delete()
    return loaded


@transaction.atomic
def instrument_upload_cancel(*, kept: InstrumentUpload, actor: Any) -> None:
    """Forget a kept file."""
    _require_staff(actor)
    kept.delete()


def instrument_upload_forget(*, key: int) -> None:
    """Forget a file that nobody confirmed in time; one that is gone already is fine."""
    InstrumentUpload.objects.filter(pk=key).delete()


def _require_staff(actor: Any) -> None:
    if not actor.is_staff:
        raise PermissionDenied


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
        raise _taken(definition) from None
    return instrument
