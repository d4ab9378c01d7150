"""The phase schemes of a programme: added from a file or in the page, changed and deleted."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.models import Programme
from networks.services.locks import programme_lock
from networks.services.rights import require_programme
from ogo.models import PhaseScheme
from ogo.schemes import Scheme

SCHEME_ADDED = audit_code("ogo.scheme_added", gettext_lazy("added the phase scheme “%(name)s”"))
SCHEME_CHANGED = audit_code("ogo.scheme_changed", gettext_lazy("changed the phase scheme “%(name)s”"))
SCHEME_DELETED = audit_code("ogo.scheme_deleted", gettext_lazy("deleted the phase scheme “%(name)s”"))


@transaction.atomic
def scheme_add(*, programme: Programme, actor: Any | None, scheme: Scheme) -> PhaseScheme:
    """Add a scheme to a programme. Raises ValidationError if the programme has one with this name."""
    require_programme(actor=actor, programme=programme)
    programme_lock(programme)
    given = (programme, actor, repr(scheme.as_data()))
    return idempotent_create(programme.phase_schemes.all(), given, partial(_scheme_create, programme, actor, scheme))


def _scheme_create(programme: Programme, actor: Any | None, scheme: Scheme) -> PhaseScheme:
    row = PhaseScheme(programme=programme, name=scheme.name["nl"], definition=scheme.as_data())
    _check_name(row)
    row.save()
    audit_write(SCHEME_ADDED, actor=actor, programme_key=programme.pk, name=row.name)
    return row


@transaction.atomic
def scheme_change(*, row: PhaseScheme, actor: Any | None, scheme: Scheme, read: str) -> None:
    """Change a scheme. Networks that chose it keep their phases until they move to the new ones.

    `read` is the fingerprint of the definition that the actor started from. Raises ValidationError if it has changed
    since, or if the programme has another scheme with this name.
    """
    require_programme(actor=actor, programme=row.programme)
    programme_lock(row.programme)
    row = lock_or_stale(PhaseScheme.objects, row)
    if scheme_fingerprint(row) != read:
        raise ValidationError(_("Someone else has just changed this scheme. Nothing was saved; compare it with yours."))
    row.name, row.definition, row.changed_at = scheme.name["nl"], scheme.as_data(), timezone.now()
    _check_name(row)
    row.save(update_fields=["name", "definition", "changed_at"])
    audit_write(SCHEME_CHANGED, actor=actor, programme_key=row.programme_id, name=row.name)


@transaction.atomic
def scheme_delete(*, row: PhaseScheme, actor: Any | None) -> None:
    """Delete a scheme. Networks that chose it keep their phases. Raises ValidationError if it is deleted already."""
    require_programme(actor=actor, programme=row.programme)
    row = lock_or_stale(PhaseScheme.objects, row)
    row.delete()
    audit_write(SCHEME_DELETED, actor=actor, programme_key=row.programme_id, name=row.name)


def scheme_fingerprint(row: PhaseScheme) -> str:
    """Return what identifies the state of a scheme that a form was made from."""
    return row.changed_at.isoformat()


def _check_name(row: PhaseScheme) -> None:
    others = PhaseScheme.objects.filter(programme=row.programme, name__iexact=row.name).exclude(pk=row.pk)
    if others.exists():
        raise ValidationError({"name_nl": _("There is already a scheme with this name.")})
