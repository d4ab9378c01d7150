"""The programme's own activities: people who plan meetings add them; the person who added one changes or removes it."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.access import Permission, may, roles_in_programme
from networks.models import Network
from networks.services.locks import programme_lock
from networks.services.rights import require_network
from ogo.models import Activity, Stage
from ogo.services.fingerprint import fingerprint, require_fresh

FIELDS = ("title", "aim", "steps", "materials", "minutes", "group_from", "group_to", "place", "stages")

ACTIVITY_ADDED = audit_code("ogo.activity_added", gettext_lazy("added the activity %(activity)s"))
ACTIVITY_CHANGED = audit_code("ogo.activity_changed", gettext_lazy("changed the activity %(activity)s"))
ACTIVITY_REMOVED = audit_code("ogo.activity_removed", gettext_lazy("removed the activity %(activity)s"))


@transaction.atomic
def activity_add(*, network: Network, actor: Any | None, **fields: Any) -> Activity:
    """Add an activity to the library of the network's programme. Raises ValidationError by field."""
    require_network(actor=actor, network=network, permission=Permission.CHOOSE_ACTIVITIES)
    programme = programme_lock(network.programme)
    activity = Activity(programme=programme, author=actor, **_known(fields))
    given = (programme, actor, *(str(getattr(activity, name)) for name in FIELDS))
    return idempotent_create(programme.activities.filter(removed_at=None), given, partial(_added, activity, actor))


def _added(activity: Activity, actor: Any | None) -> Activity:
    _check(activity)
    activity.save()
    audit_write(ACTIVITY_ADDED, actor=actor, programme_key=activity.programme_id, activity=activity.title)
    return activity


@transaction.atomic
def activity_change(
    *, activity: Activity, network: Network, actor: Any | None, expected_fingerprint: str | None = None, **fields: Any
) -> Activity:
    """Change an activity that the actor added.

    `expected_fingerprint` is the `activity_fingerprint` of what the actor read. Raises ValidationError by field, and
    if the activity was changed or removed since.
    """
    require_own(activity=activity, network=network, actor=actor)
    activity = lock_or_stale(Activity.objects.filter(removed_at=None), activity)
    before = activity_fingerprint(activity)
    for name, value in _known(fields).items():
        setattr(activity, name, value)
    _check(activity)
    require_fresh(before=before, after=activity_fingerprint(activity), expected=expected_fingerprint)
    activity.save(update_fields=[*fields])
    audit_write(ACTIVITY_CHANGED, actor=actor, programme_key=activity.programme_id, activity=activity.title)
    return activity


@transaction.atomic
def activity_remove(*, activity: Activity, network: Network, actor: Any | None) -> None:
    """Take an activity that the actor added out of the library. It stays where networks used it."""
    require_own(activity=activity, network=network, actor=actor)
    activity = lock_or_stale(Activity.objects, activity)
    if activity.removed_at is not None:
        return
    activity.removed_at = timezone.now()
    activity.save(update_fields=["removed_at"])
    audit_write(ACTIVITY_REMOVED, actor=actor, programme_key=activity.programme_id, activity=activity.title)


def is_own(*, activity: Activity, actor: Any | None) -> bool:
    """Return whether a person who plans meetings may change an activity.

    The person who added it may; once that account is erased, a coordinator of the programme may.
    """
    if actor is None or activity.author_id == actor.pk:
        return True
    coordinates = may(roles_in_programme(actor, activity.programme_id), Permission.MANAGE_PROGRAMME)
    return activity.author_id is None and coordinates


def require_own(*, activity: Activity, network: Network, actor: Any | None) -> None:
    """Raise PermissionDenied unless the actor may change an activity from a network of its programme."""
    require_network(actor=actor, network=network, permission=Permission.CHOOSE_ACTIVITIES)
    if activity.programme_id != network.programme_id or not is_own(activity=activity, actor=actor):
        raise PermissionDenied(_("Only the person who added this can change it."))


def activity_fingerprint(activity: Activity) -> str:
    """Return a hash of an activity, which changes with every edit."""
    return fingerprint(activity, FIELDS)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields, text trimmed. Raises TypeError for an unknown field, which is a programming error."""
    if set(fields) - set(FIELDS):
        raise TypeError(", ".join(sorted(set(fields) - set(FIELDS))))
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def _check(activity: Activity) -> None:
    """Raise ValidationError by field."""
    activity.full_clean(exclude=["programme", "author", "stages"], validate_constraints=False)
    if not set(activity.stages) <= set(Stage.values):
        raise ValidationError({"stages": _("Choose from the list.")})
    if not 1 <= activity.minutes <= 24 * 60:
        raise ValidationError({"minutes": _("Choose between 1 and 1440 minutes.")})
    if activity.group_from and activity.group_to and activity.group_from > activity.group_to:
        raise ValidationError({"group_to": _("The largest group is smaller than the smallest.")})
