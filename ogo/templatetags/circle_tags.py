"""`{% load circle_tags %}`, then `{% circle_line goal.circle %}` below a text whose writer chose its readers."""

from django import template
from django.template.loader import render_to_string

from ogo.circles import circle_audience

register = template.Library()


@register.simple_tag
def circle_line(circle: str, owner: str = "") -> str:
    """Return the line "Visible to: …" of a text with a circle; `owner` is empty if the reader wrote it."""
    context = {"who": circle_audience(circle, owner), "permission": ""}
    return render_to_string("elements/visible_to.html", context)
