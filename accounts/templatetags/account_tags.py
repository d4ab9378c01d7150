"""`{% load account_tags %}`, then `{{ session.user_agent|browser }}` or `{% second_factor_is_missing as missing %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import person_of
from accounts.institutions import connected_accounts, institutions, stepped_up
from accounts.saved_form import saved_form_exists
from accounts.second_factor import second_factor_missing
from accounts.sessions import seconds_left

register = template.Library()

# The first match counts: browsers also claim the names of older ones.
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
    """Return a user agent in words, such as "Firefox on Windows" or "unknown"."""
    program = next((name for sign, name in BROWSERS if sign in user_agent), None)
    system = next((name for sign, name in SYSTEMS if sign in user_agent), None)
    if program and system:
        return _("%(program)s on %(system)s") % {"program": program, "system": system}
    return program or system or _("unknown")


@register.simple_tag(takes_context=True)
def second_factor_is_missing(context: dict[str, Any]) -> bool:
    """Return whether the person still has to set up a second factor."""
    request = context["request"]
    return second_factor_missing(person_of(request)) and not stepped_up(request)


@register.simple_tag(takes_context=True)
def session_seconds_left(context: dict[str, Any]) -> int | None:
    """Return the seconds until a short session expires; None for a usual session or nobody."""
    request = context.get("request")
    if request is None or not hasattr(request, "user") or not request.user.is_authenticated:
        return None
    return seconds_left(request.session)


@register.simple_tag(takes_context=True)
def has_saved_form(context: dict[str, Any]) -> bool:
    """Return whether this browser holds a form that was posted after the session ended."""
    return saved_form_exists(context["request"].session)


@register.simple_tag
def institutions_to_sign_in_with() -> list[dict[str, str]]:
    """Return the name and sign-in URL of each institution."""
    return [{"name": each["name"], "url": _sign_in_url(each["provider_id"])} for each in institutions()]


@register.simple_tag(takes_context=True)
def institutions_to_connect(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each institution with its connect URL and the person's account there, or None."""
    accounts = connected_accounts(person=person_of(context["request"]))
    return [
        {
            "name": each["name"],
            "account": accounts.get(each["provider_id"]),
            "url": f"{_sign_in_url(each['provider_id'])}?process=connect",
        }
        for each in institutions()
    ]


def _sign_in_url(name: str) -> str:
    return reverse("openid_connect_login", args=[name])
