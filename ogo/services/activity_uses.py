"""Choosing an activity for a meeting or a phase, and taking the choice back."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.services.agenda import block_add, block_remove
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.access import Permission
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.models import Activity, ActivityUse, Phase
from ogo.selectors.activities import Card, agenda_note


@transaction.atomic
def activity_schedule(*, network: Network, meeting: Meeting, card: Card, actor: Any | None) -> ActivityUse:
    """Put an activity on the agenda of a meeting of the network: a part with its title, minutes and steps.

    Raises ValidationError if the meeting is cancelled or its agenda is full, and if the activity was removed from the
    library. A second click within a minute returns the same.
    """
    require_network(actor=actor, network=network, permission=Permission.CHOOSE_ACTIVITIES)
    activity = _available(card)
    title, note = agenda_note(network, card)
    block = block_add(meeting=meeting, actor=actor, title=title, minutes=card.minutes, note=note)
    day = meeting.on_date or meeting.window_ends
    use, _made = ActivityUse.objects.get_or_create(
        block=block,
        defaults={
            "network": network,
            "activity": activity,
            "starter": card.starter,
            "meeting": meeting,
            "on_date": day,
            "added_by": actor,
        },
    )
    return use


@transaction.atomic
def activity_choose(*, network: Network, phase: Phase, card: Card, actor: Any | None) -> ActivityUse:
    """Choose an activity for a phase of the network. A second click within a minute returns the same.

    Raises ValidationError if the phase was deleted or the activity was removed from the library.
    """
    require_network(actor=actor, network=network, permission=Permission.CHOOSE_ACTIVITIES)
    network = network_lock(network)
    live = Phase.objects.filter(cycle__track__network=network, cycle__deleted_at__isnull=True)
    phase = lock_or_stale(live, phase)
    use = ActivityUse(
        network=network,
        activity=_available(card),
        starter=card.starter,
        phase=phase,
        on_date=timezone.localdate(),
        added_by=actor,
    )
    return idempotent_create(network.activity_uses.all(), (network, actor, phase, card.key), partial(_saved, use))


def _saved(use: ActivityUse) -> ActivityUse:
    use.save()
    return use


def _available(card: Card) -> Activity | None:
    """Lock and return the programme's activity of a card; None for one of the starting set."""
    if card.activity is None:
        return None
    return lock_or_stale(Activity.objects.filter(removed_at=None), card.activity)


@transaction.atomic
def activity_use_remove(*, use: ActivityUse, actor: Any | None) -> None:
    """Take back a choice that has no note, and its part of the agenda with it. Raises ValidationError if it has one."""
    require_network(actor=actor, network=use.network, permission=Permission.CHOOSE_ACTIVITIES)
    use = lock_or_stale(ActivityUse.objects, use)
    if use.noted_at is not None:
        raise ValidationError(_("There is a note about this. Empty the note first."))
    block = use.block
    use.delete()
    if block is not None:
        block_remove(block=block, actor=actor)
