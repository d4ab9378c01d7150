"""The rows of the access matrix about who comes and who was there."""

from __future__ import annotations

from tests.matrix_rows import everyone, lets_in, row

KNOW_MEETING = "participant student facilitator coordinator preparation_team"

ANSWERS = [
    # Who is invited answers; coordinators and the preparation team of the programme are not.
    row(
        "meetings:answer",
        "/meetings/{coming_meeting}/answer/",
        POST=lets_in("participant student facilitator", refuses=KNOW_MEETING),
        data={"answer": "yes"},
    ),
    row("meetings:link_answer", "/m/{amiras_meeting_link}/answer/", POST=everyone(), data={"answer": "yes"}),
    # Never coordinators, never the preparation team.
    row(
        "meetings:attendance",
        "/meetings/{held_meeting}/attendance/",
        GET=lets_in("facilitator", refuses=KNOW_MEETING),
        POST=lets_in("facilitator", refuses=KNOW_MEETING),
    ),
]
