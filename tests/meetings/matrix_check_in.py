"""The access matrix of check-in."""

from __future__ import annotations

from tests.matrix_rows import everyone, lets_in, of_network, row

TAKE_PART = "participant student facilitator"
KNOW_MEETING = "participant student facilitator coordinator preparation_team"

CHECK_IN = [
    # Invitees check in; coordinators and the preparation team are not invited.
    row(
        "meetings:check_in",
        "/meetings/{coming_meeting}/here/",
        GET=lets_in(TAKE_PART, refuses=KNOW_MEETING),
        POST=lets_in(TAKE_PART, refuses=KNOW_MEETING),
        data={"code": "000000"},
    ),
    row("meetings:link_check_in", "/m/{amiras_meeting_link}/here/", GET=everyone(), POST=everyone()),
    # The code is only for people who may see attendance: not for coordinators or the preparation team.
    row(
        "meetings:check_in_screen",
        "/meetings/{coming_meeting}/code/",
        GET=lets_in("facilitator", refuses=KNOW_MEETING),
    ),
    row("meetings:here", "/here/{room_of_meeting}/", GET=everyone(), POST=everyone()),
    row(
        "meetings:check_in_setting",
        "/networks/{burgerschap}/check-in/",
        GET=of_network("facilitator coordinator"),
        POST=of_network("facilitator coordinator"),
    ),
]
