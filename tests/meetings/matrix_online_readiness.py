"""The access matrix of the online readiness check."""

from __future__ import annotations

from tests.matrix_rows import everyone, lets_in, row

INVITED = "participant student facilitator"
KNOW_MEETING = "participant student facilitator coordinator preparation_team"

ONLINE_READINESS = [
    # Invitees answer and read the results; coordinators and the preparation team do not.
    row(
        "meetings:online_readiness",
        "/meetings/{online_meeting}/online-readiness/",
        GET=lets_in(INVITED, refuses=KNOW_MEETING),
        POST=lets_in(INVITED, refuses=KNOW_MEETING),
        data={"camera": "yes"},
    ),
    row(
        "meetings:link_online_readiness",
        "/m/{amiras_online_link}/online-readiness/",
        GET=everyone(),
        POST=everyone(),
        data={"camera": "yes"},
    ),
    # Facilitators write down support needs; their owners tick them off.
    row(
        "meetings:support_need_add",
        "/meetings/{online_meeting}/support/add/",
        GET=lets_in("facilitator", refuses=KNOW_MEETING),
        POST=lets_in("facilitator", refuses=KNOW_MEETING),
    ),
    row(
        "meetings:support_need_edit",
        "/meetings/{online_meeting}/support/{amiras_need}/",
        GET=lets_in("facilitator", refuses=KNOW_MEETING),
        POST=lets_in("facilitator", refuses=KNOW_MEETING),
        foreign=("/meetings/{online_meeting}/support/{need_elsewhere}/",),
    ),
    row(
        "meetings:support_need_remove",
        "/meetings/{online_meeting}/support/{amiras_need}/remove/",
        POST=lets_in("facilitator", refuses=KNOW_MEETING),
        foreign=("/meetings/{online_meeting}/support/{need_elsewhere}/remove/",),
    ),
    row(
        "meetings:support_need_tick",
        "/meetings/{online_meeting}/support/{amiras_need}/tick/",
        POST=lets_in("participant facilitator", refuses=KNOW_MEETING),
        foreign=("/meetings/{online_meeting}/support/{need_elsewhere}/tick/",),
    ),
    row(
        "meetings:link_support_need_tick",
        "/m/{amiras_online_link}/support/{amiras_need}/tick/",
        POST=everyone(),
        foreign=("/m/{amiras_online_link}/support/{need_elsewhere}/tick/",),
    ),
]
