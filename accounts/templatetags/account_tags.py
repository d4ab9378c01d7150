"""`{% load account_tags %}`, then `{{ session.user_agent|browser }}` or `{% second_factor_is_missing as missing %}`."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from accounts.access import person_of
from accounts.second_factor import second_factor_missing

register = template.Library()

# The first that fits counts: every browser also calls itself by the names of older ones.
BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
]


@register.filter
def browser(user_agent: str) -> str:
    """Return "Firefox on Windows" for the long line that a browser says of itself, or that it is unknown."""
    program = next((name for sign, name in BROWSERS if sign in user_agent), None)
    system = next((name for sign, name in SYSTEMS if sign in user_agent), None)
    if program and system:
        return _("%(program)s on %(system)s") % {"program": program, "system": system}
    return program or system or _("unknown")


@register.simple_tag(takes_context=True)
def second_factor_is_missing(context: dict[str, Any]) -> bool:
    """Return whether the reader has to set up a second factor first."""
    return second_factor_missing(person_of(context["request"]))
