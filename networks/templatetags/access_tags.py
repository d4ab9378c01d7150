"""`{% load access_tags %}`, then `{% visible_to "SEE_NETWORK" %}` below a block about people."""

from django import template
from django.template.loader import render_to_string

from networks.access import Permission, audience

register = template.Library()


@register.simple_tag
def visible_to(permission: str) -> str:
    """Return the line "Visible to: …" from the table of permissions. Raises KeyError for an unknown permission."""
    target = Permission[permission]
    context = {"who": audience(target), "permission": target.value, "circle": ""}
    return render_to_string("elements/visible_to.html", context)
