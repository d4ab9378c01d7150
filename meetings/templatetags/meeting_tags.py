"""`{% load meeting_tags %}`: URLs and permissions of a visitor at a meeting, by account or by personal link."""

from datetime import time
from typing import Any

from django import template

from accounts.language import format_names
from meetings.access import Visit
from meetings.formatting import format_moment, format_time
from meetings.models import Meeting
from networks.access import Permission

register = template.Library()
register.simple_tag(format_names)


@register.simple_tag
def meeting_url(visit: Visit, name: str, *args: Any) -> str:
    """Return the URL of a page of this meeting for this visitor. Raises NoReverseMatch for an unknown route."""
    return visit.url(name, *args)


@register.simple_tag
def may_here(visit: Visit, permission: str) -> bool:
    """Return whether the visitor has a permission at this meeting. Raises KeyError for an unknown permission."""
    return visit.may(Permission[permission])


@register.simple_tag
def moment(meeting: Meeting) -> str:
    """Return the date and times of a meeting, or the weeks of its window: see `format_moment`."""
    return format_moment(meeting)


@register.simple_tag
def clock(at: time) -> str:
    """Return a time of day in the active language: 13:30, or 13.30 in Dutch."""
    return format_time(at)
