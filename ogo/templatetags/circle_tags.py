"""`{% load circle_tags %}`, then `{% circle_line goal.circle %}` below a text whose writer chose its readers."""

from typing import Any

from django import template
from django.template.loader import render_to_string

from networks.access import Permission
from networks.templatetags.access_tags import visible_to
from ogo.circles import Circle, circle_audience

register = template.Library()


@register.simple_tag
def circle_line(circle: str, owner: str = "") -> str:
    """Return the line "Visible to: …" of a text with a circle; `owner` is empty if the reader wrote it."""
    context = {"who": circle_audience(circle, owner), "permission": "", "circle": circle}
    return render_to_string("elements/visible_to.html", context)


@register.simple_tag
def circle_of(row: Any, reader_pk: int | None) -> str:
    """Return the line "Visible to: …" of a row with an `owner` and a circle, for this reader."""
    if row.circle == Circle.NETWORK:
        return visible_to(Permission.SEE_WORK.name)
    return circle_line(row.circle, "" if row.owner is None or row.owner_id == reader_pk else row.owner.first_name)
