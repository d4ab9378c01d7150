"""`{% load account_tags %}`, then `{{ session.user_agent|browser }}` or `{% second_factor_is_missing as missing %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import person_of
from accounts.institutions import connected_accounts, institutions, stepped_up
from accounts.second_factor import second_factor_missing
from accounts.sessions import seconds_left
from accounts.typed import typed_is_kept

register = template.Library()

# The first that fits counts: every browser also calls itself by the names of older ones.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("OPT/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS ", "Chromebook"),
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
    request = context["request"]
    return second_factor_missing(person_of(request)) and not stepped_up(request)


@register.simple_tag(takes_context=True)
def session_seconds_left(context: dict[str, Any]) -> int | None:
    """Return how long a short session of the reader goes on; None for everybody else."""
    request = context.get("request")
    if request is None or not hasattr(request, "user") or not request.user.is_authenticated:
        return None
    return seconds_left(request.session)


@register.simple_tag(takes_context=True)
def something_typed_is_kept(context: dict[str, Any]) -> bool:
    """Return whether a form waits in this browser until its author has signed in again."""
    return typed_is_kept(context["request"].session)


@register.simple_tag
def institutions_to_sign_in_with() -> list[dict[str, str]]:
    """Return the institutions of this site: name, and where the form posts to."""
    return [{"name": each["name"], "url": _way_to(each["provider_id"])} for each in institutions()]


@register.simple_tag(takes_context=True)
def institutions_to_connect(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the institutions of this site with the reader's account there, or None."""
    accounts = connected_accounts(person=person_of(context["request"]))
    return [
        {
            "name": each["name"],
            "account": accounts.get(each["provider_id"]),
            "url": f"{_way_to(each['provider_id'])}?process=connect",
        }
        for each in institutions()
    ]


def _way_to(name: str) -> str:
    return reverse("openid_connect_login", args=[name])
