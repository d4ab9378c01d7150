"""Notes about how an activity went: written for the network, and shared with other networks as a separate step."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.services.locks import lock_or_stale
from networks.access import Permission
from networks.services.rights import require_network
from ogo.models import ActivityUse
from ogo.services.fingerprint import fingerprint, require_fresh

TEXTS = ("worked", "stuck", "change")

NOTE_SHARED = audit_code("ogo.note_shared", gettext_lazy("shared a note about an activity in %(network)s"))
NOTE_WITHDRAWN = audit_code(
    "ogo.note_withdrawn", gettext_lazy("stopped sharing a note about an activity in %(network)s")
)


@transaction.atomic
def activity_note_write(
    *, use: ActivityUse, actor: Any | None, expected_fingerprint: str | None = None, **texts: str
) -> ActivityUse:
    """Write what worked, what got stuck and what the network would change; without any text there is no note.

    A note that changes is no longer shared, because nobody has reviewed the new text. `expected_fingerprint` is the
    `note_fingerprint` of what the actor read. Raises ValidationError by field, and if the note was changed since.
    """
    require_network(actor=actor, network=use.network, permission=Permission.CHOOSE_ACTIVITIES)
    use = lock_or_stale(ActivityUse.objects, use)
    before = note_fingerprint(use)
    for name in TEXTS:
        setattr(use, name, texts.get(name, "").strip())
    use.clean_fields(exclude=["network", "activity", "meeting", "block", "phase", "added_by", "noted_by", "starter"])
    if note_fingerprint(use) == before:
        return use
    require_fresh(before=before, after=note_fingerprint(use), expected=expected_fingerprint)
    is_empty = not any(getattr(use, name) for name in TEXTS)
    was_shared, use.shared = use.shared, False
    use.noted_by, use.noted_at = (None, None) if is_empty else (actor, timezone.now())
    use.save(update_fields=[*TEXTS, "shared", "noted_by", "noted_at"])
    if was_shared:
        _audit(NOTE_WITHDRAWN, use, actor)
    return use


@transaction.atomic
def activity_note_share(*, use: ActivityUse, actor: Any, expected_fingerprint: str) -> None:
    """Share a note, under the writer's first name, with the facilitators of the programme's other networks.

    Only its writer can, and only the text that they have just read again (`expected_fingerprint`). Raises
    PermissionDenied for anyone else, ValidationError if the note was changed or emptied since.
    """
    require_network(actor=actor, network=use.network, permission=Permission.CHOOSE_ACTIVITIES)
    use = lock_or_stale(ActivityUse.objects, use)
    if use.noted_at is None or expected_fingerprint != note_fingerprint(use):
        raise ValidationError(_("This note has just been changed. Read it once more before you share it."))
    require_writer(use=use, actor=actor)
    if use.shared:
        return
    use.shared = True
    use.save(update_fields=["shared"])
    _audit(NOTE_SHARED, use, actor)


@transaction.atomic
def activity_note_withdraw(*, use: ActivityUse, actor: Any | None) -> None:
    """Stop sharing a note. Everyone who plans the network's meetings can."""
    require_network(actor=actor, network=use.network, permission=Permission.CHOOSE_ACTIVITIES)
    use = lock_or_stale(ActivityUse.objects, use)
    if use.shared:
        use.shared = False
        use.save(update_fields=["shared"])
        _audit(NOTE_WITHDRAWN, use, actor)


def require_writer(*, use: ActivityUse, actor: Any) -> None:
    """Raise PermissionDenied unless the actor wrote the note."""
    if use.noted_by_id != actor.pk:
        raise PermissionDenied(_("Only the person who wrote this note can share it."))


def note_fingerprint(use: ActivityUse) -> str:
    """Return a hash of a note, which changes with every edit."""
    return fingerprint(use, TEXTS)


def _audit(code: Any, use: ActivityUse, actor: Any | None) -> None:
    audit_write(code, actor=actor, programme_key=use.network.programme_id, network=use.network.name)
