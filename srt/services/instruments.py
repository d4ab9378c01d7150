"""Loading instruments: uploaded files become immutable versions."""

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
from srt.definition import InstrumentDefinition, YamlFileError, parse_instrument
from srt.models import Instrument, InstrumentUpload
from srt.models.answers import MAX_ITEMS

INSTRUMENT_LOADED = audit_code("srt.instrument_loaded", gettext_lazy("added the questionnaire %(instrument)s"))

UPLOAD_RETENTION = timedelta(days=1)
EXPIRE_JOB = "srt.expire_instrument_upload"


@dataclass(frozen=True)
class LoadedInstrument:
    """The result of loading a file; `is_new` is False if the same file was loaded before."""

    instrument: Instrument
    is_new: bool


def instrument_load(*, data: bytes, actor: Any | None = None) -> LoadedInstrument:
    """Store an instrument file (UTF-8 YAML) as a new version; return the existing version if the file is known.

    Raises YamlFileError, whose `problems` are messages for the reader, if the file is invalid, has too many items, or
    reuses an existing code and version for different contents.
    """
    known = instrument_known(data)
    if known is not None:
        return LoadedInstrument(known, is_new=False)
    definition = instrument_check(data)
    return LoadedInstrument(_store(definition, data, actor), is_new=True)


def instrument_known(data: bytes) -> Instrument | None:
    """Return the version that was loaded from an identical file, or None."""
    return Instrument.objects.filter(sha256=hashlib.sha256(data).hexdigest()).first()


def instrument_check(data: bytes) -> InstrumentDefinition:
    """Return the definition in a file that can become a new version. Raises YamlFileError like `instrument_load`."""
    definition = parse_instrument(data)
    if len(definition.items) > MAX_ITEMS:
        sentence = _("A questionnaire can have at most %(limit)d statements; this one has %(number)d.")
        raise YamlFileError([sentence % {"limit": MAX_ITEMS, "number": len(definition.items)}])
    if Instrument.objects.filter(code=definition.code, version=definition.version).exists():
        raise _taken(definition)
    return definition


def _taken(definition: InstrumentDefinition) -> YamlFileError:
    sentence = _(
        "“%(code)s” version %(version)d already exists with different contents. Give the file a new version number."
    )
    return YamlFileError([sentence % {"version": definition.version, "code": definition.code}])


@transaction.atomic
def instrument_upload_store(*, data: bytes, file_name: str, actor: Any) -> InstrumentUpload:
    """Store a file for review by staff. Raises PermissionDenied, or YamlFileError if it cannot become a version."""
    _require_staff(actor)
    instrument_check(data)
    upload = InstrumentUpload.objects.create(by=actor, file_name=file_name[:120], source=data.decode())
    job_enqueue(kind=EXPIRE_JOB, key=str(upload.pk), due_at=timezone.now() + UPLOAD_RETENTION)
    return upload


@transaction.atomic
def instrument_upload_confirm(*, upload: InstrumentUpload, actor: Any) -> LoadedInstrument:
    """Turn an upload into a version and delete the upload.

    Raises PermissionDenied, or YamlFileError if the version number has been taken since.
    """
    _require_staff(actor)
    loaded = instrument_load(data=upload.source.encode(), actor=actor)
    upload.delete()
    return loaded


@transaction.atomic
def instrument_upload_cancel(*, upload: InstrumentUpload, actor: Any) -> None:
    """Delete an upload without loading it. Raises PermissionDenied."""
    _require_staff(actor)
    upload.delete()


def instrument_upload_expire(*, key: int) -> None:
    """Delete an upload that was not confirmed in time; do nothing if it has already been deleted."""
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
                # Including a byte order mark, if any: `sha256` is the hash of these exact bytes.
                source=data.decode(),
                provisional=definition.provisional,
            )
            audit_write(INSTRUMENT_LOADED, actor=actor, instrument=str(instrument))
    except IntegrityError:
        raise _taken(definition) from None
    return instrument
