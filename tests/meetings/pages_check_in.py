"""Pages about checking in."""

from __future__ import annotations

from django.test import Client

from meetings.models import Attendance, Meeting
from tests.meetings.meeting_cases import begins_now, invitee_of
from tests.page import Page
from tests.page_world import PageWorld


def _upcoming(found: PageWorld) -> Meeting:
    return found.world.meetings["coming"]


def start_meeting(client: Client, found: PageWorld) -> None:
    """Move the meeting to the present."""
    begins_now(_upcoming(found))


def start_soon(client: Client, found: PageWorld) -> None:
    """Make the meeting start in half an hour."""
    begins_now(_upcoming(found), minutes=30)


def check_in_early(client: Client, found: PageWorld) -> None:
    """Check Amira in before the meeting starts."""
    start_soon(client, found)
    invitee = invitee_of(_upcoming(found), found.world.cast["Amira"])
    Attendance.objects.create(invitee=invitee, was_there=True, recorded_by="person")


def end_meeting(client: Client, found: PageWorld) -> None:
    """Move the meeting into the past."""
    begins_now(_upcoming(found), minutes=-200)


HERE = "/meetings/{coming_meeting}/here/"
LINK_HERE = "/m/{amiras_meeting_link}/here/"
CODE = "/meetings/{coming_meeting}/code/"
JOIN = "/here/{room_of_meeting}/"

CHECK_IN = [
    Page("meeting", "/meetings/{coming_meeting}/", "participant", "in progress", before=start_meeting),
    Page("meeting", "/meetings/{coming_meeting}/", "facilitator", "in progress", before=start_meeting),
    Page("meeting by link", "/m/{amiras_meeting_link}/", "anonymous", "checked in", before=check_in_early),
    Page("check in", HERE, "participant", before=start_meeting),
    Page("check in", HERE, "participant", "early", before=start_soon),
    Page("check in", HERE, "participant", "checked in", before=check_in_early),
    Page("check in", HERE, "participant", "too early"),
    Page("check in", HERE, "participant", "over", before=end_meeting),
    Page("check in", HERE, "participant", "wrong", posts={"code": "geen"}, before=start_meeting),
    Page("check in by link", LINK_HERE, "anonymous", before=start_meeting),
    Page("code screen", CODE, "facilitator", before=start_meeting),
    Page("code screen", CODE, "facilitator", "too early"),
    Page("code screen", CODE, "facilitator", "over", before=end_meeting),
    Page("check-in join page", JOIN, "anonymous"),
    Page("check-in join page", f"{JOIN}?sent", "anonymous", "sent"),
    Page("check-in join page", JOIN, "anonymous", "wrong", status=422, posts={"email": "geen"}),
    Page("check-in setting", "/networks/{burgerschap}/check-in/", "facilitator"),
]
