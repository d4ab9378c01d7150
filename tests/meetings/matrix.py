"""The access matrix of meetings, written by hand: a list per subject, combined in MEETINGS."""

from __future__ import annotations

from tests.matrix_rows import HIDDEN, everyone, lets_in, of_network, row
from tests.meetings.matrix_answers import ANSWERS
from tests.meetings.matrix_calendar import CALENDAR
from tests.meetings.matrix_check_in import CHECK_IN
from tests.meetings.matrix_online_readiness import ONLINE_READINESS
from tests.meetings.matrix_page import PAGE
from tests.meetings.matrix_plan import PLAN
from tests.meetings.world import PURPOSE

# The roles that may see a meeting of Burgerschap. Guests of the network only see meetings they are invited to.
KNOW_MEETING = "participant student facilitator coordinator preparation_team"


def of_meeting(roles: str) -> dict[str, str]:
    """Return the access to a page of a meeting that everyone in Burgerschap may see."""
    return lets_in(roles, refuses=KNOW_MEETING)


PLAIN = [
    row(
        "meetings:meetings",
        "/networks/{burgerschap}/meetings/",
        GET=of_network("participant student guest facilitator coordinator preparation_team"),
    ),
    row(
        "meetings:meeting_add",
        "/networks/{burgerschap}/meetings/add/",
        GET=of_network("facilitator coordinator preparation_team"),
        POST=of_network("facilitator coordinator preparation_team"),
    ),
    row(
        "meetings:meeting",
        "/meetings/{coming_meeting}/",
        GET=of_meeting(KNOW_MEETING),
        shows={PURPOSE: KNOW_MEETING},
    ),
    # Drafts are hidden from participants.
    row("meetings:meeting", "/meetings/{draft_meeting}/", GET=lets_in("facilitator coordinator preparation_team")),
    # A meeting of students is only visible to them and to planners.
    row(
        "meetings:meeting",
        "/meetings/{students_meeting}/",
        GET=lets_in("student facilitator coordinator preparation_team"),
    ),
    # Facilitators of all networks and coordinators are invited; the preparation team plans it.
    row(
        "meetings:meeting",
        "/meetings/{exchange_meeting}/",
        GET=lets_in("facilitator other_facilitator coordinator preparation_team"),
    ),
    row("meetings:meeting", "/meetings/{elsewhere_meeting}/", GET=lets_in("other_coordinator", everybody_else=HIDDEN)),
    row("meetings:link_meeting", "/m/{amiras_meeting_link}/", GET=everyone()),
    row(
        "meetings:meeting_edit",
        "/meetings/{coming_meeting}/change/",
        GET=of_meeting("facilitator coordinator preparation_team"),
        POST=of_meeting("facilitator coordinator preparation_team"),
    ),
    row(
        "meetings:meeting_publish",
        "/meetings/{coming_meeting}/publish/",
        POST=of_meeting("facilitator coordinator preparation_team"),
    ),
    row(
        "meetings:meeting_cancel",
        "/meetings/{coming_meeting}/cancel/",
        GET=of_meeting("facilitator coordinator preparation_team"),
        POST=of_meeting("facilitator coordinator preparation_team"),
    ),
]

MEETINGS = [*PLAIN, *ANSWERS, *PLAN, *CHECK_IN, *CALENDAR, *PAGE, *ONLINE_READINESS]
