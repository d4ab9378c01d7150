"""How floors above hear in which networks somebody joined, left or changed, or that a programme was made.

Networks know nothing of who listens.

A hook is called in the transaction of the service that made the change. Register it in the app's `ready()`.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networks.models import Network, Programme

ParticipationHook = Callable[[Collection["Network"]], None]
ProgrammeHook = Callable[["Programme"], None]

_hooks: list[ParticipationHook] = []
_programme_hooks: list[ProgrammeHook] = []
_role_hooks: list[ProgrammeHook] = []


def on_participation_change(hook: ParticipationHook) -> ParticipationHook:
    """Register a hook; registering one twice changes nothing."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def on_role_change(hook: ProgrammeHook) -> ProgrammeHook:
    """Register a hook for roles in a programme; registering one twice changes nothing."""
    if hook not in _role_hooks:
        _role_hooks.append(hook)
    return hook


def role_changed(programme: "Programme") -> None:
    """Tell every hook that somebody got or lost a role in a programme."""
    for hook in _role_hooks:
        hook(programme)


def participations_changed(networks: Collection["Network"]) -> None:
    """Tell every hook in which networks participations were added, changed or ended: once for all, however many."""
    for hook in _hooks if networks else ():
        hook(networks)


def on_programme_created(hook: ProgrammeHook) -> ProgrammeHook:
    """Register a hook that gives a new programme what it begins with."""
    if hook not in _programme_hooks:
        _programme_hooks.append(hook)
    return hook


def programme_created(programme: "Programme") -> None:
    """Tell every hook about a programme that was made."""
    for hook in _programme_hooks:
        hook(programme)
