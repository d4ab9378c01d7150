"""`{% load reflection_tags %}`, then `{% looks_back network as looks %}` on a page about the phases of a network."""

from django import template

from networks.models import Network
from ogo.selectors.reflection import PhaseLook, reflections_of

register = template.Library()


@register.simple_tag
def looks_back(network: Network) -> list[PhaseLook]:
    """Return the phases that have begun, with the look back on each, latest first, in one query."""
    return reflections_of(network)
