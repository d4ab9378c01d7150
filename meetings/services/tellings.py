"""What people tell their network beside the notes: theirs to write, change and take away."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import Telling
from meetings.services.repeats import idempotent_create
from meetings.services.rows import lock_or_stale
from networks.access import Permission
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network


@transaction.atomic
def telling_add(*, network: Network, actor: User, text: str) -> Telling:
    """Tell the network what one is doing, how and why. Raises ValidationError by field."""
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    network_lock(network)
    telling = Telling(network=network, person=actor, text=text.strip())
    return idempotent_create(network.tellings.all(), (network, actor, telling.text), partial(_saved, telling))


def _saved(telling: Telling) -> Telling:
    telling.full_clean(exclude=["network", "person"])
    telling.save()
    return telling


@transaction.atomic
def telling_change(*, telling: Telling, actor: User, text: str) -> None:
    """Change one's own words. Raises ValidationError by field."""
    _require_own(telling, actor)
    telling = lock_or_stale(Telling.objects, telling)
    telling.text = text.strip()
    telling.full_clean(exclude=["network", "person"])
    telling.save(update_fields=["text"])


@transaction.atomic
def telling_remove(*, telling: Telling, actor: User) -> None:
    """Take one's own words away."""
    _require_own(telling, actor)
    telling.delete()


def _require_own(telling: Telling, actor: User) -> None:
    require_network(actor=actor, network=telling.network, permission=Permission.SHARE_IN_NETWORK)
    if telling.person_id != actor.pk:
        raise PermissionDenied(_("Only who told this can change it."))
