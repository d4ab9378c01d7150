"""`{% load activity_tags %}`, then `{% phase_uses network phase request.user as found %}`."""

from typing import Any

from django import template

from networks.models import Network
from ogo.models import Phase
from ogo.selectors.activity_uses import PhaseUses, uses_of_phase

register = template.Library()


@register.simple_tag
def phase_uses(network: Network, phase: Phase | None, user: Any) -> PhaseUses:
    """Return the activities of a phase, and what a reader can do with them, in a fixed number of queries."""
    return uses_of_phase(network, phase, user)
