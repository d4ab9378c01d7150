"""The rows of the access matrix about whether everything is ready for online."""

from __future__ import annotations

from tests.matrix_rows import everyone, lets_in, row

INVITED = "participant student facilitator"
KNOW_MEETING = "participant student facilitator coordinator preparation_team"

CONDITIONS = [
    # Who is asked answers and reads; never coordinators, never the preparation team.
    row(
        "meetings:conditions",
        "/meetings/{online_meeting}/conditions/",
        GET=lets_in(INVITED, refuses=KNOW_MEETING),
        POST=lets_in(INVITED, refuses=KNOW_MEETING),
        data={"camera": "yes"},
    ),
    row(
        "meetings:link_conditions",
        "/m/{amiras_online_link}/conditions/",
        GET=everyone(),
        POST=everyone(),
        data={"camera": "yes"},
    ),
]
