"""Domain events: apps above register receivers and so learn about new programmes and changed participations.

Receivers are called in the transaction of the service that made the change. Register them in the app's `ready()`;
registering one again has no effect.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networks.models import Network, Programme

ParticipationReceiver = Callable[[Collection["Network"]], None]
ProgrammeReceiver = Callable[["Programme"], None]

# Dictionaries, because they keep the order of registration and hold every receiver once.
_participation_receivers: dict[ParticipationReceiver, None] = {}
_role_receivers: dict[ProgrammeReceiver, None] = {}
_programme_receivers: dict[ProgrammeReceiver, None] = {}


def on_participation_change(receiver: ParticipationReceiver) -> ParticipationReceiver:
    """Register a receiver of changed participations."""
    _participation_receivers[receiver] = None
    return receiver


def on_role_change(receiver: ProgrammeReceiver) -> ProgrammeReceiver:
    """Register a receiver of changed programme roles."""
    _role_receivers[receiver] = None
    return receiver


def on_programme_created(receiver: ProgrammeReceiver) -> ProgrammeReceiver:
    """Register a receiver of new programmes."""
    _programme_receivers[receiver] = None
    return receiver


def participations_changed(networks: Collection["Network"]) -> None:
    """Notify the receivers, once, of the networks in which participations were added, changed or ended."""
    for receiver in _participation_receivers if networks else ():
        receiver(networks)


def role_changed(programme: "Programme") -> None:
    """Notify the receivers that a role was granted or revoked in a programme."""
    for receiver in _role_receivers:
        receiver(programme)


def programme_created(programme: "Programme") -> None:
    """Notify the receivers of a new programme."""
    for receiver in _programme_receivers:
        receiver(programme)
