"""`{% load meeting_tags %}`: addresses and rights of somebody at a meeting, by sign-in or by personal link."""

from datetime import time
from typing import Any

from django import template

from accounts.language import names_in_words
from meetings.access import Visit
from meetings.formatting import moment_in_words, time_in_words
from meetings.models import Meeting
from networks.access import Permission

register = template.Library()
register.simple_tag(names_in_words)


@register.simple_tag
def meeting_url(visit: Visit, name: str, *args: Any) -> str:
    """Return the address of a page of this meeting for this person. A route that does not exist raises."""
    return visit.url(name, *args)


@register.simple_tag
def may_here(visit: Visit, permission: str) -> bool:
    """Return whether this person has a right at this meeting. An unknown need raises KeyError."""
    return visit.may(Permission[permission])


@register.simple_tag
def moment(meeting: Meeting) -> str:
    """Return when a meeting is: "Thursday 10 December · week 50 · 13:30–16:45", or in which weeks it floats."""
    return moment_in_words(meeting)


@register.simple_tag
def clock(at: time) -> str:
    """Return a time of the clock in the reader's way: 13:30, or 13.30 in Dutch."""
    return time_in_words(at)
