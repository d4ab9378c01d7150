"""The pages about saying oneself that one is there, in every state."""

from __future__ import annotations

from django.test import Client

from meetings.models import Attendance, Meeting
from tests.meetings.meeting_cases import begins_now, invitee_of
from tests.page import Page
from tests.page_world import PageWorld


def _coming(found: PageWorld) -> Meeting:
    return found.world.meetings["coming"]


def goes_on(client: Client, found: PageWorld) -> None:
    """Let the meeting go on now."""
    begins_now(_coming(found))


def is_near(client: Client, found: PageWorld) -> None:
    """Let the meeting begin in half an hour."""
    begins_now(_coming(found), minutes=30)


def was_said_early(client: Client, found: PageWorld) -> None:
    """Let Amira have said before the beginning that she is there."""
    is_near(client, found)
    invitee = invitee_of(_coming(found), found.world.cast["Amira"])
    Attendance.objects.create(invitee=invitee, was_there=True, recorded_by="person")


def is_over(client: Client, found: PageWorld) -> None:
    """Let the meeting be over."""
    begins_now(_coming(found), minutes=-200)


HERE = "/meetings/{coming_meeting}/here/"
LINK_HERE = "/m/{amiras_meeting_link}/here/"
CODE = "/meetings/{coming_meeting}/code/"
ROOM = "/here/{room_of_meeting}/"

CHECK_IN = [
    Page("meeting", "/meetings/{coming_meeting}/", "participant", "in progress", before=goes_on),
    Page("meeting", "/meetings/{coming_meeting}/", "facilitator", "in progress", before=goes_on),
    Page("meeting by link", "/m/{amiras_meeting_link}/", "anonymous", "checked in", before=was_said_early),
    Page("check in", HERE, "participant", before=goes_on),
    Page("check in", HERE, "participant", "early", before=is_near),
    Page("check in", HERE, "participant", "checked in", before=was_said_early),
    Page("check in", HERE, "participant", "too early"),
    Page("check in", HERE, "participant", "over", before=is_over),
    Page("check in", HERE, "participant", "wrong", posts={"code": "geen"}, before=goes_on),
    Page("check in by link", LINK_HERE, "anonymous", before=goes_on),
    Page("code screen", CODE, "facilitator", before=goes_on),
    Page("code screen", CODE, "facilitator", "too early"),
    Page("code screen", CODE, "facilitator", "over", before=is_over),
    Page("check-in join page", ROOM, "anonymous"),
    Page("check-in join page", f"{ROOM}?sent", "anonymous", "sent"),
    Page("check-in join page", ROOM, "anonymous", "wrong", status=422, posts={"email": "geen"}),
    Page("check-in setting", "/networks/{burgerschap}/check-in/", "facilitator"),
]
