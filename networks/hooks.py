"""How floors above hear that somebody joined, left or changed, without networks knowing of them.

A hook is called in the transaction of the service that made the change. Register it in the app's `ready()`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networks.models import Participation

ParticipationHook = Callable[["Participation"], None]

_hooks: list[ParticipationHook] = []


def on_participation_change(hook: ParticipationHook) -> ParticipationHook:
    """Register a hook; registering one twice changes nothing."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def participation_changed(participation: "Participation") -> None:
    """Tell every hook about a participation that was added, changed or ended."""
    for hook in _hooks:
        hook(participation)
